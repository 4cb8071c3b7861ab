"""Sources that disagree: what contradicts a chosen quotation is shown beside it, never dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from probatum.composition.quotations import Quotation
from probatum.composition.references import ReferenceList
from probatum.evidence.answer import Conflict
from probatum.evidence.described import Described

Disagree = Callable[[str, str], str]
"""Says in what two sentences of the same matter contradict each other, or ""."""


class Opposed(NamedTuple):
    """Two quotations of different works, and in what they contradict each other."""

    one: Quotation
    other: Quotation
    why: str


def opposed_to(
    quote: Quotation, candidates: Iterable[Quotation], disagree: Disagree
) -> Quotation | None:
    """The first candidate of another work that contradicts the quotation."""
    others = (other for other in candidates if other.document.id != quote.document.id)
    return next((other for other in others if disagree(quote.said, other.said)), None)


def all_opposed(quotes: Iterable[Quotation], disagree: Disagree) -> Iterator[Opposed]:
    """Every pair of different works that contradict each other."""
    for one, other in combinations(quotes, 2):
        if one.document.id != other.document.id and (why := disagree(one.said, other.said)):
            yield Opposed(one, other, why)


def conflict(pair: Opposed, references: ReferenceList) -> Conflict:
    """The pair in words: who says so, when, and which of them is the newer."""
    one, other = pair.one.document, pair.other.document
    text = f"{_cited(one, references)} and {_cited(other, references)} disagree: {pair.why}."
    first, second = _dated(one), _dated(other)
    if first and second and first != second:
        newer = one if first > second else other
        text += f" The newer is [{references.number(newer.id)}]."
    return Conflict(claims=(pair.one.text, pair.other.text), explanation=text)


def _cited(document: Described, references: ReferenceList) -> str:
    what = (document.design or document.kind).value
    dated = _dated(document)
    return f"[{references.number(document.id)}] ({what}{f', {dated}' if dated else ', undated'})"


def _dated(document: Described) -> str:
    """Year and month where both are known: of two guidelines the one that was updated later."""
    return (document.updated or document.published or "")[:7]
