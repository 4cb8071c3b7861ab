"""Whether an arm of a trial is given a treatment, so much, so often and by such a way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isclose
from typing import NamedTuple

from probatum.verification.arm_doses import (
    Amount,
    amounts,
    cycles,
    doses_of,
    times,
    times_of_giving,
    ways,
    ways_of,
)
from probatum.verification.event_amounts import LIMITS
from probatum.verification.names import drugs
from probatum.verification.schedule import schedules
from probatum.verification.treatment_kinds import Treatment
from probatum.verification.trial_arms import TrialArm

_LIMIT = re.compile(rf"\b(?P<limit>{'|'.join(LIMITS)})\s$", re.I)
_DRUG_CLASS = re.compile(r"chemo|hormon|endocrine|inhibitor|bisphosphonate", re.I)
_BESIDE = r"(?:no|without|not receiv\w+|prior|previous\w*|refrain\w*|after|before)"


class Part(NamedTuple):
    """Whether a clause holds, and the words of the record that say so."""

    holds: bool
    said: str


def absent(arm: TrialArm, treatment: Treatment) -> Part | None:
    """That an arm is not given it. An arm of which nothing is said tells nothing."""
    if treatment.named_in(arm.text):
        beside = rf"\b{_BESIDE} [^.;\n]{{0,40}}(?:{treatment.known_as.pattern})"
        if re.search(beside, arm.text, re.I):
            return None
        return Part(holds=False, said=f"{arm.name} names {treatment.name}")
    if not arm.specified or (_DRUG_CLASS.search(treatment.name) and drugs(arm.text)):
        return None  # a drug may be of the class without saying so
    return Part(holds=True, said=f"{arm.name} does not name {treatment.name}")


def as_told(arm: TrialArm, treatment: Treatment, told: str) -> Part | None:
    """Whether an arm gives it so much, so often and by such a way as is told."""
    checks = [
        *(_dose(arm, treatment, amount, told) for amount in amounts(told)),
        _time(arm, treatment, told),
        _way(arm, treatment, told),
        _cycle(arm, told),
        _length(arm, told),
    ]
    asked = [check for check in checks if check is not _NOTHING]
    return together(asked) if asked else Part(holds=True, said=f"{arm.name} names {treatment.name}")


_NOTHING = Part(holds=True, said="")


def _dose(arm: TrialArm, treatment: Treatment, asked: Amount, told: str) -> Part | None:
    theirs = doses_of(treatment, arm.text)
    equal = [asked.equals(dose) for dose in theirs]
    written = ", ".join(dose.written for dose in theirs)
    said = f"{arm.name} gives {treatment.name} at {written}"
    if limit := _LIMIT.search(told[: asked.start]):
        values = [value for dose in theirs if (value := dose.in_unit(asked.unit)) is not None]
        holds = {LIMITS[limit["limit"].lower()](value, asked.value) for value in values}
        return Part(holds.pop(), said) if len(holds) == 1 else None
    if any(equal):
        return Part(holds=True, said=said)
    known = [each for each in equal if each is not None]
    return Part(holds=False, said=said) if known and len(known) == len(equal) else None


def _time(arm: TrialArm, treatment: Treatment, told: str) -> Part | None:
    ours = schedules(told)
    if not ours:
        return _NOTHING
    theirs = times_of_giving(treatment, arm.text)
    said = (
        f"{arm.name} gives {treatment.name} {', '.join(dict.fromkeys(s.written for s in theirs))}"
    )
    same = [any(isclose(a, b, rel_tol=0.01) for o in theirs for b in o.days for a in s.days)
            for s in ours]  # fmt: skip
    if all(same):
        return Part(holds=True, said=said)
    return Part(holds=False, said=said) if len(theirs) == 1 == len(ours) else None


def _way(arm: TrialArm, treatment: Treatment, told: str) -> Part | None:
    ours = ways(told)
    if not ours:
        return _NOTHING
    theirs = ways_of(treatment, arm.text) or ways(arm.text)
    said = f"{arm.name} names {', '.join(sorted(theirs))}"
    if ours <= theirs:
        return Part(holds=True, said=said)
    return Part(holds=False, said=said) if theirs and not ours & theirs else None


def _cycle(arm: TrialArm, told: str) -> Part | None:
    ours, theirs = cycles(told), cycles(arm.text)
    if not ours:
        return _NOTHING
    if not theirs:
        return None
    days = ", ".join(f"{length:g}" for length in sorted(theirs))
    return Part(bool(ours & theirs), f"{arm.name} names cycles of {days} days")


def _length(arm: TrialArm, told: str) -> Part | None:
    """For how long: only where the arm has just these words."""
    ours = [each for each in times(told) if not schedules(each.written)]
    if not ours or cycles(told):
        return _NOTHING
    theirs = times(arm.text)
    same = all(any(each.equals(other) for other in theirs) for each in ours)
    return Part(holds=True, said=f"{arm.name} names {ours[0].written}") if same else None


def together(parts: Iterable[Part | None]) -> Part | None:
    """One that does not hold decides; all must be clear that they hold."""
    found = list(parts)
    wrong = [part for part in found if part is not None and not part.holds]
    if wrong:
        return wrong[0]
    held = [part for part in found if part is not None]
    if not held or len(held) < len(found):
        return None
    return Part(holds=True, said="; ".join(dict.fromkeys(p.said for p in held if p.said)))
