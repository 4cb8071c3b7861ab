"""The running text of Structured Product Labeling: paragraphs, lists, tables, footnotes."""

from __future__ import annotations

import re

from lxml import etree

from probatum.evidence.document import BlockKind
from probatum.sources.label_section import bare_title
from probatum.sources.normalised import TextBuilder
from probatum.sources.superscript import raised
from probatum.sources.table_rows import table_rows
from probatum.sources.xml_file import name, own_text

_BULLET = re.compile(r"^\s*[•●▪■◦]\s*")
_BLOCKS = frozenset({"paragraph", "list", "table", "item", "text"})
_NOT_TEXT = frozenset({"renderMultiMedia", "footnoteRef", "footnote"})
_APART = frozenset({"br", "paragraph", "item", "caption", "td", "th", "tr", "list"})


class LabelText:
    """Writes narrative blocks into a `TextBuilder`."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder

    def section(self, section: etree._Element, level: int) -> None:
        """The text of a section, then its subsections under their own titles."""
        for child in section:
            if name(child) == "text":
                self._children(child, BlockKind.PARAGRAPH)
            elif name(child) == "component":
                for part in child:
                    if name(part) == "section":
                        title = next((item for item in part if name(item) == "title"), None)
                        self._builder.heading(level, bare_title(words(title)))
                        self.section(part, level + 1)
        self._builder.heading(level, "")

    def table(self, table: etree._Element) -> None:
        """The caption, a row for each row, then what stands below it."""
        notes = []
        for part in list(table):
            if name(part) == "caption":
                self._builder.block(words(part), BlockKind.CAPTION)
            elif name(part) == "tfoot":
                notes += [words(row) for row in part]
                table.remove(part)
        for row in table_rows(table, words):
            self._builder.row(row.cells, row.header)
        for note in notes:
            self._builder.block(note)
        self._footnotes(table)

    def _children(self, element: etree._Element, kind: BlockKind) -> None:
        """Blocks on their own; words that stand between them are blocks of ``kind`` too."""
        line, notes = own_text(element), []
        for child in element:
            if name(child) in _BLOCKS:
                self._builder.block(_BULLET.sub("", line), kind)
                line = ""
                self._block(child, kind)
            else:
                line = _with(line, child)
                notes.append(child)
            line += child.tail or ""
        self._builder.block(_BULLET.sub("", line), kind)
        for note in notes:
            self._footnotes(note)

    def _block(self, element: etree._Element, kind: BlockKind) -> None:
        match name(element):
            case "table":
                self.table(element)
            case "item":
                self._children(element, BlockKind.LIST_ITEM)
            case _:
                self._children(element, kind)

    def _footnotes(self, element: etree._Element) -> None:
        """What the page prints below: after the block that it belongs to."""
        for note in element.iter():
            if name(note) == "footnote":
                self._builder.block(words(note))


def words(element: etree._Element | None) -> str:
    """The words within on one line, without footnotes; raised figures stay raised."""
    return "" if element is None else " ".join(_inside(element).split())


def _inside(element: etree._Element) -> str:
    line = own_text(element)
    for child in element if isinstance(element.tag, str) else ():
        line = _with(line, child) + (child.tail or "")
    return line


def _with(line: str, child: etree._Element) -> str:
    if name(child) in _NOT_TEXT:
        return line
    text = _inside(child)
    if name(child) == "sup":
        return line + raised(line, text)
    return f"{line} {text} " if name(child) in _APART else line + text
