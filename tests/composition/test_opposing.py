"""Sources that disagree stand beside each other, with which of them is the newer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.composition.composer import Composition
from probatum.evidence.document import Document
from probatum.library.embedded import EmbeddedIndex
from probatum.retrieval.finding import find
from probatum.retrieval.understanding import Context, understand
from probatum.wiring import composer
from tests.evidence_by_hand import document

FOR = "Drugone is recommended as first-line treatment of asthma in adults."
AGAINST = "Drugone is no longer recommended as first-line treatment of asthma in adults."
DOSE = "In adults with asthma the dose of drugone is 5 mg twice daily."


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    yield library
    library.close()


def on_asthma(text: str, name: str, **more: object) -> Document:
    return document(text, name=f"file:{name}", topics=("asthma",), **more)


def compose(index: EmbeddedIndex) -> Composition:
    context = Context(index.topics(), index.abbreviations())
    question, lexicon = understand("How should asthma be treated?", context)
    return composer("quoting").compose(question, find(question, lexicon, index, 2026))


def texts(composition: Composition) -> list[str]:
    return [claim.text for section in composition.sections for claim in section.claims]


def test_a_newer_guideline_that_reverses_an_older_one_is_shown_beside_it(index):
    index.add([
        on_asthma(FOR, "old", updated="2012"), on_asthma(AGAINST, "new", updated="2024-05"),
    ])  # fmt: skip
    composition = compose(index)
    assert {FOR, AGAINST} <= set(texts(composition))
    (conflict,) = composition.conflicts
    numbers = {r.document: r.number for r in composition.references}
    assert set(conflict.claims) == {FOR, AGAINST}
    assert conflict.explanation.endswith(f"The newer is [{numbers['file:new']}].")
    assert "(guideline, 2024-05)" in conflict.explanation


def test_what_is_said_against_advice_is_brought_up_however_full_the_place_and_old_the_source(index):
    others = [
        on_asthma(f"Drug{name} is recommended as first-line treatment of {kind} asthma.", name)
        for name, kind in (("two", "mild"), ("three", "severe"))
    ]
    index.add([
        *others, on_asthma(FOR, "new", updated="2026"), on_asthma(AGAINST, "old", updated="1990")
    ])  # fmt: skip
    composition = compose(index)
    shown = texts(composition)
    assert shown[shown.index(FOR) + 1] == AGAINST
    assert [set(each.claims) for each in composition.conflicts] == [{FOR, AGAINST}]


def test_other_doses_of_one_drug_in_two_sources_disagree(index):
    index.add([
        on_asthma(DOSE, "a", updated="2020"),
        on_asthma(DOSE.replace("5 mg", "10 mg"), "b", updated="2020"),
    ])  # fmt: skip
    (conflict,) = compose(index).conflicts
    assert "The newer" not in conflict.explanation


@pytest.mark.parametrize(
    "other",
    [
        AGAINST.replace("adults", "children"),
        AGAINST.replace("Drugone", "Drugtwo"),
        FOR.replace("recommended", "advised"),
    ],
    ids=["other patients", "another drug", "the same"],
)
def test_what_speaks_of_others_or_agrees_is_no_conflict(index, other: str):
    index.add([on_asthma(FOR, "a"), on_asthma(other, "b")])
    assert compose(index).conflicts == ()


def test_a_document_is_not_set_against_itself(index):
    index.add([on_asthma(f"{FOR}\n{AGAINST}", "a")])
    assert compose(index).conflicts == ()
