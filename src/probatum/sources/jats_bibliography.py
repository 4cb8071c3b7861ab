"""The reference list of a JATS article, whether its entries are written out or in parts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from probatum.evidence.document import BibliographyEntry
from probatum.sources.identifier import doi, pmid
from probatum.sources.normalised import clean
from probatum.sources.xml_file import flat, name

_CITATIONS = ("element-citation", "mixed-citation", "citation", "nlm-citation")
_NOT_SHOWN = ("pub-id", "object-id")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_EMPTIED = re.compile(r"(?:\s*\b(?:doi|pmid):?|[\s;,])*$", re.I)
_HREF = "{http://www.w3.org/1999/xlink}href"


def bibliography(article: etree._Element) -> tuple[BibliographyEntry, ...]:
    """The entries in their order, keyed by the id that marks point to."""
    entries: dict[str, BibliographyEntry] = {}
    for number, reference in enumerate(article.iter("ref"), start=1):
        found = [part for part in reference.iter() if name(part) in _CITATIONS]
        keys = [reference.get("id"), *(part.get("id") for part in found)]
        key = next((key for key in keys if key), f"ref{number}")
        if found and key not in entries:
            entries[key] = _entry(key, found)
    return tuple(entries.values())


def _entry(key: str, citations: list[etree._Element]) -> BibliographyEntry:
    ancestors = citations[0].iterancestors()
    # What "alternatives" say twice is said once.
    alternatives = any(name(above) == "citation-alternatives" for above in ancestors)
    shown = citations[:1] if alternatives else citations
    return BibliographyEntry(
        key=key,
        text=clean("; ".join(filter(None, map(_text, shown)))) or key,
        pmid=next(filter(None, map(pmid, _numbers(citations, "pmid"))), None),
        doi=next(filter(None, map(doi, _numbers(citations, "doi"))), None),
        year=_year(citations),
        url=next(filter(None, map(_link, citations)), None),
    )


def _numbers(citations: Iterable[etree._Element], kind: str) -> list[str]:
    kinds = (kind, "medline") if kind == "pmid" else (kind,)
    found = [
        flat(number)
        for citation in citations
        for number in citation.iter("pub-id")
        if (number.get("pub-id-type") or "") in kinds
    ]
    links = [
        link.get(_HREF) or flat(link)
        for citation in citations
        for link in citation.iter("ext-link")
        if (link.get("ext-link-type") or "") == kind or f"{kind}.org/" in (link.get(_HREF) or "")
    ]
    return found + links


def _year(citations: Iterable[etree._Element]) -> int | None:
    stated = (flat(year) for citation in citations for year in citation.iter("year"))
    found = next(filter(None, map(_YEAR.search, stated)), None)
    return int(found.group()) if found else None


def _link(citation: etree._Element) -> str | None:
    links = (link.get(_HREF) or flat(link) for link in citation.iter("ext-link", "uri"))
    return next((link for link in links if re.match(r"https?://\S+$", link)), None)


def _text(citation: etree._Element) -> str:
    if (citation.text or "").strip() or any((part.tail or "").strip() for part in citation):
        return _EMPTIED.sub("", flat(citation, without=_NOT_SHOWN))
    return _composed(citation)


def _composed(citation: etree._Element) -> str:
    def first(*tags: str) -> str:
        return next((text for tag in tags if (text := flat(citation.find(f".//{tag}")))), "")

    people = [_person(part) for part in citation.iter("name", "collab", "string-name")]
    place = first("volume") + (f"({first('issue')})" if first("issue") else "")
    pages = "-".join(dict.fromkeys(filter(None, (first("fpage", "elocation-id"), first("lpage")))))
    where = ";".join(filter(None, (first("year"), place))) + (f":{pages}" if pages else "")
    source = ", ".join(filter(None, (first("source"), first("publisher-name"))))
    parts = (
        ", ".join(people),
        first("article-title", "chapter-title", "data-title"),
        source,
        where,
    )
    text = ". ".join(part.rstrip(".") for part in parts if part)
    return text or first("comment") or flat(citation)


def _person(part: etree._Element) -> str:
    surname, given = flat(part.find("surname")), flat(part.find("given-names"))
    return f"{surname} {given}".strip() or flat(part)
