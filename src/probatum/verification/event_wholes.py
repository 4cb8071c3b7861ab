"""Clauses on all events of a place together: the highest number, only of one kind, people counted.

Beside `event_clause.py`, which reckons with events that a sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from probatum.verification.event_amounts import ABOUT, QUANTITY, count_of, percent, times_of, within
from probatum.verification.event_parts import DENIED, EVENTS, Clause, Part
from probatum.verification.trial_places import Place

_HIGHEST = re.compile(
    r"\b(?:highest|maximum|largest|greatest) number of (?:occurr?ences|cases|instances|patients)\b"
    r".*\b(?:any|an|a single|each|one)\b",
    re.I,
)
_OF_ONE_KIND = re.compile(
    rf"\b(?:the )?only (?:(?:types?|kinds?) of )?(?:recorded |observed |reported "
    rf")?(?:{EVENTS.pattern})"
    r"(?! types)[^#]*\b(?:was|were|is|are)\b[^#]*#\d+|#\d+ (?:was|is) the only (?:recorded |"
    r"observed |"
    rf"reported )?(?:{EVENTS.pattern})|"
    r"\b(?:all|every)\b(?: of)?(?: the)?(?: recorded| observed)? "
    rf"(?:{EVENTS.pattern})[^#]*#\d+(?: related)?\W*$|\bonly (?:records?|recorded|reports?|"
    rf"reported|observed)? ?#\d+ (?:related )?(?:{EVENTS.pattern})",
    re.I,
)
_TIMES = re.compile(
    r"\b(?:(?P<twice>twice|double)|(?P<n>\d+(?:\.\d+)?|three|four|five)[ -]times)\b", re.I
)
_SIZES = re.compile(
    r"\b(?:(?:total )?number of (?:patients|participants|subjects|people)|(?:cohort|group|sample) "
    r"size)\b(?! (?:with|who|that|affected|suffer\w*|experienc\w*|having))",
    re.I,
)
_NUMBER_SHARED = re.compile(
    r"\b(?P<n>\d+|one|two|three|four|five) of the same(?: types? of)?\b", re.I
)
_PEOPLE = re.compile(
    r"\b(?:had|has|have|with|was|were|of)\b.*?\b(?:a total of )?(?<![#@])(?P<n>\d+) "
    r"(?:patients|participants|subjects)(?: in total)?(?: in)? "
    r"?(?:across|between|in) (?:both|all|its|the)\b",
    re.I,
)
_SHARED = re.compile(
    r"\b(?:any|none) of the same\b|\b(?:no )?overlap\w*\b|\bin common\b|\bentirely different "
    r"adverse\b",
    re.I,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def whole(clause: Clause) -> Part | None:
    """Whether the clause holds; None where it is of another kind."""
    for pattern, reckon in _KINDS:
        if pattern.search(clause.words) and all(place.counts for place in clause.places):
            return reckon(clause)
    return None


def is_of_all(words: str) -> bool:
    """Whether the words are of one of these kinds."""
    return any(pattern.search(words) for pattern, _ in _KINDS)


def _highest(clause: Clause) -> Part | None:
    """The most in whom one event was counted, for each place."""
    quantity = list(QUANTITY.finditer(clause.words))
    if not quantity or percent(quantity[-1]) is not None:
        return None
    said = []
    for place in clause.places:
        term, most = _most(place)
        holds = within(quantity[-1]["limit"], most, count_of(quantity[-1]), exact=True)
        said.append(Part(holds, f"{place.name}: {term} in {most}"))
    return _all(said)


def _most(place: Place) -> tuple[str, int]:
    counted = {term: place.of(frozenset([term]))[0] for term in place.terms}
    term = max(counted, key=lambda name: counted[name], default="nothing")
    return term, counted.get(term, 0)


def _of_one_kind(clause: Clause) -> Part | None:
    """That whatever was counted is of the kind that is named."""
    terms = frozenset().union(*(event.terms for event in clause.events))
    if terms == {""} or len(clause.places) > 2:
        return None
    if len(clause.places) == 2:
        return _only_shared(clause, terms)
    others = [
        term
        for place in clause.places
        for term in place.terms
        if term not in terms and place.of(frozenset([term]))[0]
    ]
    said = f"others: {', '.join(others[:3])}" if others else "no other is counted"
    return Part(not others, said)


def _only_shared(clause: Clause, terms: frozenset[str]) -> Part:
    """That of all events two places had just these both."""
    had = [
        {term.lower() for term in place.terms if place.of(frozenset([term]))[0]}
        for place in clause.places
    ]
    both = had[0] & had[1]
    others = sorted(both - {term.lower() for term in terms})
    if others:
        return Part(holds=False, said=f"both had {', '.join(others[:3])}")
    each = [any(t.lower() in both for t in event.terms) for event in clause.events]
    return Part(all(each), f"both had {', '.join(sorted(both)[:3]) or 'no event alike'}")


def _number_shared(clause: Clause) -> Part | None:
    """How many events two places both had."""
    found = _NUMBER_SHARED.search(clause.words)
    if found is None or len(clause.places) != 2:
        return None
    one, other = ({term.lower() for term in place.terms} for place in clause.places)
    had, there = ({t.lower() for t in place.terms if place.of(frozenset([t]))[0]}
                  for place in clause.places)  # fmt: skip
    shared = sorted(had & there)
    if len(shared) != len(one & other):
        return None  # listed of both, and in one of them nobody had it
    number = _NUMBERS.get(found["n"].lower()) or int(found["n"])
    return Part(len(shared) == number, f"{len(shared)} of both: {', '.join(shared[:4])}")


def _shared(clause: Clause) -> Part | None:
    """Whether two places had any event alike."""
    if len(clause.places) != 2:
        return None
    one, other = clause.places
    alike = sorted(
        term
        for term in one.terms
        if one.of(frozenset([term]))[0]
        and any(each.lower() == term.lower() and other.of(frozenset([each]))[0]
                for each in other.terms)
    )  # fmt: skip
    said = f"{one.name} and {other.name} both had " + (", ".join(alike[:3]) or "no event alike")
    apart = bool(re.search(r"\bentirely different\b", clause.words, re.I))
    return Part(bool(alike) != (apart != bool(DENIED.search(clause.words))), said)


def _people(clause: Clause) -> Part | None:
    """How many people were looked at."""
    found = _PEOPLE.search(clause.words)
    if found is None or len(clause.places) != 1:
        return None
    (place,) = clause.places
    people = sum({count.group: count.at_risk for count in place.counts}.values())
    return Part(people == int(found["n"]), f"{place.name}: {people} people")


def _sizes(clause: Clause) -> Part | None:
    """How many people there are here and there, likened; nothing of those in whom an event was."""
    people = [sum({c.group: c.at_risk for c in place.counts}.values()) for place in clause.places]
    named = any(event.terms != {""} for event in clause.events)
    if len(people) != 2 or named or not all(people) or EVENTS.search(clause.words):
        return None
    one, other = people
    said = "; ".join(
        f"{place.name}: {n} people" for place, n in zip(clause.places, people, strict=True)
    )
    if times := _TIMES.search(clause.words):
        factor = 2.0 if times["twice"] else times_of(times["n"])
        over = re.search(r"\b(?:over|more than|at least)\b", clause.words, re.I)
        return Part(
            one > factor * other if over else abs(one - factor * other) <= ABOUT * one, said
        )
    more = bool(re.search(r"\b(?:more|larger|higher|greater|bigger)\b", clause.words, re.I))
    less = bool(re.search(r"\b(?:fewer|less|smaller|lower)\b", clause.words, re.I))
    if re.search(r"\bsame\b|\bequal\b", clause.words, re.I):
        return Part((one == other) != bool(DENIED.search(clause.words)), said)
    return Part(one > other if more else one < other, said) if more != less else None


def _all(parts: list[Part]) -> Part | None:
    wrong = [part for part in parts if not part.holds]
    return Part(not wrong, "; ".join(part.said for part in wrong or parts)) if parts else None


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Clause], Part | None]], ...] = (
    (_HIGHEST, _highest),
    (_OF_ONE_KIND, _of_one_kind),
    (_NUMBER_SHARED, _number_shared),
    (_PEOPLE, _people),
    (_SHARED, _shared),
    (_SIZES, _sizes),
)
