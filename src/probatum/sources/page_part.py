"""What every kind of page consists of, in reading order, before marks and grades are set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from probatum.evidence.document import BlockKind

RAISED, LEVEL = "\ue000", "\ue001"
"""Private signs around a superscript within a text; `raised` sets them."""


class Heading(NamedTuple):
    """A heading; level 1 is the outermost."""

    level: int
    text: str


class Stretch(NamedTuple):
    """A paragraph, list item or caption.

    ``number`` is the one a numbered item shows, ``links`` are the addresses its words lead to.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    number: str = ""
    links: tuple[str, ...] = ()


class Row(NamedTuple):
    """A table row; ``header`` names its columns and is empty when they have no names."""

    cells: tuple[str, ...]
    header: tuple[str, ...] = ()


Part = Heading | Stretch | Row


def as_raised(text: str) -> str:
    """A superscript as it stands in a part's text: a mark or a power, told apart later."""
    text = without_signs(text).strip()
    return f"{RAISED}{text}{LEVEL}" if text else ""


def without_signs(text: str) -> str:
    """Text of a file that may hold the private signs by chance or malice, without them."""
    return text.replace(RAISED, "").replace(LEVEL, "")


def rows(table: Sequence[tuple[str, ...]], *, header: bool = False) -> Iterator[Row]:
    """Rows of a table whose first row names the columns.

    It does when ``header`` says so, or when it holds no figure while a later row does.
    """
    has_figure = [any(re.search(r"\d", cell) for cell in row) for row in table]
    named = len(table) > 1 and (header or (not has_figure[0] and any(has_figure[1:])))
    for row in table[1:] if named else table:
        yield Row(row, table[0] if named else ())
