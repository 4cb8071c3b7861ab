"""What is shown of a part while the answer is on its way."""

from __future__ import annotations

from probatum.evidence.finding import Finding, Found, Sentence
from probatum.evidence.passage import passages
from probatum.evidence.question import Facet
from probatum.workflows.nearest import nearest
from tests.evidence_by_hand import document

FIRST = "Asthma is common in people of every age."
NEAR = "The usual dose of drugone for asthma is 5 mg at night."
OTHER = "In mice the dose of drugone in mg is a high one for asthma."
LEAD = "The dose of drugone in mg for asthma may include:"
DOCUMENT = document(f"{FIRST} {NEAR} {OTHER} {LEAD}")


def found(*unfit: str, terms: tuple[str, ...] = ("dose", "mg")) -> Found:
    text = DOCUMENT.text
    sentences = tuple(
        Sentence(
            start=text.index(words),
            end=text.index(words) + len(words),
            about="children" if words == NEAR else None,
            unfit="is about others" if words in unfit else None,
        )
        for words in (FIRST, NEAR, OTHER, LEAD)
    )
    finding = Finding(passage=passages(DOCUMENT)[0], sentences=sentences, score=0.5)
    facet = Facet(name="Dose", section="Treatment", terms=terms)
    return Found(facet=facet, searched="", findings=(finding,))


def test_the_sentence_nearest_to_the_part_is_given_word_for_word_with_its_source() -> None:
    near = nearest(found(OTHER), {DOCUMENT.id: DOCUMENT})
    assert near is not None
    assert (near.words, near.about, near.title) == (NEAR, "children", DOCUMENT.title)


def test_what_is_unfit_or_only_leads_on_or_shares_nothing_is_not_shown() -> None:
    assert nearest(found(NEAR, OTHER), {DOCUMENT.id: DOCUMENT}) is None
    assert nearest(found(terms=("surgery",)), {DOCUMENT.id: DOCUMENT}) is None
    assert nearest(Found(facet=found().facet, searched=""), {}) is None
