"""PubMed XML: one record or many, articles and books, packed or not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from lxml import etree

from probatum.errors import SourceError
from probatum.evidence.document import Access, Document, DocumentKind, Notice, Status
from probatum.evidence.plain import Plain, stated
from probatum.evidence.standing import standing
from probatum.sources import pubmed_record as part
from probatum.sources.abbreviations import abbreviations
from probatum.sources.design import study_design
from probatum.sources.fetched import Readable
from probatum.sources.given_notices import given_in_pubmed
from probatum.sources.identifier import pmid
from probatum.sources.language import language
from probatum.sources.normalised import titled
from probatum.sources.publication_date import earliest
from probatum.sources.xml_file import each, first, flat, parts, root_name

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
    number = pmid(flat(part.own_pmid(record)))
    if not number:
        raise SourceError(path, f"{_called(record)} has no PMID; fetch it anew")
    if record.tag == "PubmedBookArticle":
        return _book(path, record, number)
    whole = {"MedlineCitation": [record]} if record.tag == "MedlineCitation" else parts(record)
    citation, data = parts(first(whole, "MedlineCitation")), parts(first(whole, "PubmedData"))
    article = parts(first(citation, "Article"))
    if "Article" not in citation:
        raise SourceError(path, f"PMID {number} has no article; fetch it anew")
    periodical = parts(first(article, "Journal"))
    journal = flat(first(periodical, "Title")) or flat(
        first(parts(first(citation, "MedlineJournalInfo")), "MedlineTA")
    )
    types = tuple(map(flat, chain(*article.get("PublicationTypeList", ())[:1])))
    title = part.title(article) or f"Untitled record, {journal or 'no journal'}"
    mesh = part.mesh(citation)
    links = part.links(citation)
    notices = part.notices(links)
    given = given_in_pubmed(whole["MedlineCitation"][0]) if links else ()
    abstract = parts(first(article, "Abstract"))
    text, blocks = _abstract(abstract, title)
    return stated(
        {
            "id": f"pmid:{number}",
            "kind": DocumentKind.RESEARCH
            if _GUIDELINES.isdisjoint(types)
            else DocumentKind.GUIDELINE,
            "title": title,
            "text": text,
            "blocks": blocks,
            "topics": part.topics(part.rare_diseases(citation), mesh),
            "identifiers": part.identifiers(
                number, data.get("ArticleIdList", ()), citation, article
            ),
            "authors": part.authors(article),
            "journal": journal,
            "published": part.published(article, periodical),
            "language": language(flat(first(article, "Language"))),
            "access": Access.ABSTRACT_ONLY,
            "licence": flat(first(abstract, "CopyrightInformation")),
            "publication_types": types,
            "design": study_design(
                types, f"{title}\n{text}", check_tags={item.descriptor for item in mesh}
            ),
            "mesh": tuple(map(part.plain_heading, mesh)),
            "keywords": part.keywords(citation),
            "status": Status.RETRACTED if _RETRACTED in types else standing(notices),
            "notices": tuple(map(_notice, notices)),
            "gives": tuple(map(_notice, given)),
            "bibliography": part.bibliography(data),
            "abbreviations": abbreviations(text),
            "revised": part.stated_date(first(citation, "DateRevised")),
            "source": "pubmed",
            "origin": path.name,
        }
    )


def _called(record: etree._Element) -> str:
    titles = map(part.inline, record.iter("ArticleTitle", "BookTitle"))
    title = next(filter(None, titles), "")
    return f"a record titled {title!r}" if title else "a record without a title"


def _book(path: Readable, record: etree._Element, number: str) -> Plain:
    document = record.find("BookDocument")
    if document is None:
        raise SourceError(path, f"PMID {number} has no book entry; fetch it anew")
    entry = parts(document)
    if "Book" not in entry:
        raise SourceError(path, f"PMID {number} names no book; fetch it anew")
    book, data = parts(first(entry, "Book")), parts(record.find("PubmedBookData"))
    names = [*entry.get("ArticleIdList", ()), *data.get("ArticleIdList", ())]
    title = part.title(entry) or part.inline(first(book, "BookTitle")) or "Untitled book"
    types = tuple(map(flat, entry.get("PublicationType", ())))
    abstract = parts(first(entry, "Abstract"))
    text, blocks = _abstract(abstract, title)
    return stated(
        {
            "id": f"pmid:{number}",
            "kind": DocumentKind.BOOK,
            "title": title,
            "text": text,
            "blocks": blocks,
            "identifiers": part.identifiers(number, names, {}, book),
            "authors": part.authors(entry) or part.authors(book),
            "publisher": flat(first(parts(first(book, "Publisher")), "PublisherName")),
            "published": earliest(
                map(
                    part.stated_date,
                    [first(entry, "ContributionDate"), first(book, "PubDate")],
                )
            ),
            # Here, unlike in journal records, it is the authors who revised the text.
            "updated": part.stated_date(first(entry, "DateRevised")),
            "language": language(flat(first(entry, "Language"))),
            "access": Access.ABSTRACT_ONLY,
            "licence": flat(first(abstract, "CopyrightInformation")),
            "publication_types": types,
            "design": study_design(types, title),
            "keywords": part.keywords(entry),
            "bibliography": part.bibliography(entry),
            "abbreviations": abbreviations(text),
            "source": "pubmed",
            "origin": path.name,
        }
    )


def _notice(notice: Notice) -> Plain:
    return notice.model_dump(mode="json", exclude_defaults=True)


def _abstract(abstract: part.Children, title: str) -> tuple[str, tuple[Plain, ...]]:
    sections = [
        (_label(section), part.inline(section)) for section in abstract.get("AbstractText", ())
    ]
    text, blocks = titled(sections)
    return (text, blocks) if blocks else titled([("", title)])


def _label(section: etree._Element) -> str:
    label = " ".join((section.get("Label") or "").split())
    return label.capitalize() if label.isupper() else label
