"""What is quicker seen than read: works by year and design, effects on one axis, verdicts.

Only numbers that stand in the answer are drawn, and each drawing has them beside it in words.
Positions are in the units of the drawing's view box.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from probatum.evidence.answer import Answer, Reference
from probatum.evidence.claim import Verdict
from probatum.evidence.effect import Effect, effects

WIDTH, INSET = 300.0, 16.0
ROW = 26.0
_FEWEST_WORKS = 3
_MOST_EFFECTS = 40
_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50)
_MOST_YEAR_TICKS = 4


class Tick(NamedTuple):
    """A mark of an axis."""

    x: float
    label: str


class Dot(NamedTuple):
    """A work: its number in the reference list."""

    x: float
    y: float
    number: int
    year: int


class Row(NamedTuple):
    """Works of one kind and design, oldest first. Those of one year lie side by side."""

    label: str
    y: float
    dots: tuple[Dot, ...]


class Timeline(NamedTuple):
    """Works by year and design. `undated` counts those without a year."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height: float
    undated: int


class Bar(NamedTuple):
    """An effect on the axis: its point and interval, and whether the interval goes on beyond it."""

    effect: Effect
    sentence: str
    reference: int
    point: float
    low: float
    high: float
    beyond: tuple[bool, bool]


class Strip(NamedTuple):
    """Effects on one logarithmic axis; `one` is where the ratio is 1."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    one: float
    more: int


class Share(NamedTuple):
    """Sentences with one verdict, and where they lie on a bar of `WIDTH`."""

    verdict: str
    sentences: int
    x: float
    width: float


class Figures(NamedTuple):
    """The drawings of an answer; each is absent when there is too little to draw."""

    timeline: Timeline | None
    strip: Strip | None
    shares: tuple[Share, ...]


def figures_of(answer: Answer) -> Figures:
    """What an answer can be seen by."""
    return Figures(_timeline(answer.references), _strip(answer), tuple(_shares(answer)))


def _timeline(references: Iterable[Reference]) -> Timeline | None:
    works = [(_year(one), one) for one in references]
    dated = sorted((year, one.number, _label(one)) for year, one in works if year)
    years = sorted({year for year, _, _ in dated})
    if len(dated) < _FEWEST_WORKS or len(years) < 2:
        return None
    step = next((s for s in _YEAR_STEPS if (years[-1] - years[0]) / s <= _MOST_YEAR_TICKS), 100)
    first, last = years[0] // step * step, -(-years[-1] // step) * step
    scale = (WIDTH - 2 * INSET) / (last - first)
    labels = Counter(label for _, _, label in dated)
    rows = []
    for place, (label, _) in enumerate(labels.most_common()):
        y = ROW * (place + 0.5)
        alike = [(year, number) for year, number, other in dated if other == label]
        rows.append(Row(label, y, tuple(_dots(alike, first, scale, y))))
    ticks = tuple(
        Tick(INSET + (year - first) * scale, str(year)) for year in range(first, last + 1, step)
    )
    return Timeline(tuple(rows), ticks, ROW * len(rows), len(works) - len(dated))


def _dots(works: Iterable[tuple[int, int]], first: int, scale: float, y: float) -> Iterator[Dot]:
    """A work that would lie on the one before it is moved aside, as far as the row is wide."""
    nearest = -math.inf
    for year, number in works:
        x = min(max(INSET + (year - first) * scale, nearest), WIDTH - INSET / 2)
        nearest = x + 7
        yield Dot(round(x, 1), y, number, year)


def _year(reference: Reference) -> int | None:
    return int(reference.updated[:4]) if reference.updated else reference.year


def _label(reference: Reference) -> str:
    words = reference.design.value if reference.design else reference.kind.value
    return words[:1].upper() + words[1:]


def _strip(answer: Answer) -> Strip | None:
    found = list(_effects(answer))
    if not found:
        return None
    shown = found[:_MOST_EFFECTS]
    # Intervals are drawn whole within a tenth and ten times; beyond that an arrow says they go on.
    low = min(0.5, *(min(one.point, max(one.low, 0.1)) for one, _, _ in shown))
    high = max(2.0, *(max(one.point, min(one.high, 10.0)) for one, _, _ in shown))
    low = max((tick for tick in _TICKS if tick <= low), default=_TICKS[0])
    high = min((tick for tick in _TICKS if tick >= high), default=_TICKS[-1])

    def place(value: float) -> float:
        share = (math.log(value) - math.log(low)) / (math.log(high) - math.log(low))
        return round(INSET + min(1.0, max(0.0, share)) * (WIDTH - 2 * INSET), 1)

    bars = tuple(
        Bar(
            effect=effect,
            sentence=sentence,
            reference=reference,
            point=place(effect.point),
            low=place(effect.low),
            high=place(effect.high),
            beyond=(effect.low < low, effect.high > high),
        )
        for effect, sentence, reference in shown
    )
    ticks = tuple(Tick(place(tick), f"{tick:g}") for tick in _TICKS if low <= tick <= high)
    return Strip(bars, ticks, place(1.0), len(found) - len(shown))


def _effects(answer: Answer) -> Iterator[tuple[Effect, str, int]]:
    """Each effect that a quote states, once, with the quote and the number of its reference."""
    seen: set[tuple[str, int]] = set()
    for claim in answer.claims():
        if claim.verdict is not Verdict.SUPPORTED:
            continue
        for citation in claim.citations:
            for effect in effects(citation.quote):
                at = (citation.document, citation.start + effect.start)
                if at not in seen:
                    seen.add(at)
                    yield effect, citation.quote, citation.reference


def _shares(answer: Answer) -> Iterator[Share]:
    counted = Counter(claim.verdict for claim in (*answer.claims(), *answer.left_out))
    whole, x = counted.total(), 0.0
    for verdict in Verdict:
        if count := counted[verdict]:
            width = WIDTH * count / whole
            yield Share(verdict.value, count, round(x, 1), round(width, 1))
            x += width
