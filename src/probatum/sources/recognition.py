"""Reading the words of a page that is an image: text recognition (OCR), where it is installed.

The engine is RapidOCR (Apache-2.0), whose package holds its models; it asks nobody. It comes with
``probatum[ocr]``. What it reads may be wrong by a letter or a figure, so its document says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any, NamedTuple

from probatum.sources.pdf_lines import Line, Piece, lines

_SCALE = 200 / 72  # pixels a point: 200 dots an inch
_LEAST_SURE = 0.6  # below this a line is left out
_LARGE = 1.25  # of the median height: what else varies is the measure's own error
_OF_HEIGHT = 0.72  # font size of the height of a line's box, which takes in its tails


class Recognised(NamedTuple):
    """The lines of one page, how sure the engine is of each (0 to 1), and how many it left."""

    lines: list[Line]
    sure: list[float]
    unread: int


def is_installed() -> bool:
    """Whether pages can be recognised here."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognised(page: Any, number: int) -> Recognised:
    """What a page of a `pypdfium2.PdfDocument` says; ``number`` counts from 0."""
    width, height = page.get_size()
    found = _engine()(page.render(scale=_SCALE).to_numpy())
    read = list(_read(found, height))
    sure = [each for each, _ in read if each >= _LEAST_SURE]
    pieces = [piece for each, piece in read if each >= _LEAST_SURE]
    return Recognised(lines(_evened(pieces), number, width), sure, len(read) - len(sure))


def note(pages: Sequence[int], found: Iterable[Recognised]) -> str:
    """What a reader must know of the pages (counted from 1) that were recognised."""
    every = list(found)
    sure = [each for page in every for each in page.sure]
    unread = sum(page.unread for page in every)
    if not sure:
        return f"OCR found no words: {shown(pages)}"
    mean, least = int(100 * sum(sure) / len(sure)), int(100 * min(sure))  # never rounded up
    text = (
        f"read by OCR: {shown(pages)} (confidence {mean}% on average, {least}% at least); "
        "check every figure against the original"
    )
    return f"{text}; {unread} lines could not be read" if unread else text


def shown(pages: Sequence[int]) -> str:
    """Page numbers as people write them: "page 2", "pages 1-3, 7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    numbers = (f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(numbers)}"


@cache
def _engine() -> Any:
    return import_module("rapidocr").RapidOCR(params={"Global.log_level": "error"})


def _read(found: Any, height: float) -> Iterator[tuple[float, Piece]]:
    if found.boxes is None or found.txts is None:
        return
    for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True):
        across = [float(point[0]) / _SCALE for point in box]
        down = [float(point[1]) / _SCALE for point in box]
        size = (max(down) - min(down)) * _OF_HEIGHT
        x, baseline = min(across), height - max(down) + 0.2 * size
        yield float(sure), Piece(text, x, baseline, max(across) - x, size, bold=False)


def _evened(pieces: Sequence[Piece]) -> list[Piece]:
    """Heights that only scatter are made one, so that no line is taken for a heading by chance."""
    if not pieces:
        return []
    usual = median(piece.size for piece in pieces)
    return [
        piece if piece.size > _LARGE * usual else piece._replace(size=usual) for piece in pieces
    ]
