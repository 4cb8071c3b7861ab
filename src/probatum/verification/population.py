"""Of which patients: spread, line of therapy, intent of treatment, age, sex, species."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from probatum.evidence.claim import Reason, Verdict
from probatum.evidence.markers import markers
from probatum.verification.difference import is_nearly_verbatim, only_in

CHECK = "population"
_LIMITS = {("species", "animals"), ("age", "children"), ("pregnancy", "pregnant")}
"""What a claim may not leave out: findings in them are not findings in everybody."""
_WILD = re.compile(r"\bwild[- ]?type\b", re.I)
_ALTERED = re.compile(r"\b(?:mutat(?:ed|ions?)|mutants?|variants?|altered)\b", re.I)
Groups = Mapping[str, frozenset[str]]


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    text = (files("probatum.verification") / "populations.txt").read_text(encoding="utf-8")
    rows = (line.split(" : ", 2) for line in text.splitlines() if line and line[0] != "#")
    return tuple(
        (matter, value, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.I))
        for matter, value, words in rows
    )


@lru_cache(maxsize=4096)
def groups(text: str) -> Groups:
    """Values by matter that the text names, markers among them: {"line": {"first line"}}."""
    found: dict[str, frozenset[str]] = dict(markers(text))
    for matter, value, pattern in _patterns():
        if pattern.search(text):
            found[matter] = found.get(matter, frozenset()) | {value}
    return found


def check_population(claim: str, source: str) -> Reason | None:
    """Not found when the claim names patients that the source does not, but others.

    Partly when the source is on special patients (children, animals) and the claim leaves it out.
    """
    ours, theirs = groups(claim), groups(source)
    if reason := _others(ours, theirs, source):
        return reason
    if is_nearly_verbatim(claim, source):
        # Where both name several, what only one of them says decides.
        own, other = groups(only_in(claim, source)), groups(only_in(source, claim))
        if reason := _others(own, other, source) or _variant(claim, source):
            return reason
    for matter, value in _LIMITS:
        if theirs.get(matter, frozenset()) == {value} and value not in ours.get(matter, ()):
            text = f"the source speaks of {value}, which the sentence leaves out"
            return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=source)
    return None


def _variant(claim: str, source: str) -> Reason | None:
    """Wild type where the source, nearly the same else, has a variant, whatever gene it is of."""
    own, other = only_in(claim, source), only_in(source, claim)
    for one, another in ((_WILD, _ALTERED), (_ALTERED, _WILD)):
        if (ours := one.search(own)) and (theirs := another.search(other)):
            text = f"the sentence speaks of {ours[0]}, the source of {theirs[0]}"
            return Reason(check=CHECK, verdict=Verdict.NOT_FOUND, text=text, words=source)
    return None


def _others(ours: Groups, theirs: Groups, source: str) -> Reason | None:
    for matter, values in ours.items():
        others = theirs.get(matter, frozenset())
        if others and not values <= others and not _both_sides(matter, others):
            text = f"the sentence speaks of {_listed(values - others)}, the source of "
            return Reason(
                check=CHECK, verdict=Verdict.NOT_FOUND, text=text + _listed(others), words=source
            )
    return None


def _both_sides(matter: str, others: frozenset[str]) -> bool:
    """A source on people that also names animals, or all ages, is on both."""
    return matter == "species" and len(others) > 1


def _listed(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))
