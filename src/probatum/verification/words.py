"""Words that a sentence and its source share: whether both speak of the same matter."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from probatum.evidence.spelling import plainly

_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_EMPTY = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "with", "by", "from", "as",
     "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "this", "that",
     "these", "those", "it", "its", "their", "there", "which", "who", "than", "then", "also",
     "both", "each",
     "such", "into", "per", "may", "can", "could", "should", "would", "will", "not", "no", "never",
     "without", "neither", "nor", "cannot", "must", "might"]
)  # fmt: skip
_ISE = re.compile(r"(?<=[a-z]{3})is(e[ds]?|ing|ation)$")
_OUR = re.compile(r"(?<=[a-z]{2})our(?=s?$|al)")
_PEOPLE = frozenset(["people", "persons", "person", "individuals", "individual", "participants",
                     "participant", "subjects"])  # fmt: skip
_KEPT = 8192
"""Texts whose stems are kept: the same passages are read for many sentences of a page."""


@lru_cache(maxsize=_KEPT)
def stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning; numbers are judged apart."""
    words = {word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)}
    return frozenset(_stem(word) for word in words - _EMPTY)


def words_beyond(text: str, source: str) -> tuple[str, ...]:
    """Words of the text that the source has in no form, as written, each once."""
    there = stems(source)
    return tuple(dict.fromkeys(word for word in _WORD.findall(text) if stems(word) - there))


def spelt(word: str) -> str:
    """One spelling and one word for people: "randomised", "oedema", "participants"."""
    word = _ISE.sub(r"iz\1", _OUR.sub("or", plainly(word)))
    return "patient" if word in _PEOPLE else word


@lru_cache(maxsize=4 * _KEPT)
def _stem(word: str) -> str:
    stemmed: str = _STEMMER.stemWord(spelt(word))
    return stemmed
