"""Sentences of one page that disagree with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from probatum.evidence.checked import PageFinding
from probatum.evidence.claim import Verdict
from probatum.verification.classes import check_classes
from probatum.verification.direction import check_direction
from probatum.verification.names import capitals, drugs
from probatum.verification.negation import check_negation
from probatum.verification.numbers import check_numbers
from probatum.verification.population import check_population
from probatum.verification.schedule import check_schedule
from probatum.verification.words import stems

CHECK = "consistency"
_SAME_MATTER, _SAME_WORDS = 0.6, 0.85
"""Shares of all words of two sentences that they must have in common: to be compared in what they
say, and in their numbers."""


def disagreements(sentences: Sequence[str]) -> Iterator[PageFinding]:
    """Pairs that speak of the same matter and contradict each other."""
    words = [(sentence, stems(sentence)) for sentence in dict.fromkeys(sentences)]
    for (one, ours), (other, theirs) in combinations(words, 2):
        shared = len(ours & theirs)
        if shared < _SAME_MATTER * len(ours | theirs) or not _comparable(one, other):
            continue
        if text := _disagreement(one, other, numbers=shared >= _SAME_WORDS * len(ours | theirs)):
            yield PageFinding(check=CHECK, text=text, sentences=(one, other))


def _comparable(one: str, other: str) -> bool:
    """Of the same drugs, names, patients and classes."""
    if drugs(one) != drugs(other) or capitals(one) != capitals(other):
        return False
    apart = (check_population(one, other), check_classes(one, other))
    return all(reason is None for reason in apart)


def _disagreement(one: str, other: str, *, numbers: bool) -> str:
    checks = (check_negation, check_direction, *((check_numbers, check_schedule) * numbers))
    for check in checks:
        reason = check(one, other)
        if reason is not None and reason.verdict is Verdict.CONTRADICTED:
            said = reason.text.replace("the sentence", "one").replace("the source", "the other")
            return f"two sentences disagree: {said}"
    return ""
