"""Slips of the pen in words that sentences on trials are made of: "patinets", "elgible"."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

_WRITTEN = (
    "patient patients participant participants subjects cohort cohorts primary secondary "
    "adverse events recorded reported observed occurred occurrence occurrences experienced "
    "experience experiencing suffered suffering affected percentage proportion eligible "
    "ineligible excluded exclusion included inclusion criteria received receives receive "
    "administered administration intervention interventions treatment treatments significantly "
    "diagnosed "
    "cardiovascular "
)
_USUAL = tuple(_WRITTEN.split())
_FEWEST_LETTERS, _ALIKE = 6, 0.85
_WORD = re.compile(rf"\b[A-Za-z]{{{_FEWEST_LETTERS},}}\b")


def respelt(sentence: str) -> str:
    """The sentence with such words as they are spelt, where a letter or two are not."""
    return _WORD.sub(lambda match: _spelt(match[0]), sentence)


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    plain = word.lower()
    if plain in _USUAL:
        return word
    near = get_close_matches(plain, _USUAL, n=3, cutoff=_ALIKE)
    if turned := [other for other in near if sorted(other) == sorted(plain)]:
        return turned[0]
    # Another form of a word ("suffers", "participate") is no slip: it is other at its end alone.
    if not near or plain[:1] != near[0][:1] or plain[:-3] == near[0][: len(plain) - 3]:
        return word
    return near[0]
