"""Bringing what a service gives into a library, some at a time, so that a fault loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from probatum.errors import SourceUnavailable
from probatum.evidence.document import Document
from probatum.evidence.value import Value
from probatum.library.index import Change, Index

_BATCH = 50


class Brought(Value):
    """What was added; `fault` says why it is not all, when a service failed on the way."""

    change: Change
    fault: str | None = None

    @property
    def documents(self) -> int:
        """How many came."""
        return self.change.added + self.change.replaced + self.change.unchanged


def bring(
    documents: Iterable[Document], index: Index, report: Callable[[int], None] = lambda _: None
) -> Brought:
    """Add documents as they come; what came before a fault stays. ``report`` is told how many."""
    waiting: list[Document] = []
    change, fault = Change(), None
    try:
        for document in documents:
            waiting.append(document)
            if len(waiting) == _BATCH:
                change, waiting = _sum(change, index.add(waiting)), []
                report(change.added + change.replaced + change.unchanged)
    except SourceUnavailable as error:
        fault = str(error)
    if waiting:
        change = _sum(change, index.add(waiting))
    return Brought(change=change, fault=fault)


def _sum(one: Change, other: Change) -> Change:
    return Change(
        added=one.added + other.added,
        replaced=one.replaced + other.replaced,
        unchanged=one.unchanged + other.unchanged,
    )
