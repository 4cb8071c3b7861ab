"""The arms of a study: where a clause names each, and of which one a word of it is said."""

from __future__ import annotations

import re
from typing import NamedTuple

from probatum.verification.effect_words import EffectWord
from probatum.verification.words import stems

COMPARED = re.compile(
    r"\b(?:than|compared? (?:with|to|against)|as compared|in compari(?:son|sion) (?:with|to|of)|"
    r"comparing with|versus|vs\.?|relative to|over(?= (?:placebo|control))|as opposed to|"
    r"from that of|against)\b",
    re.I,
)
_CONTROL = re.compile(
    r"\b(?:controls?|placebo|usual care|sham|standard|comparison|conventional|routine|untreated|"
    r"waiting.list|waitlist|no treatment|no intervention|without|vehicle|treatment as usual)\b",
    re.I,
)
_TREATED = re.compile(
    r"\b(?:intervention|experimental|treatment|treated|active|study|test|supplement\w*|program\w*|"
    r"trained|training|case) (?:groups?|arms?|patients|participants)\b|\bintervention\b",
    re.I,
)
UNTELLING = stems(
    "group groups arm treatment patients mg day days week weeks daily months plus alone dose "
    "received followed given standard compared mean score scores total level levels rate rates "
    "number change changes percentage proportion time after before at baseline"
)
"""Words of arms and outcomes that tell none from another."""
_TOKEN = re.compile(r"[^\W_][\w'’-]*")
_LABEL = re.compile(r"\b[Gg]roups? ([A-Z]|[IV]{1,3}|\d)\b")
_LACKS = re.compile(r"\b(?:no|not|without)\b|\bnon", re.I)
_WITHOUT = re.compile(r"\b(?:no|non|without|not) ?-?$", re.I)
_FIGURE = re.compile(r"\s*[-−(]?\d")
_LEADING, _PHRASE = re.compile(r"[^,;]*"), re.compile(r"[^;(]{0,90}")
_BOTH = re.compile(r"\b(?:between|both|two|all|three|either|among|groups|arms|treatments)\b", re.I)


IN_BOTH = re.compile(
    r"\b(?:(?:in|for|with|between|of) )?(?:both|the|the two|either) (?:study |treatment )?"
    r"(?:groups|arms|treatments)\b",
    re.I,
)
"""Names the arms that a text has named before."""


class Arms(NamedTuple):
    """Two arms as they are named; the other may be ""."""

    one: str
    other: str


class Mentions(NamedTuple):
    """Where a clause names each arm."""

    ones: list[int]
    others: list[int]

    @property
    def signed(self) -> list[tuple[int, int]]:
        """Places in order, with 1 for the first arm and -1 for the other."""
        return sorted([*((p, 1) for p in self.ones), *((p, -1) for p in self.others)])


def mentions(clause: str, arms: Arms, outcome: str) -> Mentions:
    """By words that only one arm has, and not the outcome, or as the treated and the control."""
    empty = UNTELLING | stems(outcome)
    one, other = stems(arms.one) - empty, stems(arms.other) - empty
    ones, others = _labelled(clause, arms)
    bare = not _LACKS.search(f"{arms.one} {arms.other}")
    for match in _TOKEN.finditer(clause):
        stem = stems(match[0])
        lacks = _WITHOUT.search(clause[: match.start()]) or _LACKS.match(match[0])
        for told, here, there in ((one - other, ones, others), (other - one, others, ones)):
            if stem & told:
                (there if bare and lacks else here).append(match.start())
    if _CONTROL.search(arms.other) and not _CONTROL.search(arms.one):
        others += [match.start() for match in _CONTROL.finditer(clause)]
    if not ones:
        ones = [match.start() for match in _TREATED.finditer(clause)]
    return Mentions(sorted(ones), sorted(others))


def _labelled(clause: str, arms: Arms) -> tuple[list[int], list[int]]:
    """Where the groups stand by their letters or numbers, when the arms are named with them."""
    one, other = (set(_LABEL.findall(arm)) for arm in arms)
    found = [(match.start(), match[1]) for match in _LABEL.finditer(clause)]
    return (
        [at for at, label in found if label in one - other],
        [at for at, label in found if label in other - one],
    )


def side_of(clause: str, word: EffectWord, found: Mentions) -> int:
    """1 when the word is said of the first arm, -1 of the other, 0 when no arm is named.

    What stands after "than" or "compared with" is the other side; "4 vs. 5" names no arm.
    """
    if not found.ones and not found.others:
        return 0
    for match in COMPARED.finditer(clause):
        leads = not clause[: match.start()].strip()
        phrase = (_LEADING if leads else _PHRASE).match(clause, match.end())
        if _FIGURE.match(clause, match.end()) or phrase is None:
            continue
        after = [side for at, side in found.signed if match.end() <= at < phrase.end()]
        if after:
            return -after[0]
    near = min(found.signed, key=lambda each: abs(each[0] - word.start))
    return near[1]


def are_named(clause: str, found: Mentions) -> bool:
    """Whether a clause that finds no difference names the arms it finds none between."""
    return bool(found.ones and found.others) or bool(found.signed and _BOTH.search(clause))
