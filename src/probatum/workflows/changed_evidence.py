"""The watch: articles whose evidence changed are marked, and go back to review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from probatum.errors import UnknownDocument
from probatum.evidence.answer import Stage
from probatum.evidence.article import Article, Person, Revision, Role
from probatum.evidence.changed import ChangeKind, EvidenceChange
from probatum.evidence.document import DocumentKind
from probatum.evidence.value import Value
from probatum.library.index import Index
from probatum.records.records import Card, Note, Records
from probatum.review.policy import Policy
from probatum.review.stages import Act, Move, moved
from probatum.workflows.cards import FORM, subject_of
from probatum.workflows.fallen_evidence import Standing, as_it_stands
from probatum.workflows.newer_evidence import Newcomers
from probatum.workflows.policy import policy_of

WATCH = Person(id="watch", name="Watch", roles=frozenset({Role.EDITOR}))
MARKED = "mark evidence"
_SETTING = "watch"
_REOPENED = frozenset({Stage.APPROVED, Stage.PUBLISHED})


class Marked(Value):
    """An article whose evidence changed, and whether that sent it back to review."""

    article: str
    title: str
    reopened: bool
    reason: str
    changes: tuple[EvidenceChange, ...]


class Watched(Value):
    """What one run found. `gone` are cited documents that the library no longer holds."""

    documents: int
    studies: int
    marked: tuple[Marked, ...]
    gone: tuple[str, ...]


class Looked(Value):
    """Up to where a run has looked: at what came to the library, and at entries of the log."""

    at: str = ""
    entry: int = 0


def watch(records: Records, index: Index, now: datetime) -> Watched:
    """Compare what articles rest on with the library as it is. Again, it changes nothing.

    Broken off at any moment, the next run does what is missing.
    """
    before = Looked.model_validate(records.setting(_SETTING) or {})
    upto = Looked(at=now.isoformat(timespec="seconds"), entry=records.head())
    standing = Standing(index)
    documents, gone, fallen = 0, [], dict[str, None]()
    for name in records.cited():
        documents += 1
        try:
            if standing.look(name) is not None:
                fallen.update(dict.fromkeys(records.resting_on(name)))
        except UnknownDocument:
            gone.append(name)
    newer = _Newer(records, index, before)
    bearing = newer.changes(now)
    marked = _mark(records, standing, {**dict.fromkeys(fallen, ()), **bearing}, now)
    if marked or newer.came:
        _remember(records, upto, before, now)
    return Watched(documents=documents, studies=newer.studies, marked=marked, gone=tuple(gone))


class _Newer:
    """What came to the library since the last run, held against the articles.

    An article that somebody wrote to since then is held against all that came since its question
    was asked: it may have been handed in late.
    """

    def __init__(self, records: Records, index: Index, before: Looked) -> None:
        self._records, self._before = records, before
        subjects: Iterator[str] = (
            entry.subject
            for entry in records.entries(before.entry)
            if entry.by != WATCH.id and entry.subject.startswith("article ")
        )
        studies = any(True for _ in index.added_since("", DocumentKind.RESEARCH))
        # Thousands of articles need not be looked at where there is no study at all.
        cards = records.subjects() if studies else ()
        self._cards = {name: self._as_today(name, card) for name, card in cards}
        named = {subject.removeprefix("article ") for subject in subjects} if studies else set()
        self._touched = named & self._cards.keys()
        asked = [_asked_at(self._cards[name]) for name in self._touched]
        since = min([*asked, before.at]) if before.at else min(asked, default="9")
        self._newcomers = Newcomers(index, since)
        self.studies = self._newcomers.came_since(before.at or since)
        # What came in the very second of the last run is looked at again, but is not written down.
        self.came = bool(self._touched) or self._newcomers.came_after(before.at or since)

    def _as_today(self, name: str, card: Card) -> Card:
        """One of another form is made anew: nothing is missed for lack of it."""
        return card if card.form == FORM else subject_of(self._records.current(name).answer)

    def changes(self, now: datetime) -> dict[str, tuple[EvidenceChange, ...]]:
        """By article; those of which nothing is newer are left out."""
        found = {}
        for name, card in sorted(self._cards.items()):
            since = _asked_at(card)
            if name not in self._touched:
                since = max(self._before.at, since)
            if self._newcomers.may_bear_on(card.names, since):
                answer = self._records.current(name).answer
                found[name] = tuple(self._newcomers.changes(answer, since, now))
        return {name: changes for name, changes in found.items() if changes}


def _asked_at(card: Card) -> str:
    """To the second; whoever left it unsaid is looked at from the beginning."""
    return card.asked_at.astimezone(UTC).isoformat(timespec="seconds") if card.asked_at else ""


def _mark(
    records: Records,
    standing: Standing,
    newer: Mapping[str, tuple[EvidenceChange, ...]],
    now: datetime,
) -> tuple[Marked, ...]:
    policy = policy_of(records)
    marked: dict[str, Marked] = {}

    def change(article: Article) -> tuple[Article, Note] | None:
        """None when the article says all of it already."""
        known = {one.document for one in article.changes if one.kind is ChangeKind.NEWER}
        fresh = (one for one in newer[article.id] if one.document not in known)
        changes = (*standing.changes(article.current.answer, now), *fresh)
        if not changes:
            return None
        reason = " ".join(one.reason for one in changes)
        after = _marked(article, changes, reason, policy, now)
        marked[article.id] = Marked(
            article=article.id,
            title=article.current.answer.title,
            reopened=after.stage is not article.stage,
            reason=reason,
            changes=changes,
        )
        return after, _note(reason, changes, now)

    written = [article.id for article in records.change_each(newer, change)]
    return tuple(marked[name] for name in written)


def _marked(
    article: Article,
    changes: tuple[EvidenceChange, ...],
    reason: str,
    policy: Policy,
    now: datetime,
) -> Article:
    """A revision that says how its evidence stands; a reviewed article goes back to review."""
    answer = article.current.answer
    by_document = {one.document: one for one in changes}
    references = tuple(as_it_stands(one, by_document) for one in answer.references)
    revision = Revision(
        number=article.current.number + 1,
        answer=answer.model_copy(update={"references": references, "updated": now}),
        by=WATCH.id,
        at=now,
        why=reason,
    )
    marked = article.model_copy(
        update={
            "revisions": (*article.revisions, revision),
            "changes": (*article.changes, *changes),
        }
    )
    if article.stage not in _REOPENED:
        return marked
    act = Act(by=WATCH, at=now, why=reason, via="the watch")
    return moved(marked, Move.REOPEN, act, policy)


def _note(reason: str, changes: tuple[EvidenceChange, ...], now: datetime) -> Note:
    documents = ((one.document, one.kind.value) for one in changes)
    return Note(by=WATCH.id, at=now, action=MARKED, details=(("why", reason), *documents))


def _remember(records: Records, upto: Looked, before: Looked, now: datetime) -> None:
    details = (("from", before.at), ("to", upto.at))
    note = Note(by=WATCH.id, at=now, action="watch", details=details)
    records.keep_setting(_SETTING, upto.model_dump(mode="json"), note)
