"""One arm's doses and times against another's: higher, lower, the same, twice as often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isclose

from probatum.verification.arm_doses import amounts, doses_of, times_of_giving, ways
from probatum.verification.arm_given import Part, absent, together
from probatum.verification.arm_places import ArmPlace
from probatum.verification.schedule import schedules
from probatum.verification.treatment_clause import DENIED, PLACES, Clause, left
from probatum.verification.treatment_kinds import Treatment, treatments
from probatum.verification.words import stems

COMPARES = re.compile(
    r"\b(?:more(?! than \d)|less(?! than \d)|higher|lower|greater|larger|smaller|same|identical|"
    r"equal|differ\w*|twice(?! (?:a|per|each)\b|\s?(?:daily|weekly|monthly))|double|half|times as|"
    r"times (?:more|the)|overlap)\b",
    re.I,
)
_OFTEN = re.compile(r"\b(?:often|frequen\w+)\b", re.I)
_DOSED = re.compile(r"\b(?:dos\w+|amounts?|quantit\w+|as much|more|less|mg)\b", re.I)
_MORE = re.compile(r"\b(?:more|higher|greater|larger)\b", re.I)
_LESS = re.compile(r"\b(?:less|lower|smaller|fewer)\b(?! than (?:half|\d))", re.I)
_SAME = re.compile(r"\b(?:same|identical|equal)\b", re.I)
_OTHER = re.compile(r"\bdiffer(?:ent|s)?\b", re.I)
_EITHER = re.compile(r"\b(?:same|identical|equal|different)\b", re.I)
_OF_DOSE = re.compile(
    r"\b(?:same|identical|equal|different) (?:\w+ )?(?:dos|amount|quantit|frequen)", re.I
)
_SAME_DRUGS = re.compile(
    r"\b(?:(?P<any>any of the )?(?:same|identical)|(?P<differ>different)|"
    r"(?P<overlap>overlap)\b.*?) (?:\w+ )?(?:drugs?|medications?|treatments?)\b(?! dos)",
    re.I,
)
_TIMES = re.compile(
    r"\b(?:(?P<over>more than|over|at least) )?(?:(?P<twice>twice|double)|(?P<half>half)|"
    r"(?P<n>\d+(?:\.\d+)?|three|four|five) times)(?! (?:a|per) |\s?(?:daily|weekly))\b",
    re.I,
)
_SPELT = {"three": 3.0, "four": 4.0, "five": 5.0}
_WAY = re.compile(r"\b(?:routes?(?: of administration)?|same way)\b", re.I)
_WORDS = stems(
    "more less higher lower greater larger smaller same identical equal differ different differs "
    "twice double half times than as often frequently frequency frequencies amount amounts "
    "quantity quantities much any compared three four five over at least level levels route routes "
    "either respective overlap between various separate duration schedule these"
)
Side = tuple[ArmPlace, Treatment]


def compared(clause: Clause) -> Part | None:
    """Whether the comparison holds; None where there is not one figure on either side."""
    words = PLACES.sub(" , ", clause.words)
    named = treatments(words, clause.names)
    if left(words, named) - _WORDS:
        return None
    if not named:
        return _of_arms(clause)
    if re.search(r"\bduration\b|%|percent", words) or _WAY.search(words) or ways(words):
        return None
    if _EITHER.search(words) and not _OF_DOSE.search(words):
        return None
    sides = _sides(clause, named)
    if sides is None:
        return None
    parts: list[Part | None] = []
    often = bool(_OFTEN.search(words))
    dosed = bool(_DOSED.search(re.sub(r"\bmore (?:often|frequently)\b", " ", words)))
    for one, other in sides:
        if (lacking := _in_one_alone(words, one, other)) is not None:
            parts.append(lacking)
            continue
        if dosed or not often:
            parts.append(_weighed(words, _doses(one), _doses(other), _said(one, other)))
        if often:
            parts.append(_weighed(words, _rates(one), _rates(other), _said(one, other)))
    return together(parts)


def _in_one_alone(words: str, one: Side, other: Side) -> Part | None:
    """What is given on one side alone is given more there, and not in the same dose."""
    given = [any(t.named_in(arm.text) for arm in place.arms) for place, t in (one, other)]
    if given[0] == given[1] or not one[0].arms or not other[0].arms or DENIED.search(words):
        return None
    place, treatment = other if given[0] else one
    lacking = [absent(arm, treatment) for arm in place.arms]
    if not all(part is not None and part.holds for part in lacking) or _TIMES.search(words):
        return None
    more, less = bool(_MORE.search(words)), bool(_LESS.search(words))
    said = f"{place.name}: no {treatment.name} is named"
    if more == less:
        return Part(holds=False, said=said) if _SAME.search(words) else None
    than = re.search(r"\bthan\b|\bcompared\b", words)
    turned = bool(than and not words[: than.start()].strip(" ,"))
    return Part((given[0] != turned) == more, said)


def _sides(clause: Clause, named: Sequence[Treatment]) -> list[tuple[Side, Side]] | None:
    places = list(clause.places)
    if len(places) == 1 and len(places[0].arms) == 2 and len(named) == 1:
        return [_pair(places[0], named[0])]
    if len(places) == 1 and len(named) == 2:
        return [((places[0], named[0]), (places[0], named[1]))]
    if len(places) != 2:
        return None
    marks = [m.start() for m in re.finditer(r"@\d+", clause.words)]
    spots = [(t, _spot(clause.words, t)) for t in named]
    if any(spot < 0 for _, spot in spots):
        return None
    than = re.search(r"\bthan\b|\bas\b(?! much| often)|\bcompared\b", clause.words)
    if (
        len(named) == 2
        and than
        and spots[0][1] < than.start() < spots[1][1]
        and marks[1] > than.end()
    ):
        return [((places[0], named[0]), (places[1], named[1]))]
    return [((places[0], t), (places[1], t)) for t in named]


def _spot(words: str, treatment: Treatment) -> int:
    return words.lower().find(treatment.name.lower())


def _pair(place: ArmPlace, treatment: Treatment) -> tuple[Side, Side]:
    one, other = place.arms
    return (
        (place._replace(name=one.name, arms=(one,)), treatment),
        (place._replace(name=other.name, arms=(other,)), treatment),
    )


def _said(one: Side, other: Side) -> str:
    return "; ".join(f"{place.name}: {t.name} {_written(place, t)}" for place, t in (one, other))


def _written(place: ArmPlace, treatment: Treatment) -> str:
    given = [dose.written for arm in place.arms for dose in doses_of(treatment, arm.text)]
    given += [s.written for arm in place.arms for s in times_of_giving(treatment, arm.text)]
    return ", ".join(dict.fromkeys(given)) or "without a dose"


def _doses(side: Side) -> list[tuple[str, float]]:
    place, treatment = side
    return sorted({
        (dose.unit + "/day" * dose.a_day, dose.value)
        for arm in place.arms
        for dose in doses_of(treatment, arm.text)
    })  # fmt: skip


def _rates(side: Side) -> list[tuple[str, float]]:
    place, treatment = side
    return sorted({
        ("a day", 1 / days)
        for arm in place.arms
        for schedule in times_of_giving(treatment, arm.text)
        for days in schedule.days
    })  # fmt: skip


def _weighed(
    words: str, left_side: list[tuple[str, float]], right_side: list[tuple[str, float]], said: str
) -> Part | None:
    """Figures of one unit compared; the same in every pairing, or nothing is said."""
    if not left_side or not right_side or len({u for u, _ in [*left_side, *right_side]}) > 1:
        return None
    ours, theirs = [v for _, v in left_side], [v for _, v in right_side]
    than = re.search(r"\bthan\b|\bcompared\b", words)
    if than and not words[: than.start()].strip(" ,"):
        ours, theirs = theirs, ours
    denied = bool(DENIED.search(words))
    if _SAME.search(words) or _OTHER.search(words):
        same = len(ours) == len(theirs) and all(map(isclose, ours, theirs))
        wanted = bool(_SAME.search(words)) != denied
        return Part(same == wanted, said)
    if denied:
        return None
    factor = _TIMES.search(words)
    if factor:
        times = 2.0 if factor["twice"] else 0.5 if factor["half"] else (
            _SPELT.get(factor["n"].lower()) or float(factor["n"]))  # fmt: skip
        if len(ours) != 1 or len(theirs) != 1:
            return None
        if factor["over"]:
            return Part(ours[0] > times * theirs[0], said)
        return Part(isclose(ours[0], times * theirs[0], rel_tol=0.05), said)
    if bool(_MORE.search(words)) == bool(_LESS.search(words)):
        return None
    if _LESS.search(words):
        ours, theirs = theirs, ours
    results = {a > b * (1 + 1e-9) for a in ours for b in theirs}
    return Part(results.pop(), said) if len(results) == 1 else None


def _of_arms(clause: Clause) -> Part | None:
    """What both are given: the same drugs, at the same doses, by the same way."""
    if len(clause.places) == 2:
        sides = [place.arms for place in clause.places]
    elif len(clause.places) == 1 and len(clause.places[0].arms) == 2:
        sides = [(arm,) for arm in clause.places[0].arms]
    else:
        return None
    one, other = ("\n".join(arm.text for arm in arms) for arms in sides)
    words = clause.words
    if amounts(words) or schedules(words) or ways(_WAY.sub(" ", words)):
        return None
    parts: list[Part | None] = []
    if _WAY.search(words):
        parts.append(_same_ways(words, ways(one), ways(other)))
    if _SAME_DRUGS.search(words):
        parts.append(_same_drugs(words, clause, one, other))
    if _OF_DOSE.search(words):
        parts.append(_same_doses(words, clause, one, other))
    return together(parts)


def _same_ways(words: str, one: frozenset[str], other: frozenset[str]) -> Part | None:
    if not one or not other or (one != other and one & other):
        return None
    same = (one == other) == bool(_SAME.search(words))
    said = f"{', '.join(sorted(one))}; {', '.join(sorted(other))}"
    return Part(same != bool(DENIED.search(words)), said)


def _same_drugs(words: str, clause: Clause, one: str, other: str) -> Part | None:
    """Whether drugs are shared: all of them, or any."""
    ours, theirs = ({t.known_as.pattern: t.name for t in treatments(text, clause.names)}
                    for text in (one, other))  # fmt: skip
    if not ours or not theirs:
        return None
    shared = [name for drug, name in ours.items() if drug in theirs]
    said = f"named of both: {', '.join(shared) or 'none'}"
    found = _SAME_DRUGS.search(words)
    denied = bool(DENIED.search(words))
    if found and (found["any"] or found["overlap"]):
        return Part(bool(shared) != denied, said)
    same = len(shared) == len(ours) == len(theirs)
    if found and found["differ"]:
        return Part((not shared) != denied, said) if not shared or same else None
    if not same and shared:
        return None  # some are the same, which may be what is meant
    return Part(same != denied, said)


def _same_doses(words: str, clause: Clause, one: str, other: str) -> Part | None:
    """Whether what both are given is given in the same doses."""
    found = _OF_DOSE.search(words)
    differs = found is not None and "differ" in found[0].lower()
    shared = [t for t in treatments(one, clause.names) if t.named_in(other)]
    known = [
        (t.name, _given_as(t, one), _given_as(t, other))
        for t in shared
        if _given_as(t, one) and _given_as(t, other)
    ]
    if not known:
        return None
    unlike = [name for name, here, there in known if here != there]
    said = f"{', '.join(unlike)} in other doses" if unlike else "in the same doses"
    return Part((bool(unlike) == differs) != bool(DENIED.search(words)), said)


def _given_as(treatment: Treatment, text: str) -> frozenset[tuple[str, float]]:
    return frozenset((dose.unit, dose.value) for dose in doses_of(treatment, text))
