"""NCI PDQ cancer information summaries, as HTML pages of cancer.gov.

The form is what NCI's publishing makes of a summary (NCIOCPL/cdr-publish, the stylesheets of
cancer information summaries): marks link to "#cit/section_S.N", a list under a heading "References"
holds item "section_S.N", levels of evidence are links to a definition, and each in square brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from probatum.errors import SourceError
from probatum.evidence.document import BlockKind, Document
from probatum.sources.html import page_of
from probatum.sources.html_facts import facts
from probatum.sources.page_part import without_signs
from probatum.sources.pdq_inline import keys_of
from probatum.sources.pdq_summary import TITLE, Summary, is_aside
from probatum.sources.superscript import raised
from probatum.sources.table_rows import table_rows
from probatum.sources.xml_file import name

_HEAD = re.compile(rb"cancer\.gov/[\w/-]*-pdq\b|\(PDQ(?:\xc2\xae|&reg;|&#174;|&#xAE;)\)", re.I)
_MARK = re.compile(r"#(?:cit/)?section_(\d+)\.(\d+)$")
_ITEM = re.compile(r"(?:cit/)?section_(\d+)\.(\d+)$")
_PMID = re.compile(r"list_uids=(\d{1,8})|pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{1,8})\b")
_ABSTRACT = re.compile(r"\s*\[PUBMED Abstract\]\s*", re.I)
_CODED = "\ue000\\d+\\.\\d+\ue001"
_RUN = rf"{_CODED}(?:\s*[,;–-]?\s*{_CODED})*"
_PIECES = re.compile(
    rf"\[\s*(?P<in>{_RUN})\s*\]|(?P<bare>{_RUN})|"
    r"\[\s*(?P<grade>levels? of evidence:?[^\[\]]+)(?:\]|$)",
    re.I,
)
_ONE = re.compile("([–-]?)\\s*\ue000(\\d+)\\.(\\d+)\ue001")
_HEADING = re.compile(r"h([2-6])")
_INLINE = """
a abbr acronym b bdi bdo big cite code em font i ins mark q small span strong sub u wbr
"""
_WITHIN_LINES = frozenset(_INLINE.split())
_CHROME = """
script style noscript template nav button svg iframe figure figcaption img audio video form input
select aside footer header del s
"""
_NOT_READ = frozenset(_CHROME.split())
_NOT_READ_CLASSES = frozenset({"in-this-section", "pdq-on-this-page", "on-this-page"})


class PdqPageSource:
    """Reads one page a file."""

    name = "pdq-page"
    general = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """A page in HTML that names a PDQ summary near its beginning."""
        page = path.suffix.lower() in {".html", ".htm", ".xhtml"}
        return page and bool(_HEAD.search(head))

    def read(self, path: Path) -> Iterator[Document]:
        """One document. Raises `SourceError` for pages about PDQ that are not a summary."""
        page = page_of(path)
        heading, title = _title(page)
        if heading is None or title is None:
            raise SourceError(path, "is not a PDQ summary: no 'Health Professional Version' title")
        about = facts(page)
        url = about.identifiers.url
        walk = _Walk()
        try:
            walk.after(heading)
            found = walk.summary.document(
                title, name=pdq_id(url or path.stem), url=url, origin=path.name
            )
        except ValueError as error:
            raise SourceError(path, str(error)) from error
        except RecursionError as error:
            raise SourceError(path, "nests too deeply to be a page of cancer.gov") from error
        yield found if found.updated else found.model_copy(update={"updated": about.updated})


def pdq_id(address: str) -> str:
    """The id of the summary at an address: of its path, whatever form the page came in."""
    path = urlsplit(address).path if "://" in address else address
    return "pdq:" + path.strip("/").removesuffix(".html").replace("/", "-")


def _title(page: etree._Element) -> tuple[etree._Element | None, re.Match[str] | None]:
    for heading in page.iter("h1"):
        if title := TITLE.fullmatch(" ".join("".join(map(str, heading.itertext())).split())):
            return heading, title
    return None, None


class _Walk:
    """Goes through the page in its order and writes the summary."""

    def __init__(self) -> None:
        self.summary = Summary()
        self._line = ""
        self._kind = BlockKind.PARAGRAPH
        self._section = "0"  # that of the last mark: the one whose references come next

    def after(self, heading: etree._Element) -> None:
        """Read what follows the title within the main part of the page."""
        here: etree._Element | None = heading
        while here is not None and name(here) not in ("main", "body"):
            for following in here.itersiblings():
                self._child(following)
                self._line += without_signs(following.tail or "")
            self._end()
            here = here.getparent()

    def _into(self, element: etree._Element) -> None:
        self._line += without_signs(element.text or "")
        for child in element:
            self._child(child)
            self._line += without_signs(child.tail or "")

    def _child(self, child: etree._Element) -> None:
        tag = name(child)
        if not tag or tag in _NOT_READ or _NOT_READ_CLASSES & {*(child.get("class") or "").split()}:
            return
        if level := _HEADING.fullmatch(tag):
            self._end()
            self.summary.heading(int(level.group(1)), _flat(child))
        elif tag in ("sup", "br"):
            self._line = raised_or_space(self._line, child)
        elif tag in _WITHIN_LINES:
            self._line += _mark(child)
            if not _is_mark(child):
                self._into(child)
        elif self.summary.in_references and tag in ("ol", "ul"):
            self._references(child)
        elif tag == "table":
            self._table(child)
        else:
            self._block(child, tag)

    def _block(self, block: etree._Element, tag: str) -> None:
        self._end()
        before = self._kind
        if tag == "li":
            self._kind = BlockKind.LIST_ITEM
        self._into(block)
        self._end()
        self._kind = before

    def _end(self) -> None:
        """Write the open line as a block, marks and levels of evidence set aside."""
        line, self._line = " ".join(self._line.split()), ""
        if line and not self._passes_over(line):
            self._pour(line)
            self.summary.builder.close(self._kind)

    def _passes_over(self, line: str) -> bool:
        return self.summary.is_skipping or self.summary.in_references or is_aside(line)

    def _pour(self, line: str) -> None:
        builder, done = self.summary.builder, 0
        for piece in _PIECES.finditer(line):
            builder.write(line[done : piece.start()])
            if piece["grade"]:
                builder.grade(piece["grade"])
            else:
                keys = keys_of(_ONE.findall(piece["in"] or piece["bare"]))
                builder.mark(keys)
                self._section = keys[0].partition(".")[0]
            done = piece.end()
        builder.write(line[done:])

    def _table(self, table: etree._Element) -> None:
        self._end()
        for caption in table.iterfind("caption"):
            self._line, kind, self._kind = _flat(caption), self._kind, BlockKind.CAPTION
            self._end()
            self._kind = kind
        if self.summary.is_skipping:
            return
        for row in table_rows(table, _flat):
            named = ""
            for position, cell in enumerate(row.cells):
                column = _PIECES.sub("", row.header[position]) if position < len(row.header) else ""
                if cell.strip():
                    named += "; " if named else ""
                    named += f"{column.strip()}: {cell}" if column.strip() else cell
            self._pour(named)
            self.summary.builder.close(BlockKind.TABLE_ROW)

    def _references(self, listing: etree._Element) -> None:
        for place, item in enumerate(listing.iterfind("li"), start=1):
            at = _ITEM.search(item.get("id") or "")
            key = f"{at[1]}.{at[2]}" if at else f"{self._section}.{place}"
            links = " ".join(link.get("href") or "" for link in item.iter("a"))
            pmid = _PMID.search(links)
            text = _ABSTRACT.sub("", _flat(item))
            self.summary.reference(key, text, (pmid[1] or pmid[2]) if pmid else None)


def raised_or_space(line: str, element: etree._Element) -> str:
    """The line with a superscript as it is meant, or a blank for a line break."""
    if name(element) == "br":
        return f"{line} "
    if _MARK.search(next((a.get("href") or "" for a in element.iter("a")), "")):
        return line + _flat(element)
    return line + raised(line, _flat(element))


def _is_mark(element: etree._Element) -> bool:
    return name(element) == "a" and bool(_MARK.search(element.get("href") or ""))


def _mark(element: etree._Element) -> str:
    """A mark as a coded sign; "" for what is none."""
    mark = _MARK.search(element.get("href") or "") if name(element) == "a" else None
    return f"\ue000{mark[1]}.{mark[2]}\ue001" if mark else ""


def _flat(element: etree._Element) -> str:
    """All words within on one line; marks coded, blocks apart."""
    text = _mark(element)
    if text:
        return text
    text = without_signs(element.text or "")
    for child in element:
        tag = name(child)
        if tag and tag not in _NOT_READ - {"button"}:
            if tag in ("sup", "br"):
                text = raised_or_space(text, child)
            else:
                text += _flat(child) if tag in _WITHIN_LINES else f" {_flat(child)} "
        text += without_signs(child.tail or "")
    return " ".join(text.split()) if name(element) not in _WITHIN_LINES else text
