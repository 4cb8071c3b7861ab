"""Parts of a whole: "12 of 48", "a quarter", "more than half", beside percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.quantities import Quantity, quantities
from probatum.verification.relative_risk import carried

CHECK = "proportions"
_COUNTED = re.compile(
    r"(?<![\d./])(?P<part>\d[\d,]*)\s?(?:of(?: the)?|out of(?: the)?|/|in every|in)\s?"
    r"(?P<whole>\d[\d,]*)(?![\d./%])"
)
_ONE_IN = re.compile(
    r"\bone (?:in|of|out of)(?: every)? (?P<of>two|three|four|five|six|ten)\b", re.I
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_SPOKEN = {
    "half": 1 / 2, "one half": 1 / 2, "one-half": 1 / 2, "a third": 1 / 3, "one third": 1 / 3,
    "one-third": 1 / 3, "two thirds": 2 / 3, "two-thirds": 2 / 3, "a quarter": 1 / 4,
    "one quarter": 1 / 4, "one-quarter": 1 / 4, "three quarters": 3 / 4, "three-quarters": 3 / 4,
    "one fifth": 1 / 5, "one-fifth": 1 / 5, "a fifth": 1 / 5,
}  # fmt: skip
_WORDED = re.compile(
    r"\b(?:(?P<more>more than|over|at least)|(?P<less>less than|fewer than|under|at most)|"
    r"(?P<about>about|approximately|around|nearly|almost|roughly))?\s?"
    rf"(?P<word>{'|'.join(sorted(_SPOKEN, key=len, reverse=True))})\b(?!-li)"
    r"|\b(?P<most>(?:the |a )?majority of|most(?= (?:patients|people|participants|women|men)))\b"
    r"|\b(?P<minority>(?:the |a )?minority of)\b",
    re.I,
)
_NEAR = 5.0
"""Percentage points within which a spoken fraction fits a percentage."""


class Proportion(NamedTuple):
    """Percent from `least` to `most`, as written."""

    least: float
    most: float
    written: str
    counted: bool

    def holds(self, percent: float) -> bool:
        """Whether the percentage lies within."""
        return self.least <= percent <= self.most


def proportions(text: str) -> tuple[Proportion, ...]:
    """Every part of a whole that the text states in counts or in words."""
    return (*_counted(text), *_worded(text))


def _counted(text: str) -> Iterator[Proportion]:
    for match in _COUNTED.finditer(text):
        part, whole = (float(match[name].replace(",", "")) for name in ("part", "whole"))
        if 1 < part <= whole:
            percent = 100 * part / whole
            yield Proportion(percent, percent, match[0], counted=True)
    for match in _ONE_IN.finditer(text):
        whole = _NUMBERS.get(match["of"].lower()) or int(match["of"])
        if whole:
            percent = 100 / whole
            yield Proportion(percent - 1, percent + 1, match[0], counted=False)


def _worded(text: str) -> Iterator[Proportion]:
    for match in _WORDED.finditer(text):
        written = match[0].strip()
        if match["most"] or match["minority"]:
            least, most = (50.0, 100.0) if match["most"] else (0.0, 50.0)
        else:
            percent = 100 * _SPOKEN[match["word"].lower()]
            near = _NEAR
            least = percent if match["more"] else 0.0 if match["less"] else percent - near
            most = percent if match["less"] else 100.0 if match["more"] else percent + near
        yield Proportion(least, most, written, counted=False)


def counted_as(percentage: Quantity, source: str) -> str | None:
    """The counts of the source from which a percentage follows, when it does."""
    if percentage.unit != "percent":
        return None
    for found in _counted(source):
        if round(found.least, percentage.decimals) == percentage.value:
            return f"{percentage.written} is {found.written}"
    return None


def check_proportions(claim: str, source: str) -> Reason | None:
    """Contradicted when no figure of the source lies where the sentence says it does."""
    stated = [q.value for q in quantities(source) if q.unit == "percent"]
    percents = stated or [found.least for found in _counted(source)]
    if not percents:
        return None
    lowered, spoken = source.lower(), tuple(_worded(source))
    ours = [
        part
        for part in proportions(claim)
        if part.written.lower() not in lowered
        and not any(_is_the_same(part, other) for other in spoken)
    ]
    if not stated:
        ours += [
            Proportion(q.value, q.value, q.written, counted=True)
            for q in quantities(claim)
            if q.unit == "percent" and q.written not in carried(claim, source)
        ]
    for part in ours:
        if not any(_fits(part, percent) for percent in percents):
            found = ", ".join(f"{percent:.3g}%" for percent in percents)
            text = f"“{part.written}” does not fit the source's {found}"
            return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    return None


def answered_parts(claim: str, source: str) -> tuple[str, ...]:
    """Parts in the claim's own words that a percentage of the source lies in: "one in four"."""
    percents = [q.value for q in quantities(source) if q.unit == "percent"]
    return tuple(p.written for p in proportions(claim) if any(_fits(p, each) for each in percents))


def _is_the_same(ours: Proportion, other: Proportion) -> bool:
    return (ours.least, ours.most) == (other.least, other.most)


def _fits(ours: Proportion, percent: float) -> bool:
    return ours.holds(percent) or (ours.counted and abs(ours.least - percent) <= 1.0)
