"""What a large library does not read for a query, as it costs more than it tells.

The engine reads every place of every word of a query, and for a phrase those of all its words, to
find the best passages. Words that stand in a good part of a large library say little of a passage.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import tantivy

from probatum.library.index import Clause, Matching, Query

_WORD: Final = (50_000, 0.05)
_PHRASE: Final = (20_000, 0.02)
"""In how many passages, and in which part of all, a word stands that is common; of a phrase, the
rarest of its words."""


class Thrift:
    """Parts a query in two: what is cheap to look up, and what else would match."""

    def __init__(self, searcher: tantivy.Searcher, analyser: tantivy.TextAnalyzer) -> None:
        self._searcher = searcher
        self._analyser = analyser

    def cheap(self, query: Query) -> Query:
        """The query without wishes for common words and without costly ways to match.

        Only where words that must match are wished for as well: they score, and they are looked
        for without their phrases of common words, if other words are left.
        """
        twins = _twins(query)
        if not twins:
            return query
        should = tuple(
            clause
            for clause in query.should
            if clause.matching in twins or not all(map(self._is_common, clause.any_of))
        )
        return _narrowed(query.model_copy(update={"should": should}), self._is_cheap)

    def rest(self, query: Query) -> Query | None:
        """What of a query matches only by what `cheap` leaves out; None where that is nothing."""
        rest = _narrowed(query, lambda term: not self._is_cheap(term))
        return rest if rest != query else None

    def _is_cheap(self, term: str) -> bool:
        return len(self._analyser.analyze(term)) == 1 or not self._is_common(term)

    def _is_common(self, term: str) -> bool:
        stems = self._analyser.analyze(term)
        fewest, part = _PHRASE if len(stems) > 1 else _WORD
        rarest = min((self._searcher.doc_freq("text", stem) for stem in stems), default=0)
        return rarest > max(fewest, self._searcher.num_docs * part)


def _twins(query: Query) -> set[Matching]:
    """What must match and is wished for."""
    return {clause.matching for clause in query.must} & {each.matching for each in query.should}


def _narrowed(query: Query, keep: Callable[[str], bool]) -> Query:
    """With only those of the words that must match and are wished for, if any are left."""
    twins = _twins(query)

    def narrowed(clause: Clause) -> Clause:
        kept = tuple(filter(keep, clause.any_of)) if clause.matching in twins else ()
        return clause.model_copy(update={"any_of": kept}) if kept else clause

    must, should = (tuple(map(narrowed, part)) for part in (query.must, query.should))
    return query.model_copy(update={"must": must, "should": should})
