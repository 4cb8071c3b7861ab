"""Figures on judged claims: agreement, F1, confusion, the single checks, calibration."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from probatum.evaluation.claim_suites import Label
from probatum.evaluation.claims import Judged
from probatum.evidence.claim import Verdict


class CheckFigures(NamedTuple):
    """Of the contradictions that a check raised, the share that are such; of all such, raised."""

    check: str
    raised: int
    precision: float
    recall: float


class Bin(NamedTuple):
    """Claims whose stated probability of support lies near `stated`: the share supported."""

    stated: float
    found: float
    size: int


def accuracy(judged: Sequence[Judged]) -> float:
    """Share whose label is that of people; "not enough" counts as an answer."""
    return _share(each.label is each.item.label for each in judged)


def macro_f1(judged: Sequence[Judged]) -> float:
    """Mean of the F1 of each label that people gave."""
    return _macro_f1([(each.item.label, each.label) for each in judged])


def forced(judged: Sequence[Judged]) -> tuple[float, float]:
    """Accuracy and macro-F1 when every claim must be supported or contradicted, by leaning."""
    pairs = [
        (each.item.label, Label.SUPPORTED if each.leaning >= 0 else Label.CONTRADICTED)
        for each in judged
    ]
    return _share(right is said for right, said in pairs), _macro_f1(pairs)


def chosen(judged: Sequence[Judged]) -> tuple[float, float]:
    """Share of groups whose true statement leans highest, and that share over the true places.

    Where several lean alike the last is chosen. The second figure is the mean over the places that
    a true statement has in its group (increase, decrease, none), so that no place outweighs.
    """
    groups: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        groups[each.item.group].append(each)
    right: dict[int, list[bool]] = defaultdict(list)
    for rivals in groups.values():
        place = max(range(len(rivals)), key=lambda at: (rivals[at].leaning, at))
        true = next(at for at, each in enumerate(rivals) if each.item.label is Label.SUPPORTED)
        right[true].append(place == true)
    every = [said for found in right.values() for said in found]
    return _share(every), sum(map(_share, right.values())) / max(1, len(right))


def confusion(judged: Sequence[Judged]) -> dict[tuple[Label, Label], int]:
    """How often (label of people, label given)."""
    return Counter((each.item.label, each.label) for each in judged)


def kappa(judged: Sequence[Judged]) -> float:
    """Cohen's kappa of supported against everything else."""
    pairs = [(each.item.label is Label.SUPPORTED, each.label is Label.SUPPORTED) for each in judged]
    agreed = _share(one == other for one, other in pairs)
    people, system = _share(one for one, _ in pairs), _share(other for _, other in pairs)
    by_chance = people * system + (1 - people) * (1 - system)
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


def checks(judged: Sequence[Judged]) -> list[CheckFigures]:
    """For every check that contradicted at least one claim."""
    contradicted = sum(each.item.label is Label.CONTRADICTED for each in judged)
    raised: dict[str, list[bool]] = defaultdict(list)
    for each in judged:
        for check in {r.check for r in each.reasons if r.verdict is Verdict.CONTRADICTED}:
            raised[check].append(each.item.label is Label.CONTRADICTED)
    return [
        CheckFigures(check, len(right), _share(right), sum(right) / max(1, contradicted))
        for check, right in sorted(raised.items())
    ]


def calibration(judged: Sequence[Judged], bins: int = 10) -> list[Bin]:
    """Stated against found support, in bins of equal width; empty bins are left out."""
    within: dict[int, list[Judged]] = defaultdict(list)
    for each in judged:
        if each.supports is not None:
            within[min(bins - 1, int(each.supports * bins))].append(each)
    return [
        Bin(
            sum(each.supports or 0.0 for each in found) / len(found),
            _share(each.item.label is Label.SUPPORTED for each in found),
            len(found),
        )
        for _, found in sorted(within.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap between stated and found, weighed by size."""
    total = sum(each.size for each in bins)
    return sum(each.size * abs(each.stated - each.found) for each in bins) / max(1, total)


def _macro_f1(pairs: Sequence[tuple[Label, Label]]) -> float:
    scores = []
    for label in {right for right, _ in pairs}:
        hits = sum(right is label and said is label for right, said in pairs)
        given = sum(said is label for _, said in pairs)
        true = sum(right is label for right, _ in pairs)
        scores.append(2 * hits / (given + true))
    return sum(scores) / max(1, len(scores))


def _share(said: Iterable[bool]) -> float:
    values = list(said)
    return sum(values) / max(1, len(values))
