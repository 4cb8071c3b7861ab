"""Words that may take each other's place in a sentence, and a sentence with them put back.

Unlike the glossary, whose plain words explain ("a medicine that lowers blood pressure"), these mean
the same: "renal" and "kidney", an abbreviation and what its own source says it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Equivalent(NamedTuple):
    """Words as a source has them, and those that a reader may get instead.

    Not in a sentence with one of the words ``elsewhere``: "hypertension" in "portal hypertension".
    """

    formal: str
    plain: str
    elsewhere: frozenset[str] = frozenset()


@cache
def everyday() -> tuple[Equivalent, ...]:
    """All pairs of the list, the longest formal words first."""
    text = (files("probatum.readers") / "everyday" / "words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    found = [_pair(*line.split("|")) for line in lines]
    return tuple(sorted(found, key=lambda pair: (-len(pair.formal), pair.formal)))


def equivalents_in(
    text: str, abbreviations: Mapping[str, str], *, plainly: bool
) -> tuple[Equivalent, ...]:
    """Those that may be used in this sentence; with ``plainly`` also words of every day.

    None whose plain words stand in the sentence already, since nobody could tell which is which.
    """
    short_forms = (
        Equivalent(short, long) for short, long in abbreviations.items() if len(short) > 1
    )
    return tuple(_usable(text, (*short_forms, *(everyday() if plainly else ()))))


def put_back(text: str, equivalents: tuple[Equivalent, ...]) -> str:
    """The sentence with the words of its source: "kidney failure" is "renal failure" again."""
    for pair in sorted(equivalents, key=lambda pair: -len(pair.plain)):
        words = rf"{re.escape(pair.plain)}(?:\s*\({re.escape(pair.formal)}\))?"
        found = re.compile(rf"(?<![\w-]){words}(?![\w-])", re.I)
        text = pair.formal.join(found.split(text))
    return text


def _pair(formal: str, plain: str, elsewhere: str = "") -> Equivalent:
    return Equivalent(formal.strip(), plain.strip(), frozenset(elsewhere.split()))


def _usable(text: str, pairs: tuple[Equivalent, ...]) -> Iterator[Equivalent]:
    rest, words = text, set(re.findall(r"\w+", text.lower()))
    for pair in pairs:
        if pair.elsewhere & words:
            continue
        here = _whole(pair.formal, ignore_case=pair.formal.islower())
        if here.search(rest) and not _whole(pair.plain, ignore_case=True).search(text):
            yield pair
            rest = here.sub(" ", rest)  # "renal" in "renal calculi" is no word by itself


def _whole(words: str, *, ignore_case: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])", re.I if ignore_case else 0)
