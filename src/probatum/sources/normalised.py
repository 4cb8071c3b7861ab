"""Building a document's normalised text, block by block, while marks and grades are set aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from probatum.compiled import compiled
from probatum.evidence.document import Block, BlockKind, CitationMark, StatedGrade
from probatum.evidence.plain import Plain

_SPACE = re.compile(r"[\s\u00ad\u200b\u200c\u200d\ufeff]+")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PRINTABLE = bytes(range(0x20, 0x7F))  # of ASCII; faster than to ask a long text by itself
_PARTING = "\n\n"
_CLOSING = ".,;:)]!?%"


@compiled("probatum.sources._normalised")
def clean(text: str) -> str:
    """NFC, no control or invisible characters, every run of white space one blank."""
    if "  " not in text and (
        not text.encode().translate(None, _PRINTABLE)
        if text.isascii()
        else text.isprintable() and unicodedata.is_normalized("NFC", text)
    ):
        return text  # as most text is: neither marks nor spaces other than single blanks
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return _SPACE.sub(" ", text)


@compiled("probatum.sources._normalised")
def titled(sections: Iterable[tuple[str, str]]) -> tuple[str, tuple[Plain, ...]]:
    """Text and blocks of sections, each a heading or "", and a paragraph, as a builder gives them.

    The blocks are plain values. A section without words leaves nothing behind.
    """
    lines: list[str] = []
    blocks: list[Plain] = []
    start = 0
    for title, paragraph in sections:
        if line := clean(paragraph).strip():
            heading = title and clean(title).strip()
            end = start + len(line)
            stretch = {"start": start, "end": end}
            blocks.append({"heading": (heading,), **stretch} if heading else stretch)
            lines.append(line)
            start = end + len(_PARTING)
    return _PARTING.join(lines), tuple(blocks)


class TextBuilder:
    """Collects blocks in reading order.

    A source calls `heading` where a heading stands, then for each block `write`, `mark` and `grade`
    in the order of the page, then `close`. A block that turns out empty leaves nothing behind.
    """

    def __init__(self) -> None:
        self._text = ""
        self._line = ""
        self._headings: list[tuple[int, str]] = []
        self._pending_marks: list[tuple[int, tuple[str, ...]]] = []
        self._pending_grades: list[tuple[int, str]] = []
        self.blocks: list[Block] = []
        self.marks: list[CitationMark] = []
        self.grades: list[StatedGrade] = []

    @property
    def text(self) -> str:
        """The text so far, without the block that is still open."""
        return self._text

    @property
    def open(self) -> bool:
        """Whether a block has been begun and not closed."""
        return bool(self._line.strip())

    @property
    def path(self) -> tuple[str, ...]:
        """The heading path that the next block will stand under."""
        return tuple(title for _, title in self._headings)

    def heading(self, level: int, title: str) -> None:
        """Open a heading; headings of the same or a deeper level are closed."""
        self.close()
        self._headings = [item for item in self._headings if item[0] < level]
        if title := clean(title).strip():
            self._headings.append((level, title))

    def write(self, text: str) -> None:
        """Append to the open block."""
        text = clean(text)
        if self._line.endswith(" ") or not self._line:
            text = text.lstrip(" ")
        if self._line.endswith(" ") and text[:1] and text[0] in _CLOSING and self._after_a_mark():
            self._line = self._line[:-1]
        self._line += text

    def mark(self, keys: Sequence[str]) -> None:
        """A citation mark stands here; it is kept beside the text."""
        if keys and self._line.strip():
            self._pending_marks.append((len(self._line.rstrip()), tuple(keys)))

    def grade(self, text: str) -> None:
        """A grade or level of evidence is printed here; it is kept beside the text."""
        if (text := clean(text).strip()) and self._line.strip():
            self._pending_grades.append((len(self._line.rstrip()), text))

    def close(self, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """End the open block."""
        line = self._line.rstrip()
        if line:
            joint = "\n" if kind is not BlockKind.PARAGRAPH else _PARTING
            start = len(self._text) + (len(joint) if self._text else 0)
            self._text += (joint if self._text else "") + line
            self.blocks.append(
                Block(kind=kind, heading=self.path, start=start, end=start + len(line))
            )
            for offset, keys in self._pending_marks:
                self.marks.append(CitationMark(offset=start + min(offset, len(line)), keys=keys))
            for offset, grade in self._pending_grades:
                self.grades.append(StatedGrade(offset=start + min(offset, len(line)), text=grade))
        self._line = ""
        self._pending_marks, self._pending_grades = [], []

    def block(self, text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """A whole block without marks."""
        self.close()
        self.write(text)
        self.close(kind)

    def row(self, cells: Sequence[str], header: Sequence[str] = ()) -> None:
        """A table row as readable text: "header: cell; header: cell"."""
        named = []
        for position, cell in enumerate(cells):
            value = clean(cell).strip()
            name = clean(header[position]).strip().rstrip(":") if position < len(header) else ""
            if value:
                named.append(f"{name}: {value}" if name and name != value else value)
        self.block("; ".join(named), BlockKind.TABLE_ROW)

    def _after_a_mark(self) -> bool:
        here = len(self._line.rstrip())
        return any(item[0] == here for item in (*self._pending_marks, *self._pending_grades))
