"""Figures of the decision whether what was found is enough: how right it is, how calibrated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy

from probatum.evaluation.answerable import Case
from probatum.evaluation.calibration_plot import calibration_svg
from probatum.evaluation.claim_figures import Bin, calibration_error
from probatum.evaluation.suite import CHOSEN_ON, HELD_OUT
from probatum.evaluation.table import Cell, table
from probatum.retrieval.sufficiency import LEAST, StatedFeatures, least

BINS, PENALTY, STEPS = 5, 1.0, 50
KEPT, KEPT_STATED = 0.9, 0.99
_COLUMNS = (
    "half", "questions", "answer there", "decision", "enough", "precision", "recall", "quoted",
    "of them right", "of those there quoted right",
)  # fmt: skip


def suite_table(name: str, cases: Sequence[Case]) -> str:
    """Of both halves: the decision by the formula, beside what was quoted without it."""
    rows = [row for part in (CHOSEN_ON, HELD_OUT) for row in _rows(part, cases)]
    return f"**{name}**\n\n{table(_COLUMNS, rows, digits=2)}"


def calibration_table(cases: Sequence[Case]) -> str:
    """Stated probability beside the share found right, held-out questions."""
    bins = calibration([case for case in cases if case.half == HELD_OUT])
    rows = [(each.stated, each.found, each.size) for each in bins]
    error = calibration_error(bins)
    return f"{table(('stated', 'found', 'cases'), rows, digits=2)}\n\nMean gap: {error:.2f}."


def calibration_drawing(suites: Mapping[str, Sequence[Case]]) -> str:
    """The same as a drawing, SVG, a square a suite."""
    held = {name: [c for c in of if c.half == HELD_OUT] for name, of in suites.items()}
    return calibration_svg({name: calibration(of) for name, of in held.items()})


def calibration(cases: Iterable[Case]) -> list[Bin]:
    """In bins of equal width; empty bins are left out."""
    within: dict[int, list[Case]] = {}
    for case in cases:
        within.setdefault(min(BINS - 1, int(case.probability * BINS)), []).append(case)
    return [
        Bin(
            sum(case.probability for case in found) / len(found),
            sum(case.right for case in found) / len(found),
            len(found),
        )
        for _, found in sorted(within.items())
    ]


def fitted(cases: Iterable[Case]) -> tuple[float, ...]:
    """Bias and weights by penalised maximum likelihood (Newton's method), of the half chosen on.

    Nothing where no case was found.
    """
    seen = [case for case in cases if case.features and case.half == CHOSEN_ON]
    if not seen:
        return ()
    values = numpy.array([(1.0, *(case.features or ())) for case in seen])
    right = numpy.array([float(case.right) for case in seen])
    penalty = numpy.diag([0.0] + [PENALTY] * (values.shape[1] - 1))
    weights = numpy.zeros(values.shape[1])
    for _ in range(STEPS):
        stated = 1 / (1 + numpy.exp(-values @ weights))
        slope = values.T @ (stated - right) + penalty @ weights
        curve = (values.T * (stated * (1 - stated))) @ values + penalty
        weights = weights - numpy.linalg.solve(curve, slope)
    return tuple(float(weight) for weight in weights)


def best_threshold(cases: Sequence[Case]) -> float:
    """That with the highest F0.5 of what is quoted, of the half chosen on, in steps of 0.05.

    Of those alone that keep nine tenths of what was quoted rightly without a decision; of parts
    that may stand under any heading, which the rules have parted already, 99 of 100.
    """
    chosen = [case for case in cases if case.half == CHOSEN_ON]
    there = sum(case.there for case in chosen)
    share = KEPT_STATED if any(isinstance(c.features, StatedFeatures) for c in chosen) else KEPT

    def worth(least: float) -> float:
        said = [case for case in chosen if case.quoted and case.probability >= least]
        right = sum(case.quoted_right for case in said)
        kept = right >= share * sum(case.quoted_right for case in chosen)
        return 1.25 * right / (0.25 * there + len(said)) if said and kept else 0.0

    return max((step / 20 for step in range(20)), key=worth)


def _rows(part: str, cases: Sequence[Case]) -> Iterable[Sequence[Cell]]:
    here = [case for case in cases if case.half == part]
    there = sum(case.there for case in here)
    findable = sum(case.right for case in here)
    threshold = next((least(case.features) for case in here if case.features), LEAST)
    decisions = {
        "before: what was quoted": [case.quoted for case in here],
        f"formula, at least {threshold:.2f}": [case.enough for case in here],
    }
    for name, said in decisions.items():
        taken = [case for case, enough in zip(here, said, strict=True) if enough]
        right = sum(case.right for case in taken)
        quoted = [case for case in taken if case.quoted]
        quoted_right = sum(case.quoted_right for case in quoted)
        yield (
            part, len(here), there, name, len(taken), right / max(1, len(taken)),
            right / max(1, findable), len(quoted), quoted_right / max(1, len(quoted)),
            quoted_right / max(1, there),
        )  # fmt: skip
