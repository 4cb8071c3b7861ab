"""WordprocessingML as a reader sees it: changes accepted, hidden text left out.

ECMA-376 part 1, section 17.
"""

from __future__ import annotations

import re

from docx.document import Document as WordFile
from lxml import etree

from probatum.evidence.document import BibliographyEntry
from probatum.sources.page_part import as_raised, without_signs
from probatum.sources.reference_list import entry
from probatum.sources.xml_file import name

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNREAD = frozenset({"del", "moveFrom", "drawing", "pict", "AlternateContent", "object", "pPr"})
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}
_NOTE = {"footnoteReference": "f", "endnoteReference": "e"}
_WIDEST = 100
_LEAST_SIZE = 4


def attribute(element: etree._Element, path: str) -> str:
    """The ``w:val`` of what lies at ``path``; "" where nothing does."""
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{_W}val") or ""


def words(element: etree._Element) -> str:
    """The text of a paragraph or cell; notes as "[^f2]", superscripts as such."""
    text = ""
    for child in element:
        tag = name(child)
        if tag == "r":
            text += _run(child)
        elif tag == "p":
            text += f" {words(child)}"
        elif tag not in _UNREAD:
            text += words(child)
    # Word cuts a raised "1,2" into several runs.
    return re.sub("\ue001\ue000", "", text)


def _run(run: etree._Element) -> str:
    if any(_is_on(run, kind) for kind in ("vanish", "strike", "dstrike")) or _is_unseen(run):
        return ""
    text = ""
    for child in run:
        tag = name(child)
        if tag == "t":
            text += without_signs(child.text or "")
        elif tag in _NOTE:
            return f"[^{_NOTE[tag]}{child.get(f'{_W}id')}]"
        else:
            text += _SIGNS.get(tag, "")
    raised = attribute(run, "rPr/vertAlign") == "superscript"
    return as_raised(text) if raised else text


def _is_unseen(run: etree._Element) -> bool:
    """White on a page without colour behind it, or too small to read (sizes are half points)."""
    size = attribute(run, "rPr/sz")
    if size.isdecimal() and int(size) < _LEAST_SIZE:
        return True
    white = attribute(run, "rPr/color").upper() == "FFFFFF"
    return white and not any(
        part.find(f"{_W}{name(part)}Pr/{_W}{colour}") is not None
        for part in (run, *run.iterancestors(f"{_W}p", f"{_W}tc", f"{_W}tbl"))
        for colour in ("shd", "highlight", "tblStyle")
    )


def _is_on(run: etree._Element, kind: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{kind}")
    return found is not None and found.get(f"{_W}val") not in ("0", "false", "off")


def table_cells(table: etree._Element) -> tuple[list[tuple[str, ...]], bool]:
    """The rows with spans filled in, and whether the first is marked as naming the columns."""
    found: list[tuple[str, ...]] = []
    lines = table.findall(f"{_W}tr")
    for line in lines:
        cells: list[str] = []
        for cell in line.iter(f"{_W}tc"):
            if any(name(above) == "tc" for above in cell.iterancestors()):
                continue
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            above = found[-1][len(cells)] if found and len(cells) < len(found[-1]) else ""
            goes_on = merged is not None and merged.get(f"{_W}val") != "restart"
            wide = attribute(cell, "tcPr/gridSpan")
            cells.append(above if goes_on else words(cell).strip())
            cells += [""] * (min(int(wide), _WIDEST) - 1 if wide.isdecimal() else 0)
        if any(cells):
            found.append(tuple(cells))
    marked = bool(lines) and lines[0].find(f"{_W}trPr/{_W}tblHeader") is not None
    return found, marked


def notes(file: WordFile) -> tuple[BibliographyEntry, ...]:
    """Footnotes and endnotes, keyed as `words` names them."""
    found = []
    for relation in file.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in ("footnotes", "endnotes") or relation.is_external:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        for note in etree.fromstring(relation.target_part.blob, parser):
            text = words(note).strip()
            if note.get(f"{_W}type") in (None, "normal") and text:
                found.append(entry(f"{kind[0]}{note.get(f'{_W}id')}", text))
    return tuple(found)
