"""Figures given to a group: "58% in the radiation therapy group and 48% in the surgery group".

A figure belongs to the group that is named right behind it. Where two figures of the source belong
to two groups, a sentence may not give one group the figure of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.arms import UNTELLING
from probatum.verification.words import stems

CHECK = "arm figures"
_UNIT = r"\s?(?:%|percent\b)|[\s-](?:months?|years?|weeks?|days?|hours?)\b|"
_GIVEN = re.compile(
    rf"(?<![\w.,/])(?P<figure>\d+(?:[.,·]\d+)*)(?P<unit>{_UNIT})"
    r"(?:\s?(?:\([^()]*\)|\[[^\[\]]*\]))?,?\s"
    r"(?:of (?:the )?(?:patients|people|participants|those|women|men|children) )?"
    r"(?:(?:in|for|with|among|on|after) )"
    r"(?:(?:those|patients|people|participants|women|men|children) )?"
    r"(?:(?:who |that )?(?:were )?(?:received|given|assigned to|treated with|receiving|taking|in|"
    r"with|on) )?(?:the |an? )?"
    r"(?P<group>[^,;:.()\[\]]{2,60}?)"
    r"(?=\s(?:groups?|arms?|cohorts?|versus|vs\.?|and|compared|than|but|while|whereas|as|at|was|"
    r"were|had|over|after|during|who)\b|[,;:()\[]|\.(?:\s|$)|$)",
    re.I,
)


class Given(NamedTuple):
    """A figure as written, its unit in one form, the group's telling stems and its name."""

    figure: str
    unit: str
    group: frozenset[str]
    name: str


@lru_cache(maxsize=8192)
def given(text: str) -> tuple[Given, ...]:
    """Every figure that is given to a group named by words that tell it."""
    return tuple(_given(text))


def _given(text: str) -> Iterator[Given]:
    for match in _GIVEN.finditer(text):
        if group := stems(match["group"]) - UNTELLING or _lettered(match["group"]):
            unit = match["unit"].strip(" -").lower().removesuffix("s").replace("percent", "%")
            yield Given(match["figure"].replace(",", ""), unit, group, match["group"])


def _lettered(name: str) -> frozenset[str]:
    """Of "arm A" the letter, which is no word."""
    return frozenset(letter.lower() for letter in re.findall(r"\b[A-Z0-9]\b", name))


def check_arm_figures(claim: str, source: str) -> Reason | None:
    """Contradicted when a group is given the figure of the other, and its own is another."""
    ours = given(claim)
    if not ours:
        return None
    theirs = given(source)
    told = [mine for mine in ours if not any(_is_said(mine, each) for each in theirs)]
    for one, other in permutations(theirs, 2):
        if one.figure == other.figure or one.unit != other.unit or one.group == other.group:
            continue
        for mine in told:
            here, there = _likeness(mine.group, one.group), _likeness(mine.group, other.group)
            turned = mine.figure == other.figure and mine.unit == other.unit and here > there
            if turned and here >= 1 and not any(_is_said(one, each) for each in ours):
                written = [f"{each.figure}{_spaced(each.unit)}" for each in (mine, one)]
                text = f"the sentence gives {mine.name} {written[0]}, the source {written[1]}"
                return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    return None


def _is_said(one: Given, other: Given) -> bool:
    """Whether the other gives the same group the same figure."""
    return one.figure == other.figure and _likeness(one.group, other.group) >= 1


def _likeness(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """The part of the shorter name that stands in the longer, and a little for being the same."""
    shared = len(mine & theirs)
    return shared / min(len(mine), len(theirs)) + shared / (10 * len(mine | theirs))


def _spaced(unit: str) -> str:
    return unit if unit == "%" else f" {unit}s" * bool(unit)
