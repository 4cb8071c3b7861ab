"""What still stands: notices, superseded guidelines, review dates, and what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from probatum.errors import UsageError
from probatum.evidence.document import Notice, NoticeKind, Status
from probatum.evidence.standing import NoticeOn
from probatum.evidence.value import Value
from probatum.library.index import Index, News, Summary, VectorStanding
from probatum.library.origins import Origin, Origins, Run
from probatum.sources.retraction_watch import listed

_LIST, _OWNER = "list of notices", "owner"


class Noted(Value):
    """A document that a reader must not take as it is, and what replaces it, if known."""

    summary: Summary
    replaced_by: str | None = None


class LibraryStatus(Value):
    """How the documents of a library stand."""

    counts: tuple[tuple[str, int], ...]
    retracted: tuple[Noted, ...]
    of_concern: tuple[Noted, ...]
    superseded: tuple[Noted, ...]
    review_overdue: tuple[Noted, ...]
    news: News | None = None
    gone: tuple[Origin, ...] = ()
    last_run: Run | None = None
    vectors: VectorStanding | None = None


class Applied(Value):
    """What a list of notices did. `passed_over` are rows without a work or a known kind."""

    rows: int
    notices: int
    passed_over: int
    changed: int


def status_of(
    index: Index, today: date, since: date | None = None, origins: Origins | None = None
) -> LibraryStatus:
    """Counts, what is of note, and what changed since a day (UTC), else since the last update."""
    run = origins.last_run() if origins else None
    moment = since.isoformat() if since else run.began if run else None
    noted = tuple(index.noted(today.isoformat()))

    def of(status: Status) -> tuple[Noted, ...]:
        return tuple(_noted(index, summary) for summary in noted if summary.status is status)

    order = {status: place for place, status in enumerate(Status)}
    counts = sorted(index.statuses().items(), key=lambda item: order[Status(item[0])])
    return LibraryStatus(
        counts=tuple(counts),
        retracted=of(Status.RETRACTED),
        of_concern=of(Status.OF_CONCERN),
        superseded=of(Status.SUPERSEDED),
        review_overdue=tuple(
            Noted(summary=summary)
            for summary in noted
            if summary.review_due
            and is_past(summary.review_due, today)
            and summary.status not in (Status.RETRACTED, Status.SUPERSEDED)
        ),
        news=index.news(moment) if moment else None,
        gone=origins.gone() if origins else (),
        last_run=run,
        vectors=index.vectors(),
    )


def is_past(due: str, today: date) -> bool:
    """Whether a partial date is over: "2026" is due until the end of that year."""
    return today.isoformat()[: len(due)] > due


def _noted(index: Index, summary: Summary) -> Noted:
    if summary.status is not Status.SUPERSEDED:
        return Noted(summary=summary)
    notices = index.document(summary.id).notices
    replaced = (notice for notice in notices if notice.kind is NoticeKind.REPLACED_BY)
    return Noted(summary=summary, replaced_by=next((n.text for n in replaced), None))


def apply_notices(path: Path, index: Index) -> Applied:
    """Remember every notice of a list, for what is in the library and for what comes later.

    All of the list or, when it cannot be read to its end, nothing. Raises `SourceError`.
    """
    rows = [row.notices for row in listed(path)]
    notices = [notice for row in rows for notice in row]
    return Applied(
        rows=len(rows),
        notices=len(notices),
        passed_over=sum(not row for row in rows),
        changed=index.remember(notices, _LIST),
    )


def supersede(index: Index, old: str, new: str, *, undo: bool = False) -> bool:
    """The owner's word that one document replaces another, or that it no longer does.

    Returns whether anything changed. Raises `UnknownDocument`, `UsageError`.
    """
    older, newer = index.summary(old).id, index.summary(new).id
    if older == newer:
        raise UsageError(f"{old} and {new} are the same document; name two")
    on = NoticeOn(kind="id", value=older, notice=Notice(kind=NoticeKind.REPLACED_BY, text=newer))
    changed = index.take_back(on, _OWNER) if undo else index.remember([on], _OWNER)
    return bool(changed)
