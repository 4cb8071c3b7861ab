"""The difference between two wordings, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple

_WORDS = re.compile(r"\s+|[\w'’%.,/-]*\w[%]?|[^\w\s]")


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Piece(NamedTuple):
    """A stretch of text and what happened to it."""

    change: Change
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Pieces in reading order: without those added, `before`; without those removed, `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces = []
    for _, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[start:end] == new[first:last]:
            pieces.append(Piece(Change.SAME, "".join(old[start:end])))
            continue
        pieces.append(Piece(Change.REMOVED, "".join(old[start:end])))
        pieces.append(Piece(Change.ADDED, "".join(new[first:last])))
    return tuple(piece for piece in pieces if piece.text)


def changed_sentences(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Each sentence that was changed, taken out or put in, word by word, in reading order."""
    for _, start, end, first, last in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        old, new = before[start:end], after[first:last]
        if old != new:
            pairs = zip_longest(old, new, fillvalue="")
            yield from (difference(was, now) for was, now in pairs)
