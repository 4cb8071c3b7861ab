"""Whether two systems differ by more than the choice of questions would make them differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy
from scipy.stats import permutation_test

DRAWS, SEED = 10_000, 20260101


def randomisation(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Two-sided p of the paired randomisation test (Smucker et al., CIKM 2007).

    Under the null hypothesis the two figures of a question could as well be swapped: p is the
    share of random swaps whose mean difference is at least as large as the one seen. One question
    tells nothing: swapped or not, the difference is as large.
    """
    if len(ours) < 2 or all(one == other for one, other in zip(ours, theirs, strict=True)):
        return 1.0
    outcome = permutation_test(
        (numpy.array(ours), numpy.array(theirs)),
        _mean_difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=DRAWS,
        batch=1000,
        rng=numpy.random.default_rng(SEED),
    )
    return float(outcome.pvalue)


def holm(ps: Mapping[str, float]) -> dict[str, float]:
    """Each p corrected for the number of comparisons (Holm, 1979)."""
    corrected: dict[str, float] = {}
    highest = 0.0
    for place, (name, p) in enumerate(sorted(ps.items(), key=lambda item: item[1])):
        highest = max(highest, min(1.0, (len(ps) - place) * p))
        corrected[name] = highest
    return corrected


def _mean_difference(ours: Any, theirs: Any, axis: int) -> Any:
    return numpy.mean(ours - theirs, axis=axis)
