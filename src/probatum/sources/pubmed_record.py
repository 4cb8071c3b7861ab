"""The parts of one PubMed record or book entry, each read where the DTD puts it.

Records and their parts are text (`probatum.sources.xml_text`). What stands many times on a record
is given in plain values, as `probatum.evidence.plain` has them.

https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, Protocol

from lxml import etree

from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Notice, NoticeKind
from probatum.evidence.plain import Plain
from probatum.sources import xml_file
from probatum.sources.identifier import doi, nct, pmcid, pmid
from probatum.sources.publication_date import earliest, partial_date, spoken_date
from probatum.sources.xml_file import one_line
from probatum.sources.xml_text import (
    all_within,
    attributes,
    flat,
    leaf,
    line,
    paragraph,
    tree,
    within,
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
# The word boundary stands behind the first figures, so that the search can leap to them.
_LEAF = {
    name: leaf(name)
    for name in (
        *("AccessionNumber", "ArticleId", "ELocationID", "Keyword", "OtherID"),
        *("PMID", "PublicationType", "SupplMeshName"),
    )
}
_DELETED = leaf("PMID", "DeletedPMID")
_SECTION, _AUTHORS = leaf("AbstractText"), leaf("AuthorList")
_OF_AN_AUTHOR = leaf("LastName", "Initials", "Suffix", "CollectiveName", begin="Author")
_OF_A_DATE = leaf("Year", "Month", "Day", "MedlineDate")
_OF_A_HEADING = leaf("DescriptorName", "QualifierName")
_OF_A_REFERENCE = leaf("Citation", "ArticleId", begin="Reference")
_CITED_YEAR = re.compile(r"((?:1[5-9]|20)(?<!\w\d\d)\d\d)(?: [A-Z][a-z]{2}(?: \d+)?)?;")
# Qualifiers that MeSH allows with diseases (categories C and F3) only; they tell a disease
# without the tree: https://www.nlm.nih.gov/mesh/subhierarchy.html
_OF_DISEASES = frozenset(
    {
        *("complications", "congenital", "diet therapy", "drug therapy", "epidemiology"),
        *("etiology", "prevention & control", "radiotherapy", "secondary", "therapy"),
        "transmission",
    }
)


def title(work: str) -> str:
    """The title without the brackets of a translation; else the vernacular one."""
    english = line(within(work, "ArticleTitle"))
    stripped = english.removesuffix(".")
    if stripped.startswith("[") and _closes_at_the_end(stripped):
        english = stripped[1:-1]
    if english.strip(" .").lower() in ("", "not available"):
        english = line(within(work, "VernacularTitle"))
    return english.strip().removesuffix(".")


def _closes_at_the_end(text: str) -> bool:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            return place == len(text) - 1
    return False


def sections(abstract: str) -> Iterator[tuple[str, str]]:
    """The label of each section, or "", and its text, white space as it stands."""
    for _, written, inner in _SECTION.findall(abstract):
        label = one_line(attributes(written).get("Label", "")) if written else ""
        yield label.capitalize() if label.isupper() else label, paragraph(inner)


def authors(work: str) -> tuple[str, ...]:
    """Family name and initials, or the name of the group; editors are no authors."""
    found: list[dict[str, str]] = []
    for _, stated, people in _AUTHORS.findall(work, max(0, work.find("<AuthorList"))):
        if stated and attributes(stated).get("Type", "authors") != "authors":
            continue
        named: dict[str, str] = {}
        for tag, _, inner, written in _OF_AN_AUTHOR.findall(people):
            if tag:
                named.setdefault(tag, inner if inner.isalpha() else flat(inner))
            else:  # here one begins
                named = {}
                if not written or attributes(written).get("ValidYN") != "N":
                    found.append(named)
    return tuple(filter(None, map(_author, found)))


def _author(named: Mapping[str, str]) -> str:
    words = [named[tag] for tag in ("LastName", "Initials", "Suffix") if named.get(tag)]
    return " ".join(words) or named.get("CollectiveName", "")


def published(front: str, back: str) -> PartialDate | None:
    """The earlier of the issue's date, before the abstract, and the electronic ones behind it."""
    issue = within(within(front, "JournalIssue"), "PubDate")
    return earliest(map(stated_date, [*all_within(back, "ArticleDate"), issue]))


@lru_cache(maxsize=1 << 14)  # records share their days
def stated_date(date: str) -> PartialDate | None:
    """A date, whether in parts or as `MedlineDate`."""
    stated = {tag: flat(inner) for tag, _, inner in reversed(_OF_A_DATE.findall(date))}
    if "MedlineDate" in stated:
        return spoken_date(stated["MedlineDate"])
    return partial_date(*(stated.get(tag, "") for tag in ("Year", "Month", "Day")))


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
    """A MeSH heading before it is a value of its own, and in plain values."""

    descriptor: str
    qualifiers: tuple[str, ...]
    major: bool
    plain: Plain

    @classmethod
    def of(cls, descriptor: str, qualifiers: tuple[str, ...], major: bool) -> Heading:
        """A heading of its parts."""
        plain: Plain = {"descriptor": descriptor}
        if qualifiers:
            plain["qualifiers"] = qualifiers
        if major:
            plain["major"] = True
        return cls(descriptor, qualifiers, major, plain)


def mesh(citation: str) -> tuple[Heading, ...]:
    """Descriptors as indexed; one is major when it or a qualifier of it is."""
    headings = within(citation, "MeshHeadingList").split("</MeshHeading>")
    return tuple(chain.from_iterable(map(_headings, headings)))


@lru_cache(maxsize=1 << 15)
def _headings(written: str) -> tuple[Heading, ...]:
    """Made once: many headings stand on many records, written the same."""
    found: list[tuple[str, list[str], list[bool]]] = []
    for tag, stated, inner in _OF_A_HEADING.findall(written):
        major = attributes(stated).get("MajorTopicYN") == "Y"
        if tag == "DescriptorName":
            found.append((flat(inner), [], [major]))
        elif found:
            found[-1][1].append(flat(inner))
            found[-1][2].append(major)
    return tuple(Heading.of(name, tuple(under), any(major)) for name, under, major in found)


def rare_diseases(citation: str) -> tuple[str, ...]:
    """Supplementary concepts of MeSH that are diseases."""
    return tuple(
        flat(inner)
        for names in all_within(citation, "SupplMeshList")
        for _, written, inner in _LEAF["SupplMeshName"].findall(names)
        if attributes(written).get("Type") == "Disease"
    )


def topics(rare: Iterable[str], headings: Sequence[Indexed]) -> tuple[str, ...]:
    """Rare diseases, then the major descriptors: those indexed as diseases, else all of them."""
    major = [heading for heading in headings if heading.major]
    diseases = [heading for heading in major if not _OF_DISEASES.isdisjoint(heading.qualifiers)]
    found = [*rare, *(heading.descriptor for heading in diseases or major)]
    return tuple(dict.fromkeys(topic.lower() for topic in found))


def _found(name: str, text: str) -> list[tuple[str, str, str]]:
    start = text.find(f"<{name}")
    return _LEAF[name].findall(text, start) if start >= 0 else []


def _listed(name: str, text: str) -> tuple[str, ...]:
    return tuple([flat(inner) for _, _, inner in _found(name, text)])


def publication_types(work: str) -> tuple[str, ...]:
    """As NLM names them."""
    return _listed("PublicationType", work)


def keywords(entry: str) -> tuple[str, ...]:
    """Of authors and indexers, as they stand."""
    return tuple(filter(None, _listed("Keyword", entry)))


class Number(NamedTuple):
    """A PMID as its record states it; "" when there is none."""

    pmid: str
    version: int


def number(record: str) -> Number:
    """The first PMID of a record is its own, in every form."""
    found = _LEAF["PMID"].search(record)
    return _numbered(found[2], found[3]) if found else Number("", 1)


def numbers(deleted: str) -> Iterator[Number]:
    """The numbers of records that are taken back."""
    return (_numbered(written, inner) for _, written, inner in _DELETED.findall(deleted))


def _numbered(written: str, inner: str | None) -> Number:
    version = attributes(written).get("Version", "1")
    is_number = version.isdecimal() and len(version) < 6
    return Number(pmid(inner or "") or "", int(version) if is_number else 1)


def identifiers(number: str, lists: str, citation: str, front: str, back: str) -> Plain:
    """Of a work itself and not of those it cites.

    `lists` holds those of its names, `front` what stands before its abstract, `back` what behind.
    """
    known = dict(reversed(_names(lists)))  # of two of a kind the first
    for text in _listed("OtherID", citation):
        if text.startswith("PMC"):
            known.setdefault("pmc", text)
    for _, written, inner in _found("ELocationID", front):
        place = attributes(written)
        if place.get("ValidYN") != "N":
            known.setdefault(place.get("EIdType", ""), flat(inner))
    trials = filter(None, map(nct, _listed("AccessionNumber", back)))
    own = {
        "pmid": number,
        "pmcid": pmcid(known["pmc"]) if "pmc" in known else None,
        "doi": doi(known["doi"]) if "doi" in known else None,
        "nct": next(trials, None),
        "isbn": flat(within(front, "Isbn")),
    }
    return _stated(own)


def _names(lists: str) -> list[tuple[str, str]]:
    """Names of works, each behind its kind."""
    return [
        (attributes(written).get("IdType", ""), flat(inner))
        for _, written, inner in _found("ArticleId", lists)
    ]


def _stated(fields: Plain) -> Plain:
    return {name: value for name, value in fields.items() if value}


def links(citation: str) -> etree._Element | None:
    """The links to other records, which few records have, as elements in one without a name."""
    place = citation.find("<CommentsCorrections")
    if place < 0:
        return None
    end = citation.index(">", citation.rfind("</CommentsCorrections"))
    return tree(citation[place : end + 1])


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


def bibliography(references: str) -> tuple[Plain, ...]:
    """The works cited, numbered in their order."""
    texts: list[str] = []
    names: list[dict[str, str]] = []
    for tag, written, inner, _ in _OF_A_REFERENCE.findall(references):
        if not tag:  # here one begins
            texts.append("")
            names.append({})
        elif tag == "Citation":
            texts[-1] = texts[-1] or flat(inner)
        else:
            names[-1][attributes(written).get("IdType", "")] = flat(inner)
    return tuple(map(_entry, range(1, len(texts) + 1), texts, names))


def _entry(number: int, text: str, names: Mapping[str, str]) -> Plain:
    cited: Plain = {"key": str(number), "text": text}
    if "pubmed" in names and (found := pmid(names["pubmed"])):
        cited["pmid"] = found
    if "doi" in names and (found := doi(names["doi"])):
        cited["doi"] = found
    if year := _CITED_YEAR.search(text):
        cited["year"] = int(year[1])
    return cited
