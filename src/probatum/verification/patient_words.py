"""Conditions that a sentence names of patients, and the criteria that speak of them.

The names, and what criteria say of the same or of more, are in ``patient_words.txt``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Named(NamedTuple):
    """A condition as a sentence names it, and the words by which a criterion speaks of it."""

    name: str
    start: int
    end: int
    known_as: re.Pattern[str]


def conditions_in(text: str) -> list[Named]:
    """Every condition that the text names, the longest names chosen, in order."""
    found: list[Named] = []
    matches = [(match, known_as) for name, known_as in _words() for match in name.finditer(text)]
    for match, known_as in sorted(matches, key=lambda each: each[0].start() - each[0].end()):
        start, end = match.span()
        if not any(each.start < end and start < each.end for each in found):
            found.append(Named(match[0], start, end, known_as))
    return sorted(found, key=lambda each: each.start)


@cache
def _words() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    text = (files("probatum.verification") / "patient_words.txt").read_text(encoding="utf-8")
    rows = (line.split(" : ", 1) for line in text.splitlines() if line and line[0] != "#")
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{name})(?![\w-])", re.I), re.compile(known_as, re.I))
        for name, known_as in rows
    )
