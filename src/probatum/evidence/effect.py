"""Effects that a text states as a ratio with its interval: read to the letter, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MEASURES = {
    "HR": "HR", "hazard ratio": "HR", "OR": "OR", "odds ratio": "OR", "RR": "RR",
    "risk ratio": "RR", "relative risk": "RR", "rate ratio": "rate ratio",
    "incidence rate ratio": "rate ratio", "IRR": "rate ratio",
}  # fmt: skip
_SHORT = r"(?:HR|OR|RR|IRR)"
_LONG = r"(?i:hazards? ratio|odds ratio|risk ratio|relative risk|incidence rate ratio|rate ratio)s?"
_NUMBER = r"\d{1,4}(?:[.·]\d{1,4})?"
_DASH = r"\s?(?:[-–—‒−]|to|,)\s?"
_EFFECT = re.compile(
    rf"\b(?P<measure>{_LONG}|{_SHORT})\b(?:\s?[\[(]{_SHORT}[\])])?"
    # What is compared may stand between: "HR for death, 0.61", "hazard ratio of relapse was 0.5".
    r"(?:\s(?:for|of)\s[^;:()\[\]\d]{1,80}?)?"
    rf"(?:\s?[,:=]\s?|\s(?:of|was|is)\s|\s)(?P<point>{_NUMBER})"
    r"\s?[,;:]?\s?[(\[]?\s?"
    r"(?P<level>[89]\d(?:\.\d{1,2})?)\s?%\s?(?:CI|(?i:confidence interval)(?:\s?[\[(]CI[\])])?)"
    rf"\s?[,:=]?\s?[(\[]?(?:of\s)?(?P<low>{_NUMBER}){_DASH}(?P<high>{_NUMBER})(?![.\d]*\s?%)"
)


class Effect(NamedTuple):
    """A ratio with its interval as printed; the numbers, and where they stand in the text."""

    measure: str
    point: float
    low: float
    high: float
    level: str
    printed: str
    start: int
    end: int


def effects(text: str) -> Iterator[Effect]:
    """Every ratio that the text states with both bounds of its interval, in order.

    A number that does not lie between its bounds, or that is not above 0, was read wrong or printed
    wrong: it is passed over.
    """
    for match in _EFFECT.finditer(text):
        low, point, high = (_value(match[name]) for name in ("low", "point", "high"))
        if 0 < low <= point <= high:
            name = re.sub(r"s$", "", match["measure"]) if " " in match["measure"] else ""
            short = name.lower().replace("hazards", "hazard") or match["measure"]
            printed = f"{match['point']} ({match['level']}% CI {match['low']}–{match['high']})"
            yield Effect(_MEASURES[short], point, low, high, match["level"], printed, *match.span())


def _value(printed: str) -> float:
    return float(printed.replace("·", "."))
