"""Figures in a sentence on an outcome, read in the unit in which the outcome was measured."""

from __future__ import annotations

import re
from collections.abc import Sequence

from probatum.verification.trial_outcomes import Outcome
from probatum.verification.units import converted, is_time, unit_name, unit_pattern

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a dozen": 12, "dozen": 12,
            "two dozen": 24, "a single": 1}  # fmt: skip
_PARTS = {"half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "a quarter": 25.0,
          "one quarter": 25.0, "two thirds": 200 / 3, "three quarters": 75.0}  # fmt: skip
FIGURE = re.compile(
    r"(?:\b(?P<limit>(?:just |slightly |marginally )?(?:over|under|above|below)|more than|"
    r"greater than|higher than|longer than|fewer than|less than|lower than|shorter than|at least|"
    r"at most|up to|no more than|only|exactly|approximately|about|around|nearly)\s(?:a\s(?=\d))?|"
    r"(?P<sign>[<>≤≥]=?)\s?)?"
    rf"(?:(?P<part>\b\d+/\d+\b|\b(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))})\b)|"
    r"(?<![\w@.,/-])(?P<value>\d[\d,]*(?:\.\d+)?|"
    rf"\b(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|"
    r"an?(?=\s(?:year|month|week|day)\b)))"
    rf"(?:[\s-]?(?P<unit>%|percent\b|{unit_pattern()}))?(?![\w/])(?!\.\d))",
    re.I,
)
PEOPLE = re.compile(r"\b(?:patients?|participants?|subjects?|women|people|individuals)\b", re.I)
NEAR, ABOUT = 0.5, 0.1
"""Points by which a rounded percentage may differ; the part by which "about" and "twice" may."""


def figures_in(text: str) -> list[re.Match[str]]:
    """Every figure, with its limit, sign and unit."""
    return list(FIGURE.finditer(text))


def the_only(figures: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The one figure that there is; None for none and for several."""
    return figures[0] if len(figures) == 1 else None


def counts_people(text: str, figure: re.Match[str]) -> bool:
    """Whether the figure is of people: "12 of the patients"."""
    after = text[figure.end() : figure.end() + 40]
    if PEOPLE.fullmatch(figure["unit"] or ""):
        return True
    return bool(figure["part"] or re.match(r"(?:\s?of(?: the)?)?\s*(?:\w+\s){0,2}?"
                r"(?:patients?|participants?|subjects?|women|people)\b", after, re.I))  # fmt: skip


def read_in(figure: re.Match[str], outcome: Outcome) -> tuple[float, str] | None:
    """The figure in the unit of the outcome, with "%" for a part of a whole; None for another."""
    if part := (figure["part"] or "").lower():
        if part in _PARTS:
            return _PARTS[part], "%"
        some, _, whole = part.partition("/")
        return (100 * float(some) / float(whole), "%") if float(whole) else None
    value = number_of(figure["value"])
    unit = unit_name(figure["unit"] or "")
    if unit == "percent" or (figure["unit"] or "") in {"%", "percent"}:
        return value, "%"
    if PEOPLE.fullmatch(figure["unit"] or ""):
        return value, ""
    theirs = unit_name(outcome.unit.lower().strip())
    if is_time(unit) and is_time(theirs):
        there = converted(value, unit, theirs)
        return (there, theirs) if there is not None else None
    if is_time(unit) != is_time(theirs):
        return None
    return (value, unit) if not unit or unit == theirs else None


def number_of(written: str) -> float:
    """A number in digits or as a word."""
    lowered = written.lower()
    if lowered in {"a", "an"}:
        return 1.0
    return float(_NUMBERS.get(lowered) or lowered.replace(",", ""))


def within(figure: re.Match[str], found: float, said: float, unit: str) -> bool:
    """Whether what was found lies where the figure says, rounded as such figures are."""
    limit = (figure["limit"] or figure["sign"] or "").lower().strip()
    if (
        re.search(r"over|above|more than|greater|higher|longer|^>$", limit)
        and "no more" not in limit
    ):
        return found > said
    if re.search(r"under|below|fewer|less|lower|shorter|^<$", limit):
        return found < said
    if re.search(r"at least|≥|>=", limit):
        return found >= said - 1e-9
    if re.search(r"at most|up to|no more|≤|<=", limit):
        return found <= said + 1e-9
    near = ABOUT * abs(said) if re.search(r"approx|about|around|nearly", limit) else 0.0
    slack = NEAR if unit == "%" else 0.05 * abs(said) if is_time(unit) else 1e-6
    return abs(found - said) <= max(near, slack)
