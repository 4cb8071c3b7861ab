"""Raised figures: 10<sup>9</sup> must not become 109."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_FIGURES = re.compile(r"[0-9+\-−–]+")


def raised(before: str, text: str) -> str:
    """The text of a superscript that follows ``before``: figures after a digit stay raised."""
    stripped = text.strip()
    if before[-1:].isdigit() and _FIGURES.fullmatch(stripped):
        return stripped.translate(_RAISED)
    return text
