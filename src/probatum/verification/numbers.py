"""Whether every number of the claim stands in the quotes, with its own unit and sign."""

from __future__ import annotations

import re
from collections import Counter

from probatum.evidence.claim import Claim, Reason, Verdict

CHECK = "numbers"
_QUANTITY = re.compile(
    r"(?P<sign>[<>≤≥=±~−-]?)\s?(?P<value>\d+(?:[,\u202f]\d{3})*(?:\.\d+)?|\.\d+)"
    r"(?P<unit>\s?(?:%|mg/m2|mg/m²|mg/kg|mcg/kg|mg/d[lL]|mmol/[lL]|mg|mcg|µg|μg|g/d[lL]|"
    r"g|kg|mL|ml|L|Gy|cGy|IU|"
    r"units?|mm ?Hg|mm|cm|months?|years?|weeks?|days?|hours?|minutes?|fractions?|times|"
    r"-fold)\b|\s?%)?"
)


def check_numbers(claim: Claim) -> Reason:
    """A number without its counterpart in a quote contradicts; no number at all is no objection."""
    said = _quantities(claim.text)
    if not said:
        return Reason(check=CHECK, verdict=Verdict.SUPPORTED, text="the sentence has no number")
    quoted = sum((_quantities(citation.quote) for citation in claim.citations), Counter())
    missing = said - quoted
    if missing:
        words = ", ".join(missing)
        return Reason(
            check=CHECK,
            verdict=Verdict.CONTRADICTED,
            text=f"the cited words do not hold: {words}",
            words=words,
        )
    return Reason(
        check=CHECK,
        verdict=Verdict.SUPPORTED,
        text="every number stands in the quote with its unit",
        words=", ".join(said),
    )


def _quantities(text: str) -> Counter[str]:
    """Each number with sign and unit in one form: "85mg/m2", "<0.05", "12months"."""
    found: Counter[str] = Counter()
    for match in _QUANTITY.finditer(text):
        value = re.sub("[,\u202f]", "", match["value"])
        value = f"0{value}" if value.startswith(".") else value
        unit = (match["unit"] or "").strip().replace("²", "2").replace("μ", "µ").rstrip("s")
        found[f"{match['sign'].replace('−', '-')}{value}{unit}"] += 1
    return found
