"""Collecting evidence: files, folders, globs and archives into a library."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from pydantic import Field, ValidationError

from probatum.errors import SourceError
from probatum.evidence.document import Document
from probatum.evidence.value import Value
from probatum.library.index import Change, Index
from probatum.sources.source import Source
from probatum.workflows.files import files

_BATCH_DOCUMENTS = 200
_BATCH_CHARACTERS = 8_000_000
_HEAD = 4096


class Refused(Value):
    """A file that was not taken, and why."""

    path: str
    reason: str


class Progress(Value):
    """How far collecting has come; `total` is known from the start."""

    files: int
    total: int
    documents: int
    left: float = Field(
        default=0.0, ge=0, le=1, description="Share of the work to come; by bytes where known."
    )


class Collected(Value):
    """The outcome of collecting."""

    change: Change
    refused: tuple[Refused, ...] = ()


def collect(
    paths: Sequence[str],
    index: Index,
    sources: Sequence[Source],
    report: Callable[[Progress], None] = lambda _: None,
) -> Collected:
    """Add all that `paths` hold. A file that cannot be read is reported; the rest goes on.

    Each file is stored whole or not at all. Raises `SourceError` for a path that does not exist.
    """
    with files(paths) as found:
        return _Collecting(index, sources, report, total=len(found)).run(found)


class _Collecting:
    def __init__(
        self,
        index: Index,
        sources: Sequence[Source],
        report: Callable[[Progress], None],
        total: int,
    ) -> None:
        self._index = index
        self._sources = sources
        self._report = report
        self._total = total
        self._batch: list[Document] = []
        self._change = Change()
        self._refused: list[Refused] = []

    def run(self, found: Iterable[tuple[str, Path]]) -> Collected:
        read = 0
        for done, (name, path) in enumerate(found, start=1):
            try:
                read += self._take(path)
            except SourceError as error:
                self._refused.append(Refused(path=name, reason=error.reason))
            except ValidationError as error:
                reason = "; ".join(problem["msg"] for problem in error.errors())
                self._refused.append(Refused(path=name, reason=reason))
            left = 1 - done / self._total
            self._report(Progress(files=done, total=self._total, documents=read, left=left))
        self._flush()
        return Collected(change=self._change, refused=tuple(self._refused))

    def _take(self, path: Path) -> int:
        documents = source_of(path, self._sources).read(path)
        first = list(islice(documents, _BATCH_DOCUMENTS))
        if len(first) == _BATCH_DOCUMENTS:
            # A big set: straight through, in one transaction of its own.
            change = self._index.add(chain(first, documents))
            self._count(change)
            return change.added + change.replaced + change.unchanged
        self._batch += first
        full = sum(len(document.text) for document in self._batch) > _BATCH_CHARACTERS
        if full or len(self._batch) >= _BATCH_DOCUMENTS:
            self._flush()
        return len(first)

    def _flush(self) -> None:
        if self._batch:
            self._count(self._index.add(self._batch))
            self._batch = []

    def _count(self, change: Change) -> None:
        self._change = together(self._change, change)


def together(one: Change, other: Change) -> Change:
    """Two changes, one after the other, as one."""
    return Change(
        added=one.added + other.added,
        replaced=one.replaced + other.replaced,
        unchanged=one.unchanged + other.unchanged,
    )


def source_of(path: Path, sources: Sequence[Source]) -> Source:
    """The first source that recognises the file. Raises `SourceError`."""
    head = _head(path)
    if not head.strip():
        raise SourceError(path, "is empty")
    for source in sources:
        if source.recognises(path, head):
            return source
    raise SourceError(path, "is of no format that a source reads")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(b"\x1f\x8b"):
            with gzip.open(path) as unpacked:
                return unpacked.read(_HEAD)
    except (OSError, EOFError) as error:
        raise SourceError(path, f"cannot be opened ({error})") from error
    return head


def documents_of(paths: Sequence[str], sources: Sequence[Source]) -> Iterator[Document]:
    """Every document that `paths` hold, without a library. Raises `SourceError` at a bad file."""
    with files(paths) as found:
        for _, path in found:
            yield from source_of(path, sources).read(path)
