"""Sentences of one page that disagree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from probatum.evidence.checked import PageFinding
from probatum.evidence.claim import Verdict
from probatum.verification.classes import check_classes
from probatum.verification.direction import check_direction, without_directions
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
_ADVISING = re.compile(r"\b(?:longer|recommended|indicated|contraindicated|avoid\w*)\b", re.I)


def disagreements(sentences: Sequence[str]) -> Iterator[PageFinding]:
    """Pairs that speak of the same matter and contradict each other."""
    for one, other in combinations(dict.fromkeys(sentences), 2):
        if why := disagreement(one, other):
            text = f"two sentences disagree: {why}"
            yield PageFinding(check=CHECK, text=text, sentences=(one, other))


def disagreement(one: str, other: str) -> str:
    """In what two sentences that speak of the same matter contradict each other, or ""."""
    ours, theirs = stems(one), stems(other)
    shared, together = len(ours & theirs), len(ours | theirs)
    if shared < _SAME_MATTER * together or not _comparable(one, other):
        return ""
    return _disagreement(one, other, numbers=shared >= _SAME_WORDS * together)


def reversal(one: str, other: str) -> str:
    """The same of sentences of different works, or "".

    Nothing may stand in the place of something else, but the words that weigh and advise: a drug, a
    test or an outcome that is not known by name may be another one.
    """
    ours, theirs = (stems(_ADVISING.sub(" ", without_directions(text))) for text in (one, other))
    if ours - theirs and theirs - ours:
        return ""
    return disagreement(one, other)


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
            said = reason.text.replace("the sentence", "the first")
            return said.replace("the source", "the second")
    return ""
