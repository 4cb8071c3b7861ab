"""PubMed XML: one record or many, articles and books, packed or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from probatum.errors import SourceError
from probatum.evidence.document import Access, Document, DocumentKind, Notice, Status
from probatum.evidence.plain import Plain, stated
from probatum.evidence.standing import standing
from probatum.sources import pubmed_record as part
from probatum.sources.abbreviations import abbreviations
from probatum.sources.design import study_design
from probatum.sources.fetched import Readable
from probatum.sources.given_notices import given_in_pubmed
from probatum.sources.language import language
from probatum.sources.normalised import titled
from probatum.sources.publication_date import earliest
from probatum.sources.pubmed_authors import authors
from probatum.sources.pubmed_references import bibliography
from probatum.sources.xml_file import each_written, root_name
from probatum.sources.xml_text import Element, flat, line, shared

RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")
"""The elements that hold one record."""
_ROOTS = frozenset({"PubmedArticleSet", "MedlineCitationSet", "PubmedBookArticleSet", *RECORDS})
_CITATION, _ARTICLE, _ABSTRACT = map(Element, ("MedlineCitation", "Article", "Abstract"))
_LICENCE = Element("CopyrightInformation")
_JOURNAL, _SHORT_JOURNAL, _LANGUAGE = map(Element, ("Title", "MedlineTA", "Language"))
_BOOK_ENTRY, _BOOK, _BOOK_TITLE = map(Element, ("BookDocument", "Book", "BookTitle"))
_PUBLISHER, _PUBLISHED = Element("PublisherName"), Element("PubDate")
_CONTRIBUTED, _REVISED = Element("ContributionDate"), Element("DateRevised")
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


def records(path: Readable) -> Iterator[bytes]:
    """The records of a file or answer, each its element in UTF-8, a few in memory at a time."""
    return each_written(path, RECORDS)


def document(path: Readable, record: bytes) -> Document:
    """One record as a document. Raises `SourceError` naming ``path``."""
    return Document.model_validate(told(path, record))


def told(path: Readable, record: bytes) -> Plain:
    """One record as a document in plain values. Raises `SourceError` naming ``path``."""
    return numbered(path, record, part.number(record).pmid)


def numbered(path: Readable, record: bytes, number: str) -> Plain:
    """The same of a record whose PMID is known, or "" when it states none."""
    if not number:
        raise SourceError(path, f"{_called(record)} has no PMID; fetch it anew")
    if record.startswith(b"<PubmedBookArticle"):
        return _book(path, record, number)
    citation, closing, data = record.partition(b"</MedlineCitation>")
    if not closing:  # that tag is written with a blank
        _, citation, data = _CITATION.parted(record) or (b"", record, b"")
    found = _ARTICLE.parted(citation)
    if found is None:
        raise SourceError(path, f"PMID {number} has no article; fetch it anew")
    head, article, indexing = found
    names, _, references = data.partition(b"<ReferenceList")
    # Titles and dates of issue stand before the abstract, names of people and types behind it.
    front, abstract, back = _ABSTRACT.parted(article) or (article, b"", article)
    abstract += b"".join(_ABSTRACT.all_within(back))
    journal = shared(_JOURNAL.within(front)) or shared(_SHORT_JOURNAL.within(indexing))
    types = part.publication_types(back)
    title = part.title(article) or f"Untitled record, {journal or 'no journal'}"
    mesh = part.mesh(indexing)
    major = [(item["descriptor"], item.get("qualifiers", ())) for item in mesh if "major" in item]
    links = part.links(indexing)
    notices = part.notices(links) if links is not None else ()
    given = given_in_pubmed(links) if links is not None else ()
    text, blocks = _abstract(abstract, title)
    return stated(
        {
            "id": f"pmid:{number}",
            "kind": _kind(types),
            "title": title,
            "text": text,
            "blocks": blocks,
            "topics": part.topics(part.rare_diseases(indexing), major),
            "identifiers": part.identifiers(number, names, indexing, front, back),
            "authors": authors(back),
            "journal": journal,
            "published": part.published(front, back),
            "language": language(shared(_LANGUAGE.within(back))),
            "access": Access.ABSTRACT_ONLY,
            "licence": flat(_LICENCE.within(abstract)),
            "publication_types": types,
            "design": study_design(
                types, f"{title}\n{text}", check_tags=[item["descriptor"] for item in mesh]
            ),
            "mesh": mesh,
            "keywords": part.keywords(indexing),
            "status": Status.RETRACTED if _RETRACTED in types else standing(notices),
            "notices": tuple(map(_notice, notices)),
            "gives": tuple(map(_notice, given)),
            "bibliography": bibliography(references),
            "abbreviations": abbreviations(text),
            "revised": part.stated_date(_REVISED.within(head)),
            "source": "pubmed",
            "origin": path.name,
        }
    )


def _kind(types: tuple[str, ...]) -> DocumentKind:
    return DocumentKind.RESEARCH if _GUIDELINES.isdisjoint(types) else DocumentKind.GUIDELINE


def _called(record: bytes) -> str:
    title = part.title(record) or line(_BOOK_TITLE.within(record))
    return f"a record titled {title!r}" if title else "a record without a title"


def _book(path: Readable, record: bytes, number: str) -> Plain:
    document = _BOOK_ENTRY.parted(record)
    if document is None:
        raise SourceError(path, f"PMID {number} has no book entry; fetch it anew")
    _, entry, data = document
    found = _BOOK.parted(entry)
    if found is None:
        raise SourceError(path, f"PMID {number} names no book; fetch it anew")
    before, book, chapter = found
    chapter, _, references = chapter.partition(b"<ReferenceList")
    title = part.title(chapter) or line(_BOOK_TITLE.within(book)) or "Untitled book"
    types = part.publication_types(chapter)
    abstract = _ABSTRACT.within(chapter)
    text, blocks = _abstract(abstract, title)
    return stated(
        {
            "id": f"pmid:{number}",
            "kind": DocumentKind.BOOK,
            "title": title,
            "text": text,
            "blocks": blocks,
            "identifiers": part.identifiers(number, before + data, b"", book, book),
            "authors": authors(chapter) or authors(book),
            "publisher": flat(_PUBLISHER.within(book)),
            "published": earliest(
                map(
                    part.stated_date,
                    (_CONTRIBUTED.within(chapter), _PUBLISHED.within(book)),
                )
            ),
            # Here, unlike in journal records, it is the authors who revised the text.
            "updated": part.stated_date(_REVISED.within(chapter)),
            "language": language(shared(_LANGUAGE.within(chapter))),
            "access": Access.ABSTRACT_ONLY,
            "licence": flat(_LICENCE.within(abstract)),
            "publication_types": types,
            "design": study_design(types, title),
            "keywords": part.keywords(chapter),
            "bibliography": bibliography(references),
            "abbreviations": abbreviations(text),
            "source": "pubmed",
            "origin": path.name,
        }
    )


def _notice(notice: Notice) -> Plain:
    return notice.model_dump(mode="json", exclude_defaults=True)


def _abstract(abstract: bytes, title: str) -> tuple[str, tuple[Plain, ...]]:
    text, blocks = titled(part.sections(abstract))
    return (text, blocks) if blocks else titled([("", title)])
