"""PubMed XML: one record or many, articles and books, packed or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from probatum.errors import SourceError
from probatum.evidence.document import Access, Document, DocumentKind, Notice, Status, StudyDesign
from probatum.evidence.plain import Plain, all_stated, stated
from probatum.evidence.standing import standing
from probatum.sources import pubmed_record as part
from probatum.sources.abbreviations import abbreviations
from probatum.sources.design import study_design, told_design
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
_LICENCE, _CITED = Element("CopyrightInformation"), Element("ReferenceList")
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
    (found,) = told_all(path, [record], [part.number(record).pmid])
    if isinstance(found, SourceError):
        raise found
    return found


def told_all(
    path: Readable, records: Sequence[bytes], numbers: Sequence[str]
) -> list[Plain | SourceError]:
    """The same of records whose PMIDs are known, or "" of one that states none; or why not.

    They are read part by part, which takes a sixth less time than one after another.
    """
    parted = [_parted(path, *each) for each in zip(records, numbers, strict=True)]
    articles = iter(_told(path, [each for each in parted if isinstance(each, _Article)]))
    return [next(articles) if isinstance(each, _Article) else each for each in parted]


class _Article(NamedTuple):
    """A record of an article, taken apart.

    Titles and dates of issue stand in its `front`, before the abstract, names of people and types
    in its `back`; MeSH and links to other records are its `indexing`.
    """

    number: str
    head: bytes
    article: bytes
    front: bytes
    abstract: bytes
    back: bytes
    indexing: bytes
    names: bytes
    references: bytes


def _parted(path: Readable, record: bytes, number: str) -> _Article | Plain | SourceError:
    if not number:
        return SourceError(path, f"{_called(record)} has no PMID; fetch it anew")
    if record.startswith(b"<PubmedBookArticle"):
        return _book(path, record, number)
    _, citation, data = _CITATION.parted(record) or (b"", record, b"")
    found = _ARTICLE.parted(citation)
    if found is None:
        return SourceError(path, f"PMID {number} has no article; fetch it anew")
    head, article, indexing = found
    cited = _CITED.found_at(data)
    names, references = (data, b"") if cited < 0 else (data[:cited], data[cited:])
    front, abstract, back = _ABSTRACT.parted(article) or (article, b"", article)
    abstract += b"".join(_ABSTRACT.all_within(back))
    return _Article(number, head, article, front, abstract, back, indexing, names, references)


def _told(path: Readable, articles: Sequence[_Article]) -> list[Plain]:
    if not articles:
        return []
    numbers, heads, works, fronts, abstracts, backs, indexing, names, references = zip(
        *articles, strict=True
    )
    size = len(articles)
    journals = [
        shared(_JOURNAL.within(front)) or shared(_SHORT_JOURNAL.within(behind))
        for front, behind in zip(fronts, indexing, strict=True)
    ]
    types = [*map(part.publication_types, backs)]
    titles = [
        part.title(work) or f"Untitled record, {journal or 'no journal'}"
        for work, journal in zip(works, journals, strict=True)
    ]
    mesh = [*map(part.mesh, indexing)]
    links = [*map(part.links, indexing)]
    notices = [() if each is None else part.notices(each) for each in links]
    given = [() if each is None else given_in_pubmed(each) for each in links]
    texts, blocks = zip(*map(_abstract, abstracts, titles), strict=True)
    fields: dict[str, Iterable[Any]] = {
        "id": [f"pmid:{number}" for number in numbers],
        "kind": map(_kind, types),
        "title": titles,
        "text": texts,
        "blocks": blocks,
        "topics": map(part.topics_of, map(part.rare_diseases, indexing), mesh),
        "identifiers": map(part.identifiers, numbers, names, indexing, fronts, backs),
        "authors": map(authors, backs),
        "journal": journals,
        "published": map(part.published, fronts, backs),
        "language": [language(shared(_LANGUAGE.within(back))) for back in backs],
        "access": [Access.ABSTRACT_ONLY] * size,
        "licence": [flat(_LICENCE.within(abstract)) for abstract in abstracts],
        "publication_types": types,
        "design": map(_design, types, titles, texts, mesh),
        "mesh": mesh,
        "keywords": map(part.keywords, indexing),
        "status": map(_status, types, notices),
        "notices": [tuple(map(_notice, each)) for each in notices],
        "gives": [tuple(map(_notice, each)) for each in given],
        "bibliography": map(bibliography, references),
        "abbreviations": map(abbreviations, texts),
        "revised": [part.stated_date(_REVISED.within(head)) for head in heads],
        "source": ["pubmed"] * size,
        "origin": [path.name] * size,
    }
    return all_stated(fields)


def _design(
    types: tuple[str, ...], title: str, text: str, mesh: tuple[Plain, ...]
) -> StudyDesign | None:
    check_tags = [heading["descriptor"] for heading in mesh]
    return told_design(types, title, text, check_tags)


def _status(types: tuple[str, ...], notices: tuple[Notice, ...]) -> Status:
    return Status.RETRACTED if _RETRACTED in types else standing(notices)


def _kind(types: tuple[str, ...]) -> DocumentKind:
    return DocumentKind.RESEARCH if _GUIDELINES.isdisjoint(types) else DocumentKind.GUIDELINE


def _called(record: bytes) -> str:
    title = part.title(record) or line(_BOOK_TITLE.within(record))
    return f"a record titled {title!r}" if title else "a record without a title"


def _book(path: Readable, record: bytes, number: str) -> Plain | SourceError:
    document = _BOOK_ENTRY.parted(record)
    if document is None:
        return SourceError(path, f"PMID {number} has no book entry; fetch it anew")
    _, entry, data = document
    found = _BOOK.parted(entry)
    if found is None:
        return SourceError(path, f"PMID {number} names no book; fetch it anew")
    before, book, chapter = found
    cited = _CITED.found_at(chapter)
    chapter, references = (chapter, b"") if cited < 0 else (chapter[:cited], chapter[cited:])
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
