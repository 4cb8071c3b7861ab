"""The figures of a suite as Markdown tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from probatum.evaluation.claim_figures import (
    accuracy,
    checks,
    chosen,
    confusion,
    forced,
    kappa,
    macro_f1,
)
from probatum.evaluation.claim_suites import Label
from probatum.evaluation.claims import Judged
from probatum.evaluation.table import Cell, table

Said = Mapping[str, Sequence[Judged]]


def suite_tables(name: str, said: Said) -> str:
    """Every system's figures; then confusion and checks of the fullest system."""
    fullest = list(said)[-1]
    parts = [
        f"### {name}",
        _systems(said),
        f"What people say (rows) and what {fullest} say:",
        _confusion(said[fullest]),
    ]
    if found := checks(said[fullest]):
        rows = [(each.check, each.raised, each.precision, each.recall) for each in found]
        parts += [
            "Contradictions raised by each check:",
            table(("check", "raised", "precision", "recall"), rows, digits=2),
        ]
    return "\n\n".join(parts)


def _systems(said: Said) -> str:
    first = next(iter(said.values()))
    grouped = any(each.item.group for each in first)
    sides = {each.item.label for each in first}
    columns = ["judged by", "claims", "accuracy", "macro-F1"]
    if grouped:
        columns += ["direction chosen", "mean over directions"]
    elif Label.NOT_ENOUGH not in sides:
        columns += ["accuracy, side taken", "macro-F1, side taken"]
    else:
        columns += ["kappa of support"]
    rows: list[list[Cell]] = []
    for system, judged in said.items():
        row: list[Cell] = [system, len(judged), accuracy(judged), macro_f1(judged)]
        if grouped:
            row += chosen(judged)
        elif Label.NOT_ENOUGH not in sides:
            row += forced(judged)
        else:
            row.append(kappa(judged))
        rows.append(row)
    return table(columns, rows, digits=2)


def _confusion(judged: Sequence[Judged]) -> str:
    counts = confusion(judged)
    labels = list(Label)
    rows = [
        [right.value, *(counts.get((right, said), 0) for said in labels)]
        for right in labels
        if any(counts.get((right, said)) for said in labels)
    ]
    return table(["", *(label.value for label in labels)], rows)
