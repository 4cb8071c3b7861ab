"""The elements at the top of a long XML file, each cut out of its bytes and parsed by itself.

A parser that is fed a file as a stream takes twice as long for a record as one that is given the
record alone. Only what is beyond doubt is cut: out of a file in UTF-8 without entities of its own,
while its elements follow each other with nothing but white space between. Each must be a
well-formed document as it stands; the file is then well-formed when it is so without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from typing import IO, TypeVar

from lxml import etree

from probatum.compiled import compiled

_Read = TypeVar("_Read")
LARGEST_ELEMENT = 16_000_000
"""Bytes of XML: several times what the largest records of PubMed take."""
_READ_BYTES = 1 << 17
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"""(?:<\?xml\s+version=["']1\.0["'](?:\s+encoding=["']utf-8["'])?\s*\?>)?\s*"""
    rb"(?:<!DOCTYPE\s[^\[\]<>]*>\s*)?"
    rb"<(?![^>]*xmlns)[a-z][\w.-]*(?:\s[^<>]*)?(?<!/)>",
    re.I,
)


def pieces(
    file: IO[bytes],
    tags: tuple[str, ...],
    read: Callable[[Sequence[bytes]], Iterable[_Read]],
) -> Generator[_Read, None, bytes]:
    """What `read` makes of the elements named in ``tags``, while there is nothing else.

    It is given a few at a time, as work in turns of one would lose what the processor holds at
    hand, and raises `XMLSyntaxError` where it comes to one that is not well-formed. Returns the
    beginning of what is left to be read as a stream: the head of the file, then what was read
    behind the last element, at the line and column where it stood.
    """
    cutter = _Cutter(file, tags)
    while cut := cutter.cut():
        found: list[_Read] = []
        with suppress(etree.XMLSyntaxError):
            found.extend(read(cut))
        yield from found
        cutter.take(len(found))
        if len(found) < len(cut):
            break
    return cutter.left()


@compiled("probatum.sources._xml_pieces")
def closing(held: bytes, name: bytes, start: int) -> int:
    """Where the first closing tag of the name begins behind `start`; -1 without one."""
    return held.find(b"</%b>" % name, start)


@compiled("probatum.sources._xml_pieces")
def lines(held: bytes, end: int) -> int:
    """How many lines end before `end`."""
    return held.count(b"\n", 0, end)


class _Cutter:
    def __init__(self, file: IO[bytes], tags: tuple[str, ...]) -> None:
        self._file = file
        self._opening = re.compile(rf"[ \t\r\n]*<({'|'.join(map(re.escape, tags))})[\s>]".encode())
        self._longest = max(map(len, tags)) + len("<>")
        self._held = file.read(_READ_BYTES)
        head = _HEAD.match(self._held)
        self._head = head.group() if head else b""
        self._place = len(self._head)
        self._ends: list[int] = []
        self._lines = self._column = 0

    def cut(self) -> list[bytes]:
        """The elements that stand at hand, at least one; none when what follows is no such."""
        found: list[bytes] = []
        self._ends = []
        place = self._place
        while self._head:
            opening = self._opening.match(self._held, place)
            if opening:
                end = closing(self._held, opening[1], opening.end())
                if end >= 0:
                    place = end + len(opening[1]) + len(b"</>")
                    found.append(self._held[opening.start(1) - 1 : place])
                    self._ends.append(place)
                    continue
            elif len(self._held[place:].lstrip(b" \t\r\n")) > self._longest:
                break
            if found or not self._read():
                break
            place = self._place
        return found

    def _read(self) -> bool:
        if len(self._held) - self._place > LARGEST_ELEMENT:
            return False
        more = self._file.read(_READ_BYTES)
        self._drop()
        self._held += more
        return bool(more)

    def _drop(self) -> None:
        held, place = self._held, self._place
        ended = lines(held, place)
        self._lines += ended
        self._column = place - held.rfind(b"\n", 0, place) - 1 + (not ended) * self._column
        self._held, self._place = held[place:], 0

    def take(self, count: int) -> None:
        """Go on behind so many of the elements that were cut last."""
        if count:
            self._place = self._ends[count - 1]

    def left(self) -> bytes:
        """The head, white space instead of what was taken, and what is still held."""
        self._drop()
        ended = self._lines - self._head.count(b"\n")
        column = self._column - (0 if ended else len(self._head) - self._head.rfind(b"\n") - 1)
        return self._head + b"\n" * ended + b" " * column + self._held
