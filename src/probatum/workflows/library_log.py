"""What the log of the board says of the library: which evidence stood from when on."""

from __future__ import annotations

from datetime import datetime

from probatum.evidence.value import Value
from probatum.library.index import Index, News
from probatum.records.records import Note, Records

_SETTING = "library"
_MOST_NAMED = 50


class Stood(Value):
    """The library as it was last entered; `at` is that moment (ISO 8601, UTC).

    `change` is the number of its last change by then; none was written down at first.
    """

    snapshot: str
    documents: int
    at: str
    change: int | None = None


def stood(records: Records) -> Stood | None:
    """As the log has it; none before its first entry."""
    kept = records.setting(_SETTING)
    return Stood.model_validate(kept) if kept else None


def enter_library(records: Records, index: Index, by: str, now: datetime) -> bool:
    """Enter the library as it is, unless it is as last entered; whether it was another.

    The snapshot is a hash over the ids and hashes of all documents; whether a text still has its
    hash is for the library's own `verify`. The first fifty changes of status are named. While
    somebody else changes it, it is left to them.
    """
    before, change = stood(records), index.change()
    snapshot = index.snapshot()
    if before and before.snapshot == snapshot:
        return False
    at = now.isoformat(timespec="seconds")
    documents = index.stats().documents
    held = Stood(snapshot=snapshot, documents=documents, at=at, change=change)
    details = [("library", snapshot), ("documents", str(held.documents))]
    if before:
        news = _since(before, index, change)
        details += [
            ("before", before.snapshot),
            ("added", str(news.added)),
            ("replaced", str(news.replaced)),
            *((turn.document, f"{turn.before} → {turn.after}") for turn in news.turns),
        ][: _MOST_NAMED + 3]
    if index.change() != change:
        return False
    note = Note(by=by, at=now, action="library changed", details=tuple(details))
    records.keep_setting(_SETTING, held.model_dump(), note)
    return True


def _since(before: Stood, index: Index, change: int) -> News:
    """By numbers of changes; by time where there are none, or another library took its place."""
    if before.change is None or before.change > change:
        return index.news(before.at)
    return index.news_after(before.change)
