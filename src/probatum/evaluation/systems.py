"""The ways of searching that are compared: ours whole, and with one part after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from probatum.library.index import Hit, Index
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.searching import search
from probatum.retrieval.thesaurus import thesaurus_of
from probatum.retrieval.understanding import topics_in
from probatum.retrieval.wording import WEIGHTS, Weights

Topics = Mapping[str, int]
System = Callable[[str, Index, Topics, int], Sequence[Hit]]
"""Question, library, topics of the library, number of passages: hits, best first."""

_PLAIN = Weights(rarity=0, presence=0, names=0, subject=0, headings=0, vectors=0, comparing=False)


def _search(
    text: str, index: Index, topics: Topics, depth: int, *, weights: Weights
) -> Sequence[Hit]:
    lexicon = Lexicon(topics_in(text, topics), thesaurus_of(index))
    return search(text, index, lexicon, limit=depth, weights=weights)


def _by(weights: Weights) -> System:
    return partial(_search, weights=weights)


OURS = "whole"
_WORDS = WEIGHTS._replace(vectors=0)
SYSTEMS: Mapping[str, System] = {
    "words": _by(_PLAIN),
    "+ rarity": _by(_PLAIN._replace(rarity=WEIGHTS.rarity)),
    "+ presence": _by(_WORDS._replace(names=0, subject=0, headings=0, comparing=False)),
    "+ subject": _by(_WORDS._replace(names=0, headings=0, comparing=False)),
    "+ names": _by(_WORDS._replace(headings=0, comparing=False)),
    "+ headings": _by(_WORDS._replace(comparing=False)),
    OURS: _by(_WORDS),
}
WITH_VECTORS: Mapping[str, System] = {"+ vectors": _by(WEIGHTS)}
"""What else is compared where the libraries are given vectors."""
