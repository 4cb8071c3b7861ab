"""JATS full text, from NLM's archiving and publishing tag sets of every version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from probatum.errors import SourceError
from probatum.evidence.document import Access, Document, DocumentKind, Identifiers
from probatum.evidence.standing import standing
from probatum.sources import jats_front as front
from probatum.sources.abbreviations import abbreviations
from probatum.sources.design import study_design
from probatum.sources.fetched import Readable
from probatum.sources.given_notices import given_in_jats
from probatum.sources.jats_bibliography import bibliography
from probatum.sources.jats_text import JatsText
from probatum.sources.language import language
from probatum.sources.normalised import TextBuilder
from probatum.sources.xml_file import flat, name, root_name, whole

_SIGNS = (b"<front", b"jats", b"nlm", b"article-type", b"dtd-version")
_PUBLICATION_TYPES = {
    "meta-analysis": "Meta-Analysis",
    "systematic-review": "Systematic Review",
    "review-article": "Review",
    "case-report": "Case Reports",
    "letter": "Letter",
    "reply": "Letter",
    "response": "Letter",
    "editorial": "Editorial",
    "article-commentary": "Comment",
    "guideline": "Guideline",
    "protocol": "Protocol",
}
"""NLM publication types that values of @article-type stand for."""
_PASSED_OVER = frozenset({"graphical", "toc", "teaser", "precis", "web-summary"})


class JatsSource:
    """Reads articles, alone or in a set as PMC gives them. Reviews and replies inside are left."""

    name = "jats"
    general = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the root is an article with a sign of JATS, or a set of such."""
        root = root_name(head)
        signs = head.lower()
        return root == "pmc-articleset" or (
            root == "article" and any(sign in signs for sign in _SIGNS)
        )

    def read(self, path: Path) -> Iterator[Document]:
        """The articles of the file."""
        for article in articles(path):
            yield document(path, article)


def articles(path: Readable) -> list[etree._Element]:
    """The article elements of a file or answer, without namespaces. Raises `SourceError`."""
    root = whole(path)
    for element in root.iter(etree.Element):
        element.tag = name(element)
    found = [part for part in root.iter("article") if part.find("front") is not None]
    if not found:
        raise SourceError(path, f"<{root.tag}> is not a JATS article; give the full-text XML")
    return found


def document(path: Readable, article: etree._Element) -> Document:
    """One article as a document. Raises `SourceError` naming ``path``."""
    meta = article.find("front/article-meta")
    if meta is None:
        raise SourceError(path, "the article has no article-meta; fetch it again")
    entries = bibliography(article)
    builder = TextBuilder()
    text = JatsText(builder, [entry.key for entry in entries])
    title = text.words(meta.find("title-group/article-title"))
    if not title:
        title = f"Untitled {(article.get('article-type') or 'article').replace('-', ' ')}"
    _abstracts(meta, text)
    abstract = builder.text
    access = _body(article, text, builder)
    if not builder.blocks:
        builder.block(title)
    identifiers = front.identifiers(meta, abstract)
    code = language(front.stated_language(article))
    kind = article.get("article-type") or ""
    types = (_PUBLICATION_TYPES[kind],) if kind in _PUBLICATION_TYPES else ()
    notices = front.notices(article, meta, title)
    journal = article.find("front/journal-meta")
    return Document(
        id=_id(path, identifiers),
        kind=DocumentKind.GUIDELINE if "Guideline" in types else DocumentKind.RESEARCH,
        title=title,
        text=builder.text,
        blocks=tuple(builder.blocks),
        identifiers=identifiers,
        authors=front.authors(meta),
        publisher=_first(journal, "publisher/publisher-name"),
        journal=_first(journal, "journal-title-group/journal-title", "journal-title"),
        published=front.published(meta),
        updated=front.updated(meta),
        language=code,
        access=access,
        licence=front.licence(meta),
        publication_types=types or tuple(filter(None, (kind,))),
        design=study_design(types, f"{title}\n{abstract}"),
        keywords=front.keywords(meta, code),
        status=standing(notices),
        notices=notices,
        gives=given_in_jats(article, meta),
        bibliography=entries,
        marks=tuple(builder.marks),
        abbreviations=_abbreviations(article, text, builder.text),
        source="jats",
        origin=path.name,
    )


def _abstracts(meta: etree._Element, text: JatsText) -> None:
    for abstract in meta.findall("abstract"):
        kind = abstract.get("abstract-type") or ""
        if kind not in _PASSED_OVER:
            summary = kind.replace("-", " ").capitalize()
            text.section(abstract, 1, summary if "summary" in kind else "Abstract")


def _body(article: etree._Element, text: JatsText, builder: TextBuilder) -> Access:
    before = len(builder.blocks)
    for place in ("body", "back/app-group", "back/sec", "floats-group", "floats-wrap"):
        for part in article.findall(place):
            builder.heading(1, "")
            text.part(part, 1)
    full = len(builder.blocks) > before
    return Access.FULL_TEXT if full else Access.ABSTRACT_ONLY


def _abbreviations(
    article: etree._Element, text: JatsText, words: str
) -> tuple[tuple[str, str], ...]:
    """Those the text defines, and those of a list of abbreviations."""
    found = dict(abbreviations(words))
    for item in article.iterfind("back//glossary//def-item"):
        short, long = text.words(item.find("term")).rstrip(":"), text.words(item.find("def"))
        if short and long:
            found.setdefault(short, long.rstrip(".;"))
    return tuple(found.items())


def _id(path: Readable, identifiers: Identifiers) -> str:
    for system in ("pmid", "pmcid", "doi"):
        if number := getattr(identifiers, system):
            return f"{system}:{number}"
    raise SourceError(path, "the article has no PMID, PMCID or DOI to know it by; add one")


def _first(element: etree._Element | None, *places: str) -> str | None:
    if element is None:
        return None
    return next((text for place in places if (text := flat(element.find(place)))), None)
