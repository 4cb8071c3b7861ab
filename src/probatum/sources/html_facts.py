"""What the head of a web page says of the page: Dublin Core, Highwire (citation_*), Open Graph.

https://www.dublincore.org/specifications/dublin-core/dcmi-terms/ and
https://scholar.google.com/intl/en/scholar/inclusion.html#indexing name the fields.
"""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Identifiers
from probatum.sources import identifier
from probatum.sources.language import language
from probatum.sources.normalised import clean
from probatum.sources.owner_file import Facts
from probatum.sources.written_date import written_date

_PUBLISHED = (
    *("article:published_time", "citation_publication_date", "citation_date", "dcterms.issued"),
    *("dc.date.issued", "datepublished", "dcterms.date", "dc.date", "date"),
)
_UPDATED = (
    *("article:modified_time", "dcterms.modified", "dc.date.modified", "datemodified"),
    *("og:updated_time", "last-modified"),
)
_PUBLISHER = ("citation_publisher", "dcterms.publisher", "dc.publisher")


def facts(page: etree._Element) -> Facts:
    """The facts; a title only where the page has no heading of level 1 that says it better."""
    meta = _meta(page)

    def first(*names: str) -> str:
        return next((meta[name][0] for name in names if name in meta), "")

    title = first("citation_title", "dcterms.title", "dc.title")
    if not title and page.find(".//h1") is None:
        title = first("og:title") or _words(page.find(".//title"))
    url = _link(page, "canonical") or first("og:url")
    return Facts(
        title=title,
        keywords=tuple(word for item in meta["keywords"] for word in _split(item)),
        authors=tuple(dict.fromkeys(meta["citation_author"] or meta["dc.creator"])),
        publisher=first(*_PUBLISHER) or None,
        published=_date(first(*_PUBLISHED)),
        updated=_date(first(*_UPDATED)),
        identifiers=Identifiers(
            pmid=identifier.pmid(first("citation_pmid")),
            doi=identifier.doi(first("citation_doi", "dc.identifier", "prism.doi")),
            url=url if re.fullmatch(r"https?://\S+", url) else None,
        ),
        licence=first("dcterms.license", "dc.rights") or _link(page, "license") or None,
        language=language(page.get("lang") or ""),
    )


def _meta(page: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for tag in page.iter("meta"):
        name = tag.get("name") or tag.get("property") or tag.get("itemprop") or ""
        if content := clean(tag.get("content") or "").strip():
            found[name.strip().lower()].append(content)
    return found


def _link(page: etree._Element, relation: str) -> str:
    links = page.iter("link")
    return next((link.get("href", "") for link in links if link.get("rel") == relation), "")


def _words(element: etree._Element | None) -> str:
    return clean("".join(map(str, element.itertext()))).strip() if element is not None else ""


def _split(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[,;]", text) if word.strip()]


def _date(text: str) -> PartialDate | None:
    return written_date(text) if text else None
