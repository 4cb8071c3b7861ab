"""How many of the events that are listed were so frequent: "only 2 of the 16 types occurred twice".

Beside `event_wholes.py`: a sentence that names no event, but says of how many of them, of every one
or of none something holds.
"""

from __future__ import annotations

import re

from probatum.verification.event_amounts import QUANTITY, count_of, percent, within
from probatum.verification.event_comparison import THAN
from probatum.verification.event_parts import Clause, Part
from probatum.verification.trial_places import Place

_SORT = (
    r"(?:(?:different |recorded |observed |individual )*(?:(?:types|kinds|categories) of )?"
    r"(?:serious )?adverse events?(?: types?| kinds?| categor(?:y|ies))?)"
)
_HOW_MANY = re.compile(
    rf"\b(?:(?P<limit>only|exactly|just|at least|over|more than|less than|fewer than) )?"
    rf"(?P<number>none|no|every|each|all|some|single|\d+|one|two|three|four|five|six|seven|eight|"
    rf"nine|"
    rf"ten)(?: of)?(?: the(?: (?P<listed>\d+))?)? ?{_SORT}\b",
    re.I,
)
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HAPPENED = re.compile(
    r"\b(?:occurr?ed|occurr?ences?|recorded|reported|affected|cases?|times?|suffered|experienced|"
    r"had)\b",
    re.I,
)
_NAMED = re.compile(r"\bevents?, #\d+(?:(?:,| and|, and) #\d+)*,")
_ALIKE = re.compile(
    r"\bsame (?P<of>number|percentage|proportion|rate)s? of (?:\w+ )?(?:(?:for )?(?:each|every) "
    r"(?:type|kind) "
    r"of )(?:adverse|side)", re.I
)  # fmt: skip
_EVERY_ONE = re.compile(
    r"\b(?:of|for) (?:every|each) (?:single )?(?:observed |recorded )?adverse event\b", re.I
)


def _every_one(clause: Clause) -> Part | None:
    """Each event as often here as there, or each of them more often."""
    places = list(clause.places)
    if len(places) == 1:
        names = dict.fromkeys(count.group for count in places[0].counts)
        places = [
            Place(f"group {n}", tuple(c for c in places[0].counts if c.group == n)) for n in names
        ]
    if len(places) != 2 or not places[0].terms:
        return None
    one, other = places
    if clause.words.lower().startswith("compared"):
        one, other = other, one
    alike = _ALIKE.search(clause.words)
    shares = bool(alike and alike["of"].lower() != "number")
    fewer = bool(re.search(r"\b(?:fewer|less|lower)\b", clause.words, re.I))
    for term in dict.fromkeys((*one.terms, *other.terms)):
        (here, of_here), (there, of_there) = one.of(frozenset([term])), other.of(frozenset([term]))
        ours, theirs = (here * of_there, there * of_here) if shares else (here, there)
        holds = ours == theirs if alike else ours < theirs if fewer else ours > theirs
        if not holds:
            return Part(holds=False, said=f"{term}: {one.name} {here}, {other.name} {there}")
    return Part(holds=True, said="of every event that is listed")


def is_of_sorts(words: str) -> bool:
    """Whether the clause says of how many of the events something holds."""
    found = _HOW_MANY.search(words)
    if _ALIKE.search(words) or (_EVERY_ONE.search(words) and THAN.search(words)):
        return "#" not in words
    return bool(found and _condition(words, found) and ("#" not in words or _NAMED.search(words)))


def of_sorts(clause: Clause) -> Part | None:
    """Whether so many events, every one or none, were as frequent as the clause says."""
    if _ALIKE.search(clause.words) or _EVERY_ONE.search(clause.words):
        return _every_one(clause)
    found = _HOW_MANY.search(clause.words)
    quantity = _condition(clause.words, found) if found else None
    if re.search(
        r"\b(?:particular|any|single|one) (?:\w+ )?(?:cohort|group|arm)\b", clause.words, re.I
    ):
        return None  # of the groups one by one, not of all
    if found is None or quantity is None or len(clause.places) != 1:
        return None
    (place,) = clause.places
    terms = place.terms
    if not terms or (found["listed"] and int(found["listed"]) != len(terms)):
        return None
    part = percent(quantity)
    asked = count_of(quantity) if part is None else part
    holding = []
    for term in terms:
        affected, at_risk = place.of(frozenset([term]))
        value = affected if part is None else 100 * affected / max(1, at_risk)
        if within(quantity["limit"], value, asked, exact=part is None):
            holding.append(term)
    named = frozenset().union(*(event.terms for event in clause.events)) - {""}
    if named and not {term.lower() for term in named} >= {term.lower() for term in holding}:
        return Part(holds=False, said=f"{place.name}: also {holding[0]}")
    shown = ", ".join(holding[:3]) or "none"
    said = f"{len(holding)} of the {len(terms)} events listed of {place.name}: {shown}"
    return Part(_fits(found, len(holding), len(terms)), said)


def _condition(words: str, found: re.Match[str]) -> re.Match[str] | None:
    """The one figure after (or, "for no event …", beside) the number of events."""
    rest = words[found.end() :]
    figures = list(QUANTITY.finditer(re.sub(r"@\d+", "  ", rest)))
    return figures[0] if len(figures) == 1 and _HAPPENED.search(rest) else None


def _fits(found: re.Match[str], holding: int, listed: int) -> bool:
    number = found["number"].lower()
    if number in {"none", "no"}:
        return holding == 0
    if number in {"every", "each", "all"}:
        return holding == listed
    if number == "some":
        return holding > 0
    asked = (
        1 if number == "single" else _NUMBERS.index(number) if number in _NUMBERS else int(number)
    )
    return within(found["limit"], holding, asked, exact=True)
