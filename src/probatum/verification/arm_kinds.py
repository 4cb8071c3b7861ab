"""What the arms of a trial are: how many, which of them is a control, what is said of them."""

from __future__ import annotations

import re

from probatum.verification.arm_doses import amounts, plain, times
from probatum.verification.arm_given import Part, together
from probatum.verification.arm_places import ArmPlace
from probatum.verification.schedule import schedules
from probatum.verification.treatment_clause import DENIED, Clause
from probatum.verification.treatment_kinds import treatments
from probatum.verification.trial_arms import TrialArm
from probatum.verification.words import stems

_GROUP = r"(?:groups?|arms?|cohorts?)"
CONTROLS = re.compile(
    rf"\b(?P<kind>placebo or control|control or placebo|placebo|control|test|experimental)"
    rf"(?: (?:{_GROUP}))\b|\bsingle[ -]arm(?:ed)?\b",
    re.I,
)
NUMBER = re.compile(
    rf"\b(?:has|have|with|consists? of|includes?|there (?:is|are)) (?:a )?(?:only |just )?"
    rf"(?P<n>\d|single|one|two|three|four|five)(?: (?:separate|different|patient|study))? "
    rf"{_GROUP}\b|\b(?:the )?(?P<same>same|different) number of (?:\w+ )?{_GROUP}\b|"
    rf"\b(?:(?P<by>\d|one|two|three|four|five) )?(?P<more>more|fewer) "
    rf"(?:patients? |study |treatment )?{_GROUP} than\b",
    re.I,
)
UNSAID = re.compile(
    r"\b(?:specif\w+|state|states|stated|describe|describes|details?|detailed|provides?|provided|"
    r"defined?|defines|given?|gives|mention\w*|explicitly)\b.*\b(?:dos\w+|frequency|duration)\b|"
    r"\b(?:dos\w+|frequenc\w+|duration)\b.*\b(?:specified|stated|described|provided|defined|given|"
    r"mentioned)\b",
    re.I,
)
_PLACEBO = re.compile(r"\bplacebo|\bsham\b", re.I)
_CONTROL = re.compile(
    r"\b(?:controls?|placebo|sham|usual care|standard (?:of )?care|wait-?list\w*|observation|"
    r"no (?:treatment|intervention)|comparator|delayed)\b",
    re.I,
)
_TOLD_CONTROL = re.compile(r"\bcontrol (?:arm|group)\b|\b(?:active|placebo) comparator\b", re.I)
_NUMBERS = {"single": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_KIND_WORDS = stems(
    "placebo control test experimental group groups arm arms cohort cohorts only has have had "
    "using utilise utilising utilizing utilises study studies trial trials intervention "
    "interventions is are there include includes either single clinical patient patients one a all "
    "design designed"
)


def controls(clause: Clause) -> Part | None:
    """Whether arms are controls or are tested. What an arm does not call itself leaves it open."""
    found = CONTROLS.findall(clause.words)
    words = re.sub(r"@\d+|\bn't\b", " ", clause.words)
    if not clause.places or not found or stems(words) - _KIND_WORDS:
        return None
    kinds = {kind.lower() for kind in found}
    denied = bool(DENIED.search(words))
    parts: list[Part | None] = []
    for place in clause.places:
        if "" in kinds:  # single-arm
            size = len(place.arms) + len(place.others)
            parts.append(Part((size == 1) != denied, f"{place.trial or 'the trial'}: {size} arms"))
            continue
        if place.every and not place.others and len(place.arms) > 1:
            return None
        for kind in kinds:
            parts.append(_of_kind(place, kind, denied=denied, only="only" in words.lower()))
    return together(parts)


def _of_kind(place: ArmPlace, kind: str, *, denied: bool, only: bool) -> Part | None:
    is_kind = {arm.name: _is(arm, kind) for arm in place.arms}
    said = "; ".join(
        f"{arm.name} is {'' if is_kind[arm.name] else 'not '}named as {kind}" for arm in place.arms
    )
    if kind in {"test", "experimental"}:
        tested = [not _is(arm, "control") for arm in place.arms]
        if only and not denied:
            return Part(all(tested), said)
        return Part(any(tested) != denied, said) if place.others or all(tested) else None
    if place.others:  # one arm is spoken of
        if any(is_kind.values()):
            return Part(not denied, said)
        elsewhere = any(_is(arm, kind) for arm in place.others)
        return Part(denied, said) if elsewhere else None
    any_one = any(is_kind.values())
    if any_one or kind == "placebo" or len(place.arms) == 1:
        return Part(any_one != denied, said)
    return None  # one of them may be the control, and not be called so


def _is(arm: TrialArm, kind: str) -> bool:
    if kind == "placebo":
        return bool(_PLACEBO.search(arm.text))
    return bool(_CONTROL.search(arm.name) or _TOLD_CONTROL.search(arm.text))


def numbers(clause: Clause) -> Part | None:
    """How many arms there are, by themselves or against another trial's."""
    found = NUMBER.search(clause.words)
    rest = re.sub(r"@\d+", " ", NUMBER.sub(" ", clause.words))
    if found is None or DENIED.search(rest) or any(p.others for p in clause.places):
        return None
    if stems(rest) - _KIND_WORDS:
        return None
    sizes = [len(place.arms) for place in clause.places]
    said = "; ".join(
        f"{place.trial or 'the trial'}: {size} arms"
        for place, size in zip(clause.places, sizes, strict=True)
    )
    if found["n"]:
        n = _NUMBERS.get(found["n"].lower()) or int(found["n"])
        return Part(all(size == n for size in sizes), said)
    if len(sizes) != 2:
        return None
    if found["same"]:
        return Part((sizes[0] == sizes[1]) == (found["same"].lower() == "same"), said)
    if found["by"]:
        by = _NUMBERS.get(found["by"].lower()) or int(found["by"])
        by = by if found["more"].lower() == "more" else -by
        return Part(sizes[0] - sizes[1] == by, said)
    return Part((sizes[0] > sizes[1]) == (found["more"].lower() == "more") and sizes[0] != sizes[1],
                said)  # fmt: skip


def unsaid(clause: Clause) -> Part | None:
    """Whether doses, times and lengths are told at all."""
    asked = {
        name
        for name, words in (("dose", r"dos\w+"), ("time", "frequenc"), ("length", "duration"))
        if re.search(rf"\b{words}", clause.words, re.I)
    }
    rest = re.sub(r"@\d+", " ", clause.words)
    if not clause.places or re.search(r"\bonly\b|\bfor (?!its|the intervention)", rest, re.I):
        return None
    if treatments(rest, clause.names):
        return None
    denied = bool(DENIED.search(rest))
    parts = []
    for place in clause.places:
        text = plain("\n".join(arm.text for arm in place.arms))
        told = {"dose": amounts(text), "time": schedules(text), "length": times(text)}
        found = {name for name in asked if told[name]}
        said = f"{place.name}: {', '.join(sorted(found)) or 'neither dose, time nor length'} stated"
        if found and found != asked and (denied or not re.search(r"\bor\b", rest)):
            return None
        parts.append(Part((not found) == denied, said))
    return together(parts)
