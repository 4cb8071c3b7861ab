"""A line of text with citation marks in it: the marks are told from the words, then set aside.

"It helps [3-5]." is written as "It helps." with a mark for 3, 4 and 5 before the full stop.
"Jones (2001) found it" and "as Jones, 2001, found" keep their words; only what is nothing but a
mark is taken out, and with it the brackets and commas that held it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from probatum.evidence.document import BlockKind
from probatum.sources.normalised import TextBuilder
from probatum.sources.superscript import raised

_SIGNS = re.compile("[\ue000\ue001]")
_M = "\ue000\\d+\ue001"
_JOINT = r"(?:[\s,;‐-―−\-]|&|\band\b)*"
_BRACKETED = re.compile(rf"[\[(]\s*{_M}(?:{_JOINT}{_M})*[\s,;]*[\])]")
_RUN = re.compile(rf"{_M}(?:{_JOINT}{_M})*")
_MARK = re.compile("\ue000(\\d+)\ue001")
_RANGE = re.compile(r"\s*[‐-―−-]\s*")
_NUMBER = re.compile(r"[\[(]*\s*(\d{1,3})[a-z]?(?:\s*[‐-―−,-]\s*(\d{1,3}))*\s*[\])]*")
_SPAN = re.compile(r"\D*(\d{1,3})\s*[‐-―−-]\s*(\d{1,3})\D*")
_NAMED_BEFORE = re.compile(r"\b(?:refs?|references?|nos?)\.?\s*[\[(]?\s*$", re.I)
_OPEN_REST = re.compile(rf"([\[(])((?:{_M})+)\s*(?:[,;]|and\b)\s*")
_CLOSE_REST = re.compile(rf"\s*[,;]\s*((?:{_M})+)\s*([\])])")
_BEFORE_STOP = re.compile(rf"\s*((?:{_M})+)\s*(?=[.,;:)\]!?%])")
_LONGEST_RANGE = 100


class _Cited(NamedTuple):
    keys: tuple[str, ...]
    shown: str


class CitedLine:
    """Collects the inline content of one block, then pours it into a `TextBuilder`.

    ``order`` holds the keys of the bibliography in its order, to fill ranges.
    """

    def __init__(self, order: Sequence[str] = ()) -> None:
        self._order = tuple(order)
        self._coded = ""
        self._cited: list[_Cited] = []

    def write(self, text: str) -> None:
        """Append words."""
        self._coded += _SIGNS.sub("", text)

    def write_raised(self, text: str) -> None:
        """Append a superscript."""
        self.write(raised(self._coded, text))

    def cite(self, keys: Sequence[str], shown: str) -> None:
        """Append a citation that the page shows as ``shown``: "12", "[3]", "Jones, 2001"."""
        self._coded += f"\ue000{len(self._cited)}\ue001"
        self._cited.append(_Cited(self._all_of(tuple(keys), shown), shown))

    @property
    def empty(self) -> bool:
        """Whether there are no words, whatever marks there are."""
        return not self.plain()

    def plain(self) -> str:
        """The words without marks."""
        return " ".join(_MARK.sub("", self._settled()).split())

    def pour(self, builder: TextBuilder, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """Write the line as one block and begin a new one."""
        builder.close()
        for piece in re.split(f"({_M})", self._settled()):
            mark = _MARK.fullmatch(piece)
            if mark:
                builder.mark(self._cited[int(mark.group(1))].keys)
            else:
                builder.write(piece)
        builder.close(kind)
        self._coded, self._cited = "", []

    def _settled(self) -> str:
        """The coded text in which bare marks stand alone and all others behind their words."""
        if not self._cited:
            return self._coded
        text = _BRACKETED.sub(self._bracketed, self._coded)
        text = _BRACKETED.sub(self._bracketed, text)  # "[[8], [9]]"
        text = _RUN.sub(self._run, text)
        text = _CLOSE_REST.sub(r"\1\2", _OPEN_REST.sub(r"\1\2", text))
        return _BEFORE_STOP.sub(r"\1", text)

    def _bracketed(self, group: re.Match[str]) -> str:
        named = _NAMED_BEFORE.search(group.string[max(0, group.start() - 12) : group.start()])
        return group.group() if named else self._as_one(group.group())

    def _run(self, run: re.Match[str]) -> str:
        cited = [self._cited[int(number)] for number in _MARK.findall(run.group())]
        named = _NAMED_BEFORE.search(run.string[max(0, run.start() - 12) : run.start()])
        if not named and all(not one.shown or _NUMBER.fullmatch(one.shown) for one in cited):
            return self._as_one(run.group())
        return _MARK.sub(lambda mark: self._cited[int(mark[1])].shown + mark[0], run.group())

    def _as_one(self, marks: str) -> str:
        """One bare mark for several, with what a dash between two of them stands for."""
        found = list(_MARK.finditer(marks))
        keys: list[str] = []
        for before, mark in zip([None, *found], found, strict=False):
            cited = self._cited[int(mark.group(1))].keys
            if before and keys and cited and _RANGE.fullmatch(marks[before.end() : mark.start()]):
                keys += self._between(keys[-1], cited[0])
            keys += cited
        self._cited.append(_Cited(tuple(dict.fromkeys(keys)), ""))
        return f"\ue000{len(self._cited) - 1}\ue001"

    def _between(self, first: str, last: str) -> tuple[str, ...]:
        if first not in self._order or last not in self._order:
            return ()
        here, there = self._order.index(first), self._order.index(last)
        return self._order[here + 1 : there] if there <= here + _LONGEST_RANGE else ()

    def _all_of(self, keys: tuple[str, ...], shown: str) -> tuple[str, ...]:
        """The keys of one mark; "2-8" over a single key stands for that and those after it."""
        span = _SPAN.fullmatch(shown)
        if not span or len(keys) != 1 or keys[0] not in self._order:
            return keys
        size = int(span.group(2)) - int(span.group(1))
        start = self._order.index(keys[0])
        return self._order[start : start + size + 1] if 0 < size <= _LONGEST_RANGE else keys
