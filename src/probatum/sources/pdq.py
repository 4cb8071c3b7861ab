"""NCI PDQ cancer information summaries, as Markdown pages of cancer.gov.

The front matter of such pages is not to be relied on: audience, title and dates are read from the
page itself. Marks point at "#cit/section_S.N": entry N of the reference list that ends section S.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from probatum.errors import SourceError
from probatum.evidence.document import BlockKind, Document
from probatum.sources.pdq_inline import has_figure, pieces, plain
from probatum.sources.pdq_summary import TITLE, Summary, is_aside

_TITLE = re.compile(rf"^# {TITLE.pattern}$", re.M)
_HEAD = re.compile(rb"^(?:# .*\(PDQ|url: https://www\.cancer\.gov/)", re.M)
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+(.*)$")
_ENTRY = re.compile(r"^(\d+)\.\s+(.*)$")
_RULE = re.compile(r"^\|(?:\s*:?-{3,}:?\s*\|)+\s*$")
_URL = re.compile(r"^url: (https://\S+)$", re.M)
_PMID = re.compile(r"list_uids=(\d{1,8})")


class PdqSource:
    """Reads one page a file."""

    name = "pdq"
    general = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """A Markdown page of cancer.gov, or one whose title names PDQ."""
        markdown = path.suffix.lower() in {".md", ".markdown"}
        return markdown and bool(_HEAD.search(head))

    def read(self, path: Path) -> Iterator[Document]:
        """One document. Raises `SourceError` for pages about PDQ that are not a summary."""
        try:
            page = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(path, f"cannot be read as UTF-8 text ({error})") from error
        title = _TITLE.search(page)
        if not title:
            raise SourceError(path, "is not a PDQ summary: no 'Health Professional Version' title")
        summary, url = _read(page[title.end() :]), _URL.search(page)
        try:
            yield summary.document(
                title, name=f"pdq:{path.stem}", url=url.group(1) if url else None, origin=path.name
            )
        except ValueError as error:
            raise SourceError(path, str(error)) from error


def _read(body: str) -> Summary:
    """Walk the page line by line."""
    walk = _Walk()
    for line in body.split("\n"):
        walk.line(line)
    walk.end_block()
    return walk.summary


class _Walk:
    """The state of reading a page."""

    def __init__(self) -> None:
        self.summary = Summary()
        self.builder = self.summary.builder
        self._section = "0"
        self._lines: list[str] = []
        self._kind = BlockKind.PARAGRAPH
        self._caption: Literal["none", "awaited", "reading"] = "none"
        self._header: list[str] = []

    def line(self, line: str) -> None:
        if match := _HEADING.match(line):
            self._heading(len(match.group(1)), plain(match.group(2)).strip())
        elif self.summary.in_references:
            self._reference(line)
        elif not self.summary.is_skipping:
            self._body(line)

    def _heading(self, level: int, title: str) -> None:
        self.end_block()
        self._caption, self._header = "none", []
        self.summary.heading(level, title)

    def _reference(self, line: str) -> None:
        if not (match := _ENTRY.match(line)):
            return
        pmid = _PMID.search(line)
        self.summary.reference(
            f"{self._section}.{match.group(1)}",
            plain(re.sub(r"\[\[?PUBMED Abstract\]?\]\(.*", "", match.group(2))),
            pmid.group(1) if pmid else None,
        )

    def _body(self, line: str) -> None:
        if not line.strip():
            self.end_block()
            self._header = []
            if self._caption == "reading":
                self._caption = "none"
        elif line.startswith("|"):
            self.end_block()
            self._table(line)
        elif item := _ITEM.match(line):
            self.end_block()
            self._caption = "none"
            self._kind = BlockKind.LIST_ITEM
            self._lines = [item.group(1)]
        elif has_figure(line):
            self.end_block()
            self._caption = "awaited"
        elif self._caption != "none":
            self._caption = "reading"
        elif not is_aside(line):
            self._lines.append(line.strip())

    def _table(self, line: str) -> None:
        """A first row is the header; a rule, an empty row and a second rule follow it."""
        self._caption = "none"
        if _RULE.match(line):
            return
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not any(cells):
            return
        if not self._header:
            self._header = [_words(cell) for cell in cells]
            return
        # A row with cells missing cannot be told which column it belongs to: no names then.
        named = len(cells) == len(self._header)
        for position, cell in enumerate(cells):
            if words := cell.strip():
                if self.builder.open:
                    self.builder.write("; ")
                if named and self._header[position]:
                    self.builder.write(f"{self._header[position]}: ")
                self._write(words)
        self.builder.close(BlockKind.TABLE_ROW)

    def _write(self, line: str) -> None:
        for piece in pieces(line):
            if piece.kind == "mark":
                self.builder.mark(piece.keys)
                self._section = piece.keys[0].partition(".")[0]
            elif piece.kind == "grade":
                self.builder.grade(piece.text)
            else:
                self.builder.write(piece.text)

    def end_block(self) -> None:
        """Marks and links may run over line breaks: a block is read when it is whole."""
        self._write(" ".join(self._lines))
        self.builder.close(self._kind)
        self._lines, self._kind = [], BlockKind.PARAGRAPH


def _words(cell: str) -> str:
    return "".join(piece.text for piece in pieces(cell) if piece.kind == "text").strip()
