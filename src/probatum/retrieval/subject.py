"""What a question is about when it names no condition that is known: its rarest word, if held."""

from __future__ import annotations

from collections.abc import Sequence

from probatum.library.index import Clause, Index, Query
from probatum.retrieval.words import forms

_PASSAGES, _SHARE = 10, 0.5


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
