"""Searching with a plain question: by its words and what they name, then by what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from probatum.library.index import Hit, Index, Query
from probatum.retrieval.comparing import Comparing, comparing
from probatum.retrieval.fusion import DEPTH, ranked
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.naming import concepts
from probatum.retrieval.wording import WEIGHTS, Weights, clauses


def search(
    text: str,
    index: Index,
    lexicon: Lexicon,
    *,
    limit: int = 100,
    weights: Weights = WEIGHTS,
) -> tuple[Hit, ...]:
    """The passages nearest to a question, best first.

    Where it asks how treatments compare, studies that compare them come first.
    """
    wanted = clauses(text, index, concepts(text, lexicon), weights)
    query = Query(should=wanted)
    hits = index.search(query, max(limit, DEPTH)) if wanted else ()
    asked = comparing(text, lexicon) if weights.comparing else None
    if asked:  # who was studied and how decides, of which vectors know nothing
        return _reranked(hits[:limit], index, asked)
    return ranked(text, hits, index, query, weights)[:limit]


def _reranked(hits: Sequence[Hit], index: Index, asked: Comparing) -> tuple[Hit, ...]:
    factor = lru_cache(maxsize=None)(lambda name: asked.factor(index.document(name)))
    weighed = (
        hit.model_copy(update={"score": hit.score * factor(hit.passage.document)}) for hit in hits
    )
    return tuple(sorted(weighed, key=lambda hit: (-hit.score, hit.passage.id)))
