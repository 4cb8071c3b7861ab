"""What the lines of a PDF are: headings, paragraphs, items, table rows, or the page's furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from probatum.evidence.document import BlockKind
from probatum.sources.line_breaks import LineBreaks
from probatum.sources.page_part import Heading, Part, Stretch, rows
from probatum.sources.pdf_footnotes import set_apart, without_label
from probatum.sources.pdf_lines import Line
from probatum.sources.reference_list import heads_references

_PAGE_NUMBER = re.compile(r"(?:page|p\.?)?\s*[-–]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:of|/)"
                          r"\s*\d{1,4})?", re.I)  # fmt: skip
_ITEM = re.compile(r"(?:[•·▪●◦‣■□➢✓*–—-]|(\d{1,3})[.)]|\[(\d{1,4})\]|\(?[a-z]\))\s+(\S.*)")
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxl]{1,6})?\s*$")  # a table of contents
_FOOTNOTES = "Footnotes"
_EDGE = 3  # lines at the top and bottom of a page among which its furniture is
_ALIGNED = 8.0  # points by which cells of one column may stand apart


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines without repeated headers and footers, page numbers and the table of contents."""
    shown: Counter[str] = Counter()
    for page in pages:
        shown.update({_shape(line) for edge in _edges(page) for line in edge})
    least = 2 if len(pages) < 6 else 3  # chapters have headers of their own
    kept: list[Line] = []
    for page in pages:
        left_out: set[Line] = set()
        for edge in _edges(page):
            for line in edge:  # from the outside in, up to the first line of the page's own
                if shown[_shape(line)] < least and not _PAGE_NUMBER.fullmatch(line.text.strip()):
                    break
                left_out.add(line)
        kept += [line for line in page if line not in left_out and not _LEADERS.search(line.text)]
    return kept


def _edges(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines nearest to the top and to the bottom, the outermost first."""
    by_height = sorted(page, key=lambda line: line.y)
    return by_height[: -_EDGE - 1 : -1], by_height[:_EDGE]


def _shape(line: Line) -> str:
    """A line's place and words, without the page number it may begin or end with."""
    words = re.sub(r"^\d+\b|\b\d+$", "#", re.sub(r"\d+ (?:of|/) \d+$", "#", line.text.strip()))
    return f"{round(line.y / 4)} {round(line.size)} {words}"


class Layout:
    """Reads lines in order as parts of a page."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._breaks = LineBreaks(line.text for line in lines)
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        self._body = sizes.most_common(1)[0][0] if sizes else 10.0
        self._lines, self._notes = set_apart(lines, self._body)
        larger = {round(line.size) for line in lines if self._is_large(line)}
        self._levels = {size: place + 1 for place, size in enumerate(sorted(larger, reverse=True))}
        self._pitch = _pitch(lines, self._body)

    def parts(self) -> Iterator[Part]:
        """All of them, footnotes last."""
        at = 0
        while at < len(self._lines):
            line = self._lines[at]
            if (end := self._table_end(at)) > at + 1:
                yield from rows(_table(self._lines[at:end]))
            elif level := self._level(line):
                end = self._heading_end(at, level)
                yield Heading(level, self._breaks.joined(x.text for x in self._lines[at:end]))
            else:
                end = self._stretch_end(at)
                yield self._stretch(self._lines[at:end])
            at = end
        if self._notes:
            yield Heading(len(self._levels) or 1, _FOOTNOTES)
            for note in self._notes:
                yield Stretch(without_label(self._breaks.joined(line.text for line in note)))

    def _is_large(self, line: Line) -> bool:
        return line.size >= 1.12 * self._body and sum(map(str.isalpha, line.text)) > 2

    def _level(self, line: Line) -> int:
        """0 for text; bold lines rank below every size that is larger than the text's."""
        if self._is_large(line):
            return self._levels[round(line.size)]
        short = len(line.text) < 100 and not re.search(r"[.;,]$", line.text)
        lead = line.bold and short and len(line.cells) == 1 and not _ITEM.fullmatch(line.text)
        lead = lead and sum(map(str.isalpha, line.text)) > 2
        return len(self._levels) + 1 if lead or heads_references(line.text) else 0

    def _heading_end(self, at: int, level: int) -> int:
        """A heading goes on over lines of its own kind that follow closely."""
        end = at + 1
        while end < len(self._lines) and self._level(self._lines[end]) == level:
            above, line = self._lines[end - 1], self._lines[end]
            near = above.page == line.page and 0 < above.y - line.y < 1.5 * line.size
            if not near or re.match(r"\d+(?:\.\d+)*\.?\s", line.text):
                break
            end += 1
        return end

    def _stretch_end(self, at: int) -> int:
        end = at + 1
        first = _number(self._lines[at])
        while end < len(self._lines):
            line = self._lines[end]
            if first and _number(line) == first + 1:  # the next item, even if no stop ends this one
                break
            if self._level(line) or self._begins(line, self._lines[end - 1]):
                break
            if self._table_end(end) > end + 1:
                break
            end += 1
        return end

    def _begins(self, line: Line, above: Line) -> bool:
        """Whether a new paragraph or item begins with this line."""
        item = _ITEM.fullmatch(line.text)
        if item and not (item.group(1) and not _ended(above)):
            return True
        if above.page != line.page or line.y > above.y:  # the next page or column
            return _ended(above) and not line.text[:1].islower()
        if above.y - line.y > 1.35 * max(self._pitch, line.size):
            return True
        indented = line.x > above.x + 0.8 * line.size and not _ITEM.fullmatch(above.text)
        return _ended(above) and indented and line.text[:1].isupper()

    def _stretch(self, lines: Sequence[Line]) -> Stretch:
        texts = [line.text for line in lines]
        if item := _ITEM.fullmatch(texts[0]):
            texts[0] = item.group(3)
            number = item.group(1) or item.group(2) or ""
            return Stretch(self._breaks.joined(texts), BlockKind.LIST_ITEM, number)
        return Stretch(self._breaks.joined(texts))

    def _table_end(self, at: int) -> int:
        """The line after a table that begins here; ``at`` itself where none does."""
        first = self._lines[at]
        if len(first.cells) < 2 or _ITEM.fullmatch(first.text):
            return at
        starts = [cell.x for cell in first.cells]
        end, full = at + 1, 1
        while end < len(self._lines):
            line, above = self._lines[end], self._lines[end - 1]
            overleaf = line.page == above.page + 1 and len(line.cells) == len(starts)
            follows = line.page == above.page and 0 < above.y - line.y < 3 * line.size
            if not (follows or overleaf):
                break
            columns = [_column(cell.x, starts) for cell in line.cells]
            if None in columns or len(set(columns)) < len(columns):
                break
            if len(columns) == 1 and (columns[0] == 0 or above.y - line.y > 1.6 * line.size):
                break
            full += len(columns) > 1
            end += 1
        return end if full > 1 else at


def _number(line: Line) -> int:
    item = _ITEM.fullmatch(line.text)
    return int(item.group(1) or item.group(2) or 0) if item else 0


def _pitch(lines: Sequence[Line], body: float) -> float:
    """The usual distance between two lines of one paragraph."""
    steps = Counter(
        round(above.y - line.y, 1)
        for above, line in pairwise(lines)
        if above.page == line.page and 0 < above.y - line.y < 2.5 * body
    )
    return max(steps, key=lambda step: (steps[step], -step)) if steps else 1.2 * body


def _ended(line: Line) -> bool:
    return line.text.rstrip("\ue000\ue001 ")[-1:] in ".:;!?)]\u201d"


def _column(x: float, starts: Sequence[float]) -> int | None:
    near = min(range(len(starts)), key=lambda place: abs(starts[place] - x))
    return near if abs(starts[near] - x) <= _ALIGNED else None


def _table(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """Rows of cells; a line without a first cell goes on with the row above."""
    starts = [cell.x for cell in lines[0].cells]
    found: list[list[str]] = []
    for line in lines:
        cells = [""] * len(starts)
        for cell in line.cells:
            cells[_column(cell.x, starts) or 0] = cell.text
        if cells[0] or not found:
            found.append(cells)
        else:
            found[-1] = [f"{a} {b}".strip() for a, b in zip(found[-1], cells, strict=True)]
    return [tuple(row) for row in found]
