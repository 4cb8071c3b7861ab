"""The parts of one PubMed record or book entry, each read where the DTD puts it.

What stands many times on a record is given in plain values, as `probatum.evidence.plain` has them.

https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from lxml import etree

from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Notice, NoticeKind
from probatum.evidence.plain import Plain
from probatum.sources.identifier import doi, nct, pmcid, pmid
from probatum.sources.publication_date import earliest, partial_date, spoken_date
from probatum.sources.superscript import raised
from probatum.sources.xml_file import flat, name, own_text, parts

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
_CITED_YEAR = re.compile(r"\b((?:1[5-9]|20)\d\d)(?: [A-Z][a-z]{2}(?: \d+)?)?;")
# Qualifiers that MeSH allows with diseases (categories C and F3) only; they tell a disease
# without the tree: https://www.nlm.nih.gov/mesh/subhierarchy.html
_OF_DISEASES = frozenset(
    {
        *("complications", "congenital", "diet therapy", "drug therapy", "epidemiology"),
        *("etiology", "prevention & control", "radiotherapy", "secondary", "therapy"),
        "transmission",
    }
)


def inline(element: etree._Element | None) -> str:
    """Text with its italics, bold and sub- and superscripts as text; powers stay raised."""
    if element is None:
        return ""
    if not len(element):
        return " ".join(own_text(element).split())
    pieces: list[str] = []
    _write(element, pieces)
    return " ".join("".join(pieces).split())


def _write(element: etree._Element, pieces: list[str]) -> None:
    pieces.append(own_text(element))
    for child in element if isinstance(element.tag, str) else ():
        if name(child) == "sup":
            pieces.append(raised("".join(pieces[-2:]), flat(child)))
        else:
            _write(child, pieces)
        pieces.append(child.tail or "")


def title(article: etree._Element) -> str:
    """The title without the brackets of a translation; else the vernacular one."""
    english = inline(article.find("ArticleTitle"))
    stripped = english.removesuffix(".")
    if stripped.startswith("[") and _closes_at_the_end(stripped):
        english = stripped[1:-1]
    if english.strip(" .").lower() in ("", "not available"):
        english = inline(article.find("VernacularTitle"))
    return english.strip().removesuffix(".")


def _closes_at_the_end(text: str) -> bool:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            return place == len(text) - 1
    return False


def authors(article: etree._Element) -> tuple[str, ...]:
    """Family name and initials, or the name of the group; editors are no authors."""
    return tuple(
        named
        for people in article.iterchildren("AuthorList")
        if (people.get("Type") or "authors") == "authors"
        for author in people
        if author.tag == "Author"
        and author.get("ValidYN") != "N"
        and (named := _author(parts(author)))
    )


def _author(author: dict[str, etree._Element]) -> str:
    words = (author[tag].text or "" for tag in ("LastName", "Initials", "Suffix") if tag in author)
    return " ".join(" ".join(words).split()) or flat(author.get("CollectiveName"))


def published(article: etree._Element) -> PartialDate | None:
    """The earlier of the electronic and the issue's date."""
    dates = [stated_date(date) for date in article.iterchildren("ArticleDate")]
    issue = parts(parts(article.find("Journal")).get("JournalIssue"))
    return earliest([*dates, stated_date(issue.get("PubDate"))])


def stated_date(element: etree._Element | None) -> PartialDate | None:
    """A date element, whether in parts or as `MedlineDate`."""
    stated = parts(element)
    if "MedlineDate" in stated:
        return spoken_date(stated["MedlineDate"].text or "")
    return partial_date(
        *(stated[tag].text or "" if tag in stated else "" for tag in ("Year", "Month", "Day"))
    )


class Indexed(Protocol):
    """A MeSH heading as records name it."""

    @property
    def descriptor(self) -> str:
        """Name of the descriptor."""

    @property
    def qualifiers(self) -> tuple[str, ...]:
        """Names of its qualifiers."""

    @property
    def major(self) -> bool:
        """Whether it, or a qualifier of it, is a main point of the work."""


class Heading(NamedTuple):
    """A MeSH heading before it is a value of its own."""

    descriptor: str
    qualifiers: tuple[str, ...]
    major: bool


def mesh(citation: etree._Element) -> tuple[Heading, ...]:
    """Descriptors as indexed; one is major when it or a qualifier of it is."""
    headings = citation.find("MeshHeadingList")
    return () if headings is None else tuple(map(_heading, headings.iterchildren("MeshHeading")))


def _heading(entry: etree._Element) -> Heading:
    descriptor, qualifiers, major = "", [], False
    for child in entry:
        major = major or child.get("MajorTopicYN") == "Y"
        if (tag := child.tag) == "QualifierName":
            qualifiers.append(flat(child))
        elif tag == "DescriptorName":
            descriptor = descriptor or flat(child)
    return Heading(descriptor, tuple(qualifiers), major)


@lru_cache(maxsize=1 << 16)
def plain_heading(heading: Heading) -> Plain:
    """Made once: a few thousand headings stand on nearly all records."""
    return _stated(heading._asdict())


def topics(citation: etree._Element, headings: Sequence[Indexed]) -> tuple[str, ...]:
    """Rare diseases, then the major descriptors: those indexed as diseases, else all of them."""
    major = [heading for heading in headings if heading.major]
    diseases = [heading for heading in major if not _OF_DISEASES.isdisjoint(heading.qualifiers)]
    rare = citation.findall("SupplMeshList/SupplMeshName[@Type='Disease']")
    found = [flat(disease) for disease in rare]
    found += [heading.descriptor for heading in diseases or major]
    return tuple(dict.fromkeys(topic.lower() for topic in found))


def identifiers(record: etree._Element) -> Plain:
    """Of the work itself, not of those it cites."""
    known: dict[str, str] = {}
    for place in record.iterchildren("PubmedData", "PubmedBookData", "BookDocument"):
        for entries in place.iterchildren("ArticleIdList"):
            for entry in entries.iterchildren("ArticleId"):
                known.setdefault(entry.get("IdType", ""), flat(entry))
    trials = []
    for entry in record.iter("ELocationID", "OtherID", "AccessionNumber"):
        text = flat(entry)
        if entry.tag == "AccessionNumber":
            trials.append(text)
        elif entry.tag == "OtherID":
            if text.startswith("PMC"):
                known.setdefault("pmc", text)
        elif entry.get("ValidYN") != "N":
            known.setdefault(entry.get("EIdType", ""), text)
    # Before 2005 a citation stands alone; the first PMID is the record's own in every form.
    own = {
        "pmid": pmid(flat(next(record.iter("PMID"), None))),
        "pmcid": pmcid(known.get("pmc", "")),
        "doi": doi(known.get("doi", "")),
        "nct": next((found for number in trials if (found := nct(number))), None),
        "isbn": flat(record.find("BookDocument/Book/Isbn")),
    }
    return _stated(own)


def _stated(fields: Plain) -> Plain:
    return {name: value for name, value in fields.items() if value}


def notices(citation: etree._Element) -> tuple[Notice, ...]:
    """Notices on this work, in today's form (`RefType`) and in that of before 2008."""
    found = []
    for entry in _links(citation):
        kind = _NOTICES.get(entry.get("RefType") or name(entry))
        if kind:
            text = flat(entry.find("RefSource"))
            number = pmid(flat(entry.find("PMID")))
            found.append(Notice(kind=kind, text=text, pmid=number, doi=doi(text)))
    return tuple(found)


def _links(citation: etree._Element) -> Iterator[etree._Element]:
    yield from citation.findall("CommentsCorrectionsList/CommentsCorrections")
    yield from citation.findall("CommentsCorrections/*")


def bibliography(record: etree._Element) -> tuple[Plain, ...]:
    """The works cited, numbered in their order."""
    return tuple(
        _entry(str(number), reference)
        for number, reference in enumerate(record.iter("Reference"), start=1)
    )


def _entry(key: str, reference: etree._Element) -> Plain:
    text, ids = "", {}
    for child in reference:
        if child.tag == "Citation":
            text = text or flat(child)
        elif child.tag == "ArticleIdList":
            for entry in child:
                ids[entry.get("IdType", "")] = flat(entry)
    cited: Plain = {"key": key, "text": text}
    if number := pmid(ids.get("pubmed", "")):
        cited["pmid"] = number
    if name_ := doi(ids.get("doi", "")):
        cited["doi"] = name_
    if year := _CITED_YEAR.search(text):
        cited["year"] = int(year.group(1))
    return cited
