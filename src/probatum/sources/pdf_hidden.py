"""Text of a PDF that nobody sees: white letters with no colour behind them."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2
from pypdfium2 import raw

_WHITE = 0.98  # of full light, in each colour
_DEPTH = 3
Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge in points from the lower left corner."""


def coloured_shapes(data: bytes) -> list[list[Box]]:
    """For each page, where pictures and filled areas other than white lie."""
    file = pypdfium2.PdfDocument(data)
    try:
        return [_shapes(page) for page in file]
    finally:
        file.close()


def is_white_on_white(
    colour: Sequence[float], bbox: Sequence[float], shapes: Sequence[Box]
) -> bool:
    """Whether letters of this colour at ``bbox`` (left, lower, width, height) cannot be seen."""
    if min(colour) < _WHITE:
        return False
    x, y = bbox[0] + bbox[2] / 2, bbox[1] + bbox[3] / 2
    return not any(left <= x <= right and low <= y <= up for left, low, right, up in shapes)


def _shapes(page: pypdfium2.PdfPage) -> list[Box]:
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
    found = [
        each.get_bounds()
        for each in page.get_objects(filter=kinds, max_depth=_DEPTH)
        if each.type != raw.FPDF_PAGEOBJ_PATH or _is_coloured(each)
    ]
    page.close()
    return found


def _is_coloured(path: pypdfium2.PdfObject) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(path.raw, *map(ctypes.byref, parts)):
        return True  # a pattern, which may be dark
    return min(part.value for part in parts[:3]) < _WHITE * 255
