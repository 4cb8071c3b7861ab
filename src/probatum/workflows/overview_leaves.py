"""Leaves of an overview, so that a long guideline is no heavy page."""

from __future__ import annotations

from collections.abc import Iterator

from probatum.evidence.value import Value
from probatum.workflows.overview import Cited, Overview, Part, Statement

LEAF = 40_000
"""Bytes of a page, estimated, after which an overview goes on on its next leaf."""
_STATEMENT, _CITATION, _WORK = 420, 75, 230
"""Bytes around a statement, a mark of citation and a work, beside their words."""


class Leaf(Value):
    """Some of an overview's parts, with the works that these cite, numbered as in the whole."""

    parts: tuple[Part, ...]
    references: tuple[Cited, ...]


def leaves(overview: Overview) -> tuple[Leaf, ...]:
    """The whole overview in order of reading, at least one leaf; a long part goes on."""
    works = {cited.number: cited for cited in overview.references}
    return tuple(_leaf(parts, works) for parts in _divided(overview, works)) or (
        Leaf(parts=(), references=()),
    )


def _divided(overview: Overview, works: dict[int, Cited]) -> Iterator[list[Part]]:
    parts: list[Part] = []
    seen: set[int] = set()
    weight = 0
    for part in overview.parts:
        for statement in part.statements:
            added = _weight(statement, works, seen)
            if parts and weight + added > LEAF:
                yield parts
                parts, seen, weight = [], set(), 0
                added = _weight(statement, works, seen)
            weight += added
            seen.update(statement.cited)
            if parts and parts[-1].heading == part.heading:
                statements = (*parts.pop().statements, statement)
            else:
                statements = (statement,)
            parts.append(Part(heading=part.heading, statements=statements))
    if parts:
        yield parts


def _weight(statement: Statement, works: dict[int, Cited], seen: set[int]) -> int:
    new = (works[number].entry.text for number in set(statement.cited) - seen)
    around = _STATEMENT + _CITATION * len(statement.cited)
    return around + _bytes(statement.quote) + sum(_WORK + _bytes(text) for text in new)


def _bytes(text: str) -> int:
    return len(text.encode())


def _leaf(parts: list[Part], works: dict[int, Cited]) -> Leaf:
    numbers = {n for part in parts for said in part.statements for n in said.cited}
    return Leaf(parts=tuple(parts), references=tuple(works[n] for n in sorted(numbers)))
