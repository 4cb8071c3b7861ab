"""Lines of a PDF page in reading order, made from the pieces that the file places on it.

A PDF knows no lines: it sets pieces of text at coordinates (points, from the lower left corner).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from probatum.sources.page_part import as_raised, without_signs

_SAME_LINE = 0.45  # of the font size: baselines nearer than this are one
_CELL_GAP = 1.6  # of the font size: more white than this parts table cells
_LEAST_ROWS = 6  # lines on either side that make two columns of text
_LEAST_WIDTH = 0.2  # of the page: narrower lines are table cells, not columns of text


class Piece(NamedTuple):
    """Text as the file sets it: left edge, baseline, width, font size in points."""

    text: str
    x: float
    y: float
    width: float
    size: float
    bold: bool

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width


class Cell(NamedTuple):
    """Text without a wide gap, with its edges."""

    text: str
    x: float
    right: float


class Line(NamedTuple):
    """Cells on one baseline; most lines have just one."""

    cells: tuple[Cell, ...]
    y: float
    size: float
    bold: bool
    page: int

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def x(self) -> float:
        """Left edge."""
        return self.cells[0].x

    @property
    def right(self) -> float:
        """Right edge."""
        return self.cells[-1].right


def lines(pieces: Sequence[Piece], page: int, width: float) -> list[Line]:
    """The lines of a page ``width`` points wide; of two columns the left one first."""
    rows = _rows([piece for piece in pieces if piece.text.strip()])
    gutter = _gutter(rows, width)
    found: list[Line] = []
    left: list[list[Piece]] = []
    right: list[list[Piece]] = []
    for row in rows:
        crossing = gutter is None or any(p.x < gutter < p.right for p in row)
        if crossing:
            found += [_line(part, page) for part in (*left, *right, row)]
            left, right = [], []
        elif gutter is not None:
            left += filter(None, [[p for p in row if p.x < gutter]])
            right += filter(None, [[p for p in row if p.x >= gutter]])
    return found + [_line(part, page) for part in (*left, *right)]


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of one baseline together, from the top; raised figures with the line they rise from.

    Each row begins with its tallest letters, so that a mark cannot make a line of its own.
    """
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-round(p.size), -p.y)):
        near = (row for row in rows if abs(row[0].y - piece.y) < _SAME_LINE * row[0].size)
        row = min(near, key=lambda r: abs(r[0].y - piece.y), default=None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return sorted(
        (sorted(row, key=lambda p: p.x) for row in rows), key=lambda r: -max(r, key=_size).y
    )


def _size(piece: Piece) -> float:
    return piece.size


def _gutter(rows: Sequence[Sequence[Piece]], width: float) -> float | None:
    """Where the white between two columns of text lies, if there is any."""
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        place = width * step / 100
        left = right = crossed = 0
        for row in rows:
            crossed += any(p.x < place < p.right for p in row)
            left += _extent([p for p in row if p.right <= place]) > _LEAST_WIDTH * width
            right += _extent([p for p in row if p.x >= place]) > _LEAST_WIDTH * width
        enough = min(left, right) >= max(_LEAST_ROWS, 2 * crossed // 3)
        if enough and (best is None or crossed < best[0]):
            best = crossed, place
    return best[1] if best else None


def _extent(pieces: Sequence[Piece]) -> float:
    """How much of a line is text, wide white left out."""
    return sum(piece.width for piece in pieces)


def _line(row: Sequence[Piece], page: int) -> Line:
    tallest = max(row, key=_size)
    letters = sum(len(piece.text) for piece in row)
    bold = sum(len(piece.text) for piece in row if piece.bold) > 0.8 * letters
    return Line(tuple(_cells(row, tallest)), tallest.y, tallest.size, bold, page)


def _cells(row: Sequence[Piece], tallest: Piece) -> Iterator[Cell]:
    text, start, end = "", row[0].x, row[0].x
    for piece in row:
        gap = piece.x - end
        if text and gap > _CELL_GAP * tallest.size:
            yield Cell(text.strip(), start, end)
            text, start = "", piece.x
        elif text and gap > 0.15 * tallest.size:
            text += " "
        raised = _is_raised(piece, tallest, text)
        text += as_raised(piece.text) if raised else without_signs(piece.text)
        end = max(end, piece.right)
    if text.strip():
        yield Cell(text.strip(), start, end)


def _is_raised(piece: Piece, tallest: Piece, before: str) -> bool:
    """Small figures right behind a figure are a power even where the file hides their height."""
    if piece.size >= 0.85 * tallest.size:
        return False
    powers = before[-1:].isdigit() and piece.text[:1].isdigit()
    return powers or piece.y - tallest.y > 0.15 * tallest.size
