"""Collecting pages of the network, one after the other, each only when it has changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from probatum.errors import ClosedPage, SourceError, SourceUnavailable
from probatum.evidence.document import Document
from probatum.evidence.value import Value
from probatum.library.index import Change, Index
from probatum.library.origins import Origin, Origins, OriginState, moment
from probatum.sources.page_reader import Page, PageReader
from probatum.sources.source import Source
from probatum.sources.web_settings import host_of
from probatum.workflows.collect import Progress, Refused, source_of, together

_GONE = (404, 410)
_GIVES_UP = 2
"""Failures of a host, one after the other, after which it is left for this time."""


class Wanted(NamedTuple):
    """A page, the change mark of the list that names it, and what the owner stated of it."""

    address: str
    listed: str = ""
    stated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Shelf:
    """Where pages come from and go to; ``shape`` makes documents of a page its collector's own."""

    index: Index
    origins: Origins
    sources: Sequence[Source]
    reader: PageReader
    shape: Callable[[Document, Page, Wanted], Document] = lambda document, _page, _wanted: document


class PagesCollected(Value):
    """The outcome. ``gone`` pages are no longer there; what they gave is kept."""

    change: Change = Change()
    not_fetched: int = 0
    not_changed: int = 0
    revised: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    gone: tuple[Origin, ...] = ()
    left: int = 0


def collect_pages(
    wanted: Sequence[Wanted],
    collector: str,
    shelf: Shelf,
    report: Callable[[Progress], None] = lambda _: None,
    at_most: int | None = None,
) -> PagesCollected:
    """Fetch and store the pages that are new or have changed; each is stored whole or not at all.

    A page that cannot be had is reported and the rest goes on. ``at_most`` bounds the requests;
    ``left`` says how many pages were not come to. Calling again goes on where it stopped.
    """
    return _Collecting(collector, shelf, report, at_most).run(wanted)


class _Collecting:
    def __init__(
        self,
        collector: str,
        shelf: Shelf,
        report: Callable[[Progress], None],
        at_most: int | None,
    ) -> None:
        self._collector = collector
        self._shelf = shelf
        self._report = report
        self._requests_left = at_most
        self._known = shelf.origins.of(collector)
        self._failures: dict[str, int] = {}
        self._outcome = PagesCollected()
        self._documents = 0

    def run(self, wanted: Sequence[Wanted]) -> PagesCollected:
        for done, page in enumerate(wanted, start=1):
            if known := self._unchanged(page):
                self._shelf.origins.enter(known.model_copy(update={"checked": moment()}))
                self._count(not_fetched=1)
            elif self._requests_left == 0:
                self._count(left=1)
            else:
                self._visit(page)
            share = 1 - done / len(wanted)
            self._report(
                Progress(files=done, total=len(wanted), documents=self._documents, left=share)
            )
        return self._outcome

    def _unchanged(self, page: Wanted) -> Origin | None:
        """Its origin, when the list says that nothing changed since it was fetched."""
        held = self._held(page)
        return held if held and page.listed and held.listed == page.listed else None

    def _held(self, page: Wanted) -> Origin | None:
        known = self._known.get(page.address)
        if known is None or known.state is not OriginState.HELD or known.stated != page.stated:
            return None
        return known

    def _visit(self, page: Wanted) -> None:
        host = host_of(page.address)
        if self._failures.get(host, 0) >= _GIVES_UP:
            self._refuse(page, f"{host} gave no answer before and was left for this time")
            return
        if self._requests_left is not None:
            self._requests_left -= 1
        try:
            self._take(page)
            self._failures[host] = 0
        except ClosedPage as error:
            self._refuse(page, str(error))
        except SourceUnavailable as error:
            self._unavailable(page, error)
        except SourceError as error:
            self._refuse(page, error.reason)
            self._enter(page, OriginState.REFUSED, reason=error.reason)
        except ValidationError as error:
            self._refuse(page, "; ".join(problem["msg"] for problem in error.errors()))

    def _take(self, page: Wanted) -> None:
        held = self._held(page)
        found = self._shelf.reader.page(
            page.address, held.etag if held else "", held.modified if held else ""
        )
        if held and (found is None or found.content == held.content):
            self._count(not_changed=1)
            marks = {"etag": found.etag, "modified": found.modified} if found else {}
            self._shelf.origins.enter(
                held.model_copy(update={"checked": moment(), "listed": page.listed, **marks})
            )
            return
        if found is None:
            raise SourceUnavailable(host_of(page.address), "says it has not changed; ask anew")
        documents = self._read(found, page)
        index = self._shelf.index
        before = {each.id: _newest(index, each.id) for each in documents}
        self._count(change=index.add(documents))
        self._count(
            revised=tuple(i for i, old in before.items() if old and old != _newest(index, i))
        )
        self._documents += len(documents)
        self._enter(page, OriginState.HELD, found, tuple(each.id for each in documents))

    def _read(self, found: Page, page: Wanted) -> list[Document]:
        with tempfile.TemporaryDirectory(prefix="probatum-") as folder:
            path = Path(folder) / found.name
            path.write_bytes(found.data)
            try:
                documents = list(source_of(path, self._shelf.sources).read(path))
            except SourceError as error:
                raise SourceError(page.address, error.reason) from error
        if not documents:
            raise SourceError(page.address, "holds no document")
        return [self._shelf.shape(document, found, page) for document in documents]

    def _unavailable(self, page: Wanted, error: SourceUnavailable) -> None:
        known = self._known.get(page.address)
        if error.status in _GONE and known and known.documents:
            gone = self._enter(page, OriginState.GONE, reason=error.reason)
            self._count(gone=(gone,))
            return
        if error.status is None or error.status not in range(400, 500):
            host = host_of(page.address)
            self._failures[host] = self._failures.get(host, 0) + 1
        self._refuse(page, str(error))

    def _enter(
        self,
        page: Wanted,
        state: OriginState,
        found: Page | None = None,
        documents: tuple[str, ...] = (),
        reason: str = "",
    ) -> Origin:
        known = self._known.get(page.address)
        origin = Origin(
            collector=self._collector,
            address=page.address,
            state=state,
            checked=moment(),
            documents=documents or (known.documents if known else ()),
            reason=reason,
            listed=page.listed,
            etag=found.etag if found else "",
            modified=found.modified if found else "",
            content=found.content if found else "",
            stated=page.stated,
        )
        self._shelf.origins.enter(origin)
        return origin

    def _refuse(self, page: Wanted, reason: str) -> None:
        self._count(refused=(Refused(path=page.address, reason=reason),))

    def _count(self, **more: object) -> None:
        """Add to the outcome: numbers and tuples are added up."""
        so_far = self._outcome
        update = {
            name: together(so_far.change, value)
            if isinstance(value, Change)
            else getattr(so_far, name) + value
            for name, value in more.items()
        }
        self._outcome = so_far.model_copy(update=update)


def _newest(index: Index, document: str) -> str:
    return next(iter(index.versions(document)), "")
