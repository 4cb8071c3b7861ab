"""Numbers with their signs and units, in one form: "<0.05", "85mg/m2", "12.5%"."""

from __future__ import annotations

import re
from typing import NamedTuple

_UNIT = (
    r"%|percent\b|mg/m2|mg/m²|mg/kg|mcg/kg|µg/kg|mg/d[lL]|mmol/[lL]|ng/m[lL]|g/d[lL]|mg|"
    r"mcg|µg|μg|kg|g|"
    r"m[lL]|L|cGy|Gy|IU|units?|mm ?Hg|mmHg|mm|cm|months?|years?|weeks?|days?|hours?|"
    r"minutes?|fractions?|"
    r"cycles?|points?|times|-?fold"
)
_QUANTITY = re.compile(
    r"(?P<sign>[<>≤≥=±~−-]?)\s?(?P<value>\d+(?:[,\u202f]\d{3})*(?:\.\d+)?|(?<!\d)\.\d+)"
    rf"(?:[\s-]?(?P<unit>{_UNIT})(?![A-Za-z]))?"
)
_SAME_UNIT = {"percent": "%", "mcg": "µg", "μg": "µg", "mcg/kg": "µg/kg", "mg/m²": "mg/m2",
              "mm hg": "mmhg", "-fold": "fold"}  # fmt: skip
_NAMES = re.compile(
    r"\b(?:[A-Za-z]+[-–]?\d+[A-Za-z]*\d*|\d+[-–][A-Z]{1,3}\b|CD\d+|HER2|PD-?L?1|stage \w+|"
    r"grade \w+)\b"
)


class Quantity(NamedTuple):
    """A number as compared: sign that matters ("<", ">", "-" or none), value, unit."""

    sign: str
    value: float
    unit: str
    written: str


def quantities(text: str) -> list[Quantity]:
    """Every number of the text that is not part of a name ("HER2", "5-FU", "NCT00002968")."""
    names = [(match.start(), match.end()) for match in _NAMES.finditer(text)]
    found = []
    for match in _QUANTITY.finditer(text):
        place = match.start("value")
        if any(start <= place < end for start, end in names):
            continue
        unit = (match["unit"] or "").lower().strip()
        unit = _SAME_UNIT.get(unit, unit)
        unit = unit.rstrip("s") if len(unit) > 3 else unit
        sign = match["sign"].replace("−", "-")
        between = place > 0 and sign == "-" and re.search(r"[\d\w%]\s?$", text[: match.start()])
        found.append(
            Quantity(
                sign="" if between or sign in "=~±" else sign,
                value=float(re.sub("[,\u202f]", "", match["value"])),
                unit=unit,
                written=match[0].strip(" -–"),
            )
        )
    return found


def agrees(one: Quantity, other: Quantity) -> bool:
    """Same value, and neither unit nor sign speaks against it."""
    same_unit = one.unit == other.unit or not one.unit or not other.unit
    same_sign = one.sign == other.sign or not {one.sign, other.sign} <= {"<", ">", "≤", "≥"}
    return one.value == other.value and same_unit and same_sign
