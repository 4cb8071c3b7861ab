"""Collecting PubMed in bulk: the baseline and the update files of NLM.

Files are read in parallel processes and added in the order of their names, which is the order in
which NLM wrote them, so that the newest word on every record stands at the end.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing

from pydantic import Field

from probatum.errors import SourceUnavailable
from probatum.evidence.value import Value
from probatum.library.index import Change
from probatum.library.ledger import FileState, Ledger, LedgerEntry
from probatum.library.prepared import Filled, Prepared
from probatum.sources.md5 import stated_md5
from probatum.workflows.bulk_reading import FileRead, spooled
from probatum.workflows.collect import Progress, Refused
from probatum.workflows.delivery import Delivery, Offered, Series
from probatum.workflows.read_ahead import Reading, read_ahead
from probatum.workflows.years import Years

PUBMED = Series(re.compile(r"pubmed.*\.xml\.gz"), "pubmed25n0001.xml.gz")
_BATCH_DOCUMENTS = 5000
_BATCH_CHARACTERS = 16_000_000


class BulkCollected(Value):
    """The outcome: what changed, what was refused, and what is worth a second look."""

    change: Change = Change()
    removed: int = 0
    files: int = 0
    done_before: int = 0
    refused: tuple[Refused, ...] = ()
    warnings: tuple[str, ...] = ()
    stopped: str = Field(default="", description="Why the publisher gave no more, if it did not.")


def collect_pubmed(
    delivery: Delivery,
    index: Filled,
    ledger: Ledger,
    reading: Reading,
    report: Callable[[Progress], None] = lambda _: None,
) -> BulkCollected:
    """Add what the files hold that the ledger does not call done.

    A damaged file is reported and the rest goes on. Raises `SourceError` when there are no files,
    `SourceUnavailable` when the publisher does not even give a list of them.
    """
    files = delivery.offered()
    pending = still_to_do(files, delivery, ledger, str(reading.years))
    shutil.rmtree(reading.spool, ignore_errors=True)
    reading.spool.mkdir(parents=True)
    adding = _Adding(index, ledger, reading.years, report, pending)
    try:
        with closing(read_ahead(pending, delivery, reading)) as files_read:
            for file, read in files_read:
                adding.take(file, read)
                read.spool.unlink(missing_ok=True)
                delivery.taken(file)
    except SourceUnavailable as error:
        adding.stopped = str(error)
    finally:
        shutil.rmtree(reading.spool, ignore_errors=True)
    return adding.outcome(done_before=len(files) - len(pending))


def still_to_do(
    files: Sequence[Offered], delivery: Delivery, ledger: Ledger, scope: str
) -> list[Offered]:
    """Those of which the ledger does not say that all that is wanted of them is taken."""
    found = []
    for file in files:
        entry = ledger.entry(file.name)
        if entry and _is_done(entry, scope) and delivery.is_of(entry, file):
            delivery.taken(file)  # a call that was killed may have left it
        else:
            found.append(file)
    return found


def _is_done(entry: LedgerEntry, scope: str) -> bool:
    return entry.state is FileState.DONE and entry.scope == scope


class _Adding:
    def __init__(
        self,
        index: Filled,
        ledger: Ledger,
        years: Years,
        report: Callable[[Progress], None],
        files: Sequence[Offered],
    ) -> None:
        self._index = index
        self._ledger = ledger
        self._years = years
        self._report = report
        self._total = len(files)
        self._left = self._bytes = sum(file.size for file in files)
        self._held = ledger.versions()
        self.stopped = ""
        self._batch: dict[str, Prepared] = {}
        self._characters = 0
        self._gone: list[str] = []
        self._files = self._records = self._removed = 0
        self._change = Change()
        self._refused: list[Refused] = []
        self._warnings: list[str] = []

    def take(self, file: Offered, read: FileRead) -> None:
        """Add one file, then call it done."""
        entry = LedgerEntry(
            name=file.name,
            size=read.size,
            md5=read.md5,
            scope=str(self._years),
            state=FileState.REFUSED if read.refusal else FileState.DONE,
            reason=read.refusal,
        )
        if read.refusal:
            self._refused.append(Refused(path=file.place, reason=read.refusal))
            self._ledger.enter(entry)
        else:
            before = self._records
            versions = self._add(file.name, read)
            taken = entry.model_copy(update={"records": self._records - before})
            self._ledger.enter(taken, read.numbers, versions)
            self._warn(file.place, read)
        self._files += 1
        self._left -= file.size
        self._tell()

    def _add(self, name: str, read: FileRead) -> dict[int, int]:
        told_later = self._ledger.told_later(name, read.numbers)
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

    def _warn(self, place: str, read: FileRead) -> None:
        if stated_md5(read.path) is None:
            self._warnings.append(f"{place}: has no .md5 beside it; taken unchecked")
        self._warnings += [f"{place}: {problem}" for problem in read.problems]
        more = read.unreadable - len(read.problems)
        if more:
            self._warnings.append(f"{place}: and {more:,} more records that cannot be read")

    def _tell(self) -> None:
        left = self._left / max(1, self._bytes)
        self._report(
            Progress(files=self._files, total=self._total, documents=self._records, left=left)
        )

    def outcome(self, done_before: int) -> BulkCollected:
        """All that happened."""
        return BulkCollected(
            change=self._change,
            removed=self._removed,
            files=self._files - len(self._refused),
            done_before=done_before,
            refused=tuple(self._refused),
            warnings=tuple(self._warnings),
            stopped=self.stopped,
        )
