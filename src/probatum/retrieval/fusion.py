"""What was found by words and what by vectors, as one list.

By ranks alone, since the scores have nothing in common: reciprocal rank fusion (Cormack GV, Clarke
CLA, Büttcher S. SIGIR 2009), a passage scoring weight / (5 + rank) in each list that has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from probatum.library.index import Hit, Index, Query
from probatum.retrieval.wording import WEIGHTS

_RANK = 5
"""Added to each rank: how little the first few differ. The authors took 60, for lists of like
worth; with less weight than words, what vectors alone find would then stand behind all the rest.
"""
_DEPTH = 100
"""Passages that are asked of the vectors; what is further off hardly moves a rank."""


def with_vectors(  # noqa: PLR0913 - what was found, and how to find the rest
    text: str,
    hits: Sequence[Hit],
    index: Index,
    query: Query,
    limit: int,
    weight: float = WEIGHTS.vectors,
) -> tuple[Hit, ...]:
    """The hits of a plain question, with what vectors find within the filters of `query`.

    Where the library has no vectors these are the hits as they were. Else 100 is the score of a
    passage that is first by both.
    """
    near = index.nearest(text, query, _DEPTH) if weight else ()
    return fused(((1.0, hits), (weight, near)))[:limit] if near else tuple(hits)


def fused(lists: Sequence[tuple[float, Sequence[Hit]]]) -> tuple[Hit, ...]:
    """Lists with their weights, as one, best first; equal ones by id."""
    scores: defaultdict[str, float] = defaultdict(float)
    best = sum(weight for weight, _ in lists) / (_RANK + 1)
    hits = {}
    for weight, ranked in lists:
        for rank, hit in enumerate(ranked, start=1):
            hits[hit.passage.id] = hit
            scores[hit.passage.id] += weight / (_RANK + rank)
    order = sorted(scores, key=lambda name: (-scores[name], name))
    return tuple(
        hits[name].model_copy(update={"score": 100 * scores[name] / best}) for name in order
    )
