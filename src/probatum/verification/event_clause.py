"""One clause that counts events, reckoned: more, twice as many, none, 12 of 48, the most common."""

from __future__ import annotations

import re
from collections.abc import Callable

from probatum.verification.event_amounts import QUANTITY, count_of, percent, within
from probatum.verification.event_comparison import (
    SAME,
    THAN,
    TIMES,
    alike,
    between_events,
    compared,
)
from probatum.verification.event_parts import (
    DENIED,
    Clause,
    Event,
    Part,
    all_hold,
    figures,
    groups,
    together,
)
from probatum.verification.trial_places import Place

_COMMON = re.compile(r"\b(?P<how>most|least) (?:common|frequent|prevalent)", re.I)
_NONE_ABOVE = re.compile(
    r"\b(?:none|no(?! more than)|not any)\b.*\b(?:more than|over|exceed\w*|above)\b", re.I
)
_TYPES = re.compile(r"\btypes? of\b.*\b(?:not|n't|no)\b", re.I)
_ALL_IN = re.compile(
    r"\ball\b(?! cohorts?| groups?| arms?| patients).*\bcases?\b|\bcases?\b.*\bonly (?:occurred |"
    r"recorded |reported |observed )?in\b",
    re.I,
)
_PRESENT = re.compile(
    r"\b(?:recorded|reported|reports?|records?|observed|occurred|suffered|experienced|had|cases?|"
    r"developed|affected)\b",
    re.I,
)
_NOT_RECKONED = re.compile(
    r"\bgrade \d|\bonly (?:recorded |reported |observed )?(?:adverse|side|in\b)|"
    r"\b(?:none|no|not)\b.*(?:\bnot\b|n't\b)|\b\d of the same\b",
    re.I,
)
"""What would have to be told by the grade, or of all other events."""
_EVERYONE = re.compile(
    r"\b(?:all|every|each)\b(?: of)?(?: the)?(?: \d+)?"
    r" (?:patients?|participants?|subjects?|women|people)\b",
    re.I,
)
_SORTS = re.compile(
    r"\b(?:different|distinct) (?=#|@|adverse|types|kinds)|\b(?:types?|kinds?|sorts|categories) "
    r"of\b|"
    r"\bevent (?:types|categories)\b",
    re.I,
)
_BETWEEN_EVENTS = re.compile(r"#\d.*\bthan\b[^@]*#\d", re.I)
_EACH_GROUP = re.compile(
    r"\b(?:all|each|every|both|either|neither)(?: of)?(?: the| their)?(?: patient)? "
    r"(?:cohort|group|arm)s?\b",
    re.I,
)
_EACH = re.compile(r"\b(?:both|each|all)\b|@\d+ (?:and|or) @", re.I)
_ONE_GROUP = re.compile(r"^\W*(?:only )?one of the (?:cohort|group|arm)s\b", re.I)
_ACROSS = re.compile(r"\b(?:across|between|throughout|total|combined)\b", re.I)
_TOGETHER = re.compile(r"\b(?:(?:combined )?total of|in total|either|altogether)\b|#\d or\b", re.I)


def reckoned(clause: Clause) -> Part | None:
    """Whether the clause holds; None where it is not understood."""
    if _NOT_RECKONED.search(clause.words) or any(not place.counts for place in clause.places):
        return None
    if any(not event.terms for event in clause.events) and not DENIED.search(clause.words):
        return _unlisted(clause)
    for pattern, reckon in _KINDS:
        if pattern.search(clause.words):
            return reckon(clause)
    return None


def _unlisted(clause: Clause) -> Part | None:
    """What a record does not list nobody had, unless it is listed under another name."""
    if len(clause.events) > 1 or not clause.places or "least" in clause.words.lower():
        return None
    (event,) = clause.events
    return Part(
        holds=False,
        said=f"{clause.places[0].name}: {event.name} is not listed by this name",
        sure=False,
    )


def _commonest(clause: Clause) -> Part | None:
    """The event that most had, or fewest; where others are as common nothing is said."""
    least = "least" in clause.words.lower()
    place = together(clause.places)
    terms = frozenset().union(*(event.terms for event in clause.events))
    counted = {term: place.of(frozenset([term]))[0] for term in place.terms}
    if not terms - {""} or not counted or not terms & set(counted):
        return None
    name = clause.events[0].name
    holds = []
    for single in groups(place) if len(clause.places) > 1 else [place]:
        of_it = (max if least else min)(single.of(event.terms)[0] for event in clause.events)
        others = [single.of(frozenset([term]))[0] for term in single.terms if term not in terms]
        best = (min if least else max)(others, default=0)
        if of_it == best:
            return None
        holds.append(of_it < best if least else of_it > best)
    found = (min if least else max)(counted, key=counted.__getitem__)
    said = f"{figures(place, terms)} had {name}"
    return Part(all(holds), said if all(holds) else
                f"{said}; {figures(place, frozenset([found]))} had {found}")  # fmt: skip


def _none_above(clause: Clause) -> Part | None:
    """No single event in more than so many, or in more than such a part of a group."""
    quantity = [m for m in QUANTITY.finditer(clause.words) if m["limit"]]
    if not quantity:
        return None
    said = []
    for single in groups(together(clause.places)):
        found = {term: single.of(frozenset([term])) for term in single.terms}
        if not found:
            continue
        worst = max(found, key=lambda term: found[term][0])
        affected, at_risk = found[worst]
        part = percent(quantity[-1])
        value = affected if part is None else 100 * affected / max(1, at_risk)
        limit = count_of(quantity[-1]) if part is None else part
        said.append(Part(value <= limit, f"{worst}: {figures(single, frozenset([worst]))}"))
    wrong = [part for part in said if not part.holds]
    if not said:
        return None
    return Part(not wrong, "the most frequent: " + "; ".join(p.said for p in wrong or said))


def _types_without(clause: Clause) -> Part | None:
    """So many events that nobody there had."""
    quantity = QUANTITY.search(clause.words)
    place = together(clause.places)
    if not quantity or not quantity["count"] or not place.terms:
        return None
    empty = [term for term in place.terms if not place.of(frozenset([term]))[0]]
    text = f"{len(empty)} of the events listed affected nobody in {place.name}"
    return Part(len(empty) == count_of(quantity), text)


def _all_in(clause: Clause) -> Part | None:
    """Every case in one place. The other places are those of the clause, else all of the record."""
    if not clause.events or len(clause.places) < 2:
        return None
    terms = clause.events[0].terms
    *others, place = clause.places
    outside = sum(c.affected for each in others for c in each.counts
                  if c.term in terms and c not in place.counts)  # fmt: skip
    inside = place.of(terms)[0]
    text = f"{clause.events[0].name}: {inside} in {place.name}, {outside} elsewhere"
    number = re.search(r"\ball (?P<n>\d+) of\b", clause.words, re.I)
    as_many = number is None or int(number["n"]) == inside
    return Part(not outside and inside > 0 and as_many, text)


def _amount(clause: Clause) -> Part | None:
    """So many, or such a part, of the people there."""
    found = list(QUANTITY.finditer(_ONE_GROUP.sub(" ", clause.words)))
    if len(found) != 1 or not clause.events:
        return None
    if len(clause.places) > 1 and found[0][0].lower() in {"no", "none", "zero", "0"}:
        return _presence(clause)
    places = list(clause.places)
    if len(places) > 1 and _ACROSS.search(clause.words):
        places = [together(clause.places)]
    if len(places) > 1 and not _EACH.search(clause.words):
        return None
    one_of_them = _ONE_GROUP.search(clause.words)
    if one_of_them and len(places) == len(clause.events) == 1 and found[0]["limit"]:
        parts = [_one_amount(clause, found[0], clause.events[0], p) for p in groups(places[0])]
        holding = [part for part in parts if part.holds]
        return holding[0] if holding else all_hold(parts)
    if _EACH_GROUP.search(clause.words) and not _ACROSS.search(clause.words):
        places = groups(places[0])
    events = list(clause.events)
    if len(events) > 1 and _TOGETHER.search(clause.words):
        names = " or ".join(event.name for event in events)
        events = [Event(names, frozenset().union(*(event.terms for event in events)))]
    if any("" in event.terms and not any(count.term == "" for count in place.counts)
           for event in events for place in places):  # fmt: skip
        return None
    if any(
        len(e.terms) > 1 and p.of(e.terms)[0] > p.of(e.terms)[1] for e in events for p in places
    ):
        return None  # the same people had several of the events that are meant
    return all_hold([_one_amount(clause, found[0], e, p) for e in events for p in places])


def _one_amount(clause: Clause, quantity: re.Match[str], event: Event, place: Place) -> Part:
    affected, at_risk = place.of(event.terms)
    said = f"{event.name}: {figures(place, event.terms)}"
    denied = DENIED.search(QUANTITY.sub(" ", clause.words))
    neither = denied is not None and denied[0].lower() in {"neither", "none"}
    if denied and not neither:
        affected = at_risk - affected
    part = percent(quantity)
    value = affected if part is None else 100 * affected / max(1, at_risk)
    limit = count_of(quantity) if part is None else part
    return Part(within(quantity["limit"], value, limit, exact=part is None) != neither, said)


def _presence(clause: Clause) -> Part | None:
    """That there were any, or none."""
    if not clause.events or not clause.places:
        return None
    denied = bool(DENIED.search(clause.words))
    found = [
        (place.of(event.terms)[0], f"{event.name}: {figures(place, event.terms)}")
        for whole in clause.places
        for place in (groups(whole) if _EACH_GROUP.search(clause.words) else [whole])
        for event in clause.events
    ]
    wrong = [said for affected, said in found if bool(affected) == denied]
    return Part(not wrong, "; ".join(wrong or [said for _, said in found]))


def _everyone(clause: Clause) -> Part | None:
    """All the people of a place."""
    if not clause.events or not clause.places or DENIED.search(clause.words):
        return None
    had = [(e.name, p, e.terms, p.of(e.terms)) for p in clause.places for e in clause.events]
    return all_hold([
        Part(affected >= at_risk > 0, f"{name}: {figures(place, terms)}")
        for name, place, terms, (affected, at_risk) in had
    ])  # fmt: skip


def _sorts(clause: Clause) -> Part | None:
    """How many different events there were, of all or of a kind."""
    found = [m for m in QUANTITY.finditer(clause.words) if m["count"]]
    if len(found) != 1 or len(clause.places) != 1 or DENIED.search(clause.words):
        return None
    if re.search(r"\bleast one case\b|\bwhich\b|%|percent", clause.words, re.I):
        return None
    place = clause.places[0]
    terms = {term for event in clause.events for term in event.terms} or {""}
    listed = [term for term in place.terms if terms == {""} or term in terms]
    had = [term for term in listed if place.of(frozenset([term]))[0]]
    if len(had) < len(listed) and count_of(found[0]) == len(listed):
        return None  # as many are listed, and some of them affected nobody
    said = f"{len(had)} different in {place.name}: {', '.join(had[:4])}"
    return Part(within(found[0]["limit"], len(had), count_of(found[0]), exact=True), said)


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Clause], Part | None]], ...] = (
    (_COMMON, _commonest),
    (_EVERYONE, _everyone),
    (_TYPES, _types_without),
    (_SORTS, _sorts),
    (_BETWEEN_EVENTS, between_events),
    (_NONE_ABOVE, _none_above),
    (_ALL_IN, _all_in),
    (re.compile(r"\bdifference\b.*@\d+", re.I), compared),
    (re.compile(rf"(?:@\d+.*(?:{THAN.pattern}).*@\d+)|(?:{THAN.pattern}).*@\d+.*@\d+|"
                rf"@\d+.*(?:{SAME.pattern}).*@\d+|(?:{SAME.pattern}).*@\d+.*@\d+|"
                rf"@\d+.*@\d+.*(?:{SAME.pattern})", re.I),
     compared),
    (re.compile(rf"@\d+.*{TIMES.pattern}.*\bas\b.*@\d+", re.I), compared),
    (SAME, alike),
    (QUANTITY, _amount),
    (DENIED, _presence),
    (_PRESENT, _presence),
)  # fmt: skip
