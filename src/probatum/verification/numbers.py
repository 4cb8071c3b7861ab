"""Whether every number of a sentence stands in its source, with its own unit and sign."""

from __future__ import annotations

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.quantities import Quantity, agrees, quantities

CHECK = "numbers"


def check_numbers(claim: str, source: str) -> Reason | None:
    """Contradicted when the source gives another number there; partly when it gives none.

    Each number of the source answers for one of the claim. None: there is no objection.
    """
    theirs, missing = quantities(source), []
    for quantity in quantities(claim):
        same = next((other for other in theirs if agrees(quantity, other)), None)
        if same is None:
            missing.append(quantity)
        else:
            theirs.remove(same)
    if not missing:
        return None
    written = _listed(missing)
    others = [q for q in theirs if any(_stands_for(q, m) for m in missing)]
    if others:
        text = f"the sentence says {written}, the source {_listed(others)}"
        return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    text = f"the source does not give {written}"
    return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=source)


def _stands_for(one: Quantity, other: Quantity) -> bool:
    """Of the same unit, or of the same value with another: then the unit is the error."""
    return one.unit == other.unit or (one.value == other.value and bool(one.unit and other.unit))


def _listed(found: list[Quantity]) -> str:
    return ", ".join(dict.fromkeys(quantity.written for quantity in found))
