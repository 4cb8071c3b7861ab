"""A question on something that the vocabulary does not know, and the library does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.errors import NotClinical
from probatum.library.embedded import EmbeddedIndex
from probatum.retrieval.finding import find
from probatum.retrieval.subject import subject_of
from probatum.retrieval.understanding import context_of, understand
from tests.evidence_by_hand import document

QUELLIN = "Quellin is an antibody that blocks the receptor of zorbin on mast cells."
OTHER = "Blocking a receptor is the mechanism of action of many antibodies."


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    library.add([
        document(QUELLIN, name="file:quellin", topics=()),
        document(OTHER, name="file:other", topics=()),
        document("The mechanism of sleep is a matter of dispute.", name="file:sleep", topics=()),
    ])  # fmt: skip
    yield library
    library.close()


def test_the_rarest_word_is_the_subject_where_the_library_speaks_of_it(index):
    question, lexicon = understand("What is the mechanism of quellin?", context_of(index))
    assert (question.condition, question.subject) == (None, "quellin")
    evidence = find(question, lexicon, index, 2026)
    fit = {
        evidence.documents[finding.passage.document].text[s.start : s.end]
        for found in evidence.found
        for finding in found.findings
        for s in finding.sentences
        if s.unfit is None
    }
    assert fit == {QUELLIN}


@pytest.mark.parametrize(
    "text",
    ["What is the mechanism of trevulin?", "What does a carpenter earn for a receptor?"],
    ids=["unknown subject", "common words alone"],
)
def test_a_question_whose_rarest_word_the_library_lacks_is_refused(index, text: str):
    with pytest.raises(NotClinical, match="the library speaks of nothing in it"):
        understand(text, context_of(index))


def test_a_word_alone_is_no_subject_where_most_of_the_question_is_elsewhere(index):
    words = ("quellin", "mechanism", "action", "many", "antibodies", "zorbin2", "zorbin3")
    assert subject_of(words, index) is None
    assert subject_of((), index) is None


def test_a_condition_that_is_known_stays_what_the_question_is_about(index):
    question, _ = understand("Does quellin help in asthma?", context_of(index))
    assert question.condition is not None
    assert question.subject is None


def test_a_closing_sentence_that_says_nothing_is_asked_of_what_was_said_before(index):
    text = "A patient was given quellin, an antibody on mast cells. What do you do?"
    question, _ = understand(text, context_of(index))
    assert question.subject == "quellin"
    asked = next(facet for facet in question.facets if facet.name.startswith("Asked directly"))
    assert {"quellin", "antibody", "mast", "cells"} <= set(asked.terms)
