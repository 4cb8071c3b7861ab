"""The words of a question, and how much each of them tells.

Of "Which drugs are tried in myelofibrosis?" nearly everything is told by one word. BM25 weighs a
word by its rarity once; here the question weighs it so once more, as the vector space model does
(Salton and Buckley, 1988), and a passage gains by having a word at all, however often: one that has
all of the question is better than one that has half of it again and again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from probatum.library.index import Clause, Index
from probatum.retrieval.facets import content_words

FIELDS = ("title", "heading", "text", "mesh")
SUBJECT = ("title", "topics")


class Weights(NamedTuple):
    """How much each part of likeness counts; chosen with `probatum evaluate retrieval`."""

    rarity: float = 0.5
    """Power of a word's rarity beyond the one that BM25 has."""
    presence: float = 2.0
    """What having the word at all gives, in rarities."""
    names: float = 0.3
    """Of a synonym, brand or member of a class, beside the word itself."""
    subject: float = 2.0
    """Of a document that is about the disease, beside the words of its name."""
    headings: float = 1.0
    """Of a rank among passages whose heading the question names, beside one by words."""
    vectors: float = 0.5
    """Of a rank by vectors, beside one by words, where the library has vectors."""
    comparing: bool = True
    """Whether studies that compare treatments come first where that is asked."""


WEIGHTS = Weights()


class Concept(NamedTuple):
    """What some words of the question name together, by other names: synonyms, brands, members.

    What a document as a whole can be about, a disease, is also looked for as its `subject`.
    """

    words: frozenset[str]
    names: tuple[str, ...]
    subject: bool = False


def clauses(
    text: str, index: Index, concepts: Sequence[Concept] = (), weights: Weights = WEIGHTS
) -> tuple[Clause, ...]:
    """What a passage is the better for, when that question is asked."""
    words = content_words(text)
    rarity = {word: rare for word, rare in index.rarity(words).items() if rare > 0}
    parts = [_clause((word,), FIELDS, rare, weights) for word, rare in rarity.items()]
    for concept in concepts:
        rare = max((rarity.get(word, 0.0) for word in concept.words), default=0.0)
        share, fields = (weights.subject, SUBJECT) if concept.subject else (weights.names, FIELDS)
        if rare and share:
            parts.append(_clause(concept.names, fields, rare, weights, share))
    return tuple(parts)


def _clause(
    terms: tuple[str, ...],
    fields: tuple[str, ...],
    rare: float,
    weights: Weights,
    share: float = 1.0,
) -> Clause:
    return Clause(
        any_of=terms,
        fields=fields,
        weight=share * rare**weights.rarity,
        presence=weights.presence * rare,
    )
