"""Radiotherapy: total dose, number of fractions and dose per fraction follow from each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isclose
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.quantities import Quantity, quantities
from probatum.verification.units import converted

CHECK = "fractionation"
_TOTAL = re.compile(
    r"(?P<dose>\d+(?:\.\d+)?)\s?(?P<unit>c?Gy)\s(?:\w+\s){0,4}?in\s(?:a total of\s)?(?P<count>\d+)"
    r"(?:\s\w+)?\sfractions?(?:\s(?:of|at)\s(?P<each>\d+(?:\.\d+)?)\s?(?P<eachunit>c?Gy))?"
)
_EACH = "Gy/fraction"


class Course(NamedTuple):
    """Total dose in Gy, fractions, and the dose of each as stated, in Gy."""

    total: float
    fractions: int
    stated: float | None
    written: str


def courses(text: str) -> Iterator[Course]:
    """Every course of radiation that the text states with total and fractions."""
    for match in _TOTAL.finditer(text):
        count = int(match["count"])
        if count:
            each = match["each"] and _gray(match["each"], match["eachunit"])
            total = _gray(match["dose"], match["unit"])
            yield Course(total, count, float(each) if each else None, match[0])


def follows(quantity: Quantity, source: str) -> str | None:
    """The course of the source from which a dose per fraction follows, when it does."""
    if quantity.unit not in {_EACH, "cGy/fraction"}:
        return None
    each = converted(quantity.value, quantity.unit, _EACH)
    for course in courses(source):
        if each is not None and isclose(each, course.total / course.fractions, rel_tol=0.01):
            return f"{quantity.written} follows from {course.written}"
    return None


def check_fractionation(claim: str, source: str) -> Reason | None:
    """Contradicted by another dose per fraction; partly when the claim's own figures disagree."""
    theirs = [course.total / course.fractions for course in courses(source)]
    theirs += [q.value for q in quantities(source) if q.unit == _EACH]
    for ours in courses(claim):
        each = ours.total / ours.fractions
        if ours.stated is not None and not isclose(each, ours.stated, rel_tol=0.05):
            text = f"{ours.written}: that would be {each:.3g} Gy per fraction"
            return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=claim)
        if theirs and not any(isclose(each, other, rel_tol=0.01) for other in theirs):
            found = ", ".join(f"{other:.3g}" for other in theirs)
            text = f"{ours.written} is {each:.3g} Gy per fraction, the source gives {found}"
            return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    return None


def _gray(value: str, unit: str) -> float:
    return float(value) / (100 if unit == "cGy" else 1)
