"""The parts of one PubMed record or book entry, each read where the DTD puts it.

What stands many times on a record is given in plain values, as `probatum.evidence.plain` has them.

https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from lxml import etree

from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Notice, NoticeKind
from probatum.evidence.plain import Plain
from probatum.sources.identifier import doi, nct, pmcid, pmid
from probatum.sources.publication_date import earliest, partial_date, spoken_date
from probatum.sources.superscript import raised
from probatum.sources.xml_file import first, flat, name, own_text, parts

Children = Mapping[str, Sequence[etree._Element]]
"""The children of an element by their names, as `parts` gives them."""

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


def title(article: Children) -> str:
    """The title without the brackets of a translation; else the vernacular one."""
    english = inline(first(article, "ArticleTitle"))
    stripped = english.removesuffix(".")
    if stripped.startswith("[") and _closes_at_the_end(stripped):
        english = stripped[1:-1]
    if english.strip(" .").lower() in ("", "not available"):
        english = inline(first(article, "VernacularTitle"))
    return english.strip().removesuffix(".")


def _closes_at_the_end(text: str) -> bool:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            return place == len(text) - 1
    return False


def authors(article: Children) -> tuple[str, ...]:
    """Family name and initials, or the name of the group; editors are no authors."""
    return tuple(
        named
        for people in article.get("AuthorList", ())
        if (people.get("Type") or "authors") == "authors"
        for author in people
        if author.tag == "Author" and author.get("ValidYN") != "N" and (named := _author(author))
    )


def _author(author: etree._Element) -> str:
    named = {part.tag: part for part in reversed(author)}
    words = [named[tag].text or "" for tag in ("LastName", "Initials", "Suffix") if tag in named]
    return " ".join(" ".join(words).split()) or flat(named.get("CollectiveName"))


def published(article: Children, journal: Children) -> PartialDate | None:
    """The earlier of the electronic and the issue's date."""
    issue = first(parts(first(journal, "JournalIssue")), "PubDate")
    return earliest(map(stated_date, [*article.get("ArticleDate", ()), issue]))


def stated_date(element: etree._Element | None) -> PartialDate | None:
    """A date element, whether in parts or as `MedlineDate`."""
    if element is None:
        return None
    stated = {part.tag: part.text or "" for part in reversed(element)}
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
    """A MeSH heading before it is a value of its own."""

    descriptor: str
    qualifiers: tuple[str, ...]
    major: bool


def mesh(citation: Children) -> tuple[Heading, ...]:
    """Descriptors as indexed; one is major when it or a qualifier of it is."""
    headings = first(citation, "MeshHeadingList")
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


def rare_diseases(citation: Children) -> tuple[str, ...]:
    """Supplementary concepts of MeSH that are diseases."""
    names = (name for names in citation.get("SupplMeshList", ()) for name in names)
    return tuple(flat(disease) for disease in names if disease.get("Type") == "Disease")


def topics(rare: Iterable[str], headings: Sequence[Indexed]) -> tuple[str, ...]:
    """Rare diseases, then the major descriptors: those indexed as diseases, else all of them."""
    major = [heading for heading in headings if heading.major]
    diseases = [heading for heading in major if not _OF_DISEASES.isdisjoint(heading.qualifiers)]
    found = [*rare, *(heading.descriptor for heading in diseases or major)]
    return tuple(dict.fromkeys(topic.lower() for topic in found))


def keywords(entry: Children) -> tuple[str, ...]:
    """Of authors and indexers, as they stand."""
    lists = entry.get("KeywordList", ())
    return tuple(filter(None, (flat(word) for words in lists for word in words.iter("Keyword"))))


def own_pmid(record: etree._Element) -> etree._Element | None:
    """The first PMID of a record is its own, in every form."""
    return next(record.iter("PMID"), None)


def identifiers(
    number: str, lists: Iterable[etree._Element], citation: Children, work: Children
) -> Plain:
    """Of the work itself, an article or a book, and not of those it cites.

    `lists` are those of its names.
    """
    known: dict[str, str] = {}
    for entries in lists:
        for entry in entries.iterchildren("ArticleId"):
            known.setdefault(entry.get("IdType", ""), flat(entry))
    for entry in citation.get("OtherID", ()):
        if (text := flat(entry)).startswith("PMC"):
            known.setdefault("pmc", text)
    for entry in work.get("ELocationID", ()):
        if entry.get("ValidYN") != "N":
            known.setdefault(entry.get("EIdType", ""), flat(entry))
    banks = (bank for banks in work.get("DataBankList", ()) for bank in banks)
    trials = (nct(flat(entry)) for bank in banks for entry in bank.iter("AccessionNumber"))
    own = {
        "pmid": number,
        "pmcid": pmcid(known.get("pmc", "")),
        "doi": doi(known.get("doi", "")),
        "nct": next(filter(None, trials), None),
        "isbn": flat(first(work, "Isbn")),
    }
    return _stated(own)


def _stated(fields: Plain) -> Plain:
    return {name: value for name, value in fields.items() if value}


def links(citation: Children) -> list[etree._Element]:
    """To other records, in today's form (`RefType`) and in that of before 2008."""
    today = (link for links in citation.get("CommentsCorrectionsList", ()) for link in links)
    before = (link for links in citation.get("CommentsCorrections", ()) for link in links)
    return [*(link for link in today if link.tag == "CommentsCorrections"), *before]


def notices(entries: Iterable[etree._Element]) -> tuple[Notice, ...]:
    """Notices on this work among the links of its record."""
    found = []
    for entry in entries:
        kind = _NOTICES.get(entry.get("RefType") or name(entry))
        if kind:
            text = flat(entry.find("RefSource"))
            number = pmid(flat(entry.find("PMID")))
            found.append(Notice(kind=kind, text=text, pmid=number, doi=doi(text)))
    return tuple(found)


def bibliography(data: Children) -> tuple[Plain, ...]:
    """The works cited, numbered in their order."""
    texts: list[str] = []
    names: list[dict[str, str]] = []
    for references in data.get("ReferenceList", ()):
        for item in references.iter("Reference", "Citation", "ArticleId"):
            if (tag := item.tag) == "Reference":
                texts.append("")
                names.append({})
            elif tag == "Citation":
                texts[-1] = texts[-1] or flat(item)
            else:
                names[-1][item.get("IdType", "")] = flat(item)
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
