"""References for reference managers, read back by readers that are not ours."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import bibtexparser
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, NormalizeFieldKeys
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.evidence.answer import Answer, Provenance, Reference
from probatum.evidence.document import Access, DocumentKind, Status, StudyDesign
from probatum.evidence.question import Question
from probatum.publishing.author import family_and_initials
from probatum.publishing.bibtex import to_bibtex
from probatum.publishing.csl import to_csl
from probatum.publishing.ris import to_ris

NOW = datetime(2026, 11, 25, tzinfo=UTC)
TRIAL = Reference(
    number=1,
    document="pmid:12345678",
    kind=DocumentKind.RESEARCH,
    design=StudyDesign.RANDOMISED_TRIAL,
    title="Drugone & drugtwo at 50% dose ~ α₁ in_men #1",
    authors=("Van Cutsem E", "Müller-Lüdenscheidt AB", "Sand and Stone Study Group"),
    journal="J Clin & Lab",
    year=2024,
    pmid="12345678",
    pmcid="PMC7654321",
    doi="10.1000/xyz_(2024)1",
    status=Status.OF_CONCERN,
    access=Access.ABSTRACT_ONLY,
)
GUIDELINE = Reference(
    number=2,
    document="file:house",
    kind=DocumentKind.GUIDELINE,
    title="House guideline",
    publisher="The House",
    updated="2026-03",
    year=2025,
    url="https://example.org/a",
)


def answer(*references: Reference) -> Answer:
    return Answer(
        question=Question(text="q?"),
        title="t",
        references=references,
        updated=NOW,
        provenance=Provenance(
            library="0" * 64, documents=1, composer="quoting", version="0", asked_at=NOW
        ),
    )


def read_bibtex(text: str):
    library = bibtexparser.parse_string(
        text, append_middleware=[NormalizeFieldKeys(), LatexDecodingMiddleware()]
    )
    assert library.failed_blocks == []
    return library.entries


def test_ris_is_read_back_with_all_that_is_known():
    trial, guideline = rispy.loads(to_ris(answer(TRIAL, GUIDELINE)))
    assert trial["type_of_reference"] == "JOUR"
    assert trial["title"] == TRIAL.title
    assert trial["authors"] == ["Van Cutsem, E.", "Müller-Lüdenscheidt, A. B.", TRIAL.authors[2]]
    assert trial["doi"] == TRIAL.doi
    assert trial["accession_number"] == TRIAL.pmid
    assert trial["year"] == "2024"
    assert trial["notes"] == ["of concern", "abstract only"]
    assert guideline["type_of_reference"] == "RPRT"
    assert guideline["publisher"] == "The House"
    assert guideline["date"] == "2026/03//"
    assert to_ris(answer()) == ""


def test_bibtex_is_read_back_with_all_that_is_known():
    trial, guideline = read_bibtex(to_bibtex(answer(TRIAL, GUIDELINE)))
    assert trial.entry_type == "article"
    assert trial["title"].strip("{}") == TRIAL.title
    assert trial["journal"] == "J Clin & Lab"
    assert trial["doi"] == TRIAL.doi
    assert trial["author"].startswith("Van Cutsem, E. and Müller-Lüdenscheidt, A. B. and ")
    assert guideline.entry_type == "techreport"
    assert guideline["institution"] == "The House"
    assert len({trial.key, guideline.key}) == 2


def test_csl_json_is_read_back_with_all_that_is_known():
    trial, guideline = json.loads(to_csl(answer(TRIAL, GUIDELINE)))
    assert trial["type"] == "article-journal"
    assert trial["title"] == TRIAL.title
    assert trial["author"][0] == {"family": "Van Cutsem", "given": "E."}
    assert trial["author"][2] == {"literal": "Sand and Stone Study Group"}
    assert trial["issued"] == {"date-parts": [[2024]]}
    assert guideline["issued"] == {"date-parts": [[2026, 3]]}
    assert guideline["URL"] == "https://example.org/a"


def test_no_address_but_of_http_is_given():
    hostile = GUIDELINE.model_copy(update={"url": "javascript:alert(1)"})
    for publish in (to_ris, to_bibtex, to_csl):
        assert "javascript" not in publish(answer(hostile))


def test_a_group_is_never_taken_for_a_person():
    assert family_and_initials("Smith JA") == ("Smith", "JA")
    for group in ("World Health Organization", "Cancer Research UK", "A, B", "NICE"):
        assert family_and_initials(group) is None


TEXT = st.text(
    alphabet=st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=("Cc",)),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip(" \xa0") and text == " ".join(text.split()))


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_any_title_and_journal_come_back_from_ris_and_csl(title: str, journal: str):
    one = answer(TRIAL.model_copy(update={"title": title, "journal": journal}), GUIDELINE)
    records = rispy.loads(to_ris(one))
    assert len(records) == 2
    assert records[0]["title"] == title
    assert json.loads(to_csl(one))[0]["container-title"] == journal


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_any_title_comes_back_from_bibtex_and_ends_no_value(title: str):
    one = answer(TRIAL.model_copy(update={"title": title}), GUIDELINE)
    entries = bibtexparser.parse_string(to_bibtex(one)).entries
    assert [entry.key for entry in entries] == ["1-pmid-12345678", "2-file-house"]
    written = entries[0]["title"]
    assert written.startswith("{")
    assert written.endswith("}")
    assert written[1:-1].count("{") == written[1:-1].count("}")
    back = written[1:-1]
    for command, sign in (
        ("textbraceleft", "{"), ("textbraceright", "}"), ("textasciitilde", "~"),
        ("textasciicircum", "^"), ("textbackslash", "\\"),
    ):  # fmt: skip
        back = back.replace(
            f"\\{command}{{}}", {"\\": "\0"}.get(sign, sign) if sign == "\\" else f"\1{sign}"
        )
    for sign in "#$%&_":
        back = back.replace(f"\\{sign}", sign)
    assert back.replace("\0", "\\").replace("\1", "") == title
