"""Files on their way: fetched one after the other, worked on by processes, given back in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from probatum.errors import LibraryError, SourceError
from probatum.workflows.bulk_reading import as_reader
from probatum.workflows.delivery import Delivery, Offered

Worked = TypeVar("Worked")


@contextmanager
def readers(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that read, for the time of the block. Raises `LibraryError` when one was ended."""
    # Fresh processes: a fork would copy the search engine's locks without its threads.
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=as_reader)
    try:
        yield pool
    except BrokenProcessPool as error:
        raise LibraryError(
            "a process that read files was ended from outside, perhaps for want of memory; what "
            "was added stays: start again, with fewer workers"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def ahead(
    files: Sequence[Offered],
    delivery: Delivery,
    work: Callable[[int, Path | SourceError], Future[Worked]],
    most: int,
) -> Generator[tuple[Offered, Worked], None, None]:
    """Each file with what ``work`` makes of its number and its path, or of why it cannot be had.

    No more than ``most`` files are under way behind the one given back. Raises `SourceUnavailable`
    when no more can be had.
    """
    fetching = ThreadPoolExecutor(1, thread_name_prefix="fetching")
    waiting: deque[tuple[Offered, Future[Future[Worked]]]] = deque()
    try:
        for number, file in enumerate(files):
            waiting.append((file, fetching.submit(_set_out, delivery, file, number, work)))
            if len(waiting) > most:
                yield _arrived(*waiting.popleft())
        while waiting:
            yield _arrived(*waiting.popleft())
    finally:
        delivery.stop()
        fetching.shutdown(wait=True, cancel_futures=True)


def at_once(made: Worked) -> Future[Worked]:
    """What needs no process to be made."""
    future: Future[Worked] = Future()
    future.set_result(made)
    return future


def _set_out(
    delivery: Delivery,
    file: Offered,
    number: int,
    work: Callable[[int, Path | SourceError], Future[Worked]],
) -> Future[Worked]:
    try:
        path = delivery.fetch(file)
    except SourceError as error:
        return work(number, error)
    return work(number, path)


def _arrived(file: Offered, coming: Future[Future[Worked]]) -> tuple[Offered, Worked]:
    return file, coming.result().result()
