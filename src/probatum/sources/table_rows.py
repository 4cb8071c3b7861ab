"""Rows of a table with the column names that stand above each cell, spans filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from probatum.sources.xml_file import name

_WIDEST, _DEEPEST = 100, 1000  # a span beyond these is a slip of the file


class TableRow(NamedTuple):
    """Cells of one row; ``header`` names the columns, "" where a column has no name."""

    cells: tuple[str, ...]
    header: tuple[str, ...]


def table_rows(table: etree._Element, words: Callable[[etree._Element], str]) -> Iterator[TableRow]:
    """The body rows of an HTML-like table (XHTML 1.1 table model, as JATS uses it).

    A name over several columns is repeated for each, a cell down several rows in each row.
    """
    rows = [row for row in table.iter() if name(row) == "tr"]
    head = [row for part in table.iter() if name(part) == "thead" for row in part.iterchildren()]
    head = [row for row in head if name(row) == "tr"]
    if not head and rows and all(name(cell) == "th" for cell in rows[0]):
        head = rows[:1]
    header: tuple[str, ...] = ()
    for names in _grid(head, words, repeat=True):
        header = tuple(map(_joined, _padded(header, len(names)), _padded(names, len(header))))
    for cells in _grid(rows[len(head) :], words, repeat=False):
        yield TableRow(cells, header)


def _joined(above: str, below: str) -> str:
    return above if below == above else f"{above} {below}".strip()


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _grid(
    rows: list[etree._Element], words: Callable[[etree._Element], str], *, repeat: bool
) -> Iterator[tuple[str, ...]]:
    """``repeat`` says whether a cell across several columns is written in each of them."""
    held: dict[int, tuple[str, int]] = {}  # column → text and rows still to fill
    for row in rows:
        cells: list[str] = []
        for cell in row:
            if name(cell) not in ("td", "th"):
                continue
            _fill(cells, held)
            text, wide, deep = words(cell), _span(cell, "col"), _span(cell, "row")
            for number in range(wide):
                shown = text if repeat or number == 0 else ""
                if deep > 1:
                    held[len(cells)] = (shown, deep - 1)
                cells.append(shown)
        _fill(cells, held)
        yield tuple(cells)


def _fill(cells: list[str], held: dict[int, tuple[str, int]]) -> None:
    while len(cells) in held:
        text, left = held.pop(len(cells))
        if left > 1:
            held[len(cells)] = (text, left - 1)
        cells.append(text)


def _span(cell: etree._Element, kind: str) -> int:
    stated = (cell.get(f"{kind}span") or "1").strip()
    most = _WIDEST if kind == "col" else _DEEPEST
    return max(1, min(int(stated), most)) if stated.isdecimal() else 1
