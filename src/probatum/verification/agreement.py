"""Whether two quantities are the same, are the same in other words, or are not."""

from __future__ import annotations

from math import isclose

from probatum.verification.quantities import Quantity
from probatum.verification.units import converted, is_time

_EXACT, _NEARLY, _ABOUT = 1e-6, 0.02, 0.10
_CUSTOMARY = {0.1, 0.05, 0.01, 0.005, 0.001, 0.0001}
_LIMITS = {"<", ">", "≤", "≥"}
_FIGURES_FOR_ROUNDING = 2


def agrees(one: Quantity, other: Quantity) -> bool:
    """The same value in the same or in a convertible unit; no sign, label or period against it."""
    if not _compatible(one, other):
        return False
    if one.unit == other.unit or not one.unit or not other.unit:
        return one.value == other.value
    value = converted(one.value, one.unit, other.unit)
    return value is not None and isclose(value, other.value, rel_tol=_EXACT)


def in_other_words(one: Quantity, other: Quantity) -> str | None:
    """How `one` follows from `other` though it is not equal; None when it does not follow."""
    if _p_follows(one, other):
        return f"{one.written} follows from {other.written}"
    if one.label != other.label and one.label and other.label:
        return None
    if _same_total(one, other):
        return f"{one.written} and {other.written} are the same amount a day"
    if not _compatible(one, other) or one.sign != other.sign:
        return None
    if _is_rounded(one, other):
        return f"{one.written} is {other.written} rounded"
    if _close_times(one, other, _NEARLY):
        return f"{one.written} is about {other.written}"
    return None


def is_about(one: Quantity, other: Quantity) -> bool:
    """Lengths of time in different units that differ by less than a tenth: 3 months, 12 weeks."""
    return _close_times(one, other, _ABOUT)


def _compatible(one: Quantity, other: Quantity) -> bool:
    same_sign = one.sign == other.sign or not {one.sign, other.sign} <= _LIMITS
    same_label = one.label == other.label or not one.label or not other.label
    if one.period and other.period and not isclose(one.period, other.period, rel_tol=_NEARLY):
        return False
    return same_sign and same_label


def _p_follows(one: Quantity, other: Quantity) -> bool:
    """A customary limit from a value: "p < 0.001" from "p = 0.0004"; never one from another."""
    if {one.label, other.label} != {"p value"} or one.sign != "<" or other.sign:
        return False
    return one.value in _CUSTOMARY and other.value < one.value


def _same_total(one: Quantity, other: Quantity) -> bool:
    """50 mg twice daily and 100 mg/day."""
    if not one.period or not other.period or one.unit != other.unit or not one.unit:
        return False
    by_day = {1.0} & {one.period, other.period}
    same = isclose(one.value / one.period, other.value / other.period, rel_tol=_EXACT)
    return bool(by_day) and one.period != other.period and same


def _is_rounded(one: Quantity, other: Quantity) -> bool:
    figures = len(str(one.value).replace(".", "").lstrip("0")) - (one.value == int(one.value))
    fewer = one.decimals < other.decimals and figures >= _FIGURES_FOR_ROUNDING
    return fewer and one.unit == other.unit and round(other.value, one.decimals) == one.value


def _close_times(one: Quantity, other: Quantity, tolerance: float) -> bool:
    if one.unit == other.unit or not (is_time(one.unit) and is_time(other.unit)):
        return False
    value = converted(one.value, one.unit, other.unit)
    return value is not None and isclose(value, other.value, rel_tol=tolerance)
