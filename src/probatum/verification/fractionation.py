"""Radiotherapy: total dose, number of fractions and dose per fraction follow from each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import isclose
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.quantities import Quantity, quantities
from probatum.verification.units import converted

CHECK = "fractionation"
_TOTAL = re.compile(
    r"(?P<dose>\d+(?:\.\d+)?)\s?(?P<unit>c?Gy)\s(?:\w+\s){0,4}?in\s(?:a total of\s)?"
    r"(?P<count>\d+|[a-z]+)(?:\s\w+)?\sfractions?(?:\s(?:of|at)\s(?P<each>\d+(?:\.\d+)?)\s?(?P<eachunit>c?Gy))?"
)
_TIMES = re.compile(
    r"(?P<dose>\d+(?:\.\d+)?)\s?(?P<unit>c?Gy)\s?[x×]\s?(?P<count>\d+|[a-z]+)\b"
    r"|\b(?P<first>\d+|[a-z]+)\s?[x×]\s?(?P<each>\d+(?:\.\d+)?)\s?(?P<eachunit>c?Gy)\b"
)
_EACH = "Gy/fraction"
_WORDED = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20}  # fmt: skip


class Course(NamedTuple):
    """Total dose in Gy, fractions, and the dose of each as stated, in Gy."""

    total: float
    fractions: int
    stated: float | None
    written: str


@lru_cache(maxsize=4096)
def courses(text: str) -> tuple[Course, ...]:
    """Every course of radiation that the text states: "50 Gy in 25 fractions", "5 × 5 Gy"."""
    return tuple(_courses(text))


def _courses(text: str) -> Iterator[Course]:
    for match in _TOTAL.finditer(text):
        if count := _count(match["count"]):
            each = match["each"] and _gray(match["each"], match["eachunit"])
            total = _gray(match["dose"], match["unit"])
            yield Course(total, count, float(each) if each else None, match[0])
    for match in _TIMES.finditer(text):
        if count := _count(match["count"] or match["first"]):
            dose = _gray(match["dose"] or match["each"], match["unit"] or match["eachunit"])
            yield Course(dose * count, count, dose, match[0])


def _count(written: str) -> int:
    return int(written) if written.isdigit() else _WORDED.get(written, 0)


def follows(quantity: Quantity, source: str) -> str | None:
    """The course of the source from which a dose, or a number of fractions, follows."""
    for course in courses(source):
        if _is_of(quantity, course):
            return f"{quantity.written} follows from {course.written}"
    return None


def _is_of(quantity: Quantity, course: Course) -> bool:
    if quantity.unit == "fraction":
        return quantity.value == course.fractions
    each = _converted(quantity, _EACH)
    total = _converted(quantity, "Gy")
    return (each is not None and isclose(each, course.total / course.fractions, rel_tol=0.01)) or (
        total is not None and isclose(total, course.total, rel_tol=0.001)
    )


def _converted(quantity: Quantity, to: str) -> float | None:
    return converted(quantity.value, quantity.unit, to) if "Gy" in quantity.unit else None


def check_fractionation(claim: str, source: str) -> Reason | None:
    """Contradicted by another dose per fraction; partly when the claim's own figures disagree."""
    theirs = [course.total / course.fractions for course in courses(source)]
    theirs += _stated(source)
    for ours in courses(claim):
        each = ours.total / ours.fractions
        if ours.stated is not None and not isclose(each, ours.stated, rel_tol=0.05):
            text = f"{ours.written}: that would be {each:.3g} Gy per fraction"
            return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=claim)
        if reason := _against(
            f"{ours.written} is {each:.3g} Gy per fraction", each, theirs, source
        ):
            return reason
    for each in _stated(claim):
        said = f"the sentence says {each:.3g} Gy per fraction"
        if courses(source) and (reason := _against(said, each, theirs, source)):
            return reason
    return None


def _stated(text: str) -> list[float]:
    """Doses per fraction, in Gy."""
    found = (_converted(quantity, _EACH) for quantity in quantities(text))
    return [each for each in found if each is not None]


def _against(said: str, each: float, theirs: list[float], source: str) -> Reason | None:
    if not theirs or any(isclose(each, other, rel_tol=0.01) for other in theirs):
        return None
    found = ", ".join(f"{other:.3g}" for other in theirs)
    text = f"{said}, the source gives {found}"
    return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)


def _gray(value: str, unit: str) -> float:
    return float(value) / (100 if unit == "cGy" else 1)
