"""Outcomes as a table of Markdown, and as rows that are kept to draw from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from probatum.evaluation.retrieval import BASELINE, Outcome
from probatum.evaluation.suite import Suite
from probatum.evaluation.table import Cell, table


def outcomes_table(chosen: Suite, outcomes: Sequence[Outcome]) -> str:
    """One table a suite: a row for each half and system."""
    columns = ("half", "questions", "system", *chosen.measures, "beside bm25s", "p (Holm)")
    counts = ", ".join(f"{len(c.documents)} in {c.name}" for c in chosen.collections)
    return f"**{chosen.name}**: {chosen.about} (documents: {counts}).\n\n" + table(
        columns, _rows(chosen, sorted(outcomes, key=lambda outcome: outcome.half))
    )


def _rows(chosen: Suite, outcomes: Iterable[Outcome]) -> Iterable[Sequence[Cell]]:
    for outcome in outcomes:
        compared = outcome.system != BASELINE
        yield (
            outcome.half,
            outcome.questions,
            outcome.system,
            *(outcome.means[measure] for measure in chosen.measures),
            f"{outcome.gain:+.1%}" if compared else "",
            _shown(outcome.p) if compared else "",
        )


def _shown(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
