"""The plans of ``facets.txt``: which parts are searched for what is asked of a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probatum.evidence.question import CANCER, Facet, Intent, Question
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.thesaurus import Thesaurus
from probatum.retrieval.vocabulary_files import FacetEntry
from probatum.retrieval.words import padded

BY_INTENT = {
    Intent.MANAGEMENT: "management",
    Intent.DRUG: "drug",
    Intent.DIAGNOSIS: "diagnosis",
    Intent.SCREENING: "screening",
    Intent.STAGING: "staging",
    Intent.TESTING: "molecular testing",
    Intent.PROGNOSIS: "prognosis",
    Intent.HARM: "harm",
    Intent.COMPARISON: "comparison",
    Intent.PREVENTION: "prevention",
    Intent.CAUSE: "cause",
    Intent.DESCRIPTION: "description",
}
_TESTS = re.compile(r"\b(?:tests?|diagnos\w+|work[\s-]?up|imaging|confirm\w*)\b", re.I)
_SYMPTOMS = re.compile(r"\b(?:symptoms?|signs?|present\w*|features?|suspect\w*)\b", re.I)
_TREATMENT_SECTION = "Treatment"
_OF_CANCER = {"chemotherapy", "radiation therapy", "chemoradiation", "immunotherapy"}
"""Treatments of cancer: what comes with them is borne with a cancer."""
_STAGED = re.compile(r"\bstag(?:ed|ing)\b", re.I)
_WIDER_SECTIONS = ("Management by site", "Supportive and palliative care")


def entries(plan: str) -> Iterator[FacetEntry]:
    """Lines of the plan of that name, in order."""
    return (entry for entry in files.facets() if entry.plan == plan)


def facet_of(entry: FacetEntry) -> Facet:
    """The facet that a line of a plan describes."""
    wider = ("cancer",) if entry.section in _WIDER_SECTIONS else ()
    return Facet(
        name=entry.name,
        section=entry.section,
        key=entry.key,
        terms=entry.terms,
        required=entry.required,
        wider=wider,
    )


def testing_facets(asked: str, question: Question) -> Iterator[Facet]:
    """Where a marker is asked about, what to test must name it."""
    written = f"{asked} {' '.join(long for _, long in question.abbreviations)}"
    here = padded(written)
    named = [
        term
        for name, terms in files.marker_names().items()
        if padded(name) in here
        for term in terms
    ]
    for entry in entries(BY_INTENT[Intent.TESTING]):
        facet = facet_of(entry)
        if named and (entry.key or entry.section == _TREATMENT_SECTION):
            names = tuple(dict.fromkeys(named))
            facet = facet.model_copy(
                update={"terms": (*names[:4], *entry.terms), "required": names}
            )
        yield facet


def diagnosis_facets(asked: str) -> Iterator[Facet]:
    """Tests alone where they alone are asked about; how it is staged where that is."""
    plan = list(entries(BY_INTENT[Intent.DIAGNOSIS]))
    if _TESTS.search(asked) and not _SYMPTOMS.search(asked):
        tests = [entry for entry in plan if "test" in entry.terms]
        rest = (entry._replace(key=False) for entry in plan if entry not in tests)
        plan = [*tests, *rest]
    yield from map(facet_of, plan)
    if _STAGED.search(asked):
        yield from map(facet_of, entries(BY_INTENT[Intent.STAGING]))


def plan_of(question: Question, thesaurus: Thesaurus) -> str:
    """Of a symptom, or of what is borne with a cancer, relief is asked."""
    if question.intent is Intent.MANAGEMENT and question.condition:
        also = (question.condition.name, *question.attributes.comorbidities)
        group, *others = map(thesaurus.group, also)
        treated = any(term in _OF_CANCER for term in question.history)
        if group != CANCER and (group == "symptom" or treated or CANCER in (*others, *also)):
            return "relief"
    return BY_INTENT[question.intent]
