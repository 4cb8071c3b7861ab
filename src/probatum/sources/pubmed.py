"""PubMed XML: one record or many, articles and books, packed or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from probatum.errors import SourceError
from probatum.evidence.document import Access, Block, Document, DocumentKind, Notice, Status
from probatum.evidence.plain import Plain, stated
from probatum.evidence.standing import standing
from probatum.sources import pubmed_record as part
from probatum.sources.abbreviations import abbreviations
from probatum.sources.design import study_design
from probatum.sources.fetched import Readable
from probatum.sources.given_notices import given_in_pubmed
from probatum.sources.language import language
from probatum.sources.normalised import TextBuilder
from probatum.sources.publication_date import earliest
from probatum.sources.xml_file import each, flat, parts, root_name

RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")
"""The elements that hold one record."""
_ROOTS = frozenset({"PubmedArticleSet", "MedlineCitationSet", "PubmedBookArticleSet", *RECORDS})
_RETRACTED = "Retracted Publication"
_GUIDELINES = frozenset({"Guideline", "Practice Guideline"})


class PubMedSource:
    """Reads what E-utilities, the PubMed page and NLM's yearly files give as XML.

    A record without an abstract keeps its title as its text.
    """

    name = "pubmed"
    general = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the root is a PubMed set or record."""
        return root_name(head) in _ROOTS

    def read(self, path: Path) -> Iterator[Document]:
        """The records in order, one in memory at a time."""
        empty = True
        for record in records(path):
            empty = False
            yield document(path, record)
        if empty:
            raise SourceError(path, "holds no PubMed record; export records as PubMed XML")


def records(path: Readable) -> Iterator[etree._Element]:
    """The record elements of a file or answer, each freed when the next is asked for."""
    return each(path, RECORDS)


def document(path: Readable, record: etree._Element) -> Document:
    """One record as a document. Raises `SourceError` naming ``path``."""
    return Document.model_validate(told(path, record))


def told(path: Readable, record: etree._Element) -> Plain:
    """One record as a document in plain values. Raises `SourceError` naming ``path``."""
    identifiers = part.identifiers(record)
    number = identifiers.get("pmid")
    if not number:
        raise SourceError(
            path, f"a record near line {record.sourceline} has no PMID; fetch it anew"
        )
    if record.tag == "PubmedBookArticle":
        return _book(path, record, identifiers)
    citation = record if record.tag == "MedlineCitation" else record.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if citation is None or article is None:
        raise SourceError(path, f"PMID {number} has no article; fetch it anew")
    given = parts(article)
    journal = flat(parts(given.get("Journal")).get("Title")) or flat(
        citation.find("MedlineJournalInfo/MedlineTA")
    )
    types = tuple(map(flat, given.get("PublicationTypeList", ())))
    title = part.title(article) or f"Untitled record, {journal or 'no journal'}"
    mesh = part.mesh(citation)
    notices = part.notices(citation)
    builder = _abstract(article, title)
    return stated(
        {
            "id": f"pmid:{number}",
            "kind": DocumentKind.GUIDELINE if _GUIDELINES & {*types} else DocumentKind.RESEARCH,
            "title": title,
            "text": builder.text,
            "blocks": tuple(map(_block, builder.blocks)),
            "topics": part.topics(citation, mesh),
            "identifiers": identifiers,
            "authors": part.authors(article),
            "journal": journal,
            "published": part.published(article),
            "language": language(flat(given.get("Language"))),
            "access": Access.ABSTRACT_ONLY,
            "licence": flat(parts(given.get("Abstract")).get("CopyrightInformation")),
            "publication_types": types,
            "design": study_design(
                types, f"{title}\n{builder.text}", check_tags={item.descriptor for item in mesh}
            ),
            "mesh": tuple(map(part.plain_heading, mesh)),
            "keywords": tuple(filter(None, map(flat, citation.iter("Keyword")))),
            "status": Status.RETRACTED if _RETRACTED in types else standing(notices),
            "notices": tuple(map(_notice, notices)),
            "gives": tuple(map(_notice, given_in_pubmed(citation))),
            "bibliography": part.bibliography(record),
            "abbreviations": abbreviations(builder.text),
            "revised": part.stated_date(citation.find("DateRevised")),
            "source": "pubmed",
            "origin": path.name,
        }
    )


def _book(path: Readable, record: etree._Element, identifiers: Plain) -> Plain:
    entry, number = record.find("BookDocument"), identifiers["pmid"]
    if entry is None:
        raise SourceError(path, f"PMID {number} has no book entry; fetch it anew")
    book = entry.find("Book")
    if book is None:
        raise SourceError(path, f"PMID {number} names no book; fetch it anew")
    title = part.title(entry) or part.inline(book.find("BookTitle")) or "Untitled book"
    types = tuple(map(flat, entry.findall("PublicationType")))
    builder = _abstract(entry, title)
    return stated(
        {
            "id": f"pmid:{number}",
            "kind": DocumentKind.BOOK,
            "title": title,
            "text": builder.text,
            "blocks": tuple(map(_block, builder.blocks)),
            "identifiers": identifiers,
            "authors": part.authors(entry) or part.authors(book),
            "publisher": flat(entry.find("Book/Publisher/PublisherName")),
            "published": earliest(
                part.stated_date(entry.find(place))
                for place in ("ContributionDate", "Book/PubDate")
            ),
            # Here, unlike in journal records, it is the authors who revised the text.
            "updated": part.stated_date(entry.find("DateRevised")),
            "language": language(entry.findtext("Language", "")),
            "access": Access.ABSTRACT_ONLY,
            "licence": flat(entry.find("Abstract/CopyrightInformation")),
            "publication_types": types,
            "design": study_design(types, title),
            "keywords": tuple(filter(None, map(flat, entry.iter("Keyword")))),
            "bibliography": part.bibliography(record),
            "abbreviations": abbreviations(builder.text),
            "source": "pubmed",
            "origin": path.name,
        }
    )


def _block(block: Block) -> Plain:
    heading = {"heading": block.heading} if block.heading else {}
    return {**heading, "start": block.start, "end": block.end}


def _notice(notice: Notice) -> Plain:
    return notice.model_dump(mode="json", exclude_defaults=True)


def _abstract(article: etree._Element, title: str) -> TextBuilder:
    builder = TextBuilder()
    for section in article.findall("Abstract/AbstractText"):
        label = " ".join((section.get("Label") or "").split())
        builder.heading(1, label.capitalize() if label.isupper() else label)
        builder.block(part.inline(section))
    if not builder.blocks:
        builder.heading(1, "")
        builder.block(title)
    return builder
