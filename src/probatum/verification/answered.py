"""Figures and schedules of a sentence that a source gives too, in whatever units or words.

"24 months" is answered by "2 years" and "twice daily" by "bid": their words then need not stand in
the source, and of two sentences of a source with the same words the one with the figures is nearer.
"""

from __future__ import annotations

from functools import lru_cache
from math import isclose
from typing import NamedTuple

from probatum.verification.agreement import agrees
from probatum.verification.proportions import answered_parts
from probatum.verification.quantities import quantities
from probatum.verification.relative_risk import answered_by_ratio
from probatum.verification.schedule import schedules
from probatum.verification.words import stems

_SAME = 0.01


class Answered(NamedTuple):
    """How many of a sentence's figures a source gives, of how many, and the stems they carry."""

    given: int
    figures: int
    words: frozenset[str]


@lru_cache(maxsize=8192)
def answered(claim: str, source: str) -> Answered:
    """Which figures of the claim the source gives."""
    ours, theirs = quantities(claim), quantities(source)
    found = [q.written for q in ours if any(agrees(q, other) for other in theirs)]
    times = [
        mine.written
        for mine in schedules(claim)
        for other in schedules(source)
        if len(mine.days) == 1 == len(other.days)
        and isclose(mine.days[0], other.days[0], rel_tol=_SAME)
    ]
    by_ratio = answered_by_ratio(claim, source)
    given = len(found) + sum(q.written in by_ratio and q.written not in found for q in ours)
    parts = answered_parts(claim, source)
    words = stems(" ".join((*found, *times, *by_ratio, *parts)))
    return Answered(given, len(ours), words)
