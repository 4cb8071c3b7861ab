"""The reading of a question, as its asker corrected it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from probatum.evidence.question import Correction, Facet, Question
from probatum.retrieval.facets import content_words, facets
from probatum.retrieval.intent import asking_sentence
from probatum.retrieval.thesaurus import PACKAGE, Thesaurus

_ALSO_ASKED = "Also asked"
_LONGEST_SEARCH = 12


def corrected(
    question: Question, correction: Correction, thesaurus: Thesaurus = PACKAGE
) -> Question:
    """The question as it is meant, with its facets laid out anew."""
    if correction == Correction():
        return question
    without = set(correction.without)

    def meant(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if name not in without)

    patient = question.attributes
    changed = question.model_copy(
        update={
            "condition": _condition(question, correction, thesaurus),
            "compared": tuple(c for c in question.compared if c.name not in without),
            "history": meant(question.history),
            "sites": meant(question.sites),
            "interventions": meant(question.interventions),
            "attributes": patient.model_copy(
                update={
                    "markers": meant(patient.markers),
                    "comorbidities": meant(patient.comorbidities),
                }
            ),
            "correction": correction,
        }
    )
    planned = facets(changed, asking_sentence(question.text), thesaurus)
    if question.follows:
        # Of a question that follows another only the new parts are searched.
        new = {facet.name for facet in question.facets}
        planned = tuple(facet for facet in planned if facet.name in new)
    kept = tuple(facet for facet in planned if facet.name not in without)
    return changed.model_copy(update={"facets": (*kept, *_besides(correction))})


def _condition(question: Question, correction: Correction, thesaurus: Thesaurus) -> object:
    if correction.condition:
        return thesaurus.condition_of(correction.condition.strip().lower())
    read = question.condition
    return None if read and read.name in correction.without else read


def _besides(correction: Correction) -> Iterator[Facet]:
    for words in correction.also:
        terms = content_words(words)[:_LONGEST_SEARCH]
        if terms:
            yield Facet(
                name=words,
                section=_ALSO_ASKED,
                terms=terms,
                required=terms,
                at_least=min(len(terms), 2),
            )
