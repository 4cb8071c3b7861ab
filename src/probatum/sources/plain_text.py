"""Plain text: headings by underlines, numbers or capitals; paragraphs by empty lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from probatum.evidence.document import BlockKind, Document
from probatum.sources.line_breaks import LineBreaks
from probatum.sources.owner_file import Facts, document
from probatum.sources.page_part import Heading, Part, Stretch, rows, without_signs
from probatum.sources.reference_list import heads_references
from probatum.sources.text_file import contents, decoded

_UNDERLINE = re.compile(r"([=\-~^*#_])\1{2,}\s*")
_LEVELS = "=-~^"
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+([A-Z][^\n]{2,90})")
_NO_HEADING = re.compile(r"[.;,]$|\.\s|\b(?:19|20)\d\d\b|\d\s*(?:mg|ml|g|%)")
_ITEM = re.compile(r"\s*(?:[-*+•·▪●◦‣–—]|(\d{1,3})[.)]|\[(\d{1,4})\]|\(?[a-z]\))\s+(\S.*)")
_COLUMN = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_RULE = re.compile(r"[\s|+:=_-]*")
_LONGEST = 100  # characters of a heading


class PlainTextSource:
    """Reads one page a file."""

    name = "text"
    general = True

    def recognises(self, path: Path, head: bytes) -> bool:
        """By the ending .txt."""
        return path.suffix.lower() in {".txt", ".text"}

    def read(self, path: Path) -> Iterator[Document]:
        """One document. Raises `SourceError` for what is not text, or holds none."""
        text = without_signs(decoded(path, contents(path)))
        yield document(path, list(parts(text.replace("\f", "\n\n"))), Facts())


def parts(text: str) -> Iterator[Part]:
    """The page in order. A single line at the top that ends in no stop is its title."""
    lines = text.split("\n")
    breaks = LineBreaks(lines)
    for number, group in enumerate(_groups(lines)):
        yield from _group(group, breaks, first=number == 0)


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []


def _group(lines: list[str], breaks: LineBreaks, *, first: bool) -> Iterator[Part]:
    """Lines between two empty ones."""
    if _UNDERLINE.fullmatch(lines[0]):  # a rule, or the line above an underlined title
        lines = lines[1:]
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]) and len(lines[0].strip()) <= _LONGEST:
        sign = lines[1][0]
        yield Heading(_LEVELS.index(sign) + 1 if sign in _LEVELS else 2, lines[0])
        lines = lines[2:]
    elif lines and (heading := _heading(lines[0].strip(), alone=len(lines) == 1, first=first)):
        yield heading
        lines = lines[1:]
    if _is_table(lines):
        yield from rows([_cells(line) for line in lines if not _RULE.fullmatch(line)])
    else:
        yield from _stretches(lines, breaks)


def _heading(line: str, *, alone: bool, first: bool) -> Heading | None:
    if len(line) > _LONGEST:
        return None
    if heads_references(line):
        return Heading(2, line)
    capitals = sum(letter.isalpha() for letter in line) > 3 and line.isupper()
    if capitals and not line.endswith(".") and not _ITEM.fullmatch(line):
        return Heading(1 if first else 2, line)
    if not alone:
        return None
    numbered = _NUMBERED.fullmatch(line)
    if numbered and not _NO_HEADING.search(numbered.group(2)):
        return Heading(numbered.group(1).count(".") + 2, line)
    if first and not _ITEM.fullmatch(line) and not re.search(r"[.;,:]$|:\s", line):
        return Heading(1, line)
    return None


def _stretches(lines: Sequence[str], breaks: LineBreaks) -> Iterator[Part]:
    """Paragraph and items; lines that begin no item go on with the one before."""
    held: list[str] = []
    kind, number = BlockKind.PARAGRAPH, ""
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item:
            if held:
                yield Stretch(breaks.joined(held), kind, number)
            held, kind = [item.group(3)], BlockKind.LIST_ITEM
            number = item.group(1) or item.group(2) or ""
        elif not _UNDERLINE.fullmatch(line):
            held.append(line)
    if held:
        yield Stretch(breaks.joined(held), kind, number)


def _is_table(lines: Sequence[str]) -> bool:
    """At least two lines, each of the same two or more columns."""
    widths = {len(_cells(line)) for line in lines if not _RULE.fullmatch(line)}
    return len(lines) > 1 and len(widths) == 1 and min(widths) > 1


def _cells(line: str) -> tuple[str, ...]:
    return tuple(_COLUMN.split(line.strip().strip("|").strip()))
