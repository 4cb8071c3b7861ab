"""What one sentence says and the other does not, word by word."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

_ASIDE = re.compile(r"\s?\([^()]*\)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@lru_cache(maxsize=4096)
def only_in(one: str, other: str) -> str:
    """The words of `one` that `other` lacks, each as often as it lacks them, in order."""
    lacking = _counted(one) - _counted(other)
    kept = []
    for word in _WORD.findall(one):
        if lacking[word.lower()] > 0:
            lacking[word.lower()] -= 1
            kept.append(word)
    return " ".join(kept)


def is_nearly_verbatim(one: str, other: str) -> bool:
    """Whether only a few words of `one` are not in `other`: then every one of them matters."""
    words = sum(_counted(one).values())
    return words > 0 and len(only_in(one, other).split()) <= max(2, words // 8)


def is_close(one: str, other: str) -> bool:
    """Whether most of `one` stands in `other`: then what each of them counts can be compared."""
    words = sum(_counted(one).values())
    return words > 0 and len(only_in(one, other).split()) <= min(max(2, words // 4), words // 3)


def without_asides(text: str, other: str) -> str:
    """Without what stands in brackets, where the other sentence does not have it."""
    return _ASIDE.sub(lambda match: match[0] if _is_in(match[0], other) else " ", text)


def _is_in(aside: str, other: str) -> bool:
    """Whether the other has it, or an aside of its own with half of its words."""
    half = len(_WORD.findall(aside)) / 2
    asides = _ASIDE.findall(other)
    return aside in other or any(len(only_in(aside, each).split()) < half for each in asides)


@lru_cache(maxsize=4096)
def _counted(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))
