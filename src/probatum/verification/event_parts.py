"""What a clause that counts events is made of: its words, the groups and events that they name."""

from __future__ import annotations

import re
from typing import NamedTuple

from probatum.verification.trial_places import Place

EVENTS = re.compile(r"\b(?:adverse (?:events?|effects?|reactions?)|AEs?|side[ -]effects?)\b", re.I)
DENIED = re.compile(r"\b(?:no|none|not|never|neither|without|zero|free of|n't)\b", re.I)


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
    """Whether a clause holds, and the figures it was reckoned with.

    `sure`: whether it cannot be otherwise, by another name of the event.
    """

    holds: bool
    said: str
    sure: bool = True


def all_hold(parts: list[Part]) -> Part:
    """One part of all; those that do not hold are named, where there are any."""
    wrong = [part for part in parts if not part.holds]
    return Part(not wrong, "; ".join(part.said for part in wrong or parts))


def together(places: tuple[Place, ...]) -> Place:
    """One place of all, in which what two of them have in common is counted once."""
    counts = tuple(dict.fromkeys(count for place in places for count in place.counts))
    return Place(" and ".join(place.name for place in places), counts)


def groups(place: Place) -> list[Place]:
    """Each group of the place by itself."""
    names = dict.fromkeys(count.group for count in place.counts)
    return [Place(place.name, tuple(c for c in place.counts if c.group == n)) for n in names]


def figures(place: Place, terms: frozenset[str]) -> str:
    """How many had any of the events, for a reader."""
    affected, at_risk = place.of(terms)
    if not at_risk:
        return f"{place.name}: none listed"
    return f"{place.name}: {affected} of {at_risk} ({100 * affected / at_risk:.1f}%)"
