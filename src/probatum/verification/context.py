"""What a sentence denies, doubts, supposes or tells of the past: which words stand in which light.

NegEx and ConText: a cue reaches forward or backward to the next break, or six words; some words
only seem to be cues. Chapman WW, et al. A simple algorithm for identifying negated findings and
diseases in discharge summaries. J Biomed Inform 2001;34:301-10. PMID 12123149. Harkema H, et al.
ConText: an algorithm for determining negation, experiencer, and temporal status from clinical
reports. J Biomed Inform 2009;42:839-51. PMID 19435614.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from probatum.verification.clauses import clauses
from probatum.verification.words import spelt

_WORD = re.compile(
    r"(?<![^\W\d_])(?!(?:the|and|for|was|were|are|has|had|with|that|this)\b)[^\W\d_]{3,}", re.I
)
_PUNCTUATION = r"[,;:.()]"
_REACH = 6


class Light(StrEnum):
    """In which light a word stands."""

    DENIED = "denied"
    DOUBTED = "doubted"
    SUPPOSED = "supposed"
    PAST = "of the past"


_FAMILIES = {
    "denies what follows": (Light.DENIED, True),
    "denies what stands before": (Light.DENIED, False),
    "doubts what follows": (Light.DOUBTED, True),
    "doubts what stands before": (Light.DOUBTED, False),
    "supposes": (Light.SUPPOSED, True),
    "tells of the past": (Light.PAST, True),
}


class Cues(NamedTuple):
    """Compiled families: cues with their light and whether they reach forward; the others."""

    lights: tuple[tuple[Light, bool, re.Pattern[str]], ...]
    seeming: re.Pattern[str]
    ends: re.Pattern[str]


@cache
def cues() -> Cues:
    """The families of ``context_cues.txt``."""
    text = (files("probatum.verification") / "context_cues.txt").read_text(encoding="utf-8")
    rows = [line.split(" : ", 1) for line in text.splitlines() if line and line[0] != "#"]
    families = dict(rows)
    return Cues(
        lights=tuple(
            (light, forward, _compiled(families[family]))
            for family, (light, forward) in _FAMILIES.items()
        ),
        seeming=_compiled(families["only seems to deny"]),
        ends=re.compile(rf"{_PUNCTUATION}|(?<!\w)(?:{families['ends']})(?!\w)", re.I),
    )


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)


@lru_cache(maxsize=8192)
def lights(sentence: str) -> dict[Light, frozenset[str]]:
    """Stems of the words that stand in each light."""
    without_seeming = cues().seeming.sub(" ", sentence)
    found: dict[Light, set[str]] = {light: set() for light in Light}
    for light, forward, pattern in cues().lights:
        text = without_seeming if light is Light.DENIED else sentence
        for match in pattern.finditer(text):
            found[light] |= set(_reached(text, match, forward=forward))
    return {light: frozenset(words) for light, words in found.items()}


def _reached(text: str, match: re.Match[str], *, forward: bool) -> Iterator[str]:
    if forward:
        scope = cues().ends.split(text[match.end() :], maxsplit=1)[0]
        words = _WORD.findall(scope)[:_REACH]
    else:
        scope = cues().ends.split(text[: match.start()])[-1]
        words = _WORD.findall(scope)[-_REACH:]
    return (stem(word) for word in words)


class Denial(NamedTuple):
    """A cue that denies, the stems it reaches, its clause, and the words before the cue there."""

    cue: str
    words: tuple[str, ...]
    clause: str
    before: str
    forward: bool


@lru_cache(maxsize=8192)
def denied(text: str) -> tuple[Denial, ...]:
    """Every denial of the text, with the clause it stands in."""
    return tuple(each for clause in clauses(text) for each in _denied(clause))


def _denied(clause: str) -> Iterator[Denial]:
    without_seeming = cues().seeming.sub(" ", clause)
    for light, forward, pattern in cues().lights:
        if light is Light.DENIED:
            for match in pattern.finditer(without_seeming):
                words = tuple(_reached(without_seeming, match, forward=forward))
                before = without_seeming[: match.start()]
                yield Denial(match[0], words, clause, before, forward)


@lru_cache(maxsize=8192)
def denials(sentence: str) -> int:
    """How many cues deny, or seem to deny, something."""
    (pattern,) = (p for light, forward, p in cues().lights if light is Light.DENIED and forward)
    return len(pattern.findall(sentence))


@lru_cache(maxsize=8192)
def content(sentence: str) -> frozenset[str]:
    """Stems of the words of three letters and more."""
    return frozenset(stem(word) for word in _WORD.findall(sentence))


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """Lower case, in one spelling, without an ending."""
    lowered = spelt(word.lower())
    for ending in ("ations", "ation", "ings", "ing", "ed", "es", "s"):
        if lowered.endswith(ending) and len(lowered) - len(ending) >= 4:
            return lowered.removesuffix(ending)
    return lowered
