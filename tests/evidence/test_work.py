"""Records of one paper, joined."""

from __future__ import annotations

import pytest

from probatum.evidence.document import (
    Access,
    Document,
    DocumentKind,
    Identifiers,
    MeshHeading,
    Notice,
    NoticeKind,
    Status,
    StudyDesign,
)
from probatum.evidence.edition import edition_of, is_later
from probatum.evidence.standing import noticed, standing
from probatum.evidence.work import merged, preferred_id, same_work
from tests.evidence_by_hand import document


def abstract(**more: object) -> Document:
    fields: dict[str, object] = {
        "name": "pmid:5",
        "kind": DocumentKind.RESEARCH,
        "access": Access.ABSTRACT_ONLY,
        "identifiers": Identifiers(pmid="5", doi="10.1000/a"),
        "mesh": (MeshHeading(descriptor="Exampleitis", major=True),),
        "publication_types": ("Randomized Controlled Trial",),
        "design": StudyDesign.RANDOMISED_TRIAL,
        "published": "2020-05",
    }
    return document("Drugone helped.", **(fields | more))  # type: ignore[arg-type]


def full_text(**more: object) -> Document:
    fields: dict[str, object] = {
        "name": "pmcid:PMC9",
        "kind": DocumentKind.RESEARCH,
        "topics": (),
        "identifiers": Identifiers(pmcid="PMC9", doi="10.1000/a"),
        "design": StudyDesign.COHORT,
        "licence": "CC BY 4.0",
        "published": "2020",
    }
    return document("Drugone helped.\nIt helped in many ways.", **(fields | more))  # type: ignore[arg-type]


def test_the_full_text_is_kept_with_all_that_the_indexer_knows():
    one = merged(abstract(), full_text())
    assert (one.id, one.access) == ("pmid:5", Access.FULL_TEXT)
    assert one.text == full_text().text
    assert one.mesh == abstract().mesh
    assert one.topics == ("exampleitis",)
    assert one.design is StudyDesign.RANDOMISED_TRIAL
    assert one.licence == "CC BY 4.0"
    assert one.identifiers == Identifiers(pmid="5", pmcid="PMC9", doi="10.1000/a")


def test_joining_is_the_same_from_both_sides():
    assert merged(abstract(), full_text()) == merged(full_text(), abstract())
    twin = full_text(source="jats", keywords=("other",))
    assert merged(twin, full_text()) == merged(full_text(), twin)


def test_of_two_abstracts_the_newer_is_kept():
    old, new = abstract(), abstract(updated="2023")
    assert merged(old, new).updated == "2023"


def test_the_graver_status_and_all_notices_are_kept():
    notice = Notice(kind=NoticeKind.RETRACTION, pmid="7")
    retracted = abstract(status=Status.RETRACTED, notices=(notice,))
    one = merged(full_text(status=Status.CORRECTED), retracted)
    assert (one.status, one.notices) == (Status.RETRACTED, (notice,))


def test_a_guideline_among_the_records_makes_it_one():
    assert merged(full_text(), abstract(kind=DocumentKind.GUIDELINE)).kind is DocumentKind.GUIDELINE


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"pmid": ["5"]}, {"pmid": ["5"], "doi": ["10.1/b"]}, True),
        ({"doi": ["10.1/a"]}, {"pmid": ["5"], "doi": ["10.1/a"]}, True),
        ({"pmid": ["6"], "doi": ["10.1/a"]}, {"pmid": ["5"], "doi": ["10.1/a"]}, False),
        ({"pmid": ["5"]}, {"doi": ["10.1/a"]}, False),
        ({}, {}, False),
    ],
)
def test_the_first_identifier_that_both_know_decides(one, other, same):
    assert same_work(one, other) is same


def test_the_id_of_pubmed_is_preferred():
    assert preferred_id(["doi:10.1/a", "pmcid:PMC1", "pmid:5"]) == "pmid:5"
    assert preferred_id(["doi:10.1/a", "file:own"]) == "file:own"


def test_a_reinstatement_lifts_the_retraction_before_it_and_not_the_one_after():
    def notice(kind: NoticeKind, date: str | None = None) -> Notice:
        return Notice(kind=kind, date=date)

    before = notice(NoticeKind.RETRACTION, "2020-01-01")
    back = notice(NoticeKind.REINSTATEMENT, "2021-01-01")
    after = notice(NoticeKind.RETRACTION, "2022-01-01")
    assert standing([before, back]) is Status.CURRENT
    assert standing([before, back, after]) is Status.RETRACTED
    assert standing([back, notice(NoticeKind.EXPRESSION_OF_CONCERN)]) is Status.OF_CONCERN


def test_what_a_document_says_of_itself_is_never_made_lighter():
    own = abstract(status=Status.RETRACTED)
    assert noticed(own, [Notice(kind=NoticeKind.REINSTATEMENT)]).status is Status.RETRACTED


def test_a_notice_that_the_document_already_carries_is_not_repeated():
    notice = Notice(kind=NoticeKind.CORRECTION, pmid="7", text="J Ex. 2021;3:4")
    own = abstract(notices=(notice,), status=Status.CORRECTED)
    assert noticed(own, [Notice(kind=NoticeKind.CORRECTION, pmid="7", text="Erratum")]) == own


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Exampleitis: management (2019)", "Exampleitis: management (2023)"),
        ("ESX guideline on exampleitis 2018", "2021 ESX guideline on exampleitis"),
        ("Care of exampleitis, version 1.2", "Care of exampleitis, version 2.0"),
        ("Care of exampleitis, 2nd edition", "Care of exampleitis, third edition"),
        ("Care of exampleitis (March 2019)", "Care of exampleitis (updated 4 June 2022)"),
    ],
)
def test_editions_differ_only_in_year_version_and_date(older: str, newer: str):
    def edition(title: str) -> str | None:
        return edition_of(document(title=title, publisher="ESX", published="2020"))

    assert edition(older) == edition(newer) is not None


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Care of otheritis 2020"},
        {"publisher": "Another society"},
        {"jurisdiction": "FR"},
        {"audience": "patient"},
    ],
)
def test_what_differs_otherwise_is_no_edition_of_it(change: dict[str, object]):
    fields: dict[str, object] = {
        "title": "Care of exampleitis 2019", "publisher": "ESX", "published": "2019"
    }  # fmt: skip
    assert edition_of(document(**fields)) != edition_of(document(**(fields | change)))  # type: ignore[arg-type]


def test_research_and_undated_guidelines_have_no_editions():
    assert edition_of(document(publisher="ESX")) is None
    assert edition_of(abstract(publisher="ESX")) is None


def test_a_month_is_not_later_than_its_year():
    assert is_later("2024-06", "2023")
    assert not is_later("2024-06", "2024")
