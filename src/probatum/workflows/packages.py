"""Collecting packages of open-access articles, as PMC gives them.

The articles of a package are read in parallel processes and added as they come, since a package may
hold half a million. How far it has been taken is in the ledger, so that a call that was killed goes
on within the package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from probatum.errors import SourceError, SourceUnavailable
from probatum.library.index import Change
from probatum.library.ledger import FileState, Ledger, LedgerEntry
from probatum.library.prepared import Filled, Prepared
from probatum.sources.pmc_file_list import Fact, file_list, list_name
from probatum.workflows.ahead import ahead, at_once, readers
from probatum.workflows.bulk import BulkCollected, still_to_do
from probatum.workflows.collect import Progress, Refused
from probatum.workflows.delivery import Delivery, Offered, Series
from probatum.workflows.package_reading import Package, Wanted, checked_package, read_package
from probatum.workflows.read_ahead import Reading
from probatum.workflows.years import Years

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STORED_MEMBERS = 500
"""How many are read, at least, before they are stored and the ledger says so."""
_SHOWN_PROBLEMS = 20


def _order(name: str) -> tuple[str, ...]:
    """By the day in the name; of one day, baselines before increments."""
    day = _DAY.search(name)
    return (day.group() if day else "", "1" if ".incr." in name else "0", name)


PMC = Series(
    re.compile(r".+\.tar\.gz"),
    "oa_comm_xml.PMC000xxxxxx.baseline.2025-06-26.tar.gz",
    _order,
    list_name,
)


def collect_packages(
    delivery: Delivery,
    index: Filled,
    ledger: Ledger,
    reading: Reading,
    report: Callable[[Progress], None] = lambda _: None,
) -> BulkCollected:
    """Add the articles of the packages that the ledger does not call done.

    A damaged package is reported and the rest goes on; raises as `collect_pubmed` does.
    """
    files = delivery.offered()
    pending = still_to_do(files, delivery, ledger, str(reading.years))
    adding = _Adding(index, ledger, reading.years, report)
    adding.expect(pending)
    with readers(reading.workers) as processes:
        pool = Pool(processes, reading.workers)

        def work(_: int, found: Path | SourceError) -> Future[Package]:
            if isinstance(found, Path):
                return processes.submit(checked_package, found)
            return at_once(Package(Path(), refusal=found.reason))

        try:
            with closing(ahead(pending, delivery, work, most=1)) as coming:
                for file, package in coming:
                    adding.take(file, package, pool)
                    delivery.taken(file)
        except SourceUnavailable as error:
            adding.stopped = str(error)
    return adding.outcome(done_before=len(files) - len(pending))


class Pool(NamedTuple):
    """Processes that read, and how many they are."""

    readers: Executor
    size: int


class _Adding:
    def __init__(
        self, index: Filled, ledger: Ledger, years: Years, report: Callable[[Progress], None]
    ) -> None:
        self._index = index
        self._ledger = ledger
        self._years = years
        self._report = report
        self._total = self._left = self._bytes = 0
        self._files = self._records = 0
        self._batch: dict[str, Prepared] = {}
        self.stopped = ""
        self._change = Change()
        self._refused: list[Refused] = []
        self._warnings: list[str] = []

    def expect(self, files: Sequence[Offered]) -> None:
        """Know how much there is to do."""
        self._total = len(files)
        self._left = self._bytes = sum(file.size for file in files)

    def take(self, file: Offered, package: Package, pool: Pool) -> None:
        """Add one package, then call it done."""
        begun = LedgerEntry(
            name=file.name,
            size=package.size,
            md5=package.md5,
            scope=str(self._years),
            state=FileState.BEGUN,
        )
        reason = package.refusal
        try:
            if not reason:
                self._add(file, package, begun, pool)
        except SourceError as error:
            reason = error.reason
        if reason:
            self._refused.append(Refused(path=file.place, reason=reason))
            told = {"state": FileState.REFUSED, "reason": reason}
            self._ledger.enter(begun.model_copy(update=told))
        self._files += 1
        self._left -= file.size
        self._tell()

    def _add(self, file: Offered, package: Package, entry: LedgerEntry, pool: Pool) -> None:
        skip = stored = taken = self._stored_before(entry)
        wanted = Wanted(skip, self._years, self._facts(file, package.path))
        problems: list[str] = []
        self._batch = {}  # of a package that broke off
        for part in read_package(package, wanted, pool.readers, most=2 * pool.size):
            taken += part.members
            problems += part.read.problems
            for record in part.read.records:
                self._batch.pop(record.id, None)  # the later of two stands
                self._batch[record.id] = record
            if taken - stored >= _STORED_MEMBERS:
                stored = taken
                self._store(entry.model_copy(update={"records": taken}))
                self._tell(file.size * part.position // max(1, package.size))
        self._store(entry.model_copy(update={"records": taken, "state": FileState.DONE}))
        self._warnings += [f"{file.place}: {problem}" for problem in problems[:_SHOWN_PROBLEMS]]
        if more := len(problems[_SHOWN_PROBLEMS:]):
            self._warnings.append(f"{file.place}: and {more:,} more that were not read")

    def _stored_before(self, entry: LedgerEntry) -> int:
        """How many members of this very package an interrupted call has stored."""
        before = self._ledger.entry(entry.name)
        if before is None or before.model_copy(update={"records": 0}) != entry:
            return 0
        return before.records

    def _facts(self, file: Offered, path: Path) -> dict[str, Fact]:
        beside = path.with_name(list_name(path.name))
        if beside.is_file():
            return file_list(beside)
        if _DAY.search(path.name):
            self._warnings.append(
                f"{file.place}: has no {beside.name} beside it; what only that list marks as "
                "retracted is not known"
            )
        return {}

    def _store(self, entry: LedgerEntry) -> None:
        change = self._index.add_prepared([*self._batch.values()])
        self._ledger.enter(entry)
        self._records += len(self._batch)
        self._batch = {}
        self._change = Change(
            added=self._change.added + change.added,
            replaced=self._change.replaced + change.replaced,
            unchanged=self._change.unchanged + change.unchanged,
        )

    def _tell(self, within: int = 0) -> None:
        left = max(0, self._left - within) / max(1, self._bytes)
        self._report(
            Progress(files=self._files, total=self._total, documents=self._records, left=left)
        )

    def outcome(self, done_before: int) -> BulkCollected:
        """All that happened."""
        return BulkCollected(
            change=self._change,
            files=self._files - len(self._refused),
            done_before=done_before,
            refused=tuple(self._refused),
            warnings=tuple(self._warnings),
            stopped=self.stopped,
        )
