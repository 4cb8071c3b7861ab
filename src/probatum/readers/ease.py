"""How easy a text is to read: Flesch's reading ease and the Flesch-Kincaid grade.

Flesch R. A new readability yardstick. J Appl Psychol 1948;32:221-233. Kincaid JP et al. Derivation
of new readability formulas. Naval Technical Training Command, 1975. Both are made for English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouyscgxz]es|[^aeioudty]ed|[^laeiouy]e)$")
_TWO = re.compile(r"ia|io(?!u|n)|iu|eo(?!p|u)|ea$|(?<=cr)ea|ua(?!r)|uou")


class Ease(NamedTuple):
    """`score`: 100 very easy, 60 plain English, below 30 hard. `grade`: years of school (US)."""

    score: float
    grade: float


def ease(sentences: Iterable[str]) -> Ease | None:
    """Of sentences, one a string; none when they hold no word."""
    counted = [[_syllables(word) for word in _WORD.findall(text)] for text in sentences]
    counted = [words for words in counted if words]
    if not counted:
        return None
    words = sum(map(len, counted))
    a_sentence = words / len(counted)
    a_word = sum(map(sum, counted)) / words
    return Ease(
        score=round(206.835 - 1.015 * a_sentence - 84.6 * a_word, 1),
        grade=round(0.39 * a_sentence + 11.8 * a_word - 15.59, 1),
    )


def _syllables(word: str) -> int:
    """Groups of vowels, without a silent e, and with two where they are spoken apart."""
    letters = re.sub(r"['’].*", "", word).lower()
    groups = len(_VOWELS.findall(letters)) + len(_TWO.findall(letters))
    if _SILENT.search(letters) and groups > 1:
        groups -= 1
    return max(1, groups)
