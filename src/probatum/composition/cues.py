"""What kind of sentence it is, and whether it can stand alone, by the words it is made with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files


class SentenceKind(StrEnum):
    """Kinds of sentence a clinician looks for, the first that fits."""

    CAUTION = "caution"
    RECOMMENDATION = "recommendation"
    DOSE = "dose"
    OUTCOME = "outcome"
    UNCERTAIN = "uncertain"
    FACT = "fact"
    METHOD = "method"
    BACKGROUND = "background"


_DOSE = re.compile(r"\d(?:\.\d+)?\s?(?:mg|mcg|µg|μg|units?|IU|mL|Gy|g)\b(?:/(?:m2|m²|kg|day|d))?")
_OPENING = re.compile(
    r"^(?:however|therefore|thus|hence|moreover|furthermore|in addition|additionally|as a result|"
    r"consequently|of note|notably|nevertheless|for (?:this|these) reasons?|"
    r"(?:based on|because of|given|in light of|since the publication of|following|after) "
    r"(?:this|these|those) (?:data|studies|trials?|results|findings|"
    r"evidence|reports?|observations?)), (?=\S)",
    re.I,
)
_REFERENCE = re.compile(r"^[A-Z][\w'’-]+ [A-Z]{1,3}(?:,|:).*(?:\bet al\b|\b(?:19|20)\d\d\b)")
_AS_WRITTEN = "(?-i:"  # marks a cue of which the capitals count
LONGEST = 480
_REMEMBERED = 20_000  # sentences: the same passage is read for several facets
_SHORTEST, _FEWEST_WORDS, _SHORTEST_REST = 40, 6, 60


@lru_cache(maxsize=_REMEMBERED)
def kind_of(sentence: str) -> SentenceKind:
    """Method and background come first: their words of advice are not this patient's."""
    for kind in (
        SentenceKind.METHOD,
        SentenceKind.BACKGROUND,
        SentenceKind.UNCERTAIN,
        SentenceKind.CAUTION,
        SentenceKind.RECOMMENDATION,
        SentenceKind.DOSE,
        SentenceKind.OUTCOME,
    ):
        if _DOSE.search(sentence) if kind is SentenceKind.DOSE else has_cue(kind.value, sentence):
            return kind
    return SentenceKind.FACT


class _Cues:
    """Cues, joined by what they begin with: `re` passes over most of a text only when all agree."""

    def __init__(self, cues: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> None:
        joined: dict[str, str] = {}
        for cue in cues:
            begins = cue[0] if cue[0] == "^" else cue[:2] if cue[:2] == r"\b" else ""
            joined[begins] = f"{joined[begins]}|{cue}" if begins in joined else cue
        self._asked = [
            re.compile(pattern, flags).match if begins == "^" else re.compile(pattern, flags).search
            for begins, pattern in joined.items()
        ]

    def stand_in(self, text: str) -> bool:
        """Whether any of them does."""
        return any(asked(text) for asked in self._asked)


def has_cue(name: str, sentence: str) -> bool:
    """Whether a cue of that name stands in it, in capitals or not."""
    small, capitals_count = _cues(name)
    return small.stand_in(sentence.lower()) or capitals_count.stand_in(sentence)


@cache
def _cues(name: str) -> tuple[_Cues, _Cues]:
    """The cues of that name in ``cues.txt``: for small letters, and those where capitals count.

    To look for small letters in small letters takes a quarter of the time.
    """
    text = (files("probatum.composition") / "cues.txt").read_text(encoding="utf-8")
    lines = (line.partition(" : ") for line in text.splitlines() if not line.startswith("#"))
    cues = [cue for kind, _, cue in lines if kind == name]
    small = [cue for cue in cues if _AS_WRITTEN not in cue]
    return _Cues(small), _Cues((cue for cue in cues if _AS_WRITTEN in cue), re.I)


@lru_cache(maxsize=_REMEMBERED)
def opening_of(sentence: str) -> int:
    """Length of an opening that only links to what went before: "However, ", "Of note, ".

    What follows it is asserted in full, so a quote may begin there. An opening that names a
    population or a setting is never one of these.
    """
    match = _OPENING.match(sentence)
    return match.end() if match and len(sentence) - match.end() >= _SHORTEST_REST else 0


@lru_cache(maxsize=_REMEMBERED)
def points_back(sentence: str) -> bool:
    """Whether it needs what stood before it: "this regimen", "these patients", "However, …"."""
    return has_cue("points away", sentence)


@lru_cache(maxsize=_REMEMBERED)
def is_in_vain(sentence: str) -> bool:
    """Whether it tells that something did no good: that it was tried is no way to treat."""
    return has_cue("in vain", sentence)


@lru_cache(maxsize=_REMEMBERED)
def is_framing(sentence: str) -> bool:
    """Whether it says on what a choice depends, or that there are trials, and nothing to do."""
    return has_cue("framing", sentence)


@lru_cache(maxsize=_REMEMBERED)
def tells_causes(sentence: str) -> bool:
    """Whether it tells where something comes from, or how often, and not what is done."""
    return has_cue("causes", sentence) and not has_cue("helps", sentence)


@lru_cache(maxsize=_REMEMBERED)
def instructs(sentence: str) -> bool:
    """Whether it tells what to do as guidelines do: "Offer …", "Do not give …", "We suggest …"."""
    return has_cue("instruction", sentence)


@lru_cache(maxsize=_REMEMBERED)
def defect(sentence: str) -> str | None:
    """Why a sentence cannot be shown at all; None when it can."""
    if len(sentence) < _SHORTEST or len(sentence.split()) < _FEWEST_WORDS:
        return "is a fragment"
    if sentence.rstrip()[-1] not in '.!)”"':
        return "is a heading or unfinished"
    if not (sentence[0].isalnum() or sentence[0] in '“"('):
        return "begins with a mark"
    if not has_cue("verb", sentence):
        return "has no verb"
    if len(sentence) > LONGEST:
        return "is too long to be read at a glance"
    if _REFERENCE.search(sentence):
        return "is an entry of a reference list"
    if sentence.count("(") != sentence.count(")"):
        return "has a bracket that is not closed"
    return None
