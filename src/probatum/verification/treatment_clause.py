"""One clause on what the arms of a trial are given, against the words of those arms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from probatum.verification.arm_doses import amounts, times, ways, ways_of
from probatum.verification.arm_given import Part, absent, as_told, together
from probatum.verification.arm_places import ArmPlace
from probatum.verification.event_amounts import LIMITS
from probatum.verification.schedule import schedules
from probatum.verification.treatment_kinds import Treatment, treatments
from probatum.verification.trial_arms import TrialArm
from probatum.verification.words import stems

PLACES = re.compile(r"@\d+(?:\s*,?\s*(?:and|or|nor|&)\s+@\d+)*")
DENIED = re.compile(r"\b(?:no|not|n't|none|neither|nor|never|without|nothing)\b", re.I)
_ONLY = re.compile(r"\b(?:only|exclusively|solely|just)\b", re.I)
_ONLY_THERE = re.compile(
    r"\bonly\s+(?:(?:used|given|received|administered|patients) )?(?:in |to |for |by )?@", re.I
)
_ONLY_ONE = re.compile(r"\bis the only (?:drug|medication|treatment)\b", re.I)
_ONE_ARM = re.compile(
    r"\b(?:only |just )?(?:in |to )?(?:only |just )?(?:one|1|a single(?: one)?)(?: of the)? "
    r"(?:\w+ )?(?:cohort|arm|group)s?\b",
    re.I,
)
_EXAMPLES = re.compile(r"\b(?:such as|variety|including|like|may|might|could|if)\b", re.I)
_FEWEST_LETTERS, _SHOWN = 5, 120
_LIMITED = re.compile(rf"\b(?:{'|'.join(LIMITS)})\s(?=\d)", re.I)
_UNDERSTOOD = stems(
    "receive receives received recieve recieves receiving given give gives administered "
    "administer administers administration treated treatment treatments therapy used use uses "
    "using utilised utilized utilises undergo undergoes take takes taking taken testing tested "
    "tests test study studies studying investigating investigates investigate evaluating "
    "evaluates evaluate intervention interventions patient drug drugs medication medications "
    "require requires required group groups cohort cohorts arm arms trial of in any some all dose "
    "doses dosage dosages amount whatsoever respective form also but only applied employ employs "
    "make makes involve involves involving include includes during throughout their its do does "
    "did not a an the as well via one based products product need needs have has "
    "orally oral mouth iv intravenous intravenously intravenou subcutaneous subcutaneously "
    "injection infusion topical topically intramuscular intramuscularly intramuscularli day days "
    "daily week weekly month months once twice times every each cycle cycles schedule qd bid tid "
    "po practice practise practising practicing wear wearing part form either novel type types "
    "technique techniques basis called effectiveness efficacy however they those section sections "
    "medical exactly mg ml performed completes completed scan scans participate at this these one "
    "single while monotherapy tablet tablets pill pills capsule capsules ingest intraveinously "
    "cream gel ointment lotion between hydrochloride mesylate ditosylate tosylate malate acetate "
    "sodium citrate phosphate sulfate"
)


class Clause(NamedTuple):
    """Words, with "@0" for places, the places that they name, and names of what is given."""

    words: str
    places: tuple[ArmPlace, ...]
    names: tuple[str, ...]


def given(clause: Clause) -> Part | None:
    """Whether the arms are given what the clause says; None where that is not clear."""
    words = PLACES.sub(" , ", clause.words)
    named = treatments(words, clause.names)
    unread = left(words, named)
    if not clause.places:
        return None
    if unread:
        plainly = not re.search(rf"\bor\b|{DENIED.pattern}|{_ONLY.pattern}", words, re.I)
        if not plainly:
            return None
        lacking = _lacking(clause, named, words)
        if lacking is not None:
            return lacking
        return _by_phrase(clause, named, unread, words)
    if not named:
        return _by_way(clause, words, denied=bool(DENIED.search(words)))
    return _named(clause, named, words)


def _lacking(clause: Clause, named: Sequence[Treatment], words: str) -> Part | None:
    """Of several things that are said together one that is not given is enough."""
    if _ONE_ARM.search(words) or _EXAMPLES.search(words):
        return None
    parts = (_one(place, t, "", denied=False) for place in clause.places for t in named)
    return next((part for part in parts if part is not None and not part.holds), None)


def _named(clause: Clause, named: Sequence[Treatment], words: str) -> Part | None:
    """Of treatments that are known by name."""
    denied, only = bool(DENIED.search(words)), bool(_ONLY.search(clause.words))
    if re.search(r"\bor\b|/", words) and len(named) > 1 and not denied:
        return _neither(clause, named)  # of two that may be meant, which one is left open
    if denied and len(named) > 1 and re.search(r"\b(?:while|and|with)\b", words):
        return None  # not both together, or neither
    if _ONLY_ONE.search(words) and len(named) == 1:
        return _only_by_way(clause, named[0], words)
    if _ONE_ARM.search(words):
        told = amounts(words) or schedules(words) or ways(words)
        return None if denied else _in_one_arm(clause.places, named, words if told else "")
    asked = [(t, _about(words, t, named)) for t in named]
    if not only or denied:
        return together(_one(p, t, told, denied=denied) for p in clause.places for t, told in asked)
    if not _ONLY_THERE.search(clause.words):
        return None
    place = _only_place(clause)
    outside = [arm for p in clause.places for arm in (*p.arms, *p.others)]
    return together(
        [
            *(_one(place, t, told, denied=False) for t, told in asked),
            *(absent(arm, t) for arm in outside if arm not in place.arms for t in named),
        ]
    )


def _neither(clause: Clause, named: Sequence[Treatment]) -> Part | None:
    """Of "one or the other" a place that is given neither."""
    for place in clause.places:
        lacking = [absent(arm, treatment) for arm in place.arms for treatment in named]
        if lacking and all(part is not None and part.holds for part in lacking):
            names = " and no ".join(treatment.name for treatment in named)
            return Part(holds=False, said=f"{place.name} names no {names}")
    return None


def _in_one_arm(places: Sequence[ArmPlace], named: Sequence[Treatment], told: str) -> Part | None:
    """A treatment that exactly one arm is given, so much and so often as is told."""
    arms = [arm for place in places for arm in place.arms]
    if len(named) != 1 or len(arms) < 2 or not all(arm.specified for arm in arms):
        return None
    giving = [arm for arm in arms if named[0].named_in(arm.text)]
    if told:
        given_so = [as_told(arm, named[0], told) for arm in giving]
        if not given_so or any(part is None for part in given_so):
            return None
        pairs = zip(giving, given_so, strict=True)
        giving = [arm for arm, part in pairs if part is not None and part.holds]
    found = [arm.name for arm in giving]
    return Part(len(found) == 1, f"{named[0].name} is named of: {', '.join(found) or 'no arm'}")


def _only_place(clause: Clause) -> ArmPlace:
    """The place that "only" stands before."""
    found = re.search(_ONLY_THERE.pattern + r"(?P<at>\d+)", clause.words, re.I)
    marks = re.findall(r"@(\d+)", clause.words)
    at = marks.index(found["at"]) if found and found["at"] in marks else 0
    return clause.places[min(at, len(clause.places) - 1)]


def _by_phrase(
    clause: Clause, named: Sequence[Treatment], unread: frozenset[str], words: str
) -> Part | None:
    """What is named in words of the record: all of them in one of its lines, for each arm."""
    told = amounts(words) or schedules(words) or ways(words)
    if told or len(" ".join(unread)) < _FEWEST_LETTERS:
        return None
    parts = []
    for place in clause.places:
        found = [
            (arm, line)
            for arm in place.arms
            for line in arm.lines
            if unread <= stems(line) and all(t.named_in(line) for t in named)
        ]
        arms = {arm.name for arm, _ in found}
        whole = place.every or place.people
        if not found or (whole and len(arms) < len(place.arms)):
            return None
        parts.append(Part(holds=True, said=f"{found[0][0].name}: “{found[0][1][:_SHOWN]}”"))
    return together(parts)


def _by_way(clause: Clause, words: str, *, denied: bool) -> Part | None:
    """Of no certain treatment, only by which way anything is given."""
    asked = ways(words)
    if not asked or amounts(words) or schedules(words):
        return None
    only = bool(_ONLY.search(words))
    parts: list[Part | None] = []
    for place in clause.places:
        texts = [arm.text for arm in place.arms]
        whole = place.every and not denied
        for text in texts if whole else ["\n".join(texts)]:
            theirs = ways(text)
            said = f"{place.trial or place.name} names {', '.join(sorted(theirs))}"
            if not theirs or (not denied and asked & theirs and not asked <= theirs):
                parts.append(None)  # that no way is named does not say that there is none
            elif denied:
                parts.append(Part(not asked & theirs, said))
            else:
                parts.append(Part(asked == theirs if only else asked <= theirs, said))
    return together(parts)


def _denied(arm: TrialArm, treatment: Treatment, told: str) -> Part | None:
    """That an arm is not given it, or not by the way that is told."""
    lacking = absent(arm, treatment)
    if lacking is None or lacking.holds or not ways(told):
        return lacking
    theirs = ways_of(treatment, arm.text)
    if not theirs:
        return None
    return Part(not ways(told) & theirs, f"{arm.name} names {', '.join(sorted(theirs))}")


def _only_by_way(clause: Clause, treatment: Treatment, words: str) -> Part | None:
    """The one drug of the trial that is given so; where the way of another is unsaid, open."""
    asked = ways(words)
    text = "\n".join(arm.text for place in clause.places for arm in place.arms)
    others = {
        other.name.lower(): other
        for other in treatments(text, clause.names)
        if not treatment.known_as.search(other.name)
    }
    theirs = {name: ways_of(other, text) for name, other in others.items()}
    same = [name for name, found in theirs.items() if found & asked]
    own = ways_of(treatment, text)
    if len(asked) != 1 or not own:
        return None
    if same or not own & asked:
        named = ", ".join(same) or treatment.name
        return Part(holds=False, said=f"the ways by which {named} is given")
    return Part(holds=True, said=f"{treatment.name} alone") if all(theirs.values()) else None


def _about(words: str, treatment: Treatment, named: Sequence[Treatment]) -> str:
    """The words that tell of this treatment's dose, time and way: up to the next treatment."""
    before = max((t.end for t in named if t.end <= treatment.start), default=0)
    after = min((t.start for t in named if t.start >= treatment.end), default=len(words))
    return f"{words[before : treatment.start]} {words[treatment.end : after]}"


def left(words: str, named: Sequence[Treatment]) -> frozenset[str]:
    """Stems that are neither understood nor a treatment's name."""
    words = _LIMITED.sub(lambda match: " " * len(match[0]), words)
    words = re.sub(r"\bat least one\b", " " * len("at least one"), words, flags=re.I)
    for treatment in reversed(named):
        words = words[: treatment.start] + " " + words[treatment.end :]
    for amount in sorted(amounts(words) + times(words), key=lambda a: -a.start):
        words = words[: amount.start] + " " + words[amount.start + len(amount.written) :]
    return stems(words) - _UNDERSTOOD


def _one(place: ArmPlace, treatment: Treatment, told: str, *, denied: bool) -> Part | None:
    """One treatment in one place."""
    arms = place.arms
    if not arms:
        return None
    if denied:
        if amounts(told) or schedules(told):
            return None  # not so much, or not so often: which of it is denied is open
        return together([_denied(arm, treatment, told) for arm in arms])
    found = [arm for arm in arms if treatment.named_in(arm.text)]
    if place.people and 0 < len(found) < len(arms) and not place.every:
        return None  # "the participants" may be all of them or some
    if not found or (place.every and len(found) < len(arms)):
        missing = next(arm for arm in arms if arm not in found)
        lacking = absent(missing, treatment)
        return lacking._replace(holds=not lacking.holds) if lacking else None
    parts = [as_told(arm, treatment, told) for arm in found]
    if place.every or place.people:
        return together(parts)
    return next((p for p in parts if p and p.holds), parts[0] if len(parts) == 1 else None)
