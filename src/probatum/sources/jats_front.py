"""What the front of a JATS article says of it: names, dates, licence, notices.

https://jats.nlm.nih.gov/publishing/tag-library/ ; older NLM 2.x files put the same parts elsewhere.
"""

from __future__ import annotations

import re

from lxml import etree

from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Identifiers, Notice, NoticeKind
from probatum.sources.identifier import doi, nct, pmcid, pmid
from probatum.sources.publication_date import earliest, partial_date, spoken_date
from probatum.sources.xml_file import flat

_HREF = "{http://www.w3.org/1999/xlink}href"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PUBLISHED = ("epub", "ppub", "epub-ppub", "pub")
_NOTICE_TYPES = ("correction", "retraction", "expression-of-concern", "addendum", "corrected")
_NOTICES = (
    (re.compile(r"partial-retraction"), NoticeKind.CORRECTION),
    (re.compile(r"retract|withdraw|removal"), NoticeKind.RETRACTION),
    (re.compile(r"concern"), NoticeKind.EXPRESSION_OF_CONCERN),
    (re.compile(r"correct|errat|corrigend|addend"), NoticeKind.CORRECTION),
    (re.compile(r"replace|supersed"), NoticeKind.REPLACED_BY),
    (re.compile(r"update|new-version"), NoticeKind.UPDATED_BY),
)
_RETRACTED_TITLE = re.compile(r"\W*(?:retracted|withdrawn)(?: article)?\b\W*:", re.I)


def identifiers(meta: etree._Element, abstract: str) -> Identifiers:
    """Ids of the article; a trial number when the abstract names just one."""
    known: dict[str, str] = {}
    for number in meta.findall("article-id"):
        known.setdefault(number.get("pub-id-type", ""), flat(number))
    trials = {number.upper() for number in re.findall(r"\bNCT\d{8}\b", abstract, re.I)}
    return Identifiers(
        pmid=pmid(known.get("pmid", "")),
        pmcid=pmcid(known.get("pmc") or known.get("pmcid") or known.get("pmcaid") or ""),
        doi=doi(known.get("doi", "")),
        nct=nct(trials.pop()) if len(trials) == 1 else None,
    )


def authors(meta: etree._Element) -> tuple[str, ...]:
    """Family name and initials, or the name of the group."""
    people = meta.findall("contrib-group/contrib") + meta.findall("contrib-group/*/contrib")
    named = (_author(person) for person in people if _writes(person))
    return tuple(dict.fromkeys(filter(None, named)))


def _writes(person: etree._Element) -> bool:
    return (person.get("contrib-type") or "author") in ("author", "collab", "group")


def _author(person: etree._Element) -> str:
    part = person.find(".//name")
    if part is None or person.find("collab") is not None:
        collab = person.find("collab")
        group = collab if collab is not None else person.find("string-name")
        return _group(group) if group is not None else ""
    initials = "".join(
        word if word.isupper() and len(word) < 4 else word[:1].upper()
        for word in re.split(r"[\s.\-]+", flat(part.find("given-names")))
    )
    suffix = flat(part.find("suffix"))
    return " ".join(filter(None, (flat(part.find("surname")), initials, suffix)))


def _group(collab: etree._Element) -> str:
    """The name of a group without its members."""
    if collab.find("contrib-group") is None:
        return flat(collab)
    return flat(collab.find("institution")) or " ".join((collab.text or "").split())


def published(meta: etree._Element) -> PartialDate | None:
    """The earliest of the electronic and printed dates, else that of the collection."""
    dates = {_kind(date): stated_date(date) for date in reversed(meta.findall("pub-date"))}
    first = earliest(date for kind, date in dates.items() if kind in _PUBLISHED)
    return first or dates.get("collection") or dates.get("")


def updated(meta: etree._Element) -> PartialDate | None:
    """When a corrected version appeared."""
    dates = (stated_date(d) for d in meta.findall("pub-date") if _kind(d) == "ecorrected")
    return max(filter(None, dates), default=None)


def _kind(date: etree._Element) -> str:
    kind = date.get("pub-type") or date.get("date-type") or ""
    media = {"electronic": "epub", "print": "ppub"}
    return media.get(date.get("publication-format") or "", kind) if kind == "pub" else kind


def stated_date(date: etree._Element) -> PartialDate | None:
    """A date in parts or as a string."""
    parts = (flat(date.find(tag)) for tag in ("year", "month", "day"))
    return partial_date(*parts) or spoken_date(flat(date.find("string-date")))


def licence(meta: etree._Element) -> str | None:
    """The address of the licence where one is given, else its text, else the copyright line."""
    for stated in meta.iter("license"):
        links = [stated.get(_HREF), stated.get(_RDF)]
        links += [flat(reference) for reference in stated.iter("license_ref")]
        links += [link.get(_HREF) for link in stated.iter("ext-link", "uri")]
        address = next((link for link in links if link and "licen" in link), None)
        if text := address or next(filter(None, links), None) or flat(stated):
            return text
    return flat(meta.find(".//copyright-statement")) or None


def keywords(meta: etree._Element, language: str) -> tuple[str, ...]:
    """In the article's own language."""
    groups = [
        group
        for group in meta.findall("kwd-group")
        if (group.get(_LANGUAGE) or language)[:2].lower() == language
        and group.get("kwd-group-type") != "abbreviations"
    ]
    return tuple(filter(None, (flat(word) for group in groups for word in group.iter("kwd"))))


def stated_language(article: etree._Element) -> str:
    """The code on the root; "" when there is none."""
    return article.get(_LANGUAGE) or ""


def notices(article: etree._Element, meta: etree._Element, title: str) -> tuple[Notice, ...]:
    """Notices on this article. One that is itself a notice points at others, and has none."""
    if (article.get("article-type") or "").startswith(_NOTICE_TYPES):
        return ()
    found = []
    for link in meta.findall("related-article"):
        relation = (link.get("related-article-type") or "").lower()
        kind = next((kind for sign, kind in _NOTICES if sign.search(relation)), None)
        if kind:
            target, system = link.get(_HREF) or "", link.get("ext-link-type") or ""
            number = pmid(target) if system in ("pubmed", "pmid") else None
            text = flat(link) or relation.replace("-", " ")
            found.append(Notice(kind=kind, text=text, pmid=number, doi=doi(target)))
    if _RETRACTED_TITLE.match(title):
        found.append(Notice(kind=NoticeKind.RETRACTION, text=title))
    return tuple(found)
