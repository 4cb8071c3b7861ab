"""Hazard, odds and risk ratios: on which side of 1, whether it is crossed, which way round."""

from __future__ import annotations

import re
from math import isclose
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.effect import is_carried
from probatum.verification.quantities import Quantity, quantities

CHECK = "ratios"
_RATIOS = {"hazard ratio", "odds ratio", "relative risk"}
_INVERSE = 0.02
_EVENT = r"(?:risk|odds|hazards?|likelihood|chances?|probability|mortality|deaths?|rates? of death)"
_MORE = re.compile(
    rf"\b(?:increas\w+|higher|greater|rais\w+|elevat\w+|more)\b(?:\s\S+){{0,4}}?\s{_EVENT}\b"
    rf"|\b{_EVENT}\b(?:\s\S+){{0,4}}?\s(?:was|were|is|are)\s(?:significantly\s)?(?:increased|higher|"
    r"greater|elevated)\b",
    re.I,
)
_LESS = re.compile(
    rf"\b(?:decreas\w+|lower\w*|reduc\w+|less|fewer)\b(?:\s\S+){{0,4}}?\s{_EVENT}\b"
    rf"|\b{_EVENT}\b(?:\s\S+){{0,4}}?\s(?:was|were|is|are)\s(?:significantly\s)?(?:decreased|lower|"
    r"reduced)\b",
    re.I,
)
_SIGNIFICANT = re.compile(
    r"(?<!\bnot )(?<!\bno )(?<!\bnot statistically )\bsignificant(?:ly)?\b", re.I
)
_NOT_SIGNIFICANT = re.compile(
    r"\b(?:no|not|without)\b(?:\s\w+){0,2}?\s(?:statistically\s)?significant|\bnon-?significant",
    re.I,
)


class Ratio(NamedTuple):
    """A ratio with the bounds of its confidence interval, when stated."""

    quantity: Quantity
    low: float | None
    high: float | None

    @property
    def side(self) -> int:
        """-1 below 1, 1 above, 0 when it is 1 or its interval holds 1."""
        if self.low is not None and self.high is not None and self.low <= 1 <= self.high:
            return 0
        return (self.quantity.value > 1) - (self.quantity.value < 1)


def ratios(text: str) -> list[Ratio]:
    """Every ratio of the text; bounds are the next two numbers that belong to an interval."""
    found = quantities(text)
    return [
        Ratio(quantity, *_bounds(found[place + 1 :]))
        for place, quantity in enumerate(found)
        if quantity.label in _RATIOS and not quantity.unit
    ]


def _bounds(after: tuple[Quantity, ...]) -> tuple[float | None, float | None]:
    bounds = [q.value for q in after[:3] if q.label == "confidence interval" and not q.unit][:2]
    return (bounds[0], bounds[1]) if len(bounds) == 2 else (None, None)


def check_ratios(claim: str, source: str) -> Reason | None:
    """Contradicted by the other side of 1, by the inverse, or by a significance that is none."""
    if is_carried(claim, source):
        return _by_value(claim, source, ratios(source))
    theirs = ratios(source)
    if not theirs:
        return _by_p_value(claim, source)
    for check in (_by_value, _by_words, _by_interval):
        if reason := check(claim, source, theirs):
            return reason
    return _by_p_value(claim, source)


def _by_value(claim: str, source: str, theirs: list[Ratio]) -> Reason | None:
    for ours in ratios(claim):
        value = ours.quantity.value
        if any(value == other.quantity.value for other in theirs):
            continue
        for other in theirs:
            inverse = value > 0 and isclose(1 / value, other.quantity.value, rel_tol=_INVERSE)
            if inverse and (value < 1) != (other.quantity.value < 1):
                text = (
                    f"{value:g} is the source's {other.quantity.value:g} turned round: it compares "
                    "the groups the other way"
                )
                return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=source)
        if all(ours.side * other.side < 0 for other in theirs):
            text = f"{value:g} is on the other side of 1 than the source's {_listed(theirs)}"
            return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    return None


def _by_words(claim: str, source: str, theirs: list[Ratio]) -> Reason | None:
    """More risk said of a ratio below 1, or less of one above it."""
    more, less = bool(_MORE.search(claim)), bool(_LESS.search(claim))
    if more == less or _MORE.search(source) or _LESS.search(source):
        return None
    against = -1 if more else 1
    if all(other.side == against for other in theirs):
        said = "more" if more else "less"
        text = f"the sentence says {said} risk, the source gives a ratio of {_listed(theirs)}"
        return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    return None


def _by_interval(claim: str, source: str, theirs: list[Ratio]) -> Reason | None:
    """Significance against intervals that all hold 1, or none against ones that all miss it."""
    if any(other.low is None for other in theirs):
        return None
    crossed = {other.side == 0 for other in theirs}
    return _significance(claim, source, crossed, ("interval leaves out 1", "interval holds 1"))


def _by_p_value(claim: str, source: str) -> Reason | None:
    limits = [q for q in quantities(source) if q.label == "p value"]
    crossed = {q.value >= 0.05 and q.sign not in {"<", "≤"} for q in limits}
    return _significance(
        claim, source, crossed, ("p value is below 0.05", "p value is 0.05 or more")
    )


def _significance(
    claim: str, source: str, crossed: set[bool], said: tuple[str, str]
) -> Reason | None:
    """`crossed`: whether the limit of significance is, in each result; `said` for no and yes."""
    if len(crossed) != 1:
        return None
    (none,) = crossed
    denied = bool(_NOT_SIGNIFICANT.search(claim))
    stated = bool(_SIGNIFICANT.search(_NOT_SIGNIFICANT.sub(" ", claim)))
    if stated == denied or stated != none:
        return None
    if denied == bool(_NOT_SIGNIFICANT.search(source)) and _SIGNIFICANT.search(source):
        return None  # the source itself says so: its figure is on something else
    word = "significant" if stated else "not significant"
    text = f"the sentence says {word}, the source's {said[none]}"
    return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)


def _listed(found: list[Ratio]) -> str:
    return ", ".join(f"{ratio.quantity.value:g}" for ratio in found)
