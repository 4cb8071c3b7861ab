"""What a text says of an outcome with one arm of a study against another: more, less or the same.

Read to the letter and clause by clause: which clause speaks of the outcome, which word of direction
or which figures stand there, whether they are significant, and which arm they are said of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from probatum.verification.arms import (
    COMPARED,
    IN_BOTH,
    UNTELLING,
    Arms,
    Mentions,
    are_named,
    mentions,
    side_of,
)
from probatum.verification.clauses import only_asks
from probatum.verification.effect_words import SAME, Direction, EffectWord, effect_words, worth
from probatum.verification.significance import INTERVAL, P_VALUE, RATIO, says_none
from probatum.verification.words import stems

_CLAUSE = re.compile(
    r"(?-i:(?<=[a-z)\]%\d])[.!?]\s+(?=[A-Z(]))|;\s+|\n|"
    r",?\s+(?:but|whereas|while|however|although|though|yet|except)\s+(?!(?:\w+ ){0,2}not\b)|"
    r",\s+and\s+(?=(?:there|no|the|in the|a|an|was|were|had|showed)\b)",
    re.I,
)
_OF_IT = re.compile(
    r"^\W*(?:(?:and|but|however|though|although)\W+)*"
    r"(?:(?:it|this|that|none|not|(?:these|the|this) (?:differen\w+|comparison|changes?|effect|"
    r"improvement|increase|decrease|reduction))\b)",
    re.I,
)
_AT_FIRST = re.compile(
    r"\b(?:before (?:the )?(?:treatment|intervention|training|surgery|study)|"
    r"at (?:baseline|pre-?test)|baseline (?:\w+ ){0,2}(?:was|were)|"
    r"pre-?(?:treatment|intervention))\b",
    re.I,
)
_ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z]*[A-Z0-9][\w-]*")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_COMPARES = re.compile(
    rf"{COMPARED.pattern}|\b(?:between|among|differ\w*|compari\w+|group-wise|higher|lower|"
    r"greater)\b",
    re.I,
)
_WITHIN = re.compile(
    r"\b(?:in|after|for|with|by|of|both|within|across) (?:both|all|each|either|the (?:two|three))\b"
    r"|\bboth (?:groups|arms|treatments|interventions)\b|\bboth (?:\w+ )?(?:resulted|led|showed|"
    r"had|improv|increas|decreas|reduc)\w*|\b(?:pre|baseline) (?:and|to|vs\.?|versus) post",
    re.I,
)
_RATIO_OF = re.compile(RATIO.pattern + r"[^\d;]{0,40}?(?P<value>\d+[.·]\d+)")
_NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:[.·]\d+)?")
_FAVOUR = re.compile(r"favou?r", re.I)
_TIME = re.compile(r"\b(?:time|duration|latency|days|hours|onset|length|delay)\b", re.I)
_WEAK = re.compile(r"tend|trend|the same|same|did not|similar|equal", re.I)
_APART = re.compile(r"[,;]| and | that | but ")
_JOINED = 120
"""Characters within which two words of direction belong together: "greater … reduction"."""


class Reading(NamedTuple):
    """A direction; whether an arm is named, and it is clear which way round; how near it is.

    `share`: how much of the outcome the clause names, 0 to 1.
    """

    direction: Direction
    named: bool
    clear: bool
    share: float
    clause: str


class _Found(NamedTuple):
    direction: Direction
    named: bool
    clear: bool


def named_of(outcome: str, text: str, heading: str) -> float:
    """Share of the outcome's telling words that stand in the text or its heading, 0 to 1."""
    weighed = telling(outcome)
    return len(weighed & (stems(text) | stems(heading))) / max(1, len(weighed))


def telling(outcome: str) -> frozenset[str]:
    """Stems that tell this outcome from another; all of them where none does."""
    wanted = stems(outcome)
    return wanted - UNTELLING or wanted


@lru_cache(maxsize=4096)
def reading(text: str, heading: str, arms: Arms, outcome: str) -> Reading | None:
    """What the text says of the outcome with the first arm against the other; None when nothing.

    The clause that names most of the outcome speaks first; words of the heading count for half.
    """
    weighed = telling(outcome)
    found: list[tuple[float, int, Reading]] = []
    before = 0.0
    for place, clause in enumerate(_clauses(text)):
        if only_asks(clause) or (_AT_FIRST.search(clause) and SAME.search(clause)):
            continue  # an aim, or how alike the arms were before anything was done
        here = len(weighed & stems(clause)) / max(1, len(weighed))
        above = named_of(outcome, clause, heading)
        compares = bool(_COMPARES.search(clause))
        before = share = max(here, above / 2) or (before if compares else 0.0)
        read = _read(clause, arms, outcome)
        if found and not here and _takes_back(clause, read):
            rank, at, said = found.pop()  # "…, but this was not significant"
            found.append((rank, at, said._replace(direction=Direction.SAME)))
        elif read is not None:
            rank = share + compares / 2
            if read.direction is Direction.SAME and IN_BOTH.search(clause):
                named = read.named or all(mentions(text, arms, outcome))
                read = read._replace(named=named, clear=read.clear or named)
            found.append((-rank, place, Reading(*read, share, clause)))
    return min(found, key=lambda each: each[:2])[2] if found else None


def _takes_back(clause: str, read: _Found | None) -> bool:
    return read is not None and read.direction is Direction.SAME and bool(_OF_IT.match(clause))


def _clauses(text: str) -> list[str]:
    """Clauses; what stands in brackets is not cut."""
    closed = _BRACKETS.sub(lambda match: "(" + "_" * (len(match[0]) - 2) + ")", text)
    ends = [(match.start(), match.end()) for match in _CLAUSE.finditer(closed)]
    starts = [0, *(end for _, end in ends)]
    parts = [text[a:b] for a, (b, _) in zip(starts, [*ends, (len(text), 0)], strict=True)]
    return [part for part in parts if part.strip()]


def _read(clause: str, arms: Arms, outcome: str) -> _Found | None:
    place = _place(clause, outcome)
    none = says_none(clause, place)
    words = _own_words(clause, outcome)
    told = re.sub(re.escape(outcome), lambda match: "_" * len(match[0]), clause, flags=re.I)
    same = SAME.search(clause)
    found = mentions(clause, arms, outcome)
    if none or (same and not (none is False and _WEAK.match(same[0]))):
        named = are_named(clause, found)
        return _Found(Direction.SAME, named, named)
    if not words:
        return _by_figures(clause, found) if none is False or "significant" in clause else None
    compared = COMPARED.search(clause)
    if _WITHIN.search(clause) and not compared and all(word.kind != "graded" for word in words):
        return None  # a change from the beginning in every arm compares none
    first = min(words, key=lambda word: abs(word.start - place)) if place else words[0]
    side = side_of(clause, first, found)
    sign = _sign(told, first, words, outcome) * (side or 1)
    apart = any(not _joined(told, first, word) and word.sign != first.sign for word in words)
    clear = bool(side) and not apart and bool(compared or (found.ones and found.others))
    return _Found(Direction.UP if sign > 0 else Direction.DOWN, bool(side), clear)


def _place(clause: str, outcome: str) -> int:
    """Where the outcome's last word stands, or 0."""
    lowered = clause.lower()
    words = [w for w in re.findall(r"[a-z][\w-]{3,}", outcome.lower()) if w in lowered]
    places = [lowered.find(word) for word in words]
    places += [clause.find(short) for short in _ABBREVIATION.findall(outcome) if short in clause]
    return max(places, default=0)


def _own_words(clause: str, outcome: str) -> list[EffectWord]:
    """Words of direction that are no part of the outcome's name."""
    lowered = outcome.lower()
    own = [w for w in effect_words(clause) if clause[w.start : w.end].lower() not in lowered]
    told = [word for word in own if not _FAVOUR.match(clause, word.start)]
    return told or own  # "in favour of A, with less pain": the pain is said


def _sign(clause: str, first: EffectWord, words: list[EffectWord], outcome: str) -> int:
    """Taken together with its neighbours: "greater reduction" is less, "improved pain" is less."""
    kinds = {word.kind: word.sign for word in words if _joined(clause, first, word)}
    ends = {word.kind: word.sign for word in effect_words(outcome)}
    sign = kinds.get("graded", 1)
    if "speed" in kinds:
        return kinds["speed"] * (-1 if _TIME.search(outcome) else 1)
    if "changed" in kinds:
        sign *= kinds["changed"] * (1 if "graded" in kinds else ends.get("changed", 1))
    elif "valued" in kinds:
        sign *= kinds["valued"] * (1 if {"valued", "changed"} & set(ends) else worth(outcome))
    return sign


def _joined(clause: str, first: EffectWord, word: EffectWord) -> bool:
    start, end = min(first.end, word.end), max(first.start, word.start)
    return first == word or (end - start < _JOINED and not _APART.search(clause[start:end]))


def _by_figures(clause: str, found: Mentions) -> _Found | None:
    """By a ratio's side of 1, or by the figure next to each arm; never clear enough to be sure."""
    ones, others = found
    ratio = _RATIO_OF.search(clause)
    if ratio and not (others and not ones):
        above = float(ratio["value"].replace("·", ".")) > 1
        return _Found(Direction.UP if above else Direction.DOWN, bool(ones), clear=False)
    if not ones or not others:
        return None
    bare = clause
    for pattern in (INTERVAL, P_VALUE):
        bare = pattern.sub(lambda match: " " * len(match[0]), bare)
    numbers = [(match.start(), _value(match[0])) for match in _NUMBER.finditer(bare)]
    if len(numbers) <= 1:
        return None
    here, there = (_nearest(places, numbers) for places in (ones, others))
    if here == there:
        first, second = numbers[0][1], numbers[1][1]
        here, there = (first, second) if ones[0] < others[0] else (second, first)
    if here == there:
        return None
    return _Found(Direction.UP if here > there else Direction.DOWN, named=True, clear=False)


def _value(written: str) -> float:
    return float(written.replace("−", "-").replace("·", "."))


def _nearest(places: list[int], numbers: list[tuple[int, float]]) -> float:
    return min((abs(start - place), value) for place in places for start, value in numbers)[1]
