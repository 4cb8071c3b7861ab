"""Abbreviations that a text defines itself: "folinic acid, fluorouracil and oxaliplatin (FOLFOX)".

Schwartz AS, Hearst MA. A simple algorithm for identifying abbreviation definitions in biomedical
text. Pac Symp Biocomput 2003:451-62. PMID 12603049.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDED = re.compile(r"(?s:.*)[.;:\n]\s")  # up to the last of them
_BRACKETED = re.compile(r"\(([A-Za-z][\w/+.-]{1,9}?)(?:[;,][^()]*)?\)")


def abbreviations(text: str) -> tuple[tuple[str, str], ...]:
    """(short, long) pairs in order of definition; the first definition of a short form wins."""
    found: dict[str, str] = {}
    for short, long in _pairs(text):
        found.setdefault(short, long)
    return tuple(found.items())


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for match in _BRACKETED.finditer(text):
        short = match.group(1)
        if sum(map(str.isupper, short)) < 2:
            continue
        # The long form lies within min(|A| + 5, |A| * 2) words before the bracket (section 3.1).
        reach = min(len(short) + 5, len(short) * 2)
        begin, end = max(0, match.start() - 120), match.start()
        ended = _ENDED.match(text, begin, end)
        words = text[ended.end() if ended else begin : end].split()[-reach:]
        long = _long_form(short, " ".join(words))
        if long and " " in long:
            yield short, long


def _long_form(short: str, candidate: str) -> str | None:
    """Match the letters of `short` from the right; the first must begin a word (figure 1)."""
    letters, lower = short.lower(), _lower(candidate)
    first, place = letters[0], len(lower)
    for letter in letters[:0:-1]:
        if letter.isalnum():
            place = lower.rfind(letter, 0, place)
            if place < 0:
                return None
    place = lower.rfind(first, 0, place)
    while place > 0 and candidate[place - 1].isalnum():
        place = lower.rfind(first, 0, place)
    if place < 0:
        return None
    long = candidate[candidate.rfind(" ", 0, place) + 1 :].strip(" ,([")
    return long if len(long) > len(short) and f"({short}" not in long else None


def _lower(text: str) -> str:
    """Each letter by itself, so that it stays at its place."""
    if text.isascii():
        return text.lower()
    return "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)
