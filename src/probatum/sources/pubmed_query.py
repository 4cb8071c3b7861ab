"""A query in the language of PubMed.

https://pubmed.ncbi.nlm.nih.gov/help/#search-tags
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from probatum.sources.live import LiveQuery, Pass

_KINDS = {
    Pass.GUIDELINES: '("practice guideline"[pt] OR "guideline"[pt])',
    Pass.REVIEWS: '("systematic review"[pt] OR systematic[sb] OR "meta-analysis"[pt])',
    Pass.TRIALS: '"randomized controlled trial"[pt]',
}
_NOT_ANIMALS_ONLY = 'NOT ("animals"[MeSH Terms] NOT "humans"[MeSH Terms])'
_EARLIEST, _LATEST = 1800, 3000


def pubmed_query(query: LiveQuery) -> str:
    """Names as MeSH or in title and abstract, terms in title and abstract, kind, years, humans."""
    parts = [
        _any(query.conditions, ("MeSH Terms", "Title/Abstract")),
        _any(query.terms, ("tiab",)),
        _KINDS[query.kind],
        _years(query),
    ]
    return " AND ".join(filter(None, parts)) + f" {_NOT_ANIMALS_ONLY}"


def _any(names: Iterable[str], fields: tuple[str, ...]) -> str:
    phrases = dict.fromkeys(
        f'"{phrase}"[{field}]' for phrase in quotable(names) for field in fields
    )
    return f"({' OR '.join(phrases)})" if phrases else ""


def quotable(names: Iterable[str]) -> Iterator[str]:
    """The names as they may stand between quotation marks: one line, no sign of a language."""
    for name in names:
        if phrase := " ".join(re.sub(r"[^\w\s'/+.,-]", " ", name).split()):
            yield phrase


def _years(query: LiveQuery) -> str:
    if query.since is None and query.until is None:
        return ""
    return f"{query.since or _EARLIEST}:{query.until or _LATEST}[dp]"
