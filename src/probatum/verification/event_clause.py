"""One clause that counts events, reckoned: more, twice as many, none, 12 of 48, the most common."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import comb
from typing import NamedTuple

from probatum.verification.trial_places import Place

EVENTS = re.compile(r"\b(?:adverse (?:events?|effects?|reactions?)|AEs?|side[ -]effects?)\b", re.I)
_NUMBER = {"no": 0, "none": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
           "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a single": 1}  # fmt: skip
_SPOKEN = {"half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "a quarter": 25.0,
           "one quarter": 25.0, "a fifth": 20.0, "one fifth": 20.0, "a tenth": 10.0,
           "three quarters": 75.0, "two thirds": 200 / 3}  # fmt: skip
_QUANTITY = re.compile(
    r"(?:\b(?P<limit>more than(?: than)?|over|fewer than|less than|under|at least|at most|up to|"
    r"no more than|exceeding|above|below|exactly|only|just)\s)?"
    r"(?:(?P<part>\b\d+/\d+|\b\d+ (?:in|out of)(?: every)? \d+\b|"
    r"\b\d+(?:\.\d+)?\s?(?:%|percent\b)|\b(?:"
    + "|".join(sorted(_SPOKEN, key=len, reverse=True))
    + r")\b)|(?<![\w@#,.])(?P<count>\d+(?:\.\d+)?|"
    + "|".join(sorted(_NUMBER, key=len, reverse=True))
    + r")\b(?! of the (?:individual|adverse))(?!st|nd|rd|th))",
    re.I,
)
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
_NONE_ABOVE = re.compile(r"\b(?:none|no|not any)\b.*\b(?:more than|over|exceed\w*|above)\b", re.I)
_TYPES = re.compile(r"\btypes? of\b.*\b(?:not|n't|no)\b", re.I)
_ALL_IN = re.compile(
    r"\ball\b.*\bcases?\b|\bcases?\b.*\bonly (?:occurred |recorded |reported )?in\b", re.I
)
_DIFFERENCE = re.compile(
    r"\b(?P<amount>\d+(?:\.\d+)?)\s?(?P<points>%|percent|percentage points?)?\s"
    r"(?P<way>more|fewer|less|higher|lower|greater|difference)\b(?! than \d)",
    re.I,
)
_DENIED = re.compile(r"\b(?:no|none|not|never|neither|without|zero|free of|n't)\b", re.I)
_PRESENT = re.compile(
    r"\b(?:recorded|reported|reports?|records?|observed|occurred|suffered|experienced|had|cases?|"
    r"developed|affected)\b",
    re.I,
)
_LIMITS: dict[str, Callable[[float, float], bool]] = {
    "more than": lambda found, said: found > said, "over": lambda found, said: found > said,
    "above": lambda found, said: found > said, "exceeding": lambda found, said: found > said,
    "fewer than": lambda found, said: found < said, "less than": lambda found, said: found < said,
    "under": lambda found, said: found < said, "below": lambda found, said: found < said,
    "at least": lambda found, said: found >= said, "at most": lambda found, said: found <= said,
    "up to": lambda found, said: found <= said, "no more than": lambda found, said: found <= said,
}  # fmt: skip
_NEAR, _ABOUT = 0.5, 0.1
"""Percentage points by which a rounded percentage may differ; and the part by which "twice" may."""


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
    for pattern, reckon in _KINDS:
        if pattern.search(clause.words):
            return reckon(clause)
    return None


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
    quantity = [m for m in _QUANTITY.finditer(clause.words) if m["limit"]]
    if not quantity:
        return None
    said = []
    for single in _groups(_together(clause.places)):
        found = {term: single.of(frozenset([term])) for term in single.terms}
        if not found:
            continue
        worst = max(found, key=lambda term: found[term][0])
        affected, at_risk = found[worst]
        part = _percent(quantity[-1])
        value = affected if part is None else 100 * affected / max(1, at_risk)
        limit = _count(quantity[-1]) if part is None else part
        said.append(Part(value <= limit, f"{worst}: {_figures(single, frozenset([worst]))}"))
    wrong = [part for part in said if not part.holds]
    if not said:
        return None
    return Part(not wrong, "the most frequent: " + "; ".join(p.said for p in wrong or said))


def _types_without(clause: Clause) -> Part | None:
    """So many events that nobody there had."""
    quantity = _QUANTITY.search(clause.words)
    place = _together(clause.places)
    if not quantity or not quantity["count"] or not place.terms:
        return None
    empty = [term for term in place.terms if not place.of(frozenset([term]))[0]]
    text = f"{len(empty)} of the events listed affected nobody in {place.name}"
    return Part(len(empty) == _count(quantity), text)


def _all_in(clause: Clause) -> Part | None:
    """Every case in one place. The other places are those of the clause, else all of the record."""
    if not clause.events or not clause.places:
        return None
    terms = clause.events[0].terms
    *others, place = clause.places
    outside = sum(c.affected for each in others for c in each.counts
                  if c.term in terms and c not in place.counts)  # fmt: skip
    inside = place.of(terms)[0]
    if not others:
        return None
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
    fewer = bool(_FEWER.search(clause.words))
    parts = [_one_compared(clause, event, one, other, fewer=fewer) for event in clause.events]
    wrong = [part for part in parts if not part.holds]
    return Part(not wrong, "; ".join(part.said for part in wrong or parts))


def _one_compared(clause: Clause, event: Event, one: Place, other: Place, *, fewer: bool) -> Part:
    (here, of_here), (there, of_there) = one.of(event.terms), other.of(event.terms)
    shares = _SHARES.search(clause.words) and of_here and of_there
    left, right = (here / of_here, there / of_there) if shares else (here, there)
    difference = _DIFFERENCE.search(clause.words)
    said = f"{event.name}: {_figures(one, event.terms)}, {_figures(other, event.terms)}"
    if difference:
        found, limit = left - right, float(difference["amount"])
        if difference["points"]:
            if not of_here or not of_there:
                return Part(holds=False, said=said)
            found, near = 100 * (here / of_here - there / of_there), _NEAR
        else:
            near = 0.0
        way = difference["way"].lower()
        found = abs(found) if way == "difference" else -found if fewer else found
        return Part(abs(found - limit) <= near, said)
    if times := _TIMES.search(clause.words):
        factor = 2.0 if times["twice"] else 0.5 if times["half"] else _times(times["n"])
        if "least" in clause.words.lower() or "more than" in clause.words.lower():
            return Part(left >= factor * right > 0, said)
        return Part(abs(left - factor * right) <= _ABOUT * factor * right and right > 0, said)
    if not _MORE.search(clause.words) and not fewer:
        return Part(abs(left - right) < (0.005 if shares else 0.5), said)
    holds = left < right if fewer else left > right
    if holds and _SIGNIFICANT.search(clause.words):
        chance = fisher(here, of_here, there, of_there)
        return Part(chance < 0.05, f"{said} (Fisher's exact test: P = {chance:.2f})")
    return Part(holds, said)


def _amount(clause: Clause) -> Part | None:
    """So many, or such a part, of the people there."""
    found = list(_QUANTITY.finditer(clause.words))
    if len(found) != 1 or len(clause.places) != 1 or not clause.events:
        return None
    quantity, place = found[0], clause.places[0]
    parts = []
    for event in clause.events:
        affected, at_risk = place.of(event.terms)
        if "" in event.terms and not any(count.term == "" for count in place.counts):
            return None
        part = _percent(quantity)
        value = affected if part is None else 100 * affected / max(1, at_risk)
        limit = _count(quantity) if part is None else part
        holds = _within(quantity["limit"], value, limit, exact=part is None)
        parts.append(Part(holds, f"{event.name}: {_figures(place, event.terms)}"))
    wrong = [part for part in parts if not part.holds]
    return Part(not wrong, "; ".join(part.said for part in wrong or parts))


def _presence(clause: Clause) -> Part | None:
    """That there were any, or none."""
    if not clause.events or not clause.places:
        return None
    denied = bool(_DENIED.search(clause.words))
    found = [
        (place.of(event.terms)[0], f"{event.name}: {_figures(place, event.terms)}")
        for place in clause.places
        for event in clause.events
    ]
    wrong = [said for affected, said in found if bool(affected) == denied]
    return Part(not wrong, "; ".join(wrong or [said for _, said in found]))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Clause], Part | None]], ...] = (
    (_COMMON, _commonest),
    (_TYPES, _types_without),
    (_NONE_ABOVE, _none_above),
    (_ALL_IN, _all_in),
    (re.compile(r"\bdifference\b.*@\d+", re.I), _compared),
    (re.compile(rf"(?:@\d+.*(?:{_THAN.pattern}).*@\d+)|(?:{_THAN.pattern}).*@\d+.*@\d+|"
                rf"@\d+.*(?:{_SAME.pattern}).*@\d+|(?:{_SAME.pattern}).*@\d+.*@\d+", re.I),
     _compared),
    (_QUANTITY, _amount),
    (_DENIED, _presence),
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


def _percent(quantity: re.Match[str]) -> float | None:
    written = (quantity["part"] or "").lower()
    if not written:
        return None
    if written in _SPOKEN:
        return _SPOKEN[written]
    plain = re.sub(r"\s(?:in|out of)(?: every)?\s", "/", written)
    part, _, whole = re.sub(r"\s?(?:%|percent)", "", plain).partition("/")
    return 100 * float(part) / float(whole) if whole else float(part)


def _count(quantity: re.Match[str]) -> float:
    written = quantity["count"].lower()
    return float(_NUMBER[written]) if written in _NUMBER else float(written)


def _times(written: str) -> float:
    return float({"three": 3, "four": 4, "five": 5}.get(written.lower(), 0) or written)


def _within(limit: str | None, found: float, said: float, *, exact: bool) -> bool:
    name = re.sub(r"( than) than$", r"\1", (limit or "").lower())
    if compare := _LIMITS.get(name):
        return compare(found, said)
    return abs(found - said) <= (0 if exact else _NEAR)


def fisher(here: int, of_here: int, there: int, of_there: int) -> float:
    """Two-sided P of Fisher's exact test (Fisher RA. J R Stat Soc 1922;85:87-94)."""
    affected, people = here + there, of_here + of_there
    if here > of_here or there > of_there:
        return 1.0
    ways = {
        k: comb(of_here, k) * comb(of_there, affected - k)
        for k in range(max(0, affected - of_there), min(of_here, affected) + 1)
    }
    return min(1.0, sum(w for w in ways.values() if w <= ways[here]) / comb(people, affected))
