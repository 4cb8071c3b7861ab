"""Sentences that tell a dose, a schedule or a course of treatment."""

from __future__ import annotations

import re

_AMOUNT = r"\d+(?:[.,]\d+)*"
_UNIT = r"(?:mg|mcg|µg|μg|g|mL|ml|IU|units?|Gy|cGy|MBq|mEq|mmol)"
# An amount in a litre of blood is a finding, not a dose.
_PER = r"(?:/(?:m2|m²|kg|day|d|h|hour|dose|fraction|min)\b|(?!\s?/|\s?per\s(?:d?L|litre|liter)))"
_PATTERNS = (
    rf"\b{_AMOUNT}(?:\s?(?:-|–|to)\s?{_AMOUNT})?[\s-]?{_UNIT}\b{_PER}",
    r"\bAUC\s?(?:of\s)?\d",
    rf"\bevery\s(?:{_AMOUNT}|two|three|four|six|eight|twelve|other)\s?(?:-|to\s\w+\s)?\s?"
    r"(?:hours?|days?|weeks?|months?)\b",
    r"\b(?i:once|twice|(?:three|four|two|\d)\stimes)[\s-](?:a[\s-])?(?:daily|day|weekly|week)\b",
    rf"\b(?:for|in|over)\s(?:{_AMOUNT}|two|three|four|five|six|eight|twelve)\s"
    r"(?:cycles?|fractions|courses|doses)\b",
    r"\bdays?\s\d+(?:\s?(?:-|–|to|,|and)\s?\d+)+\b",
)
_DOSE = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))


def tells_a_dose(text: str) -> bool:
    """Whether a sentence holds an amount to give, how often, or for how long."""
    return _DOSE.search(text) is not None


def dose_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each amount, schedule or course stands: ``text[start:end]``, in order."""
    return tuple(match.span() for match in _DOSE.finditer(text))
