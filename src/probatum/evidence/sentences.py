"""Sentences of a text, with their places."""

from __future__ import annotations

from collections.abc import Iterator

from sentencex import get_sentence_boundaries


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of each sentence of ``text``, without surrounding white space.

    A line break always ends a sentence: sources put every block on lines of its own.
    """
    line_start = 0
    for line in text.split("\n"):
        if line.strip():
            for start, end in _in_line(line):
                yield line_start + start, line_start + end
        line_start += len(line) + 1


def _in_line(line: str) -> Iterator[tuple[int, int]]:
    for boundary in get_sentence_boundaries("en", line):
        start, end = boundary["start_index"], boundary["end_index"]
        piece = line[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            yield start, end
