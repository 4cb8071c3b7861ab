"""Numbers in a sentence that counts events: how many, which part, within which limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import comb

_NUMBER = {"no": 0, "none": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
           "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a single": 1}  # fmt: skip
_SPOKEN = {"half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "a quarter": 25.0,
           "one quarter": 25.0, "a fifth": 20.0, "one fifth": 20.0, "a tenth": 10.0,
           "three quarters": 75.0, "two thirds": 200 / 3}  # fmt: skip
QUANTITY = re.compile(
    r"(?:\b(?P<limit>more than(?: than)?|over|fewer than|less than|under|at least|at most|up to|"
    r"no more than|no less than|no fewer than|not less than|exceeding|above|below|exactly|only|"
    r"just)\s)?"
    r"(?:(?P<part>\b\d+/\d+|\b\d+ (?:in|out of)(?: every)? \d+\b|"
    r"\b\d+(?:\.\d+)?\s?(?:%|percent\b)|\b(?:"
    + "|".join(sorted(_SPOKEN, key=len, reverse=True))
    + r")\b)|(?<![\w@#,.])(?P<count>\d+(?:\.\d+)?|"
    + "|".join(sorted(_NUMBER, key=len, reverse=True))
    + r")\b(?! of the (?:individual|adverse))(?!st|nd|rd|th))",
    re.I,
)
LIMITS: dict[str, Callable[[float, float], bool]] = {
    "more than": lambda found, said: found > said, "over": lambda found, said: found > said,
    "above": lambda found, said: found > said, "exceeding": lambda found, said: found > said,
    "fewer than": lambda found, said: found < said, "less than": lambda found, said: found < said,
    "under": lambda found, said: found < said, "below": lambda found, said: found < said,
    "at least": lambda found, said: found >= said, "at most": lambda found, said: found <= said,
    "no less than": lambda found, said: found >= said,
    "no fewer than": lambda found, said: found >= said,
    "not less than": lambda found, said: found >= said,
    "up to": lambda found, said: found <= said, "no more than": lambda found, said: found <= said,
}  # fmt: skip
NEAR, ABOUT = 0.5, 0.1
"""Percentage points by which a rounded percentage may differ; and the part by which "twice" may."""


def percent(quantity: re.Match[str]) -> float | None:
    """The quantity as a percentage; None where it is a number of people."""
    written = (quantity["part"] or "").lower()
    if not written:
        return None
    if written in _SPOKEN:
        return _SPOKEN[written]
    plain = re.sub(r"\s(?:in|out of)(?: every)?\s", "/", written)
    part, _, whole = re.sub(r"\s?(?:%|percent)", "", plain).partition("/")
    return 100 * float(part) / float(whole) if whole else float(part)


def count_of(quantity: re.Match[str]) -> float:
    """The quantity as a number."""
    written = quantity["count"].lower()
    return float(_NUMBER[written]) if written in _NUMBER else float(written)


def times_of(written: str) -> float:
    """How many times, in digits or as a word."""
    return float({"three": 3, "four": 4, "five": 5}.get(written.lower(), 0) or written)


def within(limit: str | None, found: float, said: float, *, exact: bool) -> bool:
    """Whether what was found lies where the limit says; a percentage is rounded."""
    name = re.sub(r"( than) than$", r"\1", (limit or "").lower())
    if compare := LIMITS.get(name):
        return compare(found, said)
    return abs(found - said) <= (0 if exact else NEAR)


def fisher(here: int, of_here: int, there: int, of_there: int) -> float:
    """Two-sided P of Fisher's exact test (Fisher RA. J R Stat Soc 1922;85:87-94)."""
    affected, people = here + there, of_here + of_there
    if here > of_here or there > of_there:
        return 1.0
    ways = {
        k: comb(of_here, k) * comb(of_there, affected - k)
        for k in range(max(0, affected - of_there), min(of_here, affected) + 1)
    }
    return min(1.0, sum(w for w in ways.values() if w <= ways[here]) / comb(people, affected))
