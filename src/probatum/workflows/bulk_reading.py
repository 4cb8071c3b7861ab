"""Reading one PubMed file in a process of its own.

The records go to a spool file beside the library, so that neither the reading nor the adding
process ever holds more than a few of them, and so that nothing is added from a file that turns out
to be damaged at its end.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from array import array
from collections.abc import Iterator
from multiprocessing import parent_process
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from probatum.errors import SourceError
from probatum.library.prepared import Prepared
from probatum.sources.md5 import measured_md5, stated_md5
from probatum.sources.pubmed_file import Entry, Problem, entries
from probatum.workflows.years import Years

_SHOWN_PROBLEMS = 20
_SELDOM = 50_000  # new values, of some dozen records: hardly any of them hold each other in a ring
_HEAD = Struct("<III")  # of a spooled record: PMID, version, size


class FileRead(NamedTuple):
    """A file that lies in the spool, or, with a `refusal`, does not.

    `numbers` are all PMIDs the file speaks of, whether wanted or not; `problems` the first few
    records that could not be read, of `unreadable` in all.
    """

    path: Path
    size: int
    md5: str
    spool: Path
    numbers: array[int]
    unreadable: int = 0
    problems: tuple[str, ...] = ()
    refusal: str = ""


def as_reader() -> None:
    """Make this process one that reads for another: it ends when the other ends, however it ends.

    Ctrl-C is left to the other, which stops its readers in order.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what is loaded by now stays; looking through it again and again costs time
    gc.set_threshold(_SELDOM)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def read_file(path: Path, years: Years, spool: Path) -> FileRead:
    """Check the file against its MD5 and spool what of it lies in `years`."""
    numbers, problems, unreadable, md5 = array("I"), [], 0, ""
    try:
        md5 = measured_md5(path)
        stated = stated_md5(path)
        if stated is not None and stated != md5:
            raise SourceError(path, f"its MD5 is {md5}, not {stated or 'stated'}; fetch it again")
        with spool.open("wb") as file:
            for entry in entries(path):
                if isinstance(entry, Problem):
                    unreadable += 1
                    problems += [entry.reason] if unreadable <= _SHOWN_PROBLEMS else []
                    continue
                numbers.append(int(entry.pmid))
                file.write(_spooled(entry, years))
    except SourceError as error:
        spool.unlink(missing_ok=True)
        return FileRead(path, _size(path), md5, spool, array("I"), refusal=error.reason)
    return FileRead(path, _size(path), md5, spool, numbers, unreadable, tuple(problems))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _spooled(entry: Entry, years: Years) -> bytes:
    told = entry.told
    if told and not years.hold(told.get("published") or told.get("updated")):
        return b""
    record = Prepared.told(told).packed() if told else b""
    return _HEAD.pack(int(entry.pmid), entry.version, len(record)) + record


class Spooled(NamedTuple):
    """A record made ready, or, with none, the word that this PMID is taken back."""

    pmid: int
    version: int
    record: Prepared | None


def spooled(spool: Path) -> Iterator[Spooled]:
    """The entries of a spool file, in their order. Raises `LibraryError` when it was damaged."""
    with spool.open("rb") as file:
        while head := file.read(_HEAD.size):
            number, version, size = _HEAD.unpack(head)
            record = Prepared.unpacked(file.read(size)) if size else None
            yield Spooled(number, version, record)
