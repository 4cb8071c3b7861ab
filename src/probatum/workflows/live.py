"""Asking services on the network what a question needs, and keeping what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from probatum.errors import SourceUnavailable
from probatum.evidence.document import Access, Document
from probatum.evidence.question import Condition, Facet, Question
from probatum.evidence.standing import NoticeOn
from probatum.library.index import Index
from probatum.retrieval.following import following
from probatum.retrieval.understanding import Context, context_of
from probatum.sources.live import LiveQuery, LiveSource, Pass
from probatum.sources.notice_source import NoticeSource
from probatum.workflows.notices import notices_from

_PASSES = ((Pass.GUIDELINES, 10), (Pass.REVIEWS, 10), (Pass.TRIALS, None))
"""Each kind of work, with the years back from now after which it is too old to look for."""
_OF_EACH = 20
_MOST_TERMS = 30
_TOO_SHORT = 2
_OWN_WORDS = "Answer"
"""Section of the facet that holds the asker's own words."""


class Gathered(NamedTuple):
    """What the services hold, which answered to the end, and why others did not."""

    documents: tuple[Document, ...]
    answered: tuple[str, ...]
    unavailable: tuple[SourceUnavailable, ...]
    notices: tuple[NoticeOn, ...] = ()


def live_queries(
    text: str, index: Index | None, year: int, follows: Question | None = None
) -> tuple[LiveQuery, ...]:
    """What to ask the services: names and terms of the vocabulary and of the library's topics.

    No other word of the question is among them, so that no name of a patient leaves the house.
    Empty when the question names neither a condition nor a treatment.

    Raises `EmptyQuestion`, `NotClinical`.
    """
    context = context_of(index) if index else Context({}, {})
    question, _ = following(text, follows, context)
    named = (*((question.condition,) if question.condition else ()), *question.compared)
    names = tuple(dict.fromkeys(name for condition in named for name in _names(condition)))
    terms = tuple(dict.fromkeys(_terms(question)))[:_MOST_TERMS]
    if not names and not question.interventions:
        return ()
    return tuple(
        LiveQuery(
            conditions=names,
            # Guidelines name their disease and seldom every treatment in it.
            terms=() if names and kind is Pass.GUIDELINES else terms,
            kind=kind,
            since=year - back if back else None,
        )
        for kind, back in _PASSES
    )


def gather(
    queries: Sequence[LiveQuery], sources: Sequence[LiveSource], limit: int = _OF_EACH
) -> Gathered:
    """At most ``limit`` works of each query from each source, each work once.

    A source that cannot be asked is left for this time; what it gave before stays.
    """
    steps = tuple(gathering(queries, sources, limit))
    return steps[-1][1] if steps else Gathered((), (), ())


def gathering(
    queries: Sequence[LiveQuery], sources: Sequence[LiveSource], limit: int = _OF_EACH
) -> Iterator[tuple[str, Gathered]]:
    """The same after each source: its name, with all that was gathered so far."""
    found: dict[str, Document] = {}
    answered: list[str] = []
    unavailable: list[SourceUnavailable] = []
    for source in sources:
        try:
            for query in queries:
                for document in source.search(query, limit):
                    known = found.get(document.id)
                    if known is None or _says_more(document, known):
                        found[document.id] = document
            answered.append(source.name)
        except SourceUnavailable as error:
            unavailable.append(error)
        so_far = Gathered(tuple(found.values()), tuple(answered), tuple(unavailable))
        yield source.name, so_far


def with_notices(gathered: Gathered, source: NoticeSource) -> Gathered:
    """With what became of the works since; without that when the source cannot be asked."""
    dois = filter(None, (document.identifiers.doi for document in gathered.documents))
    known = notices_from(source, dois)
    fault = (known.fault,) if known.fault else ()
    return gathered._replace(notices=known.notices, unavailable=(*gathered.unavailable, *fault))


def _says_more(document: Document, known: Document) -> bool:
    return document.access is Access.FULL_TEXT and known.access is Access.ABSTRACT_ONLY


def _names(condition: Condition) -> Iterator[str]:
    """The name, what else it is called, and what it is a part of; short forms mean too much."""
    yield condition.name
    for name in (*condition.synonyms, *condition.broader):
        if " " in name or name.islower():
            yield name


def _terms(question: Question) -> Iterator[str]:
    """Treatments that are asked about, else the words of the sites and of the main facets."""
    yield from question.interventions
    if not question.interventions:
        main = [facet for facet in question.facets if facet.section != _OWN_WORDS]
        for chosen in (_is_site, _is_key):
            for facet in filter(chosen, main):
                yield from (word for word in facet.required if len(word) > _TOO_SHORT)


def _is_site(facet: Facet) -> bool:
    return facet.section == "Management by site"


def _is_key(facet: Facet) -> bool:
    return facet.key
