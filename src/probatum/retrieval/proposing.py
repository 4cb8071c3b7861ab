"""What vectors propose for a part of a question, held to the anchors that words are held to.

Of all that is alike, another disease is the most alike. So what is near is only looked at where
the condition and what the part requires are named, as where words find it; and what is said there
is then judged sentence by sentence like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice

from probatum.evidence.passage import Passage
from probatum.evidence.question import Condition, Facet, Question
from probatum.library.index import Clause, Hit, Index, Query
from probatum.retrieval.fusion import fused
from probatum.retrieval.words import padded

DEPTH = 50
"""Passages that are asked of the vectors: most are of other diseases."""


def proposed(text: str, query: Query, index: Index) -> tuple[Hit, ...]:
    """Passages near to a text that hold all that `query` demands, nearest first."""
    near = index.nearest(text, query, DEPTH)
    return tuple(
        hit for hit in near if all(stands_in(clause, hit.passage, index) for clause in query.must)
    )


def in_words(facet: Facet, question: Question, condition: Condition | None) -> str:
    """A part of a question as a sentence of its own."""
    if facet.own:
        return question.text
    return f"{facet.name} in {condition.name}" if condition else f"{facet.name}: {question.text}"


def stands_in(clause: Clause, passage: Passage, index: Index) -> bool:
    """Whether one of the terms stands in one of the fields, as search would find it."""
    document = index.summary(passage.document)
    fields = {
        "title": (document.title,),
        "heading": passage.heading,
        "text": (passage.text,),
        "topics": document.topics,
    }
    held = [_line(text) for field in clause.fields for text in fields.get(field, ())]
    terms = [line for term in clause.any_of if (line := _line(term)).strip()]
    return any(term in text for text in held for term in terms)


def likeness(
    by_words: Sequence[Hit], fits: Callable[[Hit], bool], near: Sequence[Hit], weight: float
) -> dict[str, float]:
    """How well each passage matches, 0 to 1, by id: its share of the best score of what fits.

    Where vectors found something, what fits is fused by ranks (`fusion`), and each passage takes
    the share that words gave to its new place. Where they found nothing, no more passages are asked
    whether they fit than until the first does.
    """
    fitting = filter(fits, sorted(by_words, key=lambda hit: (-hit.score, hit.passage.id)))
    first = [*islice(fitting, 1)]
    best = first[0].score if first else 0.0
    shares = {hit.passage.id: min(1.0, hit.score / (best or 1.0)) for hit in by_words}
    if not near:
        return shares
    ranked = [*first, *fitting]
    places = [shares[hit.passage.id] for hit in ranked] or [1.0]
    order = fused([(1.0, ranked), (weight, near)])
    moved = {hit.passage.id: places[min(place, len(places) - 1)] for place, hit in enumerate(order)}
    return shares | moved


@lru_cache(maxsize=5_000)  # the passages that are near to one part are near to the next
def _line(text: str) -> str:
    return padded(text)
