"""One clause that counts events, reckoned: more, twice as many, none, 12 of 48, the most common."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from probatum.verification.event_amounts import (
    ABOUT,
    LIMITS,
    NEAR,
    QUANTITY,
    count_of,
    fisher,
    percent,
    times_of,
    within,
)
from probatum.verification.trial_places import Place

EVENTS = re.compile(r"\b(?:adverse (?:events?|effects?|reactions?)|AEs?|side[ -]effects?)\b", re.I)
_COMMON = re.compile(r"\b(?P<how>most|least) (?:common|frequent|prevalent)", re.I)
_MORE = re.compile(r"\b(?:more|higher|greater|larger|increased)\b", re.I)
_FEWER = re.compile(r"\b(?:fewer|less|lower|smaller|reduced)\b(?! than (?:half|\d))", re.I)
_THAN = re.compile(r"\b(?:than|compared (?:to|with)|versus|vs\.?|relative to)\b", re.I)
_TIMES = re.compile(
    r"\b(?:(?P<twice>twice|double|two times)|(?P<half>half)(?= as (?:many|common|frequent))|"
    r"(?P<n>\d+(?:\.\d+)?|three|four|five)[ -](?:times|fold))\b",
    re.I,
)
_SAME = re.compile(r"\b(?:same|equal|identical|as many|as common)\b", re.I)
_SHARES = re.compile(
    r"\b(?:percentages?|proportions?|rates?|incidences?|%|likely|risk|common|frequent|often)\b",
    re.I,
)
_SIGNIFICANT = re.compile(r"\b(?:statistically )?significant(?:ly)?\b", re.I)
_NONE_ABOVE = re.compile(
    r"\b(?:none|no(?! more than)|not any)\b.*\b(?:more than|over|exceed\w*|above)\b", re.I
)
_TYPES = re.compile(r"\btypes? of\b.*\b(?:not|n't|no)\b", re.I)
_SAME_SHARE = 0.0005
_ALL_IN = re.compile(
    r"\ball\b(?! cohorts?| groups?| arms?| patients).*\bcases?\b|\bcases?\b.*\bonly (?:occurred |recorded |reported )?in\b", re.I
)
_DIFFERENCE = re.compile(
    r"\b(?:(?P<limit>more than|over|less than|under|at least) )?(?:a )?"
    r"(?P<amount>\d+(?:\.\d+)?)\s?(?P<points>%|percent|percentage points?)?\s"
    r"(?P<way>more|fewer|less|higher|lower|greater|difference)\b(?! than \d)",
    re.I,
)
DENIED = re.compile(r"\b(?:no|none|not|never|neither|without|zero|free of|n't)\b", re.I)
_PRESENT = re.compile(
    r"\b(?:recorded|reported|reports?|records?|observed|occurred|suffered|experienced|had|cases?|"
    r"developed|affected)\b",
    re.I,
)
_NOT_RECKONED = re.compile(
    r"\bgrade \d|\bonly (?:recorded |reported |observed )?(?:adverse|side|in\b)|"
    r"\b(?:none|no|not)\b.*(?:\bnot\b|n't\b)|\beach type\b|\b\d of the same\b",
    re.I,
)
"""What would have to be told by the grade, or of all other events."""
_EVERYONE = re.compile(
    r"\b(?:all|every|each)\b(?: of)?(?: the)?(?: \d+)?"
    r" (?:patients?|participants?|subjects?|women|people)\b",
    re.I,
)
_SORTS = re.compile(
    r"\b(?:different|distinct) (?=#|@|adverse|types|kinds)|\b(?:types?|kinds?|sorts|categories) of\b|"
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
_TOGETHER = re.compile(
    r"\b(?:(?:combined )?total of|in total|either|altogether)\b|#\d or\b", re.I
)


class Event(NamedTuple):
    """An event as a sentence names it, and the terms of the record that are it."""

    name: str
    terms: frozenset[str]


ANY: tuple[Event, ...] = ()


class Clause(NamedTuple):
    """Words, with "@0" for places and "#0" for events, and those that they stand for."""

    words: str
    places: tuple[Place, ...]
    events: tuple[Event, ...]


class Part(NamedTuple):
    """Whether a clause holds, and the figures it was reckoned with."""

    holds: bool
    said: str


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
    """What a record does not list nobody had; of one event alone, as others may be listed."""
    if len(clause.events) > 1 or not clause.places:
        return None
    (event,) = clause.events
    return Part(holds=False, said=f"{clause.places[0].name}: {event.name} is not listed")


def _commonest(clause: Clause) -> Part | None:
    """The event that most had, or fewest; where others are as common nothing is said."""
    least = "least" in clause.words.lower()
    place = _together(clause.places)
    terms = frozenset().union(*(event.terms for event in clause.events))
    counted = {term: place.of(frozenset([term]))[0] for term in place.terms}
    if not terms - {""} or not counted or not terms & set(counted):
        return None
    name = clause.events[0].name
    holds = []
    for single in _groups(place) if len(clause.places) > 1 else [place]:
        of_it = (max if least else min)(single.of(event.terms)[0] for event in clause.events)
        others = [single.of(frozenset([term]))[0] for term in single.terms if term not in terms]
        best = (min if least else max)(others, default=0)
        if of_it == best:
            return None
        holds.append(of_it < best if least else of_it > best)
    found = (min if least else max)(counted, key=counted.__getitem__)
    said = f"{_figures(place, terms)} had {name}"
    return Part(all(holds), said if all(holds) else
                f"{said}; {_figures(place, frozenset([found]))} had {found}")  # fmt: skip


def _none_above(clause: Clause) -> Part | None:
    """No single event in more than so many, or in more than such a part of a group."""
    quantity = [m for m in QUANTITY.finditer(clause.words) if m["limit"]]
    if not quantity:
        return None
    said = []
    for single in _groups(_together(clause.places)):
        found = {term: single.of(frozenset([term])) for term in single.terms}
        if not found:
            continue
        worst = max(found, key=lambda term: found[term][0])
        affected, at_risk = found[worst]
        part = percent(quantity[-1])
        value = affected if part is None else 100 * affected / max(1, at_risk)
        limit = count_of(quantity[-1]) if part is None else part
        said.append(Part(value <= limit, f"{worst}: {_figures(single, frozenset([worst]))}"))
    wrong = [part for part in said if not part.holds]
    if not said:
        return None
    return Part(not wrong, "the most frequent: " + "; ".join(p.said for p in wrong or said))


def _types_without(clause: Clause) -> Part | None:
    """So many events that nobody there had."""
    quantity = QUANTITY.search(clause.words)
    place = _together(clause.places)
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
    return Part(not outside and inside > 0, text)


def _compared(clause: Clause) -> Part | None:
    """More or fewer of each event here than there, so many times as many, or the same."""
    pair = clause.places
    if len(pair) == 1:
        pair = tuple(_groups(pair[0]))
    if len(pair) != 2 or not clause.events:
        return None
    one, other = pair
    than = _THAN.search(clause.words)
    if than and than.start() < clause.words.index("@"):
        one, other = other, one  # "compared with cohort 1, cohort 2 had more"
    amounts = list(_DIFFERENCE.finditer(clause.words))
    if len(amounts) == len(clause.events) > 1:  # "5 more cases of anaemia and 1 more of nausea"
        ends = [found.start() for found in amounts[1:]] + [len(clause.words)]
        alone = [clause._replace(words=clause.words[found.start() : end], events=(event,))
                 for found, end, event in zip(amounts, ends, clause.events, strict=True)]  # fmt: skip
        return _all([_one_compared(c, (e, e), one, other)
                     for c, e in zip(alone, clause.events, strict=True)])  # fmt: skip
    return _all([_one_compared(clause, (event, event), one, other) for event in clause.events])


def _one_compared(clause: Clause, events: tuple[Event, Event], one: Place, other: Place) -> Part:
    """The first event in one place against the second in the other; most often the same event."""
    event, second = events
    fewer = bool(_FEWER.search(clause.words))
    (here, of_here), (there, of_there) = one.of(event.terms), other.of(second.terms)
    shares = _SHARES.search(clause.words) and of_here and of_there
    left, right = (here / of_here, there / of_there) if shares else (here, there)
    difference = _DIFFERENCE.search(clause.words)
    said = f"{event.name}: {_figures(one, event.terms)}, "
    said += f"{second.name}: " * (second != event) + _figures(other, second.terms)
    if difference:
        return Part(_differ(difference, (here, of_here), (there, of_there), fewer=fewer), said)
    if times := _TIMES.search(clause.words):
        factor = 2.0 if times["twice"] else 0.5 if times["half"] else times_of(times["n"])
        if re.search(r"\b(?:least|more than|over)\b", clause.words, re.I):
            return Part(left >= factor * right > 0, said)
        return Part(abs(left - factor * right) <= ABOUT * factor * right and right > 0, said)
    if not _MORE.search(clause.words) and not fewer:
        if shares and "exactly" in clause.words.lower():
            return Part(here * of_there == there * of_here, said)
        return Part(abs(left - right) < (_SAME_SHARE if shares else 0.5), said)
    holds = left < right if fewer else left > right
    if holds and _SIGNIFICANT.search(clause.words):
        chance = fisher(here, of_here, there, of_there)
        return Part(chance < 0.05, f"{said} (Fisher's exact test: P = {chance:.2f})")
    return Part(holds, said)


def _differ(
    difference: re.Match[str], here: tuple[int, int], there: tuple[int, int], *, fewer: bool
) -> bool:
    """Whether they are so far apart: in people, in points, or as a part of the lesser."""
    amount, near = float(difference["amount"]), 0.0
    found = [float(here[0] - there[0])]
    if difference["points"]:
        if not here[1] or not there[1]:
            return False
        near = NEAR
        found = [100 * (here[0] / here[1] - there[0] / there[1])]
        found += [100 * (here[0] - there[0]) / there[0]] if there[0] else []
    if difference["way"].lower() == "difference":
        found = [abs(each) for each in found]
    elif fewer:
        found = [-each for each in found]
    compare = LIMITS.get((difference["limit"] or "").lower())
    return any(compare(e, amount) if compare else abs(e - amount) <= near for e in found)


def _amount(clause: Clause) -> Part | None:
    """So many, or such a part, of the people there."""
    found = list(QUANTITY.finditer(clause.words))
    if len(found) != 1 or not clause.events:
        return None
    if len(clause.places) > 1 and found[0][0].lower() in {"no", "none", "zero", "0"}:
        return _presence(clause)
    places = list(clause.places)
    if len(places) > 1 and _ACROSS.search(clause.words):
        places = [_together(clause.places)]
    if len(places) > 1 and not _EACH.search(clause.words):
        return None
    one_of_them = _ONE_GROUP.search(clause.words)
    if one_of_them and len(places) == len(clause.events) == 1 and found[0]["limit"]:
        parts = [_one_amount(clause, found[0], clause.events[0], p) for p in _groups(places[0])]
        holding = [part for part in parts if part.holds]
        return holding[0] if holding else _all(parts)
    if _EACH_GROUP.search(clause.words) and not _ACROSS.search(clause.words):
        places = _groups(places[0])
    events = list(clause.events)
    if len(events) > 1 and _TOGETHER.search(clause.words):
        names = " or ".join(event.name for event in events)
        events = [Event(names, frozenset().union(*(event.terms for event in events)))]
    if any("" in event.terms and not any(count.term == "" for count in place.counts)
           for event in events for place in places):  # fmt: skip
        return None
    return _all([_one_amount(clause, found[0], e, p) for e in events for p in places])


def _one_amount(clause: Clause, quantity: re.Match[str], event: Event, place: Place) -> Part:
    affected, at_risk = place.of(event.terms)
    said = f"{event.name}: {_figures(place, event.terms)}"
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
        (place.of(event.terms)[0], f"{event.name}: {_figures(place, event.terms)}")
        for whole in clause.places
        for place in (_groups(whole) if _EACH_GROUP.search(clause.words) else [whole])
        for event in clause.events
    ]
    wrong = [said for affected, said in found if bool(affected) == denied]
    return Part(not wrong, "; ".join(wrong or [said for _, said in found]))


def _everyone(clause: Clause) -> Part | None:
    """All the people of a place."""
    if not clause.events or not clause.places or DENIED.search(clause.words):
        return None
    had = [(e.name, p, e.terms, p.of(e.terms)) for p in clause.places for e in clause.events]
    return _all([
        Part(affected >= at_risk > 0, f"{name}: {_figures(place, terms)}")
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


def _between_events(clause: Clause) -> Part | None:
    """One event against another in the same place: "more anaemia than nausea"."""
    if len(clause.places) != 1 or len(clause.events) != 2:
        return None
    (place,), (one, other) = clause.places, clause.events
    return _one_compared(clause, (one, other), place, place)


def _alike(clause: Clause) -> Part | None:
    """As many, here and there; or in one place as many of one event as of another."""
    place, *others = clause.places
    groups = re.search(r"\b(?:cohorts|groups|arms|both)\b", clause.words, re.I)
    if others or len(clause.events) < 2 or groups or len(_groups(place)) > 1:
        return _compared(clause)
    found = [place.of(event.terms)[0] for event in clause.events]
    said = "; ".join(f"{e.name}: {_figures(place, e.terms)}" for e in clause.events)
    return Part(len(set(found)) == 1, said)


def _all(parts: list[Part]) -> Part:
    wrong = [part for part in parts if not part.holds]
    return Part(not wrong, "; ".join(part.said for part in wrong or parts))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Clause], Part | None]], ...] = (
    (_COMMON, _commonest),
    (_EVERYONE, _everyone),
    (_TYPES, _types_without),
    (_SORTS, _sorts),
    (_BETWEEN_EVENTS, _between_events),
    (_NONE_ABOVE, _none_above),
    (_ALL_IN, _all_in),
    (re.compile(r"\bdifference\b.*@\d+", re.I), _compared),
    (re.compile(rf"(?:@\d+.*(?:{_THAN.pattern}).*@\d+)|(?:{_THAN.pattern}).*@\d+.*@\d+|"
                rf"@\d+.*(?:{_SAME.pattern}).*@\d+|(?:{_SAME.pattern}).*@\d+.*@\d+|"
                rf"@\d+.*@\d+.*(?:{_SAME.pattern})", re.I),
     _compared),
    (_SAME, _alike),
    (QUANTITY, _amount),
    (DENIED, _presence),
    (_PRESENT, _presence),
)  # fmt: skip


def _together(places: tuple[Place, ...]) -> Place:
    counts = tuple(dict.fromkeys(count for place in places for count in place.counts))
    return Place(" and ".join(place.name for place in places), counts)


def _groups(place: Place) -> list[Place]:
    """Each group of the place by itself."""
    names = dict.fromkeys(count.group for count in place.counts)
    return [Place(place.name, tuple(c for c in place.counts if c.group == n)) for n in names]


def _figures(place: Place, terms: frozenset[str]) -> str:
    affected, at_risk = place.of(terms)
    if not at_risk:
        return f"{place.name}: none listed"
    return f"{place.name}: {affected} of {at_risk} ({100 * affected / at_risk:.1f}%)"
