"""Whether figures say that a difference is none: a p value, an interval that holds no effect."""

from __future__ import annotations

import re

P_VALUE = re.compile(
    r"\bp(?:[ -]?values?)?(?:\s?(?:of|was|for [^,;()]{1,40}?))?\s*"
    r"(?P<sign>[=<>≤≥:]|&[lg]t;|less than|of|was)\s*(?P<value>0?[.·,]\d+|1\.0+|0)",
    re.I,
)
INTERVAL = re.compile(
    r"(?P<level>9[059])\s?%?\s?(?:CI|confidence interval)\s?(?:\[CI\])?[\s:,=\[(]*"
    r"(?P<low>[-−–]?\d*[.·]?\d+)\s?%?\s?(?:to|[-–—,;]|and)\s?(?P<high>[-−–]?\d*[.·]?\d+)",
    re.I,
)
RATIO = re.compile(
    r"\b(?:[ah]?HR|a?OR|a?RR|IRR|(?:hazards?|odds|risk|rate) ratios?|relative risk)\b"
)
_LIMIT, _LOOSE = 0.05, 0.1
_FIGURES = str.maketrans("−–·,", "--..")


def says_none(clause: str, place: int) -> bool | None:
    """What the first p value or interval after the place says; None where there is neither."""
    found = [(match.start(), _by_p_value(match)) for match in P_VALUE.finditer(clause)]
    if not found:
        found = [(m.start(), _by_interval(m, clause)) for m in INTERVAL.finditer(clause)]
    after = [says for start, says in found if start >= place]
    return after[0] if after else found[-1][1] if found else None


def _by_p_value(match: re.Match[str]) -> bool:
    value = float(match["value"].translate(_FIGURES))
    if match["sign"].lower() in {"<", "≤", "less than", "&lt;"}:
        return value > _LOOSE
    return value >= _LIMIT


def _by_interval(match: re.Match[str], clause: str) -> bool:
    """Whether it holds 1, for a ratio, or 0."""
    low, high = (float(match[name].translate(_FIGURES)) for name in ("low", "high"))
    ratio = RATIO.search(clause[: match.start()])
    return low <= (1 if ratio else 0) <= high
