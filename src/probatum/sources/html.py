"""Web pages saved as HTML: the main text, without navigation, scripts and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml import html as parsing

from probatum.errors import SourceError
from probatum.evidence.document import BlockKind, Document
from probatum.sources import html_facts
from probatum.sources.owner_file import document
from probatum.sources.page_part import Heading, Part, Row, Stretch, as_raised, without_signs
from probatum.sources.table_rows import table_rows
from probatum.sources.text_file import contents, decoded
from probatum.sources.xml_file import name

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_NOT_READ = """
script style noscript template nav button select option input label textarea svg iframe object embed
canvas audio video img map footer aside head dialog del s strike math
"""  # what was struck out no longer stands; figures of formulas would run together
_UNREAD = frozenset(_NOT_READ.split())
_CHROME = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu"})
_CHROME_CLASSES = frozenset(
    {"nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "sidebar", "cookie"}
    | {"sr-only", "visually-hidden", "screen-reader-text"}
    | {"cookies", "share", "social", "skip", "advert", "advertisement", "pagination", "toc"}
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?(?![.\d])|"
    r"font-size\s*:\s*(?:0*(?:\.\d+)?|1(?:\.\d+)?)\s*(?:px|pt)?\s*(?:[;!]|$)|"
    r"(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01](?:px)?\b|"
    r"clip-path\s*:\s*inset\(\s*(?:50|100)%|(?<![-\w])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)|"
    r"transform\s*:\s*scale\(\s*0\s*\)|(?<![-\w])color\s*:\s*transparent",
    re.I,
)
_WHITE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\b[^)]*\))\s*(?:[;!]|$)",
    re.I,
)
_WITHIN_LINES = """
a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd mark q samp small span strong sub
time tt u var wbr
"""
_FLOWING = frozenset(_WITHIN_LINES.split())
_CAPTIONS = frozenset({"caption", "figcaption"})
_LEVEL = re.compile(r"h([1-6])")


class HtmlSource:
    """Reads one page a file."""

    name = "html"
    general = True

    def recognises(self, path: Path, head: bytes) -> bool:
        """By its ending."""
        return path.suffix.lower() in {".html", ".htm", ".xhtml"}

    def read(self, path: Path) -> Iterator[Document]:
        """One document. Raises `SourceError` for what is not a page, or holds no text."""
        page = page_of(path)
        try:
            facts = html_facts.facts(page)
            walk = _Walk()
            walk.into(_main(page))
            walk.end()
        except ValueError as error:
            raise SourceError(path, f"cannot be read as HTML ({error})") from error
        except RecursionError as error:
            raise SourceError(path, "nests too deeply; save the page's text alone") from error
        yield document(path, walk.parts, facts)


def page_of(path: Path) -> etree._Element:
    """The page as a tree. Raises `SourceError` for what is none."""
    data = contents(path)
    declared = _CHARSET.search(data[:4096])
    text = decoded(path, data, declared.group(1).decode() if declared else "")
    text = without_signs(text).replace("\0", " ")
    if not text.strip():
        raise SourceError(path, "is empty")
    parser = parsing.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        page: etree._Element = parsing.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(path, f"cannot be read as HTML ({error})") from error
    return page


def _main(page: etree._Element) -> etree._Element:
    """The one main part or article, where the page marks it; else its body; only what is read."""
    for element in [each for each in page.iterdescendants() if _is_unread(each)]:
        tail = element.tail
        element.clear()
        # Nothing, in the flow of what stands around it.
        element.tag, element.tail = "span", tail
    for mark in (".//main", ".//*[@role='main']", ".//article"):
        found = page.findall(mark)
        if len(found) == 1 and "".join(map(str, found[0].itertext())).strip():
            return found[0]
    body = page.find("body")
    return page if body is None else body


def _is_unread(element: etree._Element) -> bool:
    tag = name(element)
    if not tag or tag in _UNREAD or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or (element.get("role") or "") in _CHROME:
        return True
    if tag in ("body", "main", "article", "html"):
        return False
    classes = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return bool(
        _HIDING.search(element.get("style") or "")
        or _is_white_on_white(element)
        or _CHROME_CLASSES.intersection(classes.replace("_", "-").split())
        or (tag == "header" and element.find(".//h1") is None)
    )


def _is_white_on_white(element: etree._Element) -> bool:
    """White letters where nothing within the page's body may lay a colour behind them."""
    if not _WHITE.search(element.get("style") or ""):
        return False
    around = (element, *element.iterancestors())
    return not any(
        each.get("bgcolor")
        or "background" in (each.get("style") or "")
        or (each.get("class") and name(each) not in ("body", "html"))
        for each in around
    )


class _Walk:
    """Goes through the page; text that flows together becomes one stretch."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._text = ""
        self._links: list[str] = []
        self._kind = BlockKind.PARAGRAPH
        self._number = ""

    def end(self) -> None:
        """Close the stretch that is open."""
        if self._text.strip():
            self.parts.append(Stretch(self._text, self._kind, self._number, tuple(self._links)))
            self._number = ""
        self._text, self._links = "", []

    def into(self, element: etree._Element) -> None:
        """Read what the element holds, without its tail."""
        self._text += without_signs(element.text or "")
        for child in element:
            self._child(child)
            self._text += without_signs(child.tail or "")

    def _child(self, child: etree._Element) -> None:
        tag = name(child)
        if tag == "sup":
            self._text += as_raised(_flat(child))
        elif tag in ("br", "hr"):
            self._text += " "
        elif tag in _FLOWING:
            if tag == "a" and (address := child.get("href", "")).startswith(("http:", "https:")):
                self._links.append(address)
            self.into(child)
        elif level := _LEVEL.fullmatch(tag):
            self.end()
            self.parts.append(Heading(int(level.group(1)), _flat(child)))
        elif tag == "table" and _holds_data(child):
            self._table(child)
        else:
            self._block(child, tag)

    def _block(self, block: etree._Element, tag: str) -> None:
        self.end()
        before = self._kind, self._number
        if tag == "li":
            self._kind, self._number = BlockKind.LIST_ITEM, _number(block)
        elif tag in _CAPTIONS:
            self._kind = BlockKind.CAPTION
        self.into(block)
        self.end()
        self._kind, self._number = before

    def _table(self, table: etree._Element) -> None:
        self.end()
        for caption in table.iterfind("caption"):
            self.parts.append(Stretch(_flat(caption), BlockKind.CAPTION))
        self.parts += [Row(row.cells, row.header) for row in table_rows(table, _flat)]


def _holds_data(table: etree._Element) -> bool:
    """Whether it is no mere layout: no block of a page within it, some row of several cells."""
    if table.find(".//table") is not None or table.find(".//h2") is not None:
        return False
    return any(len(row.findall("td")) + len(row.findall("th")) > 1 for row in table.iter("tr"))


def _number(item: etree._Element) -> str:
    """The number a list item shows; none in a list of bullets."""
    listing = item.getparent()
    if listing is None or name(listing) != "ol":
        return ""
    start = listing.get("start") or "1"
    place = [each for each in listing if name(each) == "li"].index(item)
    return item.get("value") or (str(int(start) + place) if start.isdecimal() else "")


def _flat(element: etree._Element) -> str:
    """The words of a heading or cell on one line; block elements within it stand apart."""
    text = without_signs(element.text or "")
    for child in element:
        tag = name(child)
        if tag == "sup":
            text += as_raised(_flat(child))
        else:
            text += _flat(child) if tag in _FLOWING else f" {_flat(child)} "
        text += without_signs(child.tail or "")
    return " ".join(text.split())
