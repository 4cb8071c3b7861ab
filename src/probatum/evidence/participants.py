"""How many people a study says it took in: read to the letter, or not at all."""

from __future__ import annotations

import re

from probatum.evidence.document import Document, DocumentKind, StudyDesign

_OF_PEOPLE = {
    StudyDesign.RANDOMISED_TRIAL,
    StudyDesign.CLINICAL_TRIAL,
    StudyDesign.COHORT,
    StudyDesign.CASE_CONTROL,
    StudyDesign.CROSS_SECTIONAL,
}
_NUMBER = r"(?P<number>\d{1,3}(?:[,\s]\d{3})+|\d{2,6})"
_PEOPLE = (
    r"(?:patients?|participants?|people|persons|subjects|adults|women|men|children|infants|"
    r"individuals|volunteers|adolescents)"
)
_MORE = r"(?:(?!(?:to|of|in|at|m[cl]?g|ml|g|years?|months?|weeks?|days?|hours?) )[\w-]+ ){0,4}?"
"""What sort of people they are: no unit, and no way from another number to them."""
_TAKEN = (
    r"(?:randomly |then |finally )?(?:randomi[sz]ed|enrolled|assigned|allocated|recruited|included|"
    r"treated|studied|analy[sz]ed)"
)
_ALL = (
    rf"\b{_NUMBER} {_MORE}{_PEOPLE}\b[^.;:\d]{{0,80}}?\b(?:were|was) {_TAKEN}",
    rf"\b(?:we|study|trial) (?:{_TAKEN}|took in|followed) (?:a total of )?{_NUMBER} "
    rf"{_MORE}{_PEOPLE}\b",
)
_ABSTRACT = 4000
"""Characters in which a study says what it is."""


def participants(document: Document) -> int | None:
    """The number that its abstract states first; None where it states none, and for no study."""
    if document.kind is not DocumentKind.RESEARCH or document.design not in _OF_PEOPLE:
        return None
    told = document.text[:_ABSTRACT]
    found = [match for pattern in _ALL if (match := re.search(pattern, told, re.I))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start("number"))
    return int(re.sub(r"\D", "", first["number"]))
