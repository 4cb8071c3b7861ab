"""More or fewer events here than there, so many times as many, the same; reckoned from counts."""

from __future__ import annotations

import re

from probatum.verification.event_amounts import ABOUT, LIMITS, NEAR, fisher, times_of
from probatum.verification.event_parts import Clause, Event, Part, all_hold, figures, groups
from probatum.verification.trial_places import Place

_MORE = re.compile(r"\b(?:more|higher|greater|larger|increased)\b", re.I)
_FEWER = re.compile(r"\b(?:fewer|less|lower|smaller|reduced)\b(?! than (?:half|\d))", re.I)
THAN = re.compile(r"\b(?:than|compared (?:to|with)|versus|vs\.?|relative to)\b", re.I)
TIMES = re.compile(
    r"\b(?:(?P<twice>twice|double|two times)|(?P<half>half)(?= as (?:many|common|frequent))|"
    r"(?P<n>\d+(?:\.\d+)?|three|four|five)[ -](?:times|fold))\b",
    re.I,
)
SAME = re.compile(r"\b(?:same|equal|identical|as many|as common)\b", re.I)
_SHARES = re.compile(
    r"\b(?:percentages?|proportions?|rates?|incidences?|%|likely|risk|common|frequent|often)\b",
    re.I,
)
_SIGNIFICANT = re.compile(r"\b(?:statistically )?significant(?:ly)?\b", re.I)
_SAME_SHARE = 0.0005
_DIFFERENCE = re.compile(
    r"\b(?:(?P<limit>more than|over|less than|under|at least) )?(?:a )?"
    r"(?P<amount>\d+(?:\.\d+)?)\s?(?P<points>%|percent|percentage points?)?\s"
    r"(?P<way>more|fewer|less|higher|lower|greater|difference)\b(?! than \d)",
    re.I,
)


def compared(clause: Clause) -> Part | None:
    """More or fewer of each event here than there, so many times as many, or the same."""
    pair = clause.places
    if len(pair) == 1:
        pair = tuple(groups(pair[0]))
    if len(pair) != 2 or not clause.events:
        return None
    one, other = pair
    than = THAN.search(clause.words)
    if than and than.start() < clause.words.index("@"):
        one, other = other, one  # "compared with cohort 1, cohort 2 had more"
    amounts = list(_DIFFERENCE.finditer(clause.words))
    if len(amounts) == len(clause.events) > 1:  # "5 more cases of anaemia and 1 more of nausea"
        ends = [found.start() for found in amounts[1:]] + [len(clause.words)]
        parts = []
        for found, end, event in zip(amounts, ends, clause.events, strict=True):
            alone = clause._replace(words=clause.words[found.start() : end], events=(event,))
            parts.append(_one_compared(alone, (event, event), one, other))
        return all_hold(parts)
    return all_hold([_one_compared(clause, (event, event), one, other) for event in clause.events])


def _one_compared(clause: Clause, events: tuple[Event, Event], one: Place, other: Place) -> Part:
    """The first event in one place against the second in the other; most often the same event."""
    event, second = events
    fewer = bool(_FEWER.search(clause.words))
    (here, of_here), (there, of_there) = one.of(event.terms), other.of(second.terms)
    shares = _SHARES.search(clause.words) and of_here and of_there
    left, right = (here / of_here, there / of_there) if shares else (here, there)
    difference = _DIFFERENCE.search(clause.words)
    said = f"{event.name}: {figures(one, event.terms)}, "
    said += f"{second.name}: " * (second != event) + figures(other, second.terms)
    if difference:
        return Part(_differ(difference, (here, of_here), (there, of_there), fewer=fewer), said)
    if times := TIMES.search(clause.words):
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


def between_events(clause: Clause) -> Part | None:
    """One event against another in the same place: "more anaemia than nausea"."""
    if len(clause.places) != 1 or len(clause.events) != 2:
        return None
    (place,), (one, other) = clause.places, clause.events
    return _one_compared(clause, (one, other), place, place)


def alike(clause: Clause) -> Part | None:
    """As many, here and there; or in one place as many of one event as of another."""
    place, *others = clause.places
    in_groups = re.search(r"\b(?:cohorts|groups|arms|both)\b", clause.words, re.I)
    if others or len(clause.events) < 2 or in_groups or len(groups(place)) > 1:
        return compared(clause)
    found = [place.of(event.terms)[0] for event in clause.events]
    said = "; ".join(f"{e.name}: {figures(place, e.terms)}" for e in clause.events)
    return Part(len(set(found)) == 1, said)
