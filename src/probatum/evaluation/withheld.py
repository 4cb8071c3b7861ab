"""A library from which some passages are withheld, as if it did not hold them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from probatum.library.index import Hit, Index, Query


def withheld(index: Index, passages: Collection[str]) -> Index:
    """The same library, whose searches never find these passages.

    How rare words are is still counted with them, which is the same to two decimals.
    """
    return cast("Index", _Withheld(index, frozenset(passages)))


class _Withheld:
    def __init__(self, index: Index, passages: frozenset[str]) -> None:
        self._index = index
        self._passages = passages

    def search(self, query: Query, limit: int = 10) -> tuple[Hit, ...]:
        found = self._index.search(query, limit + len(self._passages))
        return tuple(hit for hit in found if hit.passage.id not in self._passages)[:limit]

    def nearest(self, text: str, query: Query, limit: int = 10) -> tuple[Hit, ...]:
        found = self._index.nearest(text, query, limit + len(self._passages))
        return tuple(hit for hit in found if hit.passage.id not in self._passages)[:limit]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)
