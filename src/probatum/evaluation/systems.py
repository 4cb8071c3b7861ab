"""The ways of searching that are compared: ours whole, and with one part after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from probatum.library.index import Hit, Index
from probatum.retrieval.searching import search
from probatum.retrieval.wording import WEIGHTS, Weights

System = Callable[[str, Index, int], Sequence[Hit]]

_PLAIN = Weights(rarity=0, presence=0, names=0)


def _search(text: str, index: Index, depth: int, *, weights: Weights) -> Sequence[Hit]:
    return search(text, index, limit=depth, weights=weights)


def _with(weights: Weights) -> System:
    return partial(_search, weights=weights)


OURS = "Probatum"
SYSTEMS: Mapping[str, System] = {
    "words": _with(_PLAIN),
    "+ rarity": _with(_PLAIN._replace(rarity=WEIGHTS.rarity)),
    "+ presence": _with(WEIGHTS._replace(names=0)),
    OURS: _with(WEIGHTS),
}
