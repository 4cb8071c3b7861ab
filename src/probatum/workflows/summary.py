"""Practical summaries: drafted from a guideline, reviewed like any answer, kept as a source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version

from probatum.composition.summarising import CHANGED, summarised
from probatum.errors import UnknownArticle, UnknownDocument, UsageError
from probatum.evidence.answer import Answer, Provenance, Reference, Section, Stage
from probatum.evidence.claim import Claim, Verdict
from probatum.evidence.document import (
    BibliographyEntry,
    Block,
    BlockKind,
    CitationMark,
    Document,
    DocumentKind,
    NoticeKind,
    StatedGrade,
    Status,
)
from probatum.evidence.edition import dated, edition_of
from probatum.evidence.published import Published
from probatum.evidence.question import Condition, Question
from probatum.evidence.value import Value
from probatum.library.index import Index, Summary
from probatum.publishing.references import citation_of, link_of
from probatum.records.records import Records
from probatum.review.publication import published
from probatum.verification.verifier import verify

COMPOSER = "summary"
_ROOM = "summary:article-"


class KeptSummaries(Value):
    """What one run did to the library."""

    kept: tuple[str, ...]
    taken_out: tuple[str, ...]


def draft_summary(index: Index, name: str, now: datetime) -> Answer:
    """A guideline on one page of quotes, each verified; an answer that a board may review.

    Raises `UnknownDocument`, `UsageError` when it is no guideline or stands no more.
    """
    document = index.document(name)
    if document.kind is not DocumentKind.GUIDELINE:
        raise UsageError(f"{document.id} is {document.kind}; only guidelines are summarised")
    if document.status in {Status.RETRACTED, Status.SUPERSEDED}:
        raise UsageError(f"{document.id} is {document.status}; summarise what stands")
    earlier = _earlier(index, document)
    made = summarised(document, earlier)
    documents = {one.id: one for one in (document, earlier) if one}
    kept, left_out = _verified(made.sections, documents)
    lines = tuple(verify(claim, documents) for claim in made.bottom_line)
    return Answer(
        question=Question(
            text=f"Practical summary of {document.title}",
            condition=Condition(name=document.topics[0]) if document.topics else None,
        ),
        title=made.title,
        bottom_line=tuple(one for one in lines if one.verdict is Verdict.SUPPORTED),
        sections=kept,
        gaps=made.gaps,
        left_out=left_out,
        references=made.references,
        updated=now,
        provenance=Provenance(
            library=index.snapshot(),
            documents=index.stats().documents,
            composer=COMPOSER,
            version=version("probatum"),
            asked_at=now,
        ),
    )


def keep_summaries(records: Records, index: Index) -> KeptSummaries:
    """Bring the published summaries into the library as they read now, and take others out."""
    taken_out = take_back_summaries(records, index)
    pages = [
        page
        for name in records.standing()
        if records.current(name).answer.provenance.composer == COMPOSER
        and (page := published(article := records.article(name)))
        and article.stage is Stage.PUBLISHED
    ]
    documents = [_document(page, index) for page in pages]
    index.add(documents)
    return KeptSummaries(kept=tuple(one.id for one in documents), taken_out=taken_out)


def article_of(document: Document | Summary) -> str | None:
    """Id of the article that a kept summary reads as; none for any other document."""
    return document.id.removeprefix(_ROOM) if document.id.startswith(_ROOM) else None


def source_id(article: str) -> str:
    """Id that an article has in the library, once it is kept there."""
    return f"{_ROOM}{article}"


def take_back_summaries(records: Records, index: Index) -> tuple[str, ...]:
    """Take summaries out whose article is not published or is reviewed again; their ids."""
    gone = [
        name
        for name in index.unchanged_since("9999", _ROOM)
        if _stage(records, name.removeprefix(_ROOM)) is not Stage.PUBLISHED
    ]
    for name in gone:
        index.remove(name)
    return tuple(gone)


def _stage(records: Records, article: str) -> Stage | None:
    try:
        return records.in_force(article).stage
    except UnknownArticle:
        return None


def _earlier(index: Index, document: Document) -> Document | None:
    """The latest of the editions that this one replaces."""
    edition = edition_of(document)
    found = []
    for summary in index.noted("0000"):
        if summary.status is not Status.SUPERSEDED:
            continue
        other = index.document(summary.id)
        said = {n.text for n in other.notices if n.kind is NoticeKind.REPLACED_BY}
        if document.id in said or (edition and edition == edition_of(other)):
            found.append(other)
    return max(found, key=lambda one: dated(one) or "", default=None)


def _verified(
    sections: tuple[Section, ...], documents: dict[str, Document]
) -> tuple[tuple[Section, ...], tuple[Claim, ...]]:
    kept, left_out = [], []
    for section in sections:
        checked = [verify(claim, documents) for claim in section.claims]
        good = tuple(claim for claim in checked if claim.verdict is Verdict.SUPPORTED)
        left_out += [claim for claim in checked if claim.verdict is not Verdict.SUPPORTED]
        if good:
            kept.append(Section(heading=section.heading, claims=good))
    return tuple(kept), tuple(left_out)


def _document(page: Published, index: Index) -> Document:
    """A secondary source: each sentence with a mark that leads to the guideline it is quoted from.

    How it read in an earlier edition stays out: found by a search, it would pass for advice.
    """
    answer = page.answer
    lines, blocks, marks, grades = [], [], [], []
    place = 0
    for heading, claim in _sentences(answer):
        text = claim.text
        lines.append(text)
        end = place + len(text)
        block = Block(kind=BlockKind.LIST_ITEM, heading=heading, start=place, end=end)
        blocks.append(block)
        keys = tuple(dict.fromkeys(str(citation.reference) for citation in claim.citations))
        marks.append(CitationMark(offset=end, keys=keys))
        if claim.grade:
            grades.append(StatedGrade(offset=end, text=claim.grade))
        place = end + 1
    source = _source(answer, index)
    names = ", ".join(one.name for one in page.signed)
    return Document(
        id=source_id(page.article),
        kind=DocumentKind.PRACTICAL_SUMMARY,
        title=answer.title,
        text="\n".join(lines),
        blocks=tuple(blocks),
        topics=source.topics if source else (page.topic,),
        publisher="Our board",
        published=f"{page.published_at:%Y-%m-%d}",
        review_due=page.review_due,
        jurisdiction=source.jurisdiction if source else None,
        licence=source.licence if source else None,
        bibliography=tuple(map(_entry, answer.references)),
        marks=tuple(marks),
        grades=tuple(grades),
        reading=f"a summary signed by {names}; read the guideline it quotes",
        source="board",
    )


def _sentences(answer: Answer) -> Iterator[tuple[tuple[str, ...], Claim]]:
    for section in answer.sections:
        if section.heading != CHANGED:
            for claim in section.claims:
                yield (section.heading, *((claim.label,) if claim.label else ())), claim


def _source(answer: Answer, index: Index) -> Document | None:
    try:
        return index.document(answer.references[0].document)
    except (UnknownDocument, IndexError):
        return None


def _entry(reference: Reference) -> BibliographyEntry:
    return BibliographyEntry(
        key=str(reference.number),
        text=citation_of(reference),
        pmid=reference.pmid,
        doi=reference.doi,
        year=reference.year,
        url=link_of(reference),
    )
