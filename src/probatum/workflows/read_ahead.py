"""PubMed files on their way: fetched, then read in processes of their own, given back in order."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from pydantic import Field

from probatum.errors import LibraryError, SourceError
from probatum.evidence.value import Value
from probatum.workflows.bulk_reading import FileRead, as_reader, read_file
from probatum.workflows.delivery import Delivery, Offered
from probatum.workflows.years import Years


class Reading(Value):
    """What of the files is wanted, how many processes read them, and where they may scratch.

    `spool` is a folder that is emptied; it takes some hundred megabytes for each worker.
    """

    spool: Path
    years: Years = Years()
    workers: int = Field(default=1, ge=1)


def read_ahead(
    files: Sequence[Offered], delivery: Delivery, reading: Reading
) -> Generator[tuple[Offered, FileRead], None, None]:
    """Never more than a file a reader, and one, is under way ahead of the one given back.

    Raises `LibraryError` when a reader was ended from outside, `SourceUnavailable`.
    """
    line = _Line(delivery, reading)
    waiting: deque[tuple[Offered, Future[Future[FileRead]]]] = deque()
    try:
        for number, file in enumerate(files):
            waiting.append((file, line.put(file, reading.spool / str(number))))
            if len(waiting) > reading.workers + 1:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    except BrokenProcessPool as error:
        raise LibraryError(
            "a process that read files was ended from outside, perhaps for want of memory; what "
            "was added stays: start again, with fewer workers"
        ) from error
    finally:
        line.close()


def _first(waiting: deque[tuple[Offered, Future[Future[FileRead]]]]) -> tuple[Offered, FileRead]:
    file, arriving = waiting.popleft()
    return file, arriving.result().result()


class _Line:
    """One thread fetches, in order; what it has fetched is read by the processes."""

    def __init__(self, delivery: Delivery, reading: Reading) -> None:
        self._delivery = delivery
        self._reading = reading
        self._fetching = ThreadPoolExecutor(1, thread_name_prefix="fetching")
        # Fresh processes: a fork would copy the search engine's locks without its threads.
        self._readers = ProcessPoolExecutor(
            reading.workers, mp_context=get_context("spawn"), initializer=as_reader
        )

    def put(self, file: Offered, spool: Path) -> Future[Future[FileRead]]:
        """Set a file on its way."""
        return self._fetching.submit(self._fetch, file, spool)

    def _fetch(self, file: Offered, spool: Path) -> Future[FileRead]:
        try:
            path = self._delivery.fetch(file)
        except SourceError as error:
            refused: Future[FileRead] = Future()
            nothing = array("I")
            refused.set_result(
                FileRead(Path(file.name), 0, "", spool, nothing, refusal=error.reason)
            )
            return refused
        return self._readers.submit(read_file, path, self._reading.years, spool)

    def close(self) -> None:
        """End what is under way."""
        self._delivery.stop()
        self._fetching.shutdown(wait=True, cancel_futures=True)
        self._readers.shutdown(wait=True, cancel_futures=True)
