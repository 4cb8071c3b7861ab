"""Keeping a library current: each document with a known way back is looked at again in its time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from probatum.errors import SourceError, SourceUnavailable
from probatum.evidence.document import Document
from probatum.evidence.value import Value
from probatum.library.index import Index, Turn
from probatum.library.origins import Origins, Run, moment
from probatum.sources.guideline_list import ListedGuideline
from probatum.sources.refresher import Refresher
from probatum.workflows.collect import Progress
from probatum.workflows.guidelines import COLLECTOR as GUIDELINES
from probatum.workflows.guidelines import collect_guidelines
from probatum.workflows.pages import PagesCollected, Shelf
from probatum.workflows.pdq import COLLECTOR as PDQ
from probatum.workflows.pdq import collect_pdq

_DAYS = {PDQ: 7, GUIDELINES: 30}


class Policy(NamedTuple):
    """How old is stale (None: as each kind's usual age), and how much is looked at of each kind."""

    older_than: timedelta | None = None
    at_most: int = 2000

    def before(self, days: int) -> str:
        """The moment before which a look is too long ago."""
        age = timedelta(days=days) if self.older_than is None else self.older_than
        return (datetime.now(UTC) - age).isoformat(timespec="seconds")


class Looked(Value):
    """What one service or collector was asked, and what it answered."""

    name: str
    looked_at: int = 0
    revised: tuple[str, ...] = ()
    unreachable: tuple[tuple[str, str], ...] = ()
    unavailable: str = ""
    left: int = 0


class Updated(Value):
    """The outcome; ``turns`` are changes of status."""

    looks: tuple[Looked, ...]
    turns: tuple[Turn, ...]


def update(
    shelf: Shelf,
    refreshers: Sequence[Refresher],
    site: str,
    policy: Policy,
    report: Callable[[Progress], None] = lambda _: None,
) -> Updated:
    """Look again at what is stale, the longest unseen first; nothing is ever removed.

    What one service cannot tell now is left for the next time; stopping loses nothing.
    """
    began = moment()
    looks = [_refresh(refresher, shelf.index, shelf.origins, policy) for refresher in refreshers]
    if _has_stale(PDQ, shelf, policy):
        looks.append(_pages(PDQ, lambda: collect_pdq(site, shelf, report, policy.at_most)))
    if _has_stale(GUIDELINES, shelf, policy):
        looks.append(_pages(GUIDELINES, lambda: _guidelines(shelf, policy, report)))
    shelf.origins.ran(
        Run(
            began=began,
            looked_at=sum(look.looked_at for look in looks),
            revised=sum(len(look.revised) for look in looks),
            unreachable=tuple(pair for look in looks for pair in look.unreachable),
        )
    )
    return Updated(looks=tuple(looks), turns=shelf.index.news(began).turns)


def _has_stale(collector: str, shelf: Shelf, policy: Policy) -> bool:
    return bool(shelf.origins.stale(collector, policy.before(_DAYS[collector])))


def _refresh(refresher: Refresher, index: Index, origins: Origins, policy: Policy) -> Looked:
    names = _stale(refresher, index, origins, policy)
    revised: list[str] = []
    missing: list[tuple[str, str]] = []
    looked = 0
    for batch in _batches(names, refresher.batch):
        documents = [index.document(name) for name in batch]
        before = {name: index.versions(name)[:1] for name in batch}
        try:
            told = refresher.refresh(documents)
        except SourceUnavailable as error:
            return Looked(
                name=refresher.name,
                looked_at=looked,
                revised=tuple(revised),
                unreachable=tuple(missing),
                unavailable=str(error),
                left=len(names) - looked,
            )
        if told.documents:
            index.add(_known(told.documents, documents))
        if told.notices:
            index.remember(told.notices, refresher.name)
        origins.looked(refresher.name, batch, moment())
        looked += len(batch)
        revised += [name for name, old in before.items() if index.versions(name)[:1] != old]
        missing += [(name, f"{refresher.name} no longer has it") for name in told.missing]
    return Looked(
        name=refresher.name,
        looked_at=looked,
        revised=tuple(revised),
        unreachable=tuple(missing),
    )


def _known(told: Sequence[Document], asked: Sequence[Document]) -> list[Document]:
    """Only what was asked about: a service's slip must not bring in other works."""
    names = {document.id for document in asked}
    return [document for document in told if document.id in names]


def _stale(refresher: Refresher, index: Index, origins: Origins, policy: Policy) -> list[str]:
    before, looks = policy.before(refresher.days), origins.looks(refresher.name)
    names = (
        name
        for prefix in refresher.prefixes
        for name in index.unchanged_since(before, prefix)
        if looks.get(name, "") < before
    )
    return heapq.nsmallest(policy.at_most, names, key=lambda name: looks.get(name, ""))


def _batches(names: Sequence[str], size: int) -> Iterator[list[str]]:
    waiting = iter(names)
    while batch := list(islice(waiting, size)):
        yield batch


def _pages(collector: str, collect: Callable[[], PagesCollected]) -> Looked:
    try:
        found = collect()
    except (SourceUnavailable, SourceError) as error:
        return Looked(name=collector, unavailable=str(error))
    seen = found.not_fetched + found.not_changed
    changed = found.change.added + found.change.replaced + found.change.unchanged
    refused = tuple((page.path, page.reason) for page in found.refused)
    gone = tuple((origin.address, f"{origin.reason}; kept") for origin in found.gone)
    return Looked(
        name=collector,
        looked_at=seen + changed + len(refused) + len(gone),
        revised=found.revised,
        unreachable=(*refused, *gone),
        left=found.left,
    )


def _guidelines(shelf: Shelf, policy: Policy, report: Callable[[Progress], None]) -> PagesCollected:
    stale = shelf.origins.stale(GUIDELINES, policy.before(_DAYS[GUIDELINES]))
    listed = [ListedGuideline(origin.address, origin.stated) for origin in stale]
    return collect_guidelines(listed, shelf, report, policy.at_most)
