"""The watch: articles whose evidence was retracted, corrected or replaced go back to review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from probatum.errors import UnknownDocument
from probatum.evidence.answer import Answer, Reference, Stage
from probatum.evidence.article import Article, Person, Revision, Role
from probatum.evidence.document import Document, NoticeKind, Status
from probatum.evidence.value import Value
from probatum.library.index import Index
from probatum.records.records import Note, Records
from probatum.review.policy import Policy
from probatum.review.stages import Act, Move, moved
from probatum.workflows.policy import policy_of

WATCH = Person(id="watch", name="Watch", roles=frozenset({Role.EDITOR}))
_REOPENED = frozenset({Stage.APPROVED, Stage.PUBLISHED})
_SAID_BY = {
    Status.RETRACTED: NoticeKind.RETRACTION,
    Status.SUPERSEDED: NoticeKind.REPLACED_BY,
    Status.OF_CONCERN: NoticeKind.EXPRESSION_OF_CONCERN,
    Status.CORRECTED: NoticeKind.CORRECTION,
}


class Fallen(Value):
    """A cited document that no longer stands as it did, and what rests on it."""

    document: str
    title: str
    reference: int
    before: Status
    after: Status
    notice: str
    quotes: tuple[str, ...]


class Marked(Value):
    """An article whose references were marked, and whether that sent it back to review."""

    article: str
    title: str
    reopened: bool
    reason: str
    fallen: tuple[Fallen, ...]


class Watched(Value):
    """What one run found. `gone` are cited documents that the library no longer holds."""

    documents: int
    marked: tuple[Marked, ...]
    gone: tuple[str, ...]


def watch(records: Records, index: Index, now: datetime) -> Watched:
    """Compare every cited document with how it stands today. Running it again changes nothing."""
    policy = policy_of(records)
    documents, gone = 0, []
    fallen: dict[str, dict[str, Document]] = {}
    for name, articles in records.cited():
        documents += 1
        try:
            if index.summary(name).status is Status.CURRENT:
                continue
            document = index.document(name)
        except UnknownDocument:
            gone.append(name)
            continue
        for article in articles:
            fallen.setdefault(article, {})[name] = document
    marked: list[Marked] = []

    def change(article: Article) -> tuple[Article, Note] | None:
        """None when the article says all of it already."""
        known = fallen[article.id]
        found = tuple(_fallen(article.current.answer, known))
        if not found:
            return None
        reason = " ".join(map(_in_words, found))
        after = _marked(article, known, reason, policy, now)
        marked.append(
            Marked(
                article=article.id,
                title=article.current.answer.title,
                reopened=after.stage is not article.stage,
                reason=reason,
                fallen=found,
            )
        )
        return after, _note(reason, found, now)

    written = {article.id for article in records.change_each(fallen, change)}
    return Watched(
        documents=documents,
        marked=tuple(one for one in marked if one.article in written),
        gone=tuple(gone),
    )


def _note(reason: str, fallen: tuple[Fallen, ...], now: datetime) -> Note:
    documents = ((one.document, one.after.value) for one in fallen)
    details = (("why", reason), *documents)
    return Note(by=WATCH.id, at=now, action="mark evidence", details=details)


def _fallen(answer: Answer, known: Mapping[str, Document]) -> Iterator[Fallen]:
    for reference in answer.references:
        document = known.get(reference.document)
        if document is None or document.status is reference.status:
            continue
        quotes = (
            citation.quote
            for claim in answer.claims()
            for citation in claim.citations
            if citation.reference == reference.number
        )
        yield Fallen(
            document=document.id,
            title=document.title,
            reference=reference.number,
            before=reference.status,
            after=document.status,
            notice=_notice(document),
            quotes=tuple(dict.fromkeys(quotes)),
        )


def _notice(document: Document) -> str:
    """The notice that made it so, as far as it says: its text, number and date."""
    kind = _SAID_BY.get(document.status)
    given = next((one for one in reversed(document.notices) if one.kind is kind), None)
    if given is None:
        return ""
    number = f"PMID {given.pmid}" if given.pmid else f"doi:{given.doi}" if given.doi else ""
    return ", ".join(part for part in (given.text, number, given.date or "") if part)


def _in_words(fallen: Fallen) -> str:
    notice = f" ({fallen.notice})" if fallen.notice else ""
    number = len(fallen.quotes)
    rests = "one quotation rests" if number == 1 else f"{number} quotations rest"
    what = f"{fallen.title.rstrip('.')} is now {fallen.after}{notice}"
    return f"Reference {fallen.reference}, {what}; {rests} on it."


def _marked(
    article: Article, known: Mapping[str, Document], reason: str, policy: Policy, now: datetime
) -> Article:
    """A revision whose references say how they stand; a reviewed article goes back to review."""
    answer = article.current.answer
    references = tuple(_as_it_stands(one, known) for one in answer.references)
    revision = Revision(
        number=article.current.number + 1,
        answer=answer.model_copy(update={"references": references, "updated": now}),
        by=WATCH.id,
        at=now,
        why=reason,
    )
    marked = article.model_copy(update={"revisions": (*article.revisions, revision)})
    if article.stage not in _REOPENED:
        return marked
    act = Act(by=WATCH, at=now, why=reason, via="the watch")
    return moved(marked, Move.REOPEN, act, policy)


def _as_it_stands(reference: Reference, known: Mapping[str, Document]) -> Reference:
    document = known.get(reference.document)
    return reference.model_copy(update={"status": document.status}) if document else reference
