"""A query in the language of Europe PMC (https://europepmc.org/searchsyntax)."""

from __future__ import annotations

from collections.abc import Iterable

from probatum.sources.live import LiveQuery, Pass
from probatum.sources.pubmed_query import quotable

_KINDS = {
    Pass.GUIDELINES: ("practice guideline", "guideline"),
    Pass.REVIEWS: ("systematic review", "meta-analysis"),
    Pass.TRIALS: ("randomized controlled trial",),
}
_EARLIEST, _LATEST = 1800, 3000


def europepmc_query(query: LiveQuery) -> str:
    """Names among the keywords (which hold MeSH) or in title and abstract; kind and years."""
    parts = [
        _any(query.conditions, ("KW", "TITLE_ABS")),
        _any(query.terms, ("TITLE_ABS",)),
        _any(_KINDS[query.kind], ("PUB_TYPE",)),
    ]
    if query.since is not None or query.until is not None:
        years = f"{query.since or _EARLIEST} TO {query.until or _LATEST}"
        parts.append(f"PUB_YEAR:[{years}]")
    return " AND ".join(filter(None, parts))


def _any(names: Iterable[str], fields: tuple[str, ...]) -> str:
    phrases = dict.fromkeys(f'{field}:"{name}"' for name in quotable(names) for field in fields)
    return f"({' OR '.join(phrases)})" if phrases else ""
