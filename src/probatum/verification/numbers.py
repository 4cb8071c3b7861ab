"""Whether every number of a sentence stands in its source, with its own unit, sign and label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.agreement import agrees, in_other_words, is_about
from probatum.verification.fractionation import follows
from probatum.verification.proportions import counted_as
from probatum.verification.quantities import Quantity, quantities
from probatum.verification.relative_risk import carried
from probatum.verification.units import converted, needs_more_than_units
from probatum.verification.words import stems

CHECK = "numbers"
_SAME_MATTER, _FEWEST = 0.7, 6


def check_numbers(claim: str, source: str) -> Reason | None:
    """Contradicted when the source gives another number there; partly when it gives none.

    Each number of the source answers for one of the claim. None: there is no objection. Numbers
    that are the same in other words (a unit, a rounding) are supported, and the reason says how.
    """
    theirs = list(quantities(source))
    elsewhere = carried(claim, source)  # "26% lower" is compared with the ratios
    ours = [q for q in quantities(claim) if q.written not in elsewhere]
    missing = list(_without(ours, theirs))
    if not missing:
        return None
    notes, left = [], []
    for quantity in missing:
        said = _in_other_words(quantity, theirs, source)
        if said:
            notes.append(said)
        else:
            left.append(quantity)
    if left:
        return _objection(left, theirs, source, alike=_alike(claim, source))
    return Reason(check=CHECK, verdict=Verdict.SUPPORTED, text="; ".join(notes), words=source)


def _without(ours: Iterable[Quantity], theirs: list[Quantity]) -> Iterator[Quantity]:
    """Those of ours that none of theirs equals; what answers is taken out of theirs.

    First those with their own unit. A number without a unit answers only when no other one of the
    same value is left: for then the unit is the error.
    """
    left = [quantity for quantity in ours if not _taken(quantity, theirs, with_unit=True)]
    for quantity in left:
        other_unit = any(q.value == quantity.value and q.unit for q in theirs)
        if (quantity.unit and other_unit) or not _taken(quantity, theirs, with_unit=False):
            yield quantity


def _taken(quantity: Quantity, theirs: list[Quantity], *, with_unit: bool) -> bool:
    same = [other for other in theirs if agrees(quantity, other)]
    if with_unit:
        same = [other for other in same if bool(other.unit) == bool(quantity.unit)]
    if same:
        theirs.remove(max(same, key=lambda other: other.label == quantity.label))
    return bool(same)


def _in_other_words(ours: Quantity, theirs: list[Quantity], source: str) -> str | None:
    for other in theirs:
        if said := in_other_words(ours, other):
            theirs.remove(other)
            return said
    return counted_as(ours, source) or follows(ours, source)


def _alike(claim: str, source: str) -> bool:
    """Whether the source has so many of the claim's words that its figure stands in its place."""
    ours = stems(claim)
    return len(ours) < _FEWEST or len(ours & stems(source)) >= _SAME_MATTER * len(ours)


def _objection(left: list[Quantity], theirs: list[Quantity], source: str, *, alike: bool) -> Reason:
    written = _listed(left)
    others = [q for q in theirs if any(_stands_for(q, ours) for ours in left)]
    about = [q for q in theirs if all(is_about(q, ours) for ours in left)]
    apart = [q for q in theirs if any(needs_more_than_units(q.unit, o.unit) for o in left)]
    if about:
        text = f"{written} is only about the source's {_listed(about)}"
    elif others:
        text = f"the sentence says {written}, the source {_listed(others)}"
        verdict = Verdict.CONTRADICTED if alike else Verdict.PARTLY
        return Reason(check=CHECK, verdict=verdict, text=text, words=source)
    elif apart:
        text = f"{written} and {_listed(apart)} cannot be compared: the units measure other things"
    else:
        text = f"the source does not give {written}"
    return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=source)


def _stands_for(theirs: Quantity, ours: Quantity) -> bool:
    """What the claim puts another in place of: of the same unit, or with another unit or label."""
    if ours.label and theirs.label and ours.label != theirs.label:
        return ours.value == theirs.value
    if theirs.unit == ours.unit:
        return True
    if not theirs.unit or not ours.unit:
        return False
    return theirs.value == ours.value or converted(1.0, theirs.unit, ours.unit) is not None


def _listed(found: list[Quantity]) -> str:
    return ", ".join(dict.fromkeys(_said(quantity) for quantity in found))


def _said(quantity: Quantity) -> str:
    named = quantity.label and quantity.label != "confidence interval"
    sign = "" if quantity.sign and quantity.sign in quantity.written else quantity.sign
    return f"{quantity.label if named else ''} {sign}{quantity.written}".strip()
