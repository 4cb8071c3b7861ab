"""What was found by words, by a heading that was named, and by vectors, as one list.

By ranks alone, since the scores have nothing in common: reciprocal rank fusion (Cormack GV, Clarke
CLA, Büttcher S. SIGIR 2009), a passage scoring weight / (5 + rank) in each list that has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from probatum.library.index import Hit, Index, Query
from probatum.retrieval.named_heading import under_named_heading
from probatum.retrieval.wording import WEIGHTS, Weights

DEPTH = 100
"""Passages of each list that are looked at; what is further off hardly moves a rank."""
_RANK = 5
"""Added to each rank: how little the first few differ. The authors took 60, for lists of like
worth; with less weight than words, what vectors alone find would then stand behind all the rest.
"""


def ranked(
    text: str, hits: Sequence[Hit], index: Index, query: Query, weights: Weights = WEIGHTS
) -> tuple[Hit, ...]:
    """The hits of a plain question, and what vectors find within the filters of `query`.

    Where the question names no heading and the library has no vectors these are the hits as they
    were. Else 100 is the score of a passage that is first by all.
    """
    headed = under_named_heading(text, hits) if weights.headings else ()
    near = index.nearest(text, query, DEPTH) if weights.vectors else ()
    lists = ((1.0, hits), (weights.headings, headed), (weights.vectors, near))
    found = [(weight, ranks) for weight, ranks in lists if ranks]
    return fused(found) if headed or near else tuple(hits)


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
