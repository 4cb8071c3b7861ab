"""Calibration as a drawing: stated support against the share supported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from probatum.evaluation.claim_figures import Bin, calibration_error

_SIDE, _GAP, _LEFT, _TOP, _COLUMNS = 180, 64, 60, 36, 3
_INK, _LINE, _MARK = "#222", "#bbb", "#1b6ca8"


def calibration_svg(suites: Mapping[str, Sequence[Bin]]) -> str:
    """One square a suite; points lie on the diagonal where probabilities are what they say.

    The area of a point grows with the number of claims in its bin.
    """
    rows = -(-len(suites) // _COLUMNS)
    width = _LEFT + _COLUMNS * (_SIDE + _GAP)
    height = _TOP + rows * (_SIDE + _GAP)
    squares = [
        _square(name, bins, _LEFT + at % _COLUMNS * (_SIDE + _GAP), _TOP + at // _COLUMNS * _step())
        for at, (name, bins) in enumerate(suites.items())
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="12" fill="{_INK}" role="img">\n'
        "<title>Stated support against the share supported</title>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
        + "\n".join(squares)
        + "\n</svg>\n"
    )


def _step() -> int:
    return _SIDE + _GAP


def _square(name: str, bins: Sequence[Bin], left: int, top: int) -> str:
    def x(value: float) -> str:
        return f"{left + value * _SIDE:.1f}"

    def y(value: float) -> str:
        return f"{top + (1 - value) * _SIDE:.1f}"

    most = max((each.size for each in bins), default=1)
    error = calibration_error(bins)
    line = " ".join(f"{x(each.stated)},{y(each.found)}" for each in bins)
    points = "".join(
        f'<circle cx="{x(each.stated)}" cy="{y(each.found)}" '
        f'r="{2 + 5 * (each.size / most) ** 0.5:.1f}" fill="{_MARK}" fill-opacity="0.75"/>'
        for each in bins
    )
    return (
        f'<text x="{left}" y="{top - 8}">{escape(name)} (error {error:.2f})</text>'
        f'<rect x="{left}" y="{top}" width="{_SIDE}" height="{_SIDE}" fill="none" '
        f'stroke="{_LINE}"/>'
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="{_LINE}" '
        'stroke-dasharray="4 3"/>'
        f'<polyline points="{line}" fill="none" stroke="{_MARK}" stroke-width="1.5"/>{points}'
        f'<text x="{x(0)}" y="{top + _SIDE + 16}">0</text>'
        f'<text x="{x(1)}" y="{top + _SIDE + 16}" text-anchor="end">1 stated</text>'
        f'<text x="{left - 6}" y="{y(0)}" text-anchor="end">0</text>'
        f'<text x="{left - 6}" y="{top + 10}" text-anchor="end">found 1</text>'
    )
