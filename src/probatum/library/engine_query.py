"""A query in the search engine's own terms: what must match, and what scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import tantivy

from probatum.evidence.document import Status
from probatum.evidence.spelling import spellings
from probatum.library.index import Clause, Matching, Query

WEIGHTS: Final = {"title": 1.5, "heading": 2.0, "text": 1.0, "topics": 1.5, "mesh": 1.0}
"""The searched fields, each with what a word in it counts."""

Part = tuple[tantivy.Occur, tantivy.Query]


class EngineQuery:
    """Writes queries for an index as it stands now."""

    def __init__(self, index: tantivy.Index, analyser: tantivy.TextAnalyzer) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._analyser = analyser

    def of(self, query: Query) -> tantivy.Query:
        """The whole of it: the best passages are those that it scores highest."""
        parts = self._scored(query) if query.should else [*map(self._must, query.must)]
        parts += [(tantivy.Occur.MustNot, self._clause(clause)) for clause in query.must_not]
        return tantivy.Query.boolean_query([*parts, *self._filters(query)])

    def _must(self, clause: Clause) -> Part:
        return tantivy.Occur.Must, self._clause(clause)

    def _scored(self, query: Query) -> list[Part]:
        """The anchors say what may be found; only the rest says how good it is."""
        scored = {clause.matching: clause for clause in query.should}
        anchors = {clause.matching for clause in query.must}
        parts = [(tantivy.Occur.Must, self._anchor(clause, scored)) for clause in query.must]
        better = [
            (tantivy.Occur.Should, self._clause(clause))
            for clause in query.should
            if clause.matching not in anchors
        ]
        unasked = not anchors and not query.kinds and not query.documents
        if anchors & scored.keys() or unasked or not better:
            return parts + better  # enough to be found and to be weighed; read fastest when flat
        return [*parts, (tantivy.Occur.Must, tantivy.Query.boolean_query(better))]

    def _anchor(self, clause: Clause, scored: Mapping[Matching, Clause]) -> tantivy.Query:
        """Without a score, unless the same words in the same fields have one: then read once."""
        if twin := scored.get(clause.matching):
            return self._clause(twin)
        return tantivy.Query.const_score_query(self._clause(clause), 0.0)

    def _filters(self, query: Query) -> list[Part]:
        filters = []
        for field, values in (("kind", query.kinds), ("document", query.documents)):
            if values:
                terms = tantivy.Query.term_set_query(self._schema, field, list(map(str, values)))
                filters.append((tantivy.Occur.Must, tantivy.Query.const_score_query(terms, 0.0)))
        if not query.with_retracted and self._searcher.doc_freq("status", Status.RETRACTED):
            retracted = tantivy.Query.term_query(self._schema, "status", str(Status.RETRACTED))
            filters.append((tantivy.Occur.MustNot, retracted))
        return filters

    def _clause(self, clause: Clause) -> tantivy.Query:
        options = [_boosted(part, WEIGHTS[field]) for field, part in self._terms(clause)]
        if not options:
            return tantivy.Query.empty_query()
        # Synonyms are one thought: the best of them counts, the others hardly.
        best = options[0]
        if len(options) > 1:
            best = tantivy.Query.disjunction_max_query(options, 0.1)
        if clause.presence:
            presence = [
                tantivy.Query.const_score_query(part, clause.presence * WEIGHTS[field])
                for field, part in self._terms(clause)
            ]
            there = tantivy.Query.disjunction_max_query(presence, 0.1)
            parts = [(tantivy.Occur.Should, best), (tantivy.Occur.Should, there)]
            best = tantivy.Query.boolean_query(parts)
        return _boosted(best, clause.weight)

    def _terms(self, clause: Clause) -> Iterator[tuple[str, tantivy.Query]]:
        """Each term in British and American spelling and both numbers, in each field, once."""
        ways = (way for term in clause.any_of for way in spellings(term))
        for words in dict.fromkeys(tuple(self._analyser.analyze(way)) for way in ways):
            for field in clause.fields:
                if len(words) == 1:
                    yield field, tantivy.Query.term_query(self._schema, field, words[0])
                elif words:
                    yield field, tantivy.Query.phrase_query(self._schema, field, [*words])


def _boosted(query: tantivy.Query, weight: float) -> tantivy.Query:
    # The engine skips what cannot be among the best only where nothing is wrapped around terms.
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)
