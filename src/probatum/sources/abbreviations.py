"""Abbreviations that a text defines itself: "folinic acid, fluorouracil and oxaliplatin (FOLFOX)".

Schwartz AS, Hearst MA. A simple algorithm for identifying abbreviation definitions in biomedical
text. Pac Symp Biocomput 2003:451-62. PMID 12603049.
"""

from __future__ import annotations

import re

from probatum.compiled import compiled

_ENDED = re.compile(r"(?s:.*)[.;:\n]\s")  # up to the last of them
_BRACKETED = re.compile(r"\(([A-Za-z][\w/+.-]{1,9}?)(?:[;,][^()]*)?\)")


@compiled("probatum.sources._abbreviations")
def abbreviations(text: str) -> tuple[tuple[str, str], ...]:
    """(short, long) pairs in order of definition; the first definition of a short form wins."""
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        short = match.group(1)
        if sum(map(str.isupper, short)) >= 2 and (long := long_form(text, match.start(), short)):
            found.setdefault(short, long)
    return tuple(found.items())


def long_form(text: str, bracket: int, short: str) -> str | None:
    """What a short form stands for, by the words before the bracket that it stands in."""
    # They lie within min(|A| + 5, |A| * 2) words before the bracket (section 3.1).
    reach = min(len(short) + 5, len(short) * 2)
    begin = max(0, bracket - 120)
    ended = _ENDED.match(text, begin, bracket)
    words = text[ended.end() if ended else begin : bracket].split()[-reach:]
    long = _matched(short, " ".join(words))
    return long if long and " " in long else None


def _matched(short: str, candidate: str) -> str | None:
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
