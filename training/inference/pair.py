"""Words of a source, a claim, and what the words do to it."""

from __future__ import annotations

from typing import NamedTuple

LABELS = ("supports", "refutes", "neither")
SUPPORTS, REFUTES, NEITHER = range(len(LABELS))


class Pair(NamedTuple):
    """`label` is a place in `LABELS`; `weight` what it counts among the others."""

    words: str
    claim: str
    label: int
    document: str
    weight: float = 1.0
