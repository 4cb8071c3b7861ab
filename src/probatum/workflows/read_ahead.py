"""PubMed files, read ahead in processes of their own."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Sequence
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

from pydantic import Field

from probatum.errors import SourceError
from probatum.evidence.value import Value
from probatum.workflows.ahead import ahead, at_once, readers
from probatum.workflows.bulk_reading import FileRead, read_file
from probatum.workflows.delivery import Delivery, Offered
from probatum.workflows.years import Years

_AHEAD = 3  # files, so that readers go on while what was added is made searchable


class Reading(Value):
    """What of the files is wanted, how many processes read them, and where they may scratch.

    `spool` is a folder that is emptied; it takes some hundred megabytes for each file that waits.
    """

    spool: Path
    years: Years = Years()
    workers: int = Field(default=1, ge=1)


def read_ahead(
    files: Sequence[Offered], delivery: Delivery, reading: Reading
) -> Generator[tuple[Offered, FileRead], None, None]:
    """In order, and never more than a file a reader, and three, ahead of the one given back.

    Raises `LibraryError` when a reader was ended from outside, `SourceUnavailable`.
    """
    with readers(reading.workers) as pool:

        def work(number: int, found: Path | SourceError) -> Future[FileRead]:
            spool = reading.spool / str(number)
            if isinstance(found, Path):
                return pool.submit(read_file, found, reading.years, spool)
            nothing = array("I")
            return at_once(FileRead(Path(), 0, "", spool, nothing, refusal=found.reason))

        with closing(ahead(files, delivery, work, reading.workers + _AHEAD)) as coming:
            yield from coming
