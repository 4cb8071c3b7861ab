"""Units of medicine: one form for each, and conversion where it is one of quantity alone.

What needs more than the unit (a molar mass between mmol/L and mg/dL, a potency between IU and mg)
is not converted: such values cannot be compared, and are never called equal. Schadow G, McDonald
CJ. The Unified Code for Units of Measure. Regenstrief Institute. https://ucum.org/ucum
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_JOIN = r"\s?(?:/|\bper\b)\s?"
_CONCENTRATION = re.compile(r"(?:[pnum]?mol|mEq|[kmunp]?g|k?IU|unit)/[dmu]?L")


@cache
def table() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Name of each unit: its definition and its written forms."""
    text = (files("probatum.verification") / "units.txt").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            definition, _, written = line.partition(" : ")
            name, _, meaning = definition.partition(" = ")
            found[name] = (meaning, tuple(form.strip() for form in written.split(",")))
    return found


@cache
def _names() -> dict[str, str]:
    return {form: name for name, (_, forms) in table().items() for form in forms}


@cache
def unit_pattern() -> str:
    """Matches a written unit, also a compound one: "mg/kg per day"."""
    forms = sorted(_names(), key=len, reverse=True)
    one = "|".join(re.escape(form).replace(r"\ ", r"\s?") for form in forms)
    one = f"(?:{one})(?![A-Za-z²³])"
    return rf"{one}(?:{_JOIN}{one}(?:\s(?:of\s)?body[\s-](?:weight|surface)(?:\sarea)?)?)*"


@lru_cache(maxsize=1024)
def unit_name(written: str) -> str:
    """One form of a unit as written; "" for none: "mcg per kilogram of body weight" is "ug/kg"."""
    if known := _names().get(" ".join(written.split())):
        return known  # "beats per minute" is one unit
    parts = re.split(_JOIN, re.sub(r"\s(?:of\s)?body\b.*?(?=/|\bper\b|$)", "", written))
    names = (_names().get(" ".join(part.split()), part.strip()) for part in parts)
    return "/".join(names)


@lru_cache(maxsize=4096)
def converted(value: float, unit: str, to: str) -> float | None:
    """The value in the other unit; None where the units measure different things."""
    if unit == to:
        return value
    if {unit, to} == {"celsius", "fahrenheit"}:
        return (value - 32) / 1.8 if to == "celsius" else value * 1.8 + 32
    registry = _registry()
    one, other = registry.Quantity(1.0, unit), registry.Quantity(1.0, to)
    if one.dimensionality != other.dimensionality:
        return None
    return float(value * one.to(other.units).magnitude)


def is_time(unit: str) -> bool:
    """Whether it is a unit of time."""
    return unit in {"second", "minute", "hour", "day", "week", "month", "year"}


def needs_more_than_units(one: str, other: str) -> bool:
    """Whether both are concentrations of which one cannot be told from the other by units."""
    both = _CONCENTRATION.fullmatch(one) and _CONCENTRATION.fullmatch(other)
    return bool(both) and converted(1.0, one, other) is None


@cache
def _registry() -> Any:
    """Only our units: the whole of pint's table takes a second to read."""
    from pint import UnitRegistry  # slow to load, and most sentences need no conversion

    registry: Any = UnitRegistry(None)
    for name, (meaning, _) in table().items():
        registry.define(f"{name} = {meaning}")
    return registry
