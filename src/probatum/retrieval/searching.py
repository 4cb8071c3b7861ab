"""Searching with a plain question: by its words, and by its meaning where vectors are at hand."""

from __future__ import annotations

from collections.abc import Sequence

from probatum.library.index import Hit, Index, Query
from probatum.retrieval.wording import WEIGHTS, Concept, Weights, clauses


def search(
    text: str,
    index: Index,
    *,
    concepts: Sequence[Concept] = (),
    limit: int = 100,
    weights: Weights = WEIGHTS,
) -> tuple[Hit, ...]:
    """The passages nearest to a question, best first."""
    wanted = clauses(text, index, concepts, weights)
    return index.search(Query(should=wanted), limit) if wanted else ()
