"""Kinds of treatment that a sentence names, and whether the words of an arm name one of them.

The kinds and their words are in ``treatment_kinds.txt``; drugs are known by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from probatum.verification.names import drugs


class Treatment(NamedTuple):
    """A treatment as a sentence names it, with its place there and what an arm calls it."""

    name: str
    start: int
    end: int
    known_as: re.Pattern[str]

    def named_in(self, text: str) -> bool:
        """Whether the text names it."""
        return bool(self.known_as.search(text))


def treatments(text: str, names: Iterable[str] = ()) -> list[Treatment]:
    """Every treatment of a known kind or name, the longest names first chosen, in order.

    `names`: further ones, as a record calls what it gives.
    """
    found: list[Treatment] = []
    matches = [*_matches(text), *_named(text, names)]
    for name, start, end, pattern in sorted(matches, key=lambda each: each[1] - each[2]):
        if not any(t.start < end and start < t.end for t in found):
            found.append(Treatment(name, start, end, pattern))
    return sorted(found, key=lambda each: each.start)


def _matches(text: str) -> Iterator[tuple[str, int, int, re.Pattern[str]]]:
    for name, known_as in _kinds():
        for match in name.finditer(text):
            yield match[0], match.start(), match.end(), known_as
    for code in _CODE.finditer(text):
        written = re.sub(r"[- ]", "[- ]?", code[0])
        yield code[0], code.start(), code.end(), re.compile(rf"(?<!\w){written}(?!\w)", re.I)
    for drug in drugs(text):
        known_as = re.compile(rf"(?<![a-z]){re.escape(drug)}", re.I)
        for match in known_as.finditer(text):
            yield match[0], match.start(), match.end(), known_as


_CODE = re.compile(r"(?<![\w-])[A-Z]{1,5}[- ]?\d{2,}[A-Z]?\d*(?![\w-])")
"""What a drug is called before it has a name: "AZD9496", "MM-121"."""


def _named(text: str, names: Iterable[str]) -> Iterator[tuple[str, int, int, re.Pattern[str]]]:
    for name in names:
        written = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name) if word)
        known_as = re.compile(rf"(?<![\w-]){written}s?(?!\w)", re.I)
        for match in known_as.finditer(text):
            yield match[0], match.start(), match.end(), known_as


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    text = (files("probatum.verification") / "treatment_kinds.txt").read_text(encoding="utf-8")
    rows = (line.split(" : ", 1) for line in text.splitlines() if line and line[0] != "#")
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{name})(?![\w-])", re.I), re.compile(known_as, re.I))
        for name, known_as in rows
    )
