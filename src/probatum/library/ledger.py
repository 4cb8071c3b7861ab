"""The ledger of a library: which of a publisher's files have been taken in, and how far.

It lies beside the documents in a file of its own, ``collecting.sqlite``. A file is entered as done
only after all its records are stored; a process killed before that finds it not done, and taking
it in again changes nothing that is already there.
"""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from probatum.errors import LibraryBusy, LibraryDamaged
from probatum.evidence.value import Value

_SCHEMA = """
CREATE TABLE IF NOT EXISTS file (
    name TEXT PRIMARY KEY, size INTEGER NOT NULL, md5 TEXT NOT NULL, scope TEXT NOT NULL,
    state TEXT NOT NULL, records INTEGER NOT NULL, reason TEXT NOT NULL, numbers BLOB NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS version (number INTEGER PRIMARY KEY, version INTEGER NOT NULL);
"""
_COLUMNS = ("name", "size", "md5", "scope", "state", "records", "reason")
_ENTRIES = "SELECT name, size, md5, scope, state, records, reason FROM file"


class FileState(StrEnum):
    """Where a file stands; of one that was begun, the first so many entries are stored."""

    BEGUN = "begun"
    DONE = "done"
    REFUSED = "refused"


class LedgerEntry(Value):
    """One file: its size in bytes, its MD5, what of it was wanted, and how many records it gave."""

    name: str
    size: int
    md5: str
    scope: str = ""
    state: FileState
    records: int = 0
    reason: str = ""


class Ledger:
    """Opens or makes the ledger of the library in `folder`, for one process at a time.

    Raises `LibraryBusy` while another process collects, `LibraryDamaged` for a file that is none.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(folder / "collecting.lock", timeout=0)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise LibraryBusy(
                f"another process is collecting into the library at {folder}; try again later"
            ) from error
        path = folder / "collecting.sqlite"
        self._connection = sqlite3.connect(path)
        try:
            self._connection.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            self.close()
            raise LibraryDamaged(
                f"{path} is not a ledger ({error}); take it away and collect again"
            ) from error

    def entry(self, name: str) -> LedgerEntry | None:
        """What is known of the file of that name."""
        row = self._connection.execute(f"{_ENTRIES} WHERE name = ?", (name,)).fetchone()
        return _entry(row) if row else None

    def entries(self) -> tuple[LedgerEntry, ...]:
        """Every file met so far, by name."""
        return tuple(map(_entry, self._connection.execute(f"{_ENTRIES} ORDER BY name")))

    def enter(
        self,
        entry: LedgerEntry,
        numbers: Collection[int] = (),
        versions: Mapping[int, int] | None = None,
    ) -> None:
        """Write down how a file ended, with the numbers it speaks of and the versions now held."""
        values = (*entry.model_dump().values(), _packed(numbers))
        with self._connection:
            self._connection.execute(
                "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                " size = excluded.size, md5 = excluded.md5, scope = excluded.scope,"
                " state = excluded.state, records = excluded.records, reason = excluded.reason,"
                # What a file told when it was whole still counts when a later copy is refused.
                " numbers = iif(excluded.state = 'done', excluded.numbers, numbers)",
                values,
            )
            # Nearly every record is of version 1, which needs no row.
            self._connection.executemany(
                "DELETE FROM version WHERE number = ?", [(number,) for number in versions or ()]
            )
            self._connection.executemany(
                "INSERT INTO version VALUES (?, ?)",
                [pair for pair in (versions or {}).items() if pair[1] > 1],
            )

    def versions(self) -> dict[int, int]:
        """The version held of each number of which it is not the first."""
        return dict(self._connection.execute("SELECT number, version FROM version"))

    def told_later(self, name: str, numbers: Collection[int]) -> set[int]:
        """Those of `numbers` of which a file behind this one, in order of name, has told more.

        It matters when a file comes late: fetched anew after it was refused, say.
        """
        wanted, found = set(numbers), set()
        query = "SELECT numbers FROM file WHERE name > ?"
        for (packed,) in self._connection.execute(query, (name,)):
            found |= wanted.intersection(_unpacked(packed))
        return found

    def close(self) -> None:
        """Release the file and the lock."""
        self._connection.close()
        self._lock.release()


def _entry(row: Sequence[Any]) -> LedgerEntry:
    return LedgerEntry(**dict(zip(_COLUMNS, row, strict=True)))


def _packed(numbers: Collection[int]) -> bytes:
    return zlib.compress(array("I", sorted(numbers)).tobytes())


def _unpacked(packed: bytes) -> array[int]:
    return array("I", zlib.decompress(packed))
