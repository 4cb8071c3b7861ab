"""Whether people of an age, and of the sex named beside it, may take part by the criteria."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probatum.verification.eligibility_sides import Side
from probatum.verification.trial_record import TrialRecord

AGE = re.compile(
    r"\b(?P<age>\d{1,3})[- ]?(?:years?|yrs?)?[- ]old\b ?(?P<sex>woman|man|female|male)?", re.I
)
FOR_AGE = re.compile(r"\b(?:due to|because of) (?:her|his|their) age\b|\btoo (?:old|young)\b", re.I)
_YEARS = r"(\d{1,3})\s*(?:years?|yrs?|y/o)"
_AGED = tuple(
    (re.compile(pattern, re.I), sign)
    for pattern, sign in (
        (r"minimum age: (\d{1,3})\s*years", "≥"),
        (r"maximum age: (\d{1,3})\s*years", "≤"),
        (rf"(?:>=|≥|at least|minimum(?: of)?|\bfrom)\s*{_YEARS}\b", "≥"),
        (rf"{_YEARS}(?: of age)?(?: old)?,? (?:or|and) (?:older|over|above)", "≥"),
        (rf"(?:>|older than|over)\s*{_YEARS}\b", ">"),
        (rf"(?:<=|≤|up to|maximum(?: of)?)\s*{_YEARS}\b", "≤"),
        (rf"{_YEARS}(?: of age)? (?:or|and) (?:younger|under)", "≤"),
        (rf"(?:<|younger than|under)\s*{_YEARS}\b", "<"),
    )
)
_BETWEEN = re.compile(
    r"(?<!for )(?<!within )(?<!last )\b(\d{1,3})\s*(?:-|–|to|and)\s*(\d{1,3})\s*(?:years?|yrs?)\b"
    r"(?! of (?!age))",
    re.I,
)
_WOMEN = re.compile(r"\b(?:wom[ae]n|females?)\b", re.I)
_MEN = re.compile(r"\b(?:m[ae]n|males?)\b", re.I)


def by_age(clause: str, record: TrialRecord, side: Side) -> tuple[bool, str] | None:
    """Whether people of an age and sex may take part."""
    people = list(AGE.finditer(clause))
    if not people or side is Side.MUST:
        return None
    words, fits = "", True
    for line in record.inclusion:
        limits = list(_limits(line))
        for person in people:
            age = int(person["age"])
            if limits and not all(_within(age, sign, limit) for sign, limit in limits):
                fits, words = False, line
            male = (person["sex"] or "").lower() in {"man", "male"}
            if male and _WOMEN.search(line) and not _MEN.search(line):
                fits, words = False, line
        words = words or (line if limits else "")
    if not words:
        return None
    return fits == (side is Side.IN), words


def _limits(line: str) -> Iterator[tuple[str, int]]:
    if between := _BETWEEN.search(line):
        yield "≥", int(between[1])
        yield "≤", int(between[2])
        return
    for pattern, sign in _AGED:
        if match := pattern.search(line):
            yield sign, int(match[1])


def _within(age: int, sign: str, limit: int) -> bool:
    return {"≥": age >= limit, ">": age > limit, "≤": age <= limit, "<": age < limit}[sign]
