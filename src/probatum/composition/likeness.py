"""Whether two sentences tell the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import fsum, log

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_EMPTY = frozenset(
    ["a", "an", "the", "of", "in", "for", "to", "and", "or", "with", "by", "on", "is", "are", "was",
     "were", "be", "that", "this", "as", "at", "from"]
)  # fmt: skip
_SAME_JACCARD, _SAME_CONTAINED = 0.5, 0.75


@lru_cache(maxsize=50_000)
def tokens(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning, numbers as they are."""
    return frozenset(filter(None, map(_stem, _WORD.findall(text))))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """Empty for a word that carries none."""
    small = word.lower()
    return "" if small in _EMPTY else str(_STEMMER.stemWord(small))


class Likeness:
    """Compares sentences of one body of evidence; words that most of them share count little."""

    def __init__(self, sentences: Iterable[frozenset[str]]) -> None:
        everything = list(sentences)
        self._number = len(everything)
        self._seen = Counter(word for words in everything for word in words)

    def tells_the_same(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Most of the weight is shared, or the lighter sentence is nearly all in the heavier."""
        shared = self._weight(one & other)
        lighter = min(self._weight(one), self._weight(other))
        if not lighter:
            return False
        return (
            shared >= _SAME_JACCARD * self._weight(one | other)
            or shared >= _SAME_CONTAINED * lighter
        )

    def share(self, wanted: frozenset[str], words: frozenset[str]) -> float:
        """How much of the weight of the wanted words another sentence has: 0 to 1."""
        whole = self._weight(wanted)
        return self._weight(wanted & words) / whole if whole else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        # fsum gives the same whatever order a set is walked in.
        return fsum(log(1 + self._number / (1 + self._seen[word])) for word in words)
