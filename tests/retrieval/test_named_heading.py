"""Passages under a heading that the question names as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.evidence.passage import Passage
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Hit
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.named_heading import under_named_heading
from probatum.retrieval.searching import search
from probatum.retrieval.wording import WEIGHTS
from probatum.workflows.looking_up import look_up
from tests.evidence_by_hand import document

ASKED = "What is known about follow-up after treatment in cancer of the vagina?"


def under(*heading: str) -> Hit:
    return Hit(passage=Passage.of("file:one", heading, 0, "Text."), score=1.0)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    disease = "Cancer of the vagina"
    often = f"{disease}: {disease}, after treatment for {disease}, is cancer of the vagina."
    library.add([
        *(
            document(often, name=f"file:often{n}", title=disease, heading=(f"About {disease}",))
            for n in range(12)
        ),
        document(
            "Visits are yearly.",
            name="file:right",
            title=disease,
            heading=("General", "Follow-Up After Treatment"),
        ),
    ])  # fmt: skip
    yield library
    library.close()


@pytest.mark.parametrize(
    "heading",
    [("Follow-Up After Treatment",), ("Follow up after treatment", "Visits"), ("Treatment",)],
    ids=["as written", "with a part of it", "of one word"],
)
def test_a_heading_that_the_question_holds_as_a_whole_is_named(heading: tuple[str, ...]):
    hit = under(*heading)
    assert under_named_heading(ASKED, [hit]) == (hit,)


@pytest.mark.parametrize(
    "heading",
    [(), ("Treatment of recurrence",), ("Treatment after follow-up",), ("…",)],
    ids=["none", "a word more", "another order", "no words"],
)
def test_a_heading_of_which_the_question_holds_a_part_is_not_named(heading: tuple[str, ...]):
    assert under_named_heading(ASKED, [under(*heading)]) == ()


def test_the_longest_named_heading_comes_first():
    short, long = under("Treatment"), under("Follow-Up After Treatment")
    assert under_named_heading(ASKED, [short, under("Cause"), long]) == (long, short)


def test_what_stands_under_a_named_heading_outranks_what_repeats_the_disease(
    index: EmbeddedIndex,
):
    found = [hit.passage.document for hit in search(ASKED, index, Lexicon(), limit=3)]
    assert "file:right" in found
    by_words = search(ASKED, index, Lexicon(), limit=3, weights=WEIGHTS._replace(headings=0))
    assert "file:right" not in [hit.passage.document for hit in by_words]


def test_looking_up_asks_deep_enough_to_find_the_named_heading(index: EmbeddedIndex):
    found = [hit.passage.document for hit in look_up(ASKED, index, limit=3)]
    assert len(found) == 3
    assert "file:right" in found
