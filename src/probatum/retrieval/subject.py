"""The rarest word of a question: its subject, or what must be named beside a known condition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from probatum.library.index import Clause, Index, Query
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.words import forms

_PASSAGES, _SHARE = 10, 0.5
_RARE = 4.0
"""Of `Index.rarity`: in fewer than one of fifty passages."""
_SHORTEST = 4
_STATES = (
    "relapse relapsed relapsing recurs recurrent recurring returned metastatic advanced limited "
    "extensive early late newly untreated acute chronic mild moderate severe stable worsening "
    "elderly adult adults woman women man men male female child children baby pregnant cannot",
)


def subject_of(words: Sequence[str], index: Index) -> str | None:
    """The rarest of the words, where a passage holds it beside what matters of the others.

    What matters is half of all rarity (`Index.rarity`). A question whose rarest word the library
    lacks is about nothing that it holds, however common the rest.
    """
    rarity = index.rarity(words)
    ranked = sorted(rarity, key=lambda word: -rarity[word])
    if not ranked or rarity[ranked[0]] <= 0:
        return None
    clauses = tuple(Clause(any_of=(word,)) for word in ranked)
    query = Query(must=clauses[:1], should=clauses)
    for hit in index.search(query, _PASSAGES):
        title = index.summary(hit.passage.document).title
        here = set(forms(f"{title} {' '.join(hit.passage.heading)} {hit.passage.text}"))
        held = sum(rare for word, rare in rarity.items() if set(forms(word)) <= here)
        if held >= _SHARE * sum(rarity.values()):
            return ranked[0]
    return None


def rarest_of(words: Sequence[str], index: Index) -> str | None:
    """Of a question on a known condition, the word that an answer must name: its rarest by far.

    It holds half of all rarity of the words that name neither condition nor facet, as "perampanel"
    does in "Is perampanel effective in ALS?". What is frequent in the library, names a part that
    every question has or a state of the disease is none.
    """
    rarity = index.rarity(words)
    told = _told_otherwise()
    ranked = sorted(
        (word for word in rarity if len(word) >= _SHORTEST and not set(forms(word)) <= told),
        key=lambda word: -rarity[word],
    )
    if not ranked or rarity[ranked[0]] < _RARE:
        return None
    return ranked[0] if rarity[ranked[0]] >= _SHARE * sum(rarity.values()) else None


@cache
def _told_otherwise() -> frozenset[str]:
    facets = (term for entry in files.facets() for term in (*entry.terms, *entry.required))
    return frozenset(form for text in (*facets, *_STATES) for form in forms(text))
