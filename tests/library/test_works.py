"""One work, one document: whatever its records are called and in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from probatum.errors import UnknownDocument
from probatum.evidence.document import (
    Access,
    Document,
    DocumentKind,
    Identifiers,
    MeshHeading,
    Notice,
    NoticeKind,
    Status,
)
from probatum.evidence.standing import NoticeOn
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Change, Clause, News, Query
from tests.evidence_by_hand import document


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    yield library
    library.close()


def record(text: str, name: str, **more: object) -> Document:
    return document(text, name=name, kind=DocumentKind.RESEARCH, **more)  # type: ignore[arg-type]


PUBMED = record(
    "Drugone helped.",
    "pmid:5",
    access=Access.ABSTRACT_ONLY,
    identifiers=Identifiers(pmid="5", pmcid="PMC9"),
    mesh=(MeshHeading(descriptor="Exampleitis"),),
    source="pubmed",
)
JATS = record(
    "Drugone helped.\nIt helped in many ways.",
    "pmcid:PMC9",
    identifiers=Identifiers(pmcid="PMC9", doi="10.1000/a"),
    source="jats",
)
BARE = record(
    "Drugone helped, they say.",
    "doi:10.1000/a",
    access=Access.ABSTRACT_ONLY,
    identifiers=Identifiers(doi="10.1000/a"),
    source="other",
)


def ids(index: EmbeddedIndex) -> list[str]:
    return [summary.id for summary in index.summaries()]


def found(index: EmbeddedIndex, word: str) -> list[str]:
    hits = index.search(Query(should=(Clause(any_of=(word,)),)))
    return [hit.passage.document for hit in hits]


@pytest.mark.parametrize("order", list(permutations((PUBMED, JATS, BARE))))
def test_records_of_one_paper_are_one_document_in_whatever_order_they_come(
    index: EmbeddedIndex, order: tuple[Document, ...]
):
    for one in order:
        index.add([one])
    assert ids(index) == ["pmid:5"]
    kept = index.document("pmid:5")
    assert kept.text == JATS.text
    assert kept.mesh == PUBMED.mesh
    assert kept.access is Access.FULL_TEXT
    assert found(index, "drugone") == ["pmid:5"]
    assert index.verify() == ()


def test_every_order_ends_in_the_same_library(tmp_path: Path):
    snapshots = set()
    for turn, order in enumerate(permutations((PUBMED, JATS, BARE))):
        library = EmbeddedIndex(tmp_path / str(turn), create=True)
        library.add(order)
        snapshots.add(library.snapshot())
        library.close()
    assert len(snapshots) == 1


def test_adding_the_records_again_in_any_order_changes_nothing(index: EmbeddedIndex):
    index.add([PUBMED, JATS, BARE])
    before = index.snapshot()
    for order in permutations((PUBMED, JATS, BARE)):
        assert index.add(order) == Change(unchanged=3)
    assert index.snapshot() == before


def test_two_abstracts_of_two_sources_do_not_push_each_other_out(index: EmbeddedIndex):
    other = BARE.model_copy(update={"id": "pmid:5", "identifiers": Identifiers(pmid="5")})
    index.add([PUBMED, other])
    before = index.snapshot()
    assert index.add([other, PUBMED, other]) == Change(unchanged=3)
    assert index.snapshot() == before


def test_a_work_is_found_by_each_of_its_ids_and_older_versions_stay_readable(
    index: EmbeddedIndex,
):
    index.add([JATS])
    (old,) = index.versions("pmcid:PMC9")
    index.add([PUBMED])
    assert index.document("pmcid:PMC9") == index.document("pmid:5")
    assert index.summary("pmcid:PMC9").id == "pmid:5"
    assert old in index.versions("pmid:5")
    assert index.document("pmcid:PMC9", old) == JATS
    index.remove("pmcid:PMC9")
    assert ids(index) == []
    with pytest.raises(UnknownDocument):
        index.document("pmid:5")
    assert index.add([PUBMED]) == Change(added=1)
    assert index.document("pmid:5").text == PUBMED.text


def test_a_revised_record_replaces_only_what_its_source_said(index: EmbeddedIndex):
    retracted = PUBMED.model_copy(update={"status": Status.RETRACTED})
    index.add([retracted, JATS])
    assert index.document("pmid:5").status is Status.RETRACTED
    index.add([PUBMED])
    assert index.document("pmid:5").status is Status.CURRENT
    assert index.document("pmid:5").text == JATS.text


def test_an_older_revision_of_a_record_never_replaces_a_newer_one(index: EmbeddedIndex):
    old = PUBMED.model_copy(update={"revised": "2020-03-01"})
    new = PUBMED.model_copy(update={"revised": "2021-03-01", "status": Status.RETRACTED})
    for order in ((old, new), (new, old)):
        for one in order:
            index.add([one])
        assert index.document("pmid:5") == new
    assert index.add([old, new]) == Change(unchanged=2)


def test_a_record_that_shows_two_documents_to_be_one_work_joins_them(index: EmbeddedIndex):
    by_pmcid = record("Drugone.", "pmcid:PMC9", identifiers=Identifiers(pmcid="PMC9"))
    bridge = PUBMED.model_copy(
        update={"identifiers": Identifiers(pmid="5", pmcid="PMC9", doi="10.1000/a")}
    )
    index.add([by_pmcid, BARE])
    assert len(ids(index)) == 2
    index.add([bridge])
    assert ids(index) == ["pmid:5"]


def test_two_papers_with_one_doi_and_two_pmids_stay_two(index: EmbeddedIndex):
    twin = record("Drugtwo.", "pmid:6", identifiers=Identifiers(pmid="6", doi="10.1000/a"))
    first = record("Drugone.", "pmid:5", identifiers=Identifiers(pmid="5", doi="10.1000/a"))
    index.add([first, twin, BARE])
    assert ids(index) == ["pmid:5", "pmid:6"]


def test_a_notice_record_changes_the_work_it_points_at_whichever_comes_first(
    tmp_path: Path,
):
    notice = record(
        "Retraction of the work on drugone.",
        "pmid:7",
        identifiers=Identifiers(pmid="7"),
        gives=(Notice(kind=NoticeKind.RETRACTION, pmid="5"),),
    )
    for turn, order in enumerate(permutations((notice, PUBMED))):
        library = EmbeddedIndex(tmp_path / str(turn), create=True)
        for one in order:
            library.add([one])
        kept = library.document("pmid:5")
        assert kept.status is Status.RETRACTED
        assert kept.notices[0].pmid == "7"
        assert found(library, "helped") == []
        library.remove("pmid:7")
        assert library.document("pmid:5").status is Status.CURRENT
        assert found(library, "helped") == ["pmid:5"]
        library.close()


def test_a_remembered_notice_waits_for_the_work(index: EmbeddedIndex):
    on = NoticeOn(kind="doi", value="10.1000/a", notice=Notice(kind=NoticeKind.RETRACTION))
    assert index.remember([on], "a list") == 0
    index.add([JATS])
    assert index.document("pmcid:PMC9").status is Status.RETRACTED
    assert index.remember([on], "a list") == 0
    assert index.take_back(on, "a list") == 1
    assert index.document("pmcid:PMC9").status is Status.CURRENT


def guideline(name: str, year: str, **more: object) -> Document:
    fields: dict[str, object] = {
        "name": f"file:{name}", "title": f"Care of exampleitis ({year})", "publisher": "ESX",
        "published": year,
    }  # fmt: skip
    return document(f"Drugone is given in {year}.", **(fields | more))  # type: ignore[arg-type]


def test_a_later_edition_supersedes_the_earlier_ones_whichever_comes_first(tmp_path: Path):
    editions = (guideline("a", "2015"), guideline("b", "2019"), guideline("c", "2023"))
    for turn, order in enumerate(permutations(editions)):
        library = EmbeddedIndex(tmp_path / str(turn), create=True)
        library.add(order)
        states = {summary.id: summary.status for summary in library.summaries()}
        assert states == {
            "file:a": Status.SUPERSEDED, "file:b": Status.SUPERSEDED, "file:c": Status.CURRENT
        }  # fmt: skip
        assert library.document("file:a").notices[0].text == "file:c"
        library.remove("file:c")
        assert library.summary("file:b").status is Status.CURRENT
        assert library.document("file:a").notices[0].text == "file:b"
        library.close()


def test_a_retracted_edition_takes_no_ones_place(index: EmbeddedIndex):
    index.add([guideline("a", "2015"), guideline("b", "2019", status=Status.RETRACTED)])
    assert index.summary("file:a").status is Status.CURRENT


def test_an_edition_that_gets_another_title_gives_its_place_back(index: EmbeddedIndex):
    index.add([guideline("a", "2015"), guideline("b", "2019")])
    assert index.summary("file:a").status is Status.SUPERSEDED
    index.add([guideline("b", "2019", title="Care of otheritis (2019)")])
    assert index.summary("file:a").status is Status.CURRENT


def test_news_counts_what_came_and_names_what_turned(index: EmbeddedIndex):
    index.add([PUBMED, guideline("a", "2015")])
    index.add([PUBMED.model_copy(update={"status": Status.OF_CONCERN})])
    index.remove("file:a")
    news = index.news("2020-01-01")
    assert (news.added, news.replaced) == (1, 0)
    assert [(turn.document, turn.before, turn.after) for turn in news.turns] == [
        ("pmid:5", "current", "of concern"),
        ("file:a", "current", "removed"),
    ]
    assert index.news("9999-01-01").turns == ()


def test_changes_are_counted_by_their_numbers_each_document_once(index: EmbeddedIndex):
    index.add([PUBMED])
    first = index.change()
    index.add([guideline("a", "2015")])
    index.add([guideline("a", "2015", title="Care of otheritis")])
    second = index.change()
    assert second > first
    news = index.news_after(first)
    assert (news.added, news.replaced) == (1, 0), "it came and changed at once"
    assert index.news_after(second) == News(added=0, replaced=0)
    index.add([PUBMED.model_copy(update={"status": Status.OF_CONCERN})])
    index.remove("file:a")
    news = index.news_after(second)
    assert (news.added, news.replaced) == (0, 1)
    assert [turn.document for turn in news.turns] == ["pmid:5", "file:a"]


def test_what_is_not_current_or_past_its_review_is_of_note(index: EmbeddedIndex):
    index.add([
        guideline("a", "2015", review_due="2018", title="One"),
        guideline("b", "2015", review_due="2099", title="Two"),
        PUBMED.model_copy(update={"status": Status.CORRECTED}),
    ])  # fmt: skip
    assert [summary.id for summary in index.noted("2026-05-01")] == ["file:a", "pmid:5"]
    assert index.statuses() == {"current": 2, "corrected": 1}
