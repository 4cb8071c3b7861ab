"""How well search finds what is known to be right, beside BM25 of another engine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import ir_measures

from probatum.evaluation.baseline import Scores, bm25
from probatum.evaluation.built_library import built_library
from probatum.evaluation.significance import holm, randomisation
from probatum.evaluation.suite import HELD_OUT, Collection, Suite, half
from probatum.evaluation.systems import SYSTEMS, WITH_VECTORS, System
from probatum.library.embedded import EmbeddedIndex
from probatum.library.encoder import Encoder

BASELINE = "bm25s"
SUITES = {
    "bioasq": "probatum.evaluation.bioasq:bioasq",
    "cohen2006": "probatum.evaluation.cohen2006:cohen2006",
    "medquad": "probatum.evaluation.medquad:medquad",
    "pubmedqa": "probatum.evaluation.pubmedqa:pubmedqa",
    "pdq": "probatum.evaluation.pdq_headings:pdq",
}
__all__ = ["SYSTEMS", "WITH_VECTORS", "Outcome", "held_out", "measure", "suite"]

PerQuestion = Mapping[str, Mapping[str, float]]
"""By measure, the figure of each question."""

_log = logging.getLogger(__name__)


class Outcome(NamedTuple):
    """What one system reached on one half of a suite."""

    system: str
    half: str
    questions: int
    means: Mapping[str, float]
    gain: float
    p: float


def suite(name: str, data: Path) -> Suite:
    """Read the suite of that name. Raises `UsageError` when its data is not there."""
    module, _, function = SUITES[name].partition(":")
    read: Callable[[Path], Suite] = getattr(import_module(module), function)
    return read(data)


def measure(
    chosen: Suite,
    systems: Mapping[str, System],
    kept: Path | None = None,
    encoder: Encoder | None = None,
) -> list[Outcome]:
    """Run the baseline and every system; compare by the suite's first measure.

    `kept` is a folder for the libraries that are built, so that the next run finds them.
    With an `encoder`, their passages are given vectors.
    """
    runs: dict[str, dict[str, Mapping[str, float]]] = {n: {} for n in (BASELINE, *systems)}
    relevant: dict[str, Mapping[str, int]] = {}
    for collection in chosen.collections:
        relevant |= collection.relevant
        runs[BASELINE] |= bm25(collection, chosen.unit, chosen.depth)
        name = f"{chosen.name}/{collection.name}"
        with built_library(name, collection.documents, kept, encoder) as index:
            for name, system in systems.items():
                _log.info("%s: %s on %s", chosen.name, name, collection.name)
                runs[name] |= _run(chosen, collection, index, system)
    figures = {name: per_question(chosen.measures, relevant, run) for name, run in runs.items()}
    return [outcome for part in _halves(relevant) for outcome in _compared(chosen, figures, *part)]


def per_question(
    measures: tuple[str, ...], relevant: Mapping[str, Mapping[str, int]], run: Scores
) -> PerQuestion:
    """Every measure of every question; a question without a find has none right."""
    figures: dict[str, dict[str, float]] = {m: dict.fromkeys(relevant, 0.0) for m in measures}
    parsed = [ir_measures.parse_measure(name) for name in measures]
    for figure in ir_measures.iter_calc(parsed, relevant, run):
        figures[str(figure.measure)][figure.query_id] = float(figure.value)
    return figures


def held_out(chosen: Suite, outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The suite's first measure on the held-out half, by system."""
    first = chosen.measures[0]
    return {each.system: each.means[first] for each in outcomes if each.half == HELD_OUT}


def _run(chosen: Suite, collection: Collection, index: EmbeddedIndex, system: System) -> Scores:
    run: dict[str, dict[str, float]] = {}
    topics = index.topics()
    for name, text in collection.questions.items():
        best: dict[str, float] = {}
        for ranked in system(text, index, topics, chosen.depth):
            best.setdefault(chosen.unit(ranked.passage), ranked.score)
        run[name] = best
    return run


def _halves(relevant: Mapping[str, object]) -> Iterator[tuple[str, list[str]]]:
    for part in dict.fromkeys(map(half, sorted(relevant))):
        yield part, [name for name in relevant if half(name) == part]


def _compared(
    chosen: Suite, figures: Mapping[str, PerQuestion], part: str, names: list[str]
) -> Iterator[Outcome]:
    first = chosen.measures[0]
    values = {
        system: {m: [of[m][name] for name in names] for m in chosen.measures}
        for system, of in figures.items()
    }
    base = values[BASELINE][first]
    raw = {s: randomisation(v[first], base) for s, v in values.items() if s != BASELINE}
    corrected = holm(raw)
    for system, of in values.items():
        means = {m: sum(column) / len(column) for m, column in of.items()}
        gain = means[first] / (sum(base) / len(base)) - 1 if any(base) else 0.0
        yield Outcome(system, part, len(names), means, gain, corrected.get(system, 1.0))
