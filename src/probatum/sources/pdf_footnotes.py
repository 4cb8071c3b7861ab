"""Footnotes of a PDF: small print at the foot of a column, begun by a mark that stands in its text.

They would part the sentence that goes on over the page. Set aside, they follow the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from probatum.sources.page_part import LEVEL, RAISED
from probatum.sources.pdf_lines import Line
from probatum.sources.reference_list import heads_references

_SMALL = 0.92  # of the size of the text
_LABEL = re.compile(
    rf"{RAISED}?(?P<label>\d{{1,2}}|[*†‡§¶]){LEVEL}?[.)]?\s*(?=\S)|{RAISED}(?P<letter>[a-z]){LEVEL}\s*"
)
_UNIT = r"(?<![^\W\d_])(?:[cmk]?m|s|kg)"


class Footnotes(NamedTuple):
    """The lines of the text, and those of the notes, each note by itself."""

    text: list[Line]
    notes: list[list[Line]]


def set_apart(lines: Sequence[Line], body: float) -> Footnotes:
    """Take the notes out of lines in reading order; `body` is the size of the text in points."""
    end = next((at for at, line in enumerate(lines) if heads_references(line.text)), len(lines))
    text: list[Line] = []
    notes: list[list[Line]] = []
    pages: dict[str, list[int]] = {}
    at = 0
    while at < len(lines):
        after = _end(lines, at, body) if at < end else at
        if after == at:
            text.append(lines[at])
            at += 1
            continue
        for line in lines[at:after]:
            if label := _label(line):
                pages.setdefault(label, []).append(line.page)
                notes.append([line])
            else:
                notes[-1].append(line)
        at = after
    return Footnotes([_unmarked(line, _called(line.page, pages)) for line in text], notes)


def _called(page: int, pages: Mapping[str, Sequence[int]]) -> set[str]:
    """Labels of notes that a page may call: its own, and such as come once, on a later page."""
    return {label for label, at in pages.items() if page in at or (len(at) == 1 and page < at[0])}


def without_label(note: str) -> str:
    """The words of a note without the mark that it begins with."""
    return _LABEL.sub("", note, count=1)


def _end(lines: Sequence[Line], at: int, body: float) -> int:
    """The line after notes that begin here and end their column; ``at`` where none do."""
    first = lines[at]
    above = lines[at - 1] if at else None
    if above is None or above.page != first.page or above.size < _SMALL * body:
        return at
    if not _label(first) or not _is_small(first, body) or first.y > above.y:
        return at
    after = at + 1
    while after < len(lines) and _goes_on(lines[after - 1], lines[after], body):
        after += 1
    ends = after == len(lines) or lines[after].page != first.page
    return after if ends or lines[after].y > lines[after - 1].y else at


def _goes_on(above: Line, line: Line, body: float) -> bool:
    return _is_small(line, body) and line.page == above.page and line.y < above.y


def _is_small(line: Line, body: float) -> bool:
    return line.size < _SMALL * body


def _label(line: Line) -> str:
    found = _LABEL.match(line.text)
    return (found["label"] or found["letter"]) if found else ""


def _unmarked(line: Line, labels: set[str]) -> Line:
    """The line without the marks of the notes of its page; m² is no mark, nor is 10²."""
    if RAISED not in line.text or not labels:
        return line
    marks = "|".join(sorted(map(re.escape, labels)))
    mark = re.compile(rf"(?P<before>{_UNIT}|\d)?{RAISED}(?:{marks})(?:,(?:{marks}))*{LEVEL}")
    cells = tuple(cell._replace(text="".join(_without(mark, cell.text))) for cell in line.cells)
    return line._replace(cells=cells)


def _without(mark: re.Pattern[str], text: str) -> Iterator[str]:
    end = 0
    for found in mark.finditer(text):
        yield text[end : found.end() if found["before"] else found.start()]
        end = found.end()
    yield text[end:]
