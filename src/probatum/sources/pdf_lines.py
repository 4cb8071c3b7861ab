"""Lines of a PDF page in reading order, made from the pieces that the file places on it.

A PDF knows no lines: it sets pieces of text at coordinates (points, from the lower left corner).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from probatum.sources.page_part import as_raised, without_signs

_SAME_LINE = 0.45  # of the font size: baselines nearer than this are one
_LOWERED = 0.95  # of the font size: raised figures are smaller than this
_MOST_RAISED = 0.7  # of the font size: figures higher than this stand in the line above
_CELL_GAP = 1.6  # of the font size: more white than this parts table cells
_LEAST_ROWS = 6  # lines on either side that make two columns of text
_OF_COLUMN = 0.8  # of a usual line: less text beside a gap is a cell
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
    column = _usual_column(rows, gutter)
    found: list[Line] = []
    left: list[list[Piece]] = []
    right: list[list[Piece]] = []
    for row in rows:
        if gutter is None or _crosses(row, gutter, column):
            found += [_line(part, page) for part in (*_in_order(left, right), row)]
            left, right = [], []
        elif gutter is not None:
            left += filter(None, [[p for p in row if p.x < gutter]])
            right += filter(None, [[p for p in row if p.x >= gutter]])
    return found + [_line(part, page) for part in (*left, *right)]


def _crosses(row: Sequence[Piece], gutter: float, column: float) -> bool:
    """Whether a row runs over both columns: by a piece, or by cells that are set out over both.

    Cells of a table within one column stand beside a whole line of the other.
    """
    if any(piece.x < gutter < piece.right for piece in row):
        return True
    sides = [[p for p in row if p.x < gutter], [p for p in row if p.x >= gutter]]
    parted = any(_is_parted(side) for side in sides)
    return parted and all(side and _extent(side) < _OF_COLUMN * column for side in sides)


def _is_parted(side: Sequence[Piece]) -> bool:
    """Whether there is so much white between two pieces that they are cells."""
    return any(after.x - piece.right > _CELL_GAP * piece.size for piece, after in pairwise(side))


def _usual_column(rows: Sequence[Sequence[Piece]], gutter: float | None) -> float:
    """How much text a line of one column usually holds, in points."""
    if gutter is None:
        return 0.0
    left = [_extent(side) for row in rows if (side := [p for p in row if p.right <= gutter])]
    return median(left) if left else 0.0


def _in_order(left: list[list[Piece]], right: list[list[Piece]]) -> list[list[Piece]]:
    """The left column, then the right; a heading below both belongs to what follows them."""
    below: list[list[Piece]] = []
    usual = median(max(row, key=_size).size for row in (*left, *right)) if left else 0.0
    while left and right and max(left[-1], key=_size).y < min(p.y for p in right[-1]):
        heads = all(piece.bold or piece.size > 1.1 * usual for piece in left[-1])
        if not heads:
            break
        below.insert(0, left.pop())
    return [*left, *right, *below]


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of one baseline together, from the top; raised figures with the line they rise from.

    Each row begins with its tallest letters, so that a mark cannot make a line of its own.
    """
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-round(p.size), -p.y)):
        near = (row for row in rows if _is_on(row, piece))
        row = min(near, key=lambda r: abs(r[0].y - piece.y), default=None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return sorted(
        (sorted(row, key=lambda p: p.x) for row in rows), key=lambda r: -max(r, key=_size).y
    )


def _is_on(row: Sequence[Piece], piece: Piece) -> bool:
    """Whether it has the baseline of the row, or is small and raised right behind one of it."""
    rise, size = piece.y - row[0].y, row[0].size
    if abs(rise) < _SAME_LINE * size:
        return True
    raised = piece.size < _LOWERED * size and 0 < rise < _MOST_RAISED * size
    return raised and any(abs(piece.x - other.right) < 0.3 * size for other in row)


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
    if piece.size >= _LOWERED * tallest.size:
        return False
    powers = before[-1:].isdigit() and piece.text[:1].isdigit()
    return powers or piece.y - tallest.y > 0.15 * tallest.size
