"""The running text of a JATS article: sections, paragraphs, lists, tables, captions, marks."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from probatum.evidence.document import BlockKind
from probatum.sources.cited_line import CitedLine
from probatum.sources.formula import formula
from probatum.sources.normalised import TextBuilder
from probatum.sources.table_rows import table_rows
from probatum.sources.xml_file import flat, name, own_text

_NOT_TEXT = frozenset(
    {
        *("graphic", "inline-graphic", "media", "supplementary-material", "alt-text", "long-desc"),
        *("inline-supplementary-material", "object-id", "permissions", "attrib", "ref-list"),
        *("sec-meta", "related-article", "related-object", "fn", "label", "private-char"),
    }
)
_FORMULAS = frozenset({"inline-formula", "disp-formula", "chem-struct", "math", "tex-math"})
_NOTE_SIGNS = frozenset({"fn", "table-fn", "aff", "corresp", "author-notes"})
_OWN_BLOCKS = frozenset(
    {
        *("sec", "p", "list", "def-list", "table-wrap", "table-wrap-group", "fig", "fig-group"),
        *("boxed-text", "disp-quote", "statement", "verse-group", "app", "table-wrap-foot"),
        *("array", "list-item", "def-item", "notes", "glossary", "app-group", "speech"),
    }
)


class JatsText:
    """Writes elements into a `TextBuilder`; ``keys`` are those of the bibliography, in order."""

    def __init__(self, builder: TextBuilder, keys: Collection[str] = ()) -> None:
        self._builder = builder
        self._keys = tuple(keys)
        self._known = frozenset(keys)

    def section(self, element: etree._Element, level: int, title: str = "") -> None:
        """A part under its heading; ``title`` is used where the part has none itself."""
        self._builder.heading(level, self.words(element.find("title")) or title)
        self._children(element, level + 1)
        self._builder.heading(level, "")

    def part(self, element: etree._Element, level: int) -> None:
        """What the body or another division without a heading of its own holds."""
        if name(element) in ("body", "app-group", "floats-group", "floats-wrap"):
            self._children(element, level)
        else:
            self.section(element, level)

    def words(self, element: etree._Element | None) -> str:
        """The words of an element without its marks, on one line."""
        line = CitedLine(self._keys)
        if element is not None:
            self._inline(element, line)
        return line.plain()

    def _children(
        self, element: etree._Element, level: int, kind: BlockKind = BlockKind.PARAGRAPH
    ) -> None:
        """Blocks on their own; words that stand between them are blocks of ``kind`` too."""
        line = CitedLine(self._keys)
        line.write(own_text(element))
        for child in element:
            if name(child) in _OWN_BLOCKS:
                line.pour(self._builder, kind)
                self._block(child, level, kind)
            elif name(child) != "title":
                self._element(child, line)
            line.write(child.tail or "")
        line.pour(self._builder, kind)

    def _block(self, element: etree._Element, level: int, kind: BlockKind) -> None:
        match name(element):
            case "sec" | "app" | "boxed-text" | "notes" | "glossary":
                self.section(element, level)
            case "list-item":
                self._children(element, level, BlockKind.LIST_ITEM)
            case "def-item":
                self._definition(element)
            case "table-wrap" | "array":
                self._table(element)
            case "fig":
                self._caption(element)
            case "table-wrap-foot":
                self._foot(element)
            case _:
                self._children(element, level, kind)

    def _definition(self, element: etree._Element) -> None:
        line = CitedLine(self._keys)
        line.write(f"{self.words(element.find('term'))}: ")
        for meaning in element.findall("def"):
            self._inline(meaning, line)
        line.pour(self._builder, BlockKind.LIST_ITEM)

    def _table(self, element: etree._Element) -> None:
        self._caption(element)
        tables = list(element.iter("table")) or ([element] if name(element) == "array" else [])
        for table in tables:
            for row in table_rows(table, self.words):
                self._builder.row(row.cells, row.header)
        for foot in element.iter("table-wrap-foot"):
            self._foot(foot)

    def _caption(self, element: etree._Element) -> None:
        line = CitedLine(self._keys)
        if label := self.words(element.find("label")):
            line.write(f"{label.rstrip('.:')}. ")
        for part in element.findall("caption"):
            self._inline(part, line)
        line.pour(self._builder, BlockKind.CAPTION)

    def _foot(self, element: etree._Element) -> None:
        for note in element:
            line = CitedLine(self._keys)
            if label := self.words(note.find("label")):
                line.write(f"{label} ")
            self._inline(note, line)
            line.pour(self._builder)

    def _inline(self, element: etree._Element, line: CitedLine) -> None:
        line.write(own_text(element))
        for child in element if name(element) else ():
            apart = name(child) in _OWN_BLOCKS or name(child) in ("break", "title")
            line.write(" " if apart else "")
            self._element(child, line)
            line.write(" " if apart else "")
            line.write(child.tail or "")

    def _element(self, element: etree._Element, line: CitedLine) -> None:
        kind = name(element)
        if kind in _NOT_TEXT:
            return
        if kind == "xref":
            self._reference(element, line)
        elif kind in _FORMULAS or (kind == "alternatives" and self._is_formula(element)):
            line.write(formula(element))
        elif kind == "sup" and not any(map(self._keys_of, element.iter("xref"))):
            line.write_raised(self.words(element))
        else:
            self._inline(element, line)

    def _reference(self, element: etree._Element, line: CitedLine) -> None:
        if keys := self._keys_of(element):
            line.cite(keys, flat(element))
        elif element.get("ref-type") not in _NOTE_SIGNS:
            self._inline(element, line)

    def _keys_of(self, element: etree._Element) -> tuple[str, ...]:
        keys = tuple((element.get("rid") or "").split())
        if element.get("ref-type") == "bibr":
            return keys
        return () if element.get("ref-type") else tuple(key for key in keys if key in self._known)

    @staticmethod
    def _is_formula(element: etree._Element) -> bool:
        return any(name(child) in _FORMULAS for child in element)
