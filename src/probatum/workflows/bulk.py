"""Collecting PubMed in bulk: the baseline and the update files of NLM, from a folder.

Files are read in parallel processes and added in the order of their names, which is the order in
which NLM wrote them, so that the newest word on every record stands at the end.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from pydantic import Field

from probatum.errors import LibraryError, SourceError
from probatum.evidence.value import Value
from probatum.library.index import Change
from probatum.library.ledger import FileState, Ledger, LedgerEntry
from probatum.library.prepared import Filled, Prepared
from probatum.workflows.bulk_reading import (
    FileRead,
    as_reader,
    measured_md5,
    read_file,
    spooled,
    stated_md5,
)
from probatum.workflows.collect import Progress, Refused
from probatum.workflows.years import Years

_BATCH_DOCUMENTS = 5000
_BATCH_CHARACTERS = 16_000_000


class Reading(Value):
    """What of the files is wanted, how many processes read them, and where they may scratch.

    `spool` is a folder that is emptied; it takes some hundred megabytes for each worker.
    """

    spool: Path
    years: Years = Years()
    workers: int = Field(default=1, ge=1)


class BulkCollected(Value):
    """The outcome: what changed, what was refused, and what is worth a second look."""

    change: Change = Change()
    removed: int = 0
    files: int = 0
    done_before: int = 0
    refused: tuple[Refused, ...] = ()
    warnings: tuple[str, ...] = ()


def pubmed_files(folder: Path) -> tuple[Path, ...]:
    """The files of PubMed in `folder` and below, in the order in which they must be added.

    Raises `SourceError` when there is none, or one twice.
    """
    found = sorted(folder.rglob("pubmed*.xml.gz"), key=lambda path: (path.name, path))
    if not found:
        raise SourceError(folder, "holds no file named pubmed….xml.gz; fetch some from NLM")
    for one, other in pairwise(found):
        if one.name == other.name:
            raise SourceError(other, f"lies also at {one}; take one of them away")
    return tuple(found)


def collect_pubmed(
    folder: Path,
    index: Filled,
    ledger: Ledger,
    reading: Reading,
    report: Callable[[Progress], None] = lambda _: None,
) -> BulkCollected:
    """Add what the files of `folder` hold and the ledger does not call done.

    Raises `SourceError` for a folder without files; a damaged file is reported and the rest goes
    on.
    """
    files = pubmed_files(folder)
    pending = [path for path in files if not _is_done(path, ledger, reading.years)]
    shutil.rmtree(reading.spool, ignore_errors=True)
    reading.spool.mkdir(parents=True)
    try:
        sizes = {path: path.stat().st_size for path in pending}
        adding = _Adding(index, ledger, reading.years, report, sizes)
        with closing(_read_ahead(pending, reading)) as files_read:
            for read in files_read:
                adding.take(read)
                read.spool.unlink(missing_ok=True)
        return adding.outcome(done_before=len(files) - len(pending))
    finally:
        shutil.rmtree(reading.spool, ignore_errors=True)


def _is_done(path: Path, ledger: Ledger, years: Years) -> bool:
    entry = ledger.entry(path.name)
    if entry is None or entry.state is not FileState.DONE or entry.scope != str(years):
        return False
    if entry.size != path.stat().st_size:
        return False
    return entry.md5 == (stated_md5(path) or measured_md5(path))


def _read_ahead(files: Sequence[Path], reading: Reading) -> Generator[FileRead, None, None]:
    """Read in parallel, give back in order, and never be more than a file a reader ahead."""
    waiting: deque[Future[FileRead]] = deque()
    # Fresh processes: a fork would copy the search engine's locks without its threads.
    pool = ProcessPoolExecutor(
        reading.workers, mp_context=get_context("spawn"), initializer=as_reader
    )
    try:
        for number, path in enumerate(files):
            spool = reading.spool / str(number)
            waiting.append(pool.submit(read_file, path, reading.years, spool))
            if len(waiting) > reading.workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise LibraryError(
            "a process that read files was ended from outside, perhaps for want of memory; what "
            "was added stays: start again, with fewer workers"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Adding:
    def __init__(
        self,
        index: Filled,
        ledger: Ledger,
        years: Years,
        report: Callable[[Progress], None],
        sizes: dict[Path, int],
    ) -> None:
        self._index = index
        self._ledger = ledger
        self._years = years
        self._report = report
        self._sizes = sizes
        self._left = sum(sizes.values())
        self._held = ledger.versions()
        self._batch: dict[str, Prepared] = {}
        self._characters = 0
        self._gone: list[str] = []
        self._files = self._records = self._removed = 0
        self._change = Change()
        self._refused: list[Refused] = []
        self._warnings: list[str] = []

    def take(self, read: FileRead) -> None:
        """Add one file, then call it done."""
        entry = LedgerEntry(
            name=read.path.name,
            size=read.size,
            md5=read.md5,
            scope=str(self._years),
            state=FileState.REFUSED if read.refusal else FileState.DONE,
            reason=read.refusal,
        )
        if read.refusal:
            self._refused.append(Refused(path=str(read.path), reason=read.refusal))
            self._ledger.enter(entry)
        else:
            before = self._records
            versions = self._add(read)
            taken = entry.model_copy(update={"records": self._records - before})
            self._ledger.enter(taken, read.numbers, versions)
            self._warn(read)
        self._files += 1
        self._left -= self._sizes[read.path]
        self._tell()

    def _add(self, read: FileRead) -> dict[int, int]:
        told_later = self._ledger.told_later(read.path.name, read.numbers)
        versions: dict[int, int] = {}
        for entry in spooled(read.spool):
            number = entry.pmid
            if number in told_later or entry.version < self._held.get(number, 1):
                continue
            if entry.record is None:
                self._flush()
                self._gone.append(f"pmid:{number}")
                self._hold(number, 1, versions)
                continue
            self._hold(number, entry.version, versions)
            self._records += 1
            self._put(entry.record)
        self._flush()
        self._remove()
        return versions

    def _hold(self, number: int, version: int, versions: dict[int, int]) -> None:
        if version != self._held.get(number, 1):
            self._held[number] = versions[number] = version

    def _put(self, record: Prepared) -> None:
        self._remove()
        self._batch.pop(record.id, None)  # the later of two in one file stands
        self._batch[record.id] = record
        self._characters += record.listing.characters
        if len(self._batch) >= _BATCH_DOCUMENTS or self._characters > _BATCH_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        if not self._batch:
            return
        change = self._index.add_prepared([*self._batch.values()])
        self._batch, self._characters = {}, 0
        self._change = Change(
            added=self._change.added + change.added,
            replaced=self._change.replaced + change.replaced,
            unchanged=self._change.unchanged + change.unchanged,
        )
        self._tell()

    def _remove(self) -> None:
        if self._gone:
            self._removed += self._index.remove_all(self._gone)
            self._gone = []

    def _warn(self, read: FileRead) -> None:
        if stated_md5(read.path) is None:
            self._warnings.append(f"{read.path}: has no .md5 beside it; taken unchecked")
        self._warnings += [f"{read.path}: {problem}" for problem in read.problems]
        more = read.unreadable - len(read.problems)
        if more:
            self._warnings.append(f"{read.path}: and {more:,} more records that cannot be read")

    def _tell(self) -> None:
        left = self._left / max(1, sum(self._sizes.values()))
        done = Progress(
            files=self._files, total=len(self._sizes), documents=self._records, left=left
        )
        self._report(done)

    def outcome(self, done_before: int) -> BulkCollected:
        """All that happened."""
        return BulkCollected(
            change=self._change,
            removed=self._removed,
            files=self._files - len(self._refused),
            done_before=done_before,
            refused=tuple(self._refused),
            warnings=tuple(self._warnings),
        )
