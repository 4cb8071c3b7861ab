"""Whether two sentences tell the same."""

from __future__ import annotations

import re
from functools import lru_cache

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
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(_STEMMER.stemWord(word) for word in words if word not in _EMPTY)


def tells_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Most words are shared, or the shorter is nearly all within the longer."""
    shared = len(one & other)
    shorter = min(len(one), len(other))
    if not shorter:
        return False
    jaccard = shared / len(one | other)
    return jaccard >= _SAME_JACCARD or shared / shorter >= _SAME_CONTAINED
