"""The parts of a drug label that answer questions, and the name of the drug it is for.

Section codes are LOINC's, as the FDA uses them in Structured Product Labeling:
https://www.fda.gov/industry/structured-product-labeling-resources
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

SET_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ADDRESS = "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid="

_POPULATIONS = "Use in specific populations"


class LabelSection(NamedTuple):
    """A part of a label: the path of headings it stands under, its code, openFDA's name for it."""

    heading: tuple[str, ...]
    code: str
    field: str


SECTIONS = (
    LabelSection(("Boxed warning",), "34066-1", "boxed_warning"),
    LabelSection(("Indications and usage",), "34067-9", "indications_and_usage"),
    LabelSection(("Dosage and administration",), "34068-7", "dosage_and_administration"),
    LabelSection(("Contraindications",), "34070-3", "contraindications"),
    LabelSection(("Warnings and precautions",), "43685-7", "warnings_and_cautions"),
    LabelSection(("Warnings",), "34071-1", "warnings"),
    LabelSection(("Precautions",), "42232-9", "precautions"),
    LabelSection(("Drug interactions",), "34073-7", "drug_interactions"),
    LabelSection((_POPULATIONS,), "43684-0", "use_in_specific_populations"),
    LabelSection((_POPULATIONS, "Pregnancy"), "42228-7", "pregnancy"),
    LabelSection((_POPULATIONS, "Lactation"), "77290-5", "lactation"),
    LabelSection((_POPULATIONS, "Nursing mothers"), "34080-2", "nursing_mothers"),
    LabelSection((_POPULATIONS, "Pediatric use"), "34081-0", "pediatric_use"),
    LabelSection((_POPULATIONS, "Geriatric use"), "34082-8", "geriatric_use"),
    LabelSection(("Adverse reactions",), "34084-4", "adverse_reactions"),
)
"""In the order in which openFDA's are written; a label keeps its own order where it has one."""

_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s+(?=\D)")


def bare_title(title: str) -> str:
    """A title without its number: "2.1 Recommended dosage" is "Recommended dosage"."""
    return _NUMBER.sub("", title).strip()


def drug_title(brands: Iterable[str], generics: Iterable[str]) -> str:
    """As "Brand (generic)"; the generic name alone where it is the brand; "" without a name."""
    generic = _once(name.lower() for name in generics)
    known = {name.lower() for name in generic}
    brand = [name for name in _once(brands) if name.lower() not in known]
    if not brand:
        return ", ".join(generic).capitalize()
    return f"{', '.join(brand)} ({', '.join(generic)})" if generic else ", ".join(brand)


def _once(names: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        if plain := " ".join(name.split()):
            kept.setdefault(plain.lower(), plain)
    return list(kept.values())
