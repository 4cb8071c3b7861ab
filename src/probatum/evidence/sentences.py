"""Sentences of a text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

_GOES_ON = re.compile(
    r"""
      [),]
    | [a-z]{2,}[ ,]                # "spp. were", "8 oz. of water"; but "mTOR is", "doi:10"
    | ;[;\s]* [^;:.?!]{1,80}: \s   # a cell of a table's row, with the name of its column
    | ;[;\s]* [^A-Z;:\s•]
    | :\s* [\d.<>=≤≥–−-]
    """,
    re.VERBOSE,
)
"""What begins so belongs to the sentence before it."""

_LEFT_OVER = ";: \t\u00a0"
"""What is left of references and captions that stood between two sentences."""

_UNIT = re.compile(r"\b(?:oz|lbs?|hrs?|mins?|secs?|wks?|mos?|yrs?|vol|conc|approx)\.$", re.I)
_LONGEST_UNIT = len("approx.")
_AFTER_UNIT = re.compile(r"[(\d]")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of each sentence of ``text``, without surrounding white space.

    A line break always ends a sentence: sources put every block on lines of its own.
    """
    line_start = 0
    for line in text.split("\n"):
        if line.strip():
            for start, end in _joined(line):
                yield line_start + start, line_start + end
        line_start += len(line) + 1


def _joined(line: str) -> Iterator[tuple[int, int]]:
    """Sentences of a line, where what is only a part of one is joined to the rest of it."""
    start = end = 0
    for begins, ends in _in_line(line):
        if start < end and _goes_on(line, end, begins, ends):
            end = ends
            continue
        if start < end:
            yield start, end
        start, end = ends - len(line[begins:ends].lstrip(_LEFT_OVER)), ends
    if start < end:
        yield start, end


def _goes_on(line: str, end: int, begins: int, ends: int) -> bool:
    if _GOES_ON.match(line, begins, ends) or (line[begins] == ":" and line[end - 1] != "."):
        return True
    ending = max(0, end - _LONGEST_UNIT)
    return bool(_AFTER_UNIT.match(line, begins) and _UNIT.search(line, ending, end))


def _in_line(line: str) -> Iterator[tuple[int, int]]:
    for boundary in get_sentence_boundaries("en", line):
        start, end = boundary["start_index"], boundary["end_index"]
        piece = line[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            yield start, end
