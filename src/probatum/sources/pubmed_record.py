"""The parts of one PubMed record or book entry, each read where the DTD puts it.

Records and their parts are text (`probatum.sources.xml_text`). What stands many times on a record
is given in plain values, as `probatum.evidence.plain` has them.

https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from probatum.compiled import compiled
from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Notice, NoticeKind
from probatum.evidence.plain import Plain
from probatum.sources import xml_file
from probatum.sources.given_notices import GIVEN_IN_PUBMED
from probatum.sources.identifier import doi, nct, pmcid, pmid
from probatum.sources.publication_date import earliest, partial_date, spoken_date
from probatum.sources.xml_file import one_line
from probatum.sources.xml_text import (
    Element,
    attributes,
    flat,
    flat_all,
    leaf,
    line,
    paragraph,
    shared,
    tree,
)

_NOTICES = {
    "RetractionIn": NoticeKind.RETRACTION,
    "RetractedandRepublishedIn": NoticeKind.RETRACTION,
    "ExpressionOfConcernIn": NoticeKind.EXPRESSION_OF_CONCERN,
    "ErratumIn": NoticeKind.CORRECTION,
    "PartialRetractionIn": NoticeKind.CORRECTION,
    "CorrectedandRepublishedIn": NoticeKind.CORRECTION,
    "RepublishedIn": NoticeKind.CORRECTION,
    "UpdateIn": NoticeKind.UPDATED_BY,
}
# As a type of today or a tag of before 2008, unless a letter of it is written as a number.
_NAMES_NOTICE = re.compile("|".join([*_NOTICES, *GIVEN_IN_PUBMED, "&#"]).encode())
_PMID, _DELETED = Element("PMID"), leaf("PMID", "DeletedPMID")
_OF_A_DATE = leaf("Year", "Month", "Day", "MedlineDate")
_SECTION, _KEYWORD, _TYPE = map(Element, ("AbstractText", "Keyword", "PublicationType"))
_ARTICLE_ID, _OTHER_ID, _ELOCATION = map(Element, ("ArticleId", "OtherID", "ELocationID"))
_ACCESSION, _RARE = Element("AccessionNumber"), Element("SupplMeshName")
_TITLE, _VERNACULAR = Element("ArticleTitle"), Element("VernacularTitle")
_ISSUED, _ELECTRONIC, _ISBN = Element("PubDate"), Element("ArticleDate"), Element("Isbn")
_HEADINGS, _SUPPLEMENTARY = Element("MeshHeadingList"), Element("SupplMeshList")
_LINKS = Element("CommentsCorrections")  # as which their list begins
_DESCRIPTOR, _QUALIFIER = Element("DescriptorName"), Element("QualifierName")
# As nearly all headings are written.
_HEADING = re.compile(
    rb'<DescriptorName UI="[^"]*" MajorTopicYN="([YN])"(?: Type="Geographic")?>([^<]*)'
    rb"</DescriptorName>\s*"
    rb"((?:<QualifierName[^<>]*>[^<]*</QualifierName>\s*)*)</MeshHeading>"
)
_HEADING_ENDS = re.compile(rb"</MeshHeading\s*>")
# Qualifiers that MeSH allows with diseases (categories C and F3) only; they tell a disease
# without the tree: https://www.nlm.nih.gov/mesh/subhierarchy.html
OF_DISEASES = frozenset(
    {
        *("complications", "congenital", "diet therapy", "drug therapy", "epidemiology"),
        *("etiology", "prevention & control", "radiotherapy", "secondary", "therapy"),
        "transmission",
    }
)


def title(work: bytes) -> str:
    """The title without the brackets of a translation; else the vernacular one."""
    english = line(_TITLE.within(work))
    stripped = english.removesuffix(".")
    if stripped.startswith("[") and _closes_at_the_end(stripped):
        english = stripped[1:-1]
    if english.strip(" .").lower() in ("", "not available"):
        english = line(_VERNACULAR.within(work))
    return english.strip().removesuffix(".")


def _closes_at_the_end(text: str) -> bool:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            return place == len(text) - 1
    return False


def sections(abstract: bytes) -> list[tuple[str, str]]:
    """The label of each section, or "", and its text, white space as it stands."""
    return [
        (_label(written) if written else "", paragraph(inner))
        for written, inner in _SECTION.leaves(abstract)
    ]


@lru_cache(maxsize=1 << 12)
def _label(written: bytes) -> str:
    label = one_line(attributes(written).get("Label", ""))
    return label.capitalize() if label.isupper() else label


def published(front: bytes, back: bytes) -> PartialDate | None:
    """The earlier of the issue's date, before the abstract, and the electronic ones behind it."""
    dates = [_ISSUED.within(front), *[inner for _, inner in _ELECTRONIC.leaves(back)]]
    return earliest(map(stated_date, dates))


@lru_cache(maxsize=1 << 14)  # records share their days
def stated_date(date: bytes) -> PartialDate | None:
    """A date, whether in parts or as `MedlineDate`."""
    stated = {tag: flat(inner) for tag, _, inner in reversed(_OF_A_DATE.findall(date))}
    if b"MedlineDate" in stated:
        return spoken_date(stated[b"MedlineDate"])
    return partial_date(*(stated.get(tag, "") for tag in (b"Year", b"Month", b"Day")))


def mesh(citation: bytes) -> tuple[Plain, ...]:
    """Headings as indexed; one is major when its descriptor or a qualifier of it is."""
    headings = headings_as_usual(citation)
    if headings is None:
        return _headings([*_written_otherwise(_HEADINGS.within(citation))])
    return headings


@compiled("probatum.sources._headings")
def headings_as_usual(citation: bytes) -> tuple[Plain, ...] | None:
    """The same where all are written as nearly all are; else None."""
    headings = _HEADING.findall(citation)
    return _headings(headings) if len(headings) == citation.count(b"<DescriptorName") else None


def _headings(written: list[tuple[bytes, bytes, bytes]]) -> tuple[Plain, ...]:
    names = flat_all([name for _, name, _ in written])
    return tuple(
        [
            {"descriptor": name, **beside(main, under)}
            for name, (main, _, under) in zip(names, written, strict=True)
        ]
    )


def _written_otherwise(listed: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    for heading in _HEADING_ENDS.split(listed):
        for own in heading.split(b"<DescriptorName")[1:]:
            first, other, under = own.partition(b"<QualifierName")
            for stated, name in _DESCRIPTOR.leaves(b"<DescriptorName" + first):
                main = attributes(stated).get("MajorTopicYN", "")
                yield main.encode(), name, other + under


@lru_cache(maxsize=1 << 14)  # many headings have the same
def beside(main: bytes, under: bytes) -> Plain:
    """The rest of a heading. Not to be changed: it is kept."""
    found = _QUALIFIER.leaves(under)
    rest: Plain = {"qualifiers": tuple(flat_all([name for _, name in found]))} if found else {}
    if main == b"Y" or any(attributes(stated).get("MajorTopicYN") == "Y" for stated, _ in found):
        rest["major"] = True
    return rest


def rare_diseases(citation: bytes) -> tuple[str, ...]:
    """Supplementary concepts of MeSH that are diseases."""
    return tuple(
        flat(inner)
        for names in _SUPPLEMENTARY.all_within(citation)
        for written, inner in _RARE.leaves(names)
        if attributes(written).get("Type") == "Disease"
    )


def topics(rare: Iterable[str], major: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """Rare diseases, then the major descriptors: those indexed as diseases, else all of them.

    Each descriptor stands before its qualifiers.
    """
    diseases = [name for name, under in major if not OF_DISEASES.isdisjoint(under)]
    found = [*rare, *(diseases or [name for name, _ in major])]
    return tuple(dict.fromkeys([topic.lower() for topic in found]))


@compiled("probatum.sources._topics")
def topics_of(rare: Iterable[str], mesh: tuple[Plain, ...]) -> tuple[str, ...]:
    """The same by all headings of a record."""
    return topics(
        rare,
        [(each["descriptor"], each.get("qualifiers", ())) for each in mesh if "major" in each],
    )


def publication_types(work: bytes) -> tuple[str, ...]:
    """As NLM names them."""
    return tuple([shared(inner) for _, inner in _TYPE.leaves(work)])


def keywords(entry: bytes) -> tuple[str, ...]:
    """Of authors and indexers, as they stand."""
    return tuple(filter(None, _KEYWORD.texts(entry)))


class Number(NamedTuple):
    """A PMID as its record states it; "" when there is none."""

    pmid: str
    version: int


def number(record: bytes) -> Number:
    """The first PMID of a record is its own, in every form."""
    found = _PMID.first(record)
    return _numbered(*found) if found else Number("", 1)


def numbers(deleted: bytes) -> Iterator[Number]:
    """The numbers of records that are taken back."""
    return (_numbered(written, inner) for _, written, inner in _DELETED.findall(deleted))


def _numbered(written: bytes, inner: bytes | None) -> Number:
    return Number(pmid((inner or b"").decode()) or "", _version(written))


@lru_cache(maxsize=1 << 10)
def _version(written: bytes) -> int:
    version = attributes(written).get("Version", "1")
    return int(version) if version.isdecimal() and len(version) < 6 else 1


def identifiers(number: str, lists: bytes, citation: bytes, front: bytes, back: bytes) -> Plain:
    """Of a work itself and not of those it cites.

    `lists` holds those of its names, `front` what stands before its abstract, `back` what behind.
    """
    known: dict[str, str] = {}  # of two of a kind the first
    for written, inner in _ARTICLE_ID.leaves(lists):
        kind = attributes(written).get("IdType", "")
        if kind in ("pmc", "doi") and kind not in known:
            known[kind] = flat(inner)
    for text in _OTHER_ID.texts(citation):
        if text.startswith("PMC"):
            known.setdefault("pmc", text)
    for written, inner in _ELOCATION.leaves(front):
        place = attributes(written)
        if place.get("ValidYN") != "N":
            known.setdefault(place.get("EIdType", ""), flat(inner))
    trials = [*map(nct, _ACCESSION.texts(back))]
    own = {
        "pmid": number,
        "pmcid": pmcid(known["pmc"]) if "pmc" in known else None,
        "doi": doi(known["doi"]) if "doi" in known else None,
        "nct": next(filter(None, trials), None) if trials else None,
        "isbn": flat(_ISBN.within(front)),
    }
    return {name: value for name, value in own.items() if value}


def links(citation: bytes) -> etree._Element | None:
    """The links to other records, as elements in one without a name, where one is a notice."""
    place = _LINKS.found_at(citation)
    if place < 0:
        return None
    end = citation.index(b">", max(place, citation.rfind(b"</CommentsCorrections")))
    written = citation[place : end + 1]
    return tree(written) if _NAMES_NOTICE.search(written) else None


def notices(links: etree._Element) -> tuple[Notice, ...]:
    """Notices on this work, in today's form (`RefType`) and in that of before 2008."""
    found = []
    for entry in _each(links):
        kind = _NOTICES.get(entry.get("RefType") or xml_file.name(entry))
        if kind:
            text = xml_file.flat(entry.find("RefSource"))
            number = pmid(xml_file.flat(entry.find("PMID")))
            found.append(Notice(kind=kind, text=text, pmid=number, doi=doi(text)))
    return tuple(found)


def _each(links: etree._Element) -> Iterator[etree._Element]:
    yield from links.findall("CommentsCorrectionsList/CommentsCorrections")
    yield from links.findall("CommentsCorrections/*")
