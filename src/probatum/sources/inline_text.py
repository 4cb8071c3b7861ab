"""The text of a title or paragraph with its italics, bold and raised figures."""

from __future__ import annotations

from lxml import etree

from probatum.sources.superscript import raised
from probatum.sources.xml_file import flat, name, one_line, own_text


def inline(element: etree._Element | None) -> str:
    """Text with its italics, bold and sub- and superscripts as text; powers stay raised."""
    if element is None:
        return ""
    if not len(element):
        return one_line(own_text(element))
    pieces: list[str] = []
    _write(element, pieces)
    return one_line("".join(pieces))


def _write(element: etree._Element, pieces: list[str]) -> None:
    pieces.append(own_text(element))
    for child in element if isinstance(element.tag, str) else ():
        if name(child) == "sup":
            pieces.append(raised("".join(pieces[-2:]), flat(child)))
        else:
            _write(child, pieces)
        pieces.append(child.tail or "")
