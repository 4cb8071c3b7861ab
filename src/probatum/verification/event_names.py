"""Adverse events that a sentence calls otherwise than the record: "low platelets", "cardiac".

The names and what terms they stand for are in ``event_names.txt``. A name that no term of a record
answers to is an event that the record does not list: nobody is counted as having had it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from probatum.verification.event_parts import Event


def in_other_words(
    text: str, terms: Iterable[str], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int, Event]]:
    """Where the text names events in other words, and the record's terms that are meant.

    The longest name first; `taken` are stretches that name events already.
    """
    known, found = sorted(terms), [*taken]
    events: list[tuple[int, int, Event]] = []
    matches = [(match, term) for name, term in _names() for match in name.finditer(text)]
    for match, term in sorted(matches, key=lambda each: each[0].start() - each[0].end()):
        start, end = match.span()
        if any(a < end and start < b for a, b in found):
            continue
        found.append((start, end))
        meant = frozenset(known_term for known_term in known if term.search(known_term))
        events.append((start, end, Event(match[0], meant)))
    return events


@cache
def _names() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    text = (files("probatum.verification") / "event_names.txt").read_text(encoding="utf-8")
    rows = (line.split(" : ", 1) for line in text.splitlines() if line and line[0] != "#")
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{name})(?![\w-])", re.I), re.compile(term, re.I))
        for name, term in rows
    )
