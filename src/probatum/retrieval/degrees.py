"""Degrees that a text states, each of something: highly emetogenic, low risk, severe asthma."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from probatum.retrieval.words import forms

_DEGREES = {
    "high": "high", "highly": "high", "moderate": "moderate", "moderately": "moderate",
    "intermediate": "moderate", "low": "low", "minimal": "minimal", "minimally": "minimal",
    "mild": "mild", "mildly": "mild", "severe": "severe", "severely": "severe",
}  # fmt: skip
_ONE = "|".join(sorted(_DEGREES, key=len, reverse=True))
_STATED = re.compile(
    rf"\b((?:{_ONE})(?:(?:,\s?|[\s-](?:or|and|to)[\s-]|/|,\s(?:or|and)\s)(?:{_ONE}))*)[\s-]([a-z]{{3,}})",
    re.I,
)
_EACH = re.compile(rf"\b(?:{_ONE})\b", re.I)
_AMOUNTS = frozenset(forms("dose dosage level rate quality evidence certainty"))
_LIKELY = re.compile(r"\s(?:of|for)\b", re.I)


@lru_cache(maxsize=4_096)
def degrees(text: str) -> Mapping[str, frozenset[str]]:
    """Degrees by the comparable form of the word they stand before.

    An amount, and the risk of something, are of no group of patients.
    """
    found: dict[str, frozenset[str]] = {}
    for match in _STATED.finditer(text):
        of = forms(match[2])[0]
        if of in _AMOUNTS or (of == "risk" and _LIKELY.match(text, match.end())):
            continue
        named = {_DEGREES[word.lower()] for word in _EACH.findall(match[1])}
        found[of] = found.get(of, frozenset()) | named
    return found
