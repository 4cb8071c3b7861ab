"""What is typed into the search of a library: identifiers, phrases, questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.evidence.document import DocumentKind, Identifiers, Status
from probatum.library.embedded import EmbeddedIndex
from probatum.workflows.looking_up import look_up
from tests.evidence_by_hand import document

ASTHMA = "Drugone given daily prevents attacks of asthma.\nIts dose is halved in the old."
GOUT = "Drugtwo given daily prevents attacks of gout in men."


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    library.add([
        document(ASTHMA, name="pmcid:PMC77", topics=("asthma",), status=Status.RETRACTED,
                 identifiers=Identifiers(pmid="1234567", pmcid="PMC77", doi="10.1000/as(1)")),
        document(GOUT, name="file:gout", topics=("gout",)),
        document("Drugthree is tried in lupus.", name="nct:NCT01234567",
                 kind=DocumentKind.TRIAL_RECORD),
    ])  # fmt: skip
    yield library
    library.close()


def found(index: EmbeddedIndex, text: str) -> list[str]:
    return list(dict.fromkeys(hit.passage.document for hit in look_up(text, index)))


@pytest.mark.parametrize(
    "text",
    ["PMID 1234567", "pmid:01234567", "pmc77", "doi:10.1000/AS(1).",
     "(https://doi.org/10.1000/as(1))"],
    ids=["PMID", "leading zero", "PMCID", "DOI", "resolver in brackets"],
)  # fmt: skip
def test_a_work_is_found_by_each_of_its_identifiers_retracted_or_not(index, text: str):
    assert found(index, text) == ["pmcid:PMC77"]


def test_a_trial_is_found_by_its_number(index):
    assert found(index, "nct01234567") == ["nct:NCT01234567"]


def test_what_is_asked_of_a_named_work_is_looked_for_in_it_alone(index):
    (first, *_) = look_up("attacks prevented in PMID 1234567", index)
    assert first.passage.document == "pmcid:PMC77"
    assert found(index, "attacks prevented in PMID 1234567") == ["pmcid:PMC77"]


def test_an_identifier_that_the_library_lacks_finds_nothing(index):
    assert found(index, "PMID 7654321") == []


def test_a_quoted_phrase_must_stand_as_it_is(index):
    assert found(index, '"attacks of gout"') == ["file:gout"]
    assert found(index, '"gout of attacks"') == []
    assert set(found(index, "attacks of gout")) == {"file:gout", "pmcid:PMC77"}


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("prevents attacks of gout", ["file:gout"]),
        ("attack of the gout", ["file:gout"]),
        ("attacks of gout given daily", []),
        ("day prevents attacks of asthma", []),
        ("Gout in men", ["file:gout"]),
    ],
)
def test_the_words_of_a_long_phrase_must_stand_in_their_order(index, phrase: str, names: list[str]):
    assert found(index, f'"{phrase}"') == names


def test_an_odd_quotation_mark_quotes_nothing(index):
    assert found(index, 'attacks of gout" in men')[0] == "file:gout"


@pytest.mark.parametrize("text", ["", '""', "the of", "?!"])
def test_nothing_to_look_for_finds_nothing(index, text: str):
    assert found(index, text) == []
