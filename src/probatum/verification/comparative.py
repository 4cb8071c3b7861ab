"""Sentences that say which way an outcome went with one arm of a study against another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from probatum.verification.arms import Arms
from probatum.verification.effect_words import Direction, effect_words, worth
from probatum.verification.outcome import reading

_ADVERB = (
    r"(?:(?:significantly|statistically|markedly|substantially|slightly|also|may|can|might) )*"
)
_VERB = (
    r"(?P<verb>increas(?:ed|es?)|decreas(?:ed|es?)|reduc(?:ed|es?)|rais(?:ed|es?)|lower(?:ed|s)?|"
    r"improv(?:ed|es?)|prolong(?:ed|s)?|shorten(?:ed|s)?|worsen(?:ed|s)?|enhanc(?:ed|es?)|"
    r"prevent(?:ed|s)?|impair(?:ed|s)?|halv(?:ed|es?)|doubl(?:ed|es?)|elevat(?:ed|es?)|"
    r"inhibit(?:ed|s)?|promot(?:ed|es?))"
)
_ADJECTIVE = (
    r"(?P<verb>higher|lower|greater|less|fewer|longer|shorter|more frequent|less frequent|"
    r"more common|less common|better|worse|increased|decreased|reduced|improved|prolonged)"
)
_THAN = r"(?:than|compared (?:with|to)|versus|vs\.?|relative to|as compared (?:with|to))"
_IN = r"(?:(?:with|in|for|after|among|on|under) )?"
_SAMENESS = r"no (?:statistically |clinically )?(?:significant )?differences?"
_FORMS = tuple(
    (re.compile(rf"^(?:In [^,]+, )?{form}$", re.I), direction)
    for form, direction in (
        (rf"compared (?:with|to) (?P<both>.+?) {_ADVERB}{_VERB} (?P<outcome>.+?)", None),
        (
            rf"(?:there (?:was|were) )?{_SAMENESS} in (?P<outcome>.+?) between (?P<pair>.+)",
            Direction.SAME,
        ),
        (
            rf"(?:there (?:was|were) )?{_SAMENESS} between (?P<pair>.+?) in (?P<outcome>.+)",
            Direction.SAME,
        ),
        (
            rf"(?P<outcome>.+?) (?:was|were|is|are) {_ADVERB}{_ADJECTIVE} {_IN}(?P<one>.+?),? "
            rf"{_THAN} {_IN}(?P<other>.+?)",
            None,
        ),
        (rf"(?P<one>.+?) {_ADVERB}{_VERB} (?P<outcome>.+?),? {_THAN} {_IN}(?P<other>.+?)", None),
        (
            r"(?P<one>.+?) (?:did|does|do) not (?:significantly )?(?:improve|reduce|increase|"
            rf"affect|change|lower|prolong|influence|alter) (?P<outcome>.+?)(?:,? {_THAN} {_IN}"
            r"(?P<other>.+?))?",
            Direction.SAME,
        ),
        (
            r"(?P<outcome>.+?) (?:was|were|did) (?:similar|comparable|not (?:significantly )?"
            r"(?:different|differ)) (?:with|in|for|between|among) (?P<pair>.+)",
            Direction.SAME,
        ),
        (rf"(?P<one>.+?) {_ADVERB}{_VERB} (?P<outcome>.+?)", None),
    )
)


_MORE_THAN_ONE = re.compile(
    r";|, (?:and|or) |\b(?:than|but|which|who|when|whereas|while|although|because|"
    r"not|no|were|was|is|are|had|have|has|showed|shown)\b",
    re.I,
)
"""What makes more than one statement of a sentence, or another than it seems."""


class Statement(NamedTuple):
    """An outcome, its direction with the first arm against the other; the other may be ""."""

    arms: Arms
    outcome: str
    direction: Direction


@lru_cache(maxsize=4096)
def statement(sentence: str) -> Statement | None:
    """What the sentence says of an outcome; None when it has none of the forms that are read."""
    for form, direction in _FORMS:
        match = form.match(sentence.strip().removesuffix("."))
        if match is None:
            continue
        groups = match.groupdict()
        arms = _arms(groups)
        outcome = groups["outcome"].strip(" ,")
        if arms is None or not outcome:
            return None
        if not direction and "both" not in groups and _is_more(*arms, outcome):
            return None
        said = Statement(arms, outcome, direction or _direction(groups["verb"], outcome))
        return said if _is_read_back(sentence, said) else None
    return None


def _is_more(*parts: str) -> bool:
    return any(_MORE_THAN_ONE.search(part) for part in parts)


def _is_read_back(sentence: str, said: Statement) -> bool:
    """Whether the sentence, read as a source is read, says what it was taken to say."""
    read = reading(sentence, "", said.arms, said.outcome)
    return read is not None and read.direction is said.direction


def _direction(verb: str, outcome: str) -> Direction:
    word = effect_words(verb)[0]
    sign = word.sign * (worth(outcome) if word.kind == "valued" else 1)
    return Direction.UP if sign > 0 else Direction.DOWN


def _arms(groups: dict[str, str | None]) -> Arms | None:
    if both := groups.get("both"):  # "Compared with C, I increased …": the comma outside brackets
        other, one = _parted(both, ", ")
        return Arms(one, other) if one else None
    if pair := groups.get("pair"):
        one, other = _parted(pair, " and ")
        return Arms(one, other) if other else None
    named = groups.get("one")
    return Arms(named, (groups.get("other") or "").strip()) if named else None


def _parted(text: str, by: str) -> tuple[str, str]:
    """Both sides of the middle one of all separators outside brackets; the second may be ""."""
    places = list(_outside(text, by))
    if not places:
        return text, ""
    place = min(places, key=lambda at: abs(at - len(text) / 2)) if by == " and " else places[-1]
    return text[:place], text[place + len(by) :]


def _outside(text: str, by: str) -> Iterator[int]:
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if depth <= 0 and text.startswith(by, place):
            yield place
