"""Writing a page's part as a block, while citation marks and printed grades are set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from probatum.evidence.document import BlockKind
from probatum.sources.grades import parted
from probatum.sources.normalised import TextBuilder, clean
from probatum.sources.page_part import LEVEL, RAISED, Row, Stretch, without_signs
from probatum.sources.superscript import raised

_FOOTNOTE = r"\[\^[^\]\s]+\]"
_NUMBERS = r"\[\s*\d{1,4}(?:\s*[-–,;]\s*\d{1,4})*\s*\]"
_RAISED = f"{RAISED}([^{RAISED}{LEVEL}]*){LEVEL}"
_PLACE = re.compile(f"({_FOOTNOTE}|{_NUMBERS}|{_RAISED})")
_JOINT = re.compile(r"\s*[,;]\s*")
_SPAN = re.compile(r"\s*[-–]\s*")
_LIST = re.compile(r"\d{1,4}(?:\s*[-–,;]\s*\d{1,4})*")
# "95% CI [2-5]" is a result, "see reference [2]" needs its number to be read.
_IS_WORDS = re.compile(r"\b(?:CI|range|interval|IQR|refs?|references?|nos?)\b\W*$", re.I)
# A single raised figure is a power after a figure, a letter or a unit ("I²", "kg/m²"), and part of
# an isotope before a letter ("¹⁸F"); elsewhere it is a mark when the list has such an entry.
_BEFORE_POWER = re.compile(r"(?:\d|(?<![^\W\d_])(?:[^\W\d_]|[kcdmµμ]m|min|kg))$")
_LONGEST_SPAN = 100


class MarkedText:
    """Pours parts into a `TextBuilder`. ``keys`` are those of the page's bibliography."""

    def __init__(self, builder: TextBuilder, keys: Sequence[str]) -> None:
        self._builder = builder
        self._keys = frozenset(keys)

    def stretch(self, part: Stretch) -> None:
        """One paragraph, item or caption."""
        self._builder.close()
        self._write(part.text)
        self._builder.close(part.kind)

    def row(self, part: Row) -> None:
        """One table row as "name: cell; name: cell"."""
        self._builder.close()
        names = [self.plain(name).rstrip(":") for name in part.header]
        for position, cell in enumerate(part.cells):
            if not (shown := clean(without_signs(cell)).strip()):
                continue
            if self._builder.open:
                self._builder.write("; ")
            name = names[position] if position < len(names) else ""
            if name and name != shown:
                self._builder.write(f"{name}: ")
            self._write(cell)
        self._builder.close(BlockKind.TABLE_ROW)

    def plain(self, text: str) -> str:
        """The words alone, as headings and titles need them."""
        words = ""
        for piece, _ in self._pieces(text):
            words = (words.rstrip() if piece[:1] in tuple(".,;:)]") else words) + piece
        return clean(words).strip()

    def _write(self, text: str) -> None:
        for words, keys in self._pieces(text):
            if keys:
                self._builder.mark(keys)
                continue
            for piece in parted(words):
                if not piece.is_grade:
                    self._builder.write(piece.text)
                elif self._builder.open:
                    self._builder.grade(piece.text)
                else:  # it stands before any word and cannot be kept beside one
                    self._builder.write(f"({piece.text}) ")

    def _pieces(self, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Words with no keys, and marks (shown as nothing) with the keys they name."""
        words, done = "", 0
        for place in _PLACE.finditer(text):
            words += text[done : place.start()]
            done = place.end()
            up = place.group(2)
            if up is None:
                keys = () if _IS_WORDS.search(words) else self._keys_in(place.group(1))
            else:
                keys = () if _is_power(words, up, text[done : done + 1]) else self._keys_in(up)
            if not keys:
                words += place.group(1) if up is None else raised(words, up)
                continue
            if words:
                yield words, ()
            yield "", keys
            words = ""
        if words := words + without_signs(text[done:]):
            yield without_signs(words), ()

    def _keys_in(self, mark: str) -> tuple[str, ...]:
        """The keys that a mark names; none when it names what is not listed."""
        shown = mark.strip("[]()^ ")
        keys = [shown] if shown in self._keys else list(_numbers(shown))
        return tuple(keys) if keys and self._keys.issuperset(keys) else ()


def _is_power(before: str, figures: str, after: str) -> bool:
    if after.isalpha() or before[-1:].isdigit():
        return True
    return figures.strip().isdecimal() and bool(_BEFORE_POWER.search(before))


def _numbers(shown: str) -> Iterator[str]:
    if not _LIST.fullmatch(shown):
        return
    for part in _JOINT.split(shown):
        first, *last = _SPAN.split(part)
        if last and not 0 < int(last[0]) - int(first) <= _LONGEST_SPAN:
            yield ""  # no span of a list, so no mark
            return
        yield from map(str, range(int(first), int(last[0] if last else first) + 1))
