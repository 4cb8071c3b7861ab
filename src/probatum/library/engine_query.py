"""A query in the search engine's own terms: what must match, and what scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple, TypeVar

import tantivy

from probatum.evidence.document import Status
from probatum.library.analysis import is_pair, parted, sought
from probatum.library.index import Clause, Matching, Query
from probatum.library.searchable import pairs_of

WEIGHTS: Final = {"title": 1.5, "heading": 2.0, "text": 1.0, "topics": 1.5, "mesh": 1.0}
"""The searched fields, each with what a word in it counts."""

_COSTLY: Final = 20_000
"""In how many places the terms of a wish stand that is cheaper to ask of each passage found."""

_AMONG_OTHERS: Final = 0.7
"""What each of several synonyms counts where they add up. So the order is nearest to the one in
which the best of them counts: of the best 30 then, 0.96 are among the best 100, at a million."""

_MANY: Final = 10_000
"""In how many places what must stand there stands, that many passages may match."""

_LITTLE: Final = 0.05
"""Where many may match: what those wishes that add least may add together, of what all may, not to
be looked up. A tenth faster then; of the best 30, 0.98 are among the best 100, at a million."""

_COMMON: Final = 100_000
"""In how many places the terms of a wish stand that may be left out, where nothing must match, by
the same measure: to read them all is most of the work then."""

_MOST_BY_FREQUENCY = 2.2  # by which BM25 multiplies a rarity, however often a term stands there
_REMEMBERED = 20_000
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

Place = tuple[str, str]
"""A field of the engine and a term in it."""

Part = tuple[tantivy.Occur, tantivy.Query]

_Key = TypeVar("_Key", bound=Hashable)
_Made = TypeVar("_Made")


class EngineQuery:
    """Writes queries for an index as it stands now.

    Of what is joined by "or" the engine reads every place, whatever else must match. So, where
    something must, wishes for common words are hung on one by one: each is then only looked for in
    the passages that match. Synonyms add up there; of those of other wishes the best one counts.

    What was found out of an index is remembered for as long as it stands as it does.
    """

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher
        self._frequencies: dict[Place, int] = {}
        self._looked_up: dict[Clause, _Sought] = {}
        self._put_together: dict[_Sought, tantivy.Query] = {}
        self._counted: dict[tuple[_Option, float, float], list[tantivy.Query]] = {}

    def of(self, query: Query) -> tantivy.Query:
        """The whole of it: the best passages are those that it scores highest."""
        musts, wishes = (list(map(self._sought, part)) for part in (query.must, query.should))
        wishes = wishes if musts else list(_telling(wishes))
        costly = [wish for wish in wishes if musts and wish.places > _COSTLY]
        parts = [
            *self._anchors(musts, wishes, costly),
            *self._wishes(query, musts, wishes, costly),
            *((_NOT, self._clause(self._sought(clause))) for clause in query.must_not),
            *self._filters(query),
        ]
        found = tantivy.Query.boolean_query(parts)
        many = costly and min(must.places for must in musts) > _MANY
        for wish in self._apart(costly, _LITTLE if many else 0.0):
            found = tantivy.Query.boolean_query([(_MUST, found), (_SHOULD, wish)])
        return found

    def _anchors(
        self, musts: list[_Sought], wishes: list[_Sought], costly: list[_Sought]
    ) -> Iterator[Part]:
        """They say what may be found, and score where the same words are wished for."""
        scored = {each.matching: each for each in (wishes or musts) if each not in costly}
        for must in musts:
            twin = scored.get(must.matching)
            yield _MUST, self._clause(twin) if twin else _unscored(self._clause(must))

    def _wishes(
        self, query: Query, musts: list[_Sought], wishes: list[_Sought], costly: list[_Sought]
    ) -> list[Part]:
        """What scores besides. One of it must match, where nothing else that is wished for does."""
        anchors = {must.matching for must in musts}
        others = [wish for wish in wishes if wish.matching not in anchors]
        parts = [(_SHOULD, self._clause(each)) for each in others if each not in costly]
        unasked = not anchors and not query.kinds and not query.documents
        if unasked or not others or len(others) < len(wishes):
            return parts  # read fastest when flat
        if len(parts) == len(others):
            return [(_MUST, tantivy.Query.boolean_query(parts))]
        return [*parts, (_MUST, _unscored(_any(map(self._clause, others))))]

    def _filters(self, query: Query) -> Iterator[Part]:
        for field, values in (("kind", query.kinds), ("document", query.documents)):
            if values:
                terms = tantivy.Query.term_set_query(self._schema, field, list(map(str, values)))
                yield _MUST, _unscored(terms)
        if not query.with_retracted and self._searcher.doc_freq("status", Status.RETRACTED):
            yield _NOT, tantivy.Query.term_query(self._schema, "status", str(Status.RETRACTED))

    def _clause(self, clause: _Sought) -> tantivy.Query:
        return _remembered(self._put_together, clause, self._put)

    def _put(self, clause: _Sought) -> tantivy.Query:
        """Synonyms are one thought: the best of them counts, the others hardly."""
        if not clause.options:
            return tantivy.Query.empty_query()
        weighed = (self._weighed(each, *clause.weights) for each in clause.options)
        kinds = [_best(kind) for kind in zip(*weighed, strict=True)]
        return kinds[0] if len(kinds) == 1 else _any(kinds)

    def _apart(self, clauses: Iterable[_Sought], little: float) -> Iterator[tantivy.Query]:
        """Each of the terms by itself, once, with what it counts in all of them; see `_LITTLE`."""
        sums: defaultdict[_Option, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for clause in clauses:
            share = _AMONG_OTHERS if clause.has_synonyms() else 1.0
            for option in clause.options:
                added = (share * weight for weight in clause.weights)
                sums[option] = [a + b for a, b in zip(sums[option], added, strict=True)]
        most = {option: option.most(*weights) for option, weights in sums.items()}
        left = little * sum(most.values())
        for option in sorted(most, key=most.__getitem__):
            left -= most[option]
            if left < 0:
                yield from self._weighed(option, *sums[option])

    def _weighed(self, option: _Option, weight: float, presence: float) -> list[tantivy.Query]:
        return _remembered(self._counted, (option, weight, presence), self._count)

    def _count(self, weighed: tuple[_Option, float, float]) -> list[tantivy.Query]:
        """What a term in a field counts, by how often it stands there, and that it stands there."""
        option, weight, presence = weighed
        terms = [tantivy.Query.term_query(self._schema, *place) for place in option.places]
        query = terms[0] if len(terms) == 1 else _all(terms)
        of_field = WEIGHTS[option.field] * option.weight
        counted = [_boosted(query, of_field * weight)]
        if presence:
            counted.append(tantivy.Query.const_score_query(query, of_field * presence))
        return counted

    def _sought(self, clause: Clause) -> _Sought:
        return _remembered(self._looked_up, clause, self._look_up)

    def _look_up(self, clause: Clause) -> _Sought:
        """Of the terms those that stand anywhere, each field by itself."""
        options, places = [], 0
        for words in dict.fromkeys(map(sought, clause.any_of)):
            for field in clause.fields if words else ():
                at = tuple(_place(field, word) for word in words)
                if fewest := min(map(self._frequency, at)):
                    options.append(self._option(field, words, at))
                    places += fewest
        weights = clause.weight, clause.weight * clause.presence
        return _Sought(clause.matching, weights, tuple(options), places)

    def _option(self, field: str, words: tuple[str, ...], places: tuple[Place, ...]) -> _Option:
        """A pair counts as much as its two words together, as a phrase does in BM25."""
        own = rarities = sum(map(self.rarity, places))
        if any(map(is_pair, words)):
            parts = dict.fromkeys(part for word in words for part in parted(word))
            rarities = sum(self.rarity((field, part)) for part in parts)
        return _Option(field, places, rarities / own, rarities)

    def _frequency(self, place: Place) -> int:
        return _remembered(self._frequencies, place, lambda each: self._searcher.doc_freq(*each))

    def rarity(self, place: Place) -> float:
        """See `rarity`: of a term in a field of this index."""
        return rarity(self._searcher.num_docs, self._frequency(place))


def _remembered(known: dict[_Key, _Made], key: _Key, make: Callable[[_Key], _Made]) -> _Made:
    """`functools.cache` of a method would go round in a circle and keep an old index on disk."""
    if (made := known.get(key)) is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        made = known[key] = make(key)
    return made


class _Option(NamedTuple):
    """A term in a field: all the places that it takes to have it there."""

    field: str
    places: tuple[Place, ...]
    weight: float
    rarity: float

    def most(self, weight: float, presence: float) -> float:
        """What it can add to a score at most; see `EngineQuery._weighed`."""
        counted = weight * _MOST_BY_FREQUENCY * self.rarity + presence * self.weight
        return WEIGHTS[self.field] * counted


@dataclass(frozen=True, eq=False)
class _Sought:
    """A clause as the engine can look it up, and in how many places its terms stand, at most."""

    matching: Matching
    weights: tuple[float, float]
    options: tuple[_Option, ...]
    places: int

    def most(self) -> float:
        """What its terms can add to a score at most, all together."""
        return sum(option.most(*self.weights) for option in self.options)

    def has_synonyms(self) -> bool:
        """Whether more than one term may stand in the same field."""
        return len({option.field for option in self.options}) < len(self.options)


def _telling(wishes: Sequence[_Sought]) -> Iterator[_Sought]:
    """Without the common ones that add least, together no more than `_LITTLE` of what all may."""
    left = _LITTLE * sum(wish.most() for wish in wishes)
    dropped = set()
    for wish in sorted(wishes, key=_Sought.most):
        left -= wish.most()
        if left >= 0 and wish.places > _COMMON:
            dropped.add(wish)
    return (wish for wish in wishes if wish not in dropped)


def rarity(passages: int, holding: int) -> float:
    """What BM25 takes a term to tell that stands in so many of the passages.

    ln(1 + (N - n + 0.5) / (n + 0.5)), as Lucene has it (Robertson and Zaragoza, 2009).
    """
    # Passages taken out are still counted among those that hold a word until they are merged away.
    holding = min(holding, passages)
    return log(1 + (passages - holding + 0.5) / (holding + 0.5))


def _place(field: str, term: str) -> Place:
    return (pairs_of(field) if is_pair(term) else field), term


def _best(options: Iterable[tantivy.Query]) -> tantivy.Query:
    first, *others = options
    return tantivy.Query.disjunction_max_query([first, *others], 0.1) if others else first


def _any(options: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(_SHOULD, option) for option in options])


def _all(parts: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(_MUST, part) for part in parts])


def _boosted(query: tantivy.Query, weight: float) -> tantivy.Query:
    # The engine skips what cannot be among the best only where nothing is wrapped around terms.
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)
