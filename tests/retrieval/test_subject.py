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


def test_a_treatment_that_the_vocabulary_lacks_must_be_named(index):
    index.add([
        document("Riluzole prolongs survival in amyotrophic lateral sclerosis.", name="file:als",
                 topics=("amyotrophic lateral sclerosis",)),
        *(document(f"Sleep is no disease in study {n}.", name=f"file:s{n}") for n in range(99)),
    ])  # fmt: skip
    question, lexicon = understand(
        "Is trevulin effective in amyotrophic lateral sclerosis?", context_of(index)
    )
    assert question.condition is not None
    assert question.subject == "trevulin"
    asked = find(question, lexicon, index, 2026).found[0]
    assert (asked.facet.required, asked.findings) == (("trevulin",), ())


@pytest.mark.parametrize(
    "text",
    [
        "What is the treatment of asthma in relapse?",
        "How is asthma diagnosed in adults?",
        "Does salbutamol help in asthma of barristers?",
    ],
    ids=["a state", "a part of every question", "a treatment is known"],
)
def test_no_other_word_must_be_named_where_none_tells_the_most(index, text: str):
    index.add(document(f"Sleep in study {n}.", name=f"file:s{n}") for n in range(99))
    question, _ = understand(text, context_of(index))
    assert question.condition is not None
    assert question.subject is None


def test_a_question_of_nothing_but_its_subject_and_earlier_treatment_is_searched(index):
    index.add([document("Rituximab was given before.", name="file:rituximab", topics=())])
    context = context_of(index)._replace(subject=lambda words: "rituximab")
    question, _ = understand("after rituximab?", context)
    assert (question.condition, question.subject) == (None, "rituximab")
    assert question.facets[0].terms == ("rituximab",)
