"""Vectors of passages, in a file beside the documents: ``vectors.sqlite``.

It holds nothing that cannot be made again from the documents and may be deleted at any time. What
is in it is whole at any moment: each document's vectors are written in a transaction of their own,
with the hash of the text they were made of.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from probatum.errors import LibraryError, VectorsUnusable
from probatum.library.encoder import Encoder

FORMAT = "1"
"""Changes with the way passages are cut, encoded or kept; older vectors are then made again."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS vector (
    document TEXT PRIMARY KEY, hash TEXT NOT NULL, passages INTEGER NOT NULL,
    starts BLOB NOT NULL, codes BLOB NOT NULL, checksum INTEGER NOT NULL);
"""
_PATIENCE = 10.0  # seconds
_AGAIN = "'probatum library vectors' makes them again"


class Row(NamedTuple):
    """A document's vectors: where its passages start (4 bytes each), and their codes (1 each)."""

    document: str
    hash: str
    starts: bytes
    codes: bytes


class VectorFile:
    """Opens `path` for vectors of `encoder`; with `create` it is made when absent.

    Raises, from every method, `VectorsUnusable` when they are another model's or damaged, and
    `LibraryError` when the file cannot be read or written now.
    """

    def __init__(self, path: Path, encoder: Encoder, *, create: bool = False) -> None:
        self._dimensions = encoder.dimensions
        mode = "rwc" if create else "rw"
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=_PATIENCE,
                isolation_level=None,
                check_same_thread=False,
            )
            self._prepare(encoder, create=create)
        except sqlite3.DatabaseError as error:
            raise _damaged(error) from error

    def _prepare(self, encoder: Encoder, *, create: bool) -> None:
        mine = {"format": FORMAT, "model": encoder.name, "sha256": encoder.sha256}
        if create:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.executescript(_SCHEMA)
            if self._connection.execute("SELECT count(*) FROM about").fetchone() == (0,):
                self._connection.executemany("INSERT INTO about VALUES (?, ?)", [*mine.items()])
        found = dict(self._connection.execute("SELECT key, value FROM about"))
        if found != mine:
            self.close()
            other = found.get("model", "?")
            raise VectorsUnusable(f"the vectors are of another model or format ({other}); {_AGAIN}")

    def hash_of(self, document: str) -> str | None:
        """Of which text the vectors of a document were made; None when there are none."""
        row = self._one("SELECT hash FROM vector WHERE document = ?", (document,))
        return str(row[0]) if row else None

    def put(self, row: Row) -> None:
        """Keep a document's vectors, in place of those before."""
        passages = len(row.codes) // self._dimensions
        values = (row.document, row.hash, passages, row.starts, row.codes, _checksum(row))
        self._one("INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?, ?, ?)", values)

    def take_out(self, document: str) -> None:
        """Delete a document's vectors."""
        self._one("DELETE FROM vector WHERE document = ?", (document,))

    def after(self, document: str, most: int) -> list[tuple[str, str]]:
        """Documents that come after one by id, with the hashes of their texts."""
        query = "SELECT document, hash FROM vector WHERE document > ? ORDER BY document LIMIT ?"
        try:
            return self._connection.execute(query, (document, most)).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(error) from error

    def counts(self) -> tuple[int, int]:
        """Documents and passages that have vectors."""
        row = self._one("SELECT count(*), coalesce(sum(passages), 0) FROM vector")
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def rows(self) -> Iterator[Row]:
        """All of it, by document, each compared with its checksum."""
        query = "SELECT document, hash, starts, codes, checksum FROM vector ORDER BY document"
        try:
            for *parts, checksum in self._connection.execute(query):
                row = Row(*parts)
                whole = len(row.codes) == len(row.starts) // 4 * self._dimensions
                if not whole or _checksum(row) != checksum:
                    raise _damaged(f"those of {row.document}")
                yield row
        except sqlite3.DatabaseError as error:
            raise _damaged(error) from error

    def _one(self, statement: str, values: tuple[object, ...] = ()) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        except sqlite3.DatabaseError as error:
            raise _damaged(error) from error
        return row

    def close(self) -> None:
        """Release the file."""
        self._connection.close()


def delete(path: Path) -> None:
    """Delete a file of vectors and what SQLite keeps beside it."""
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _checksum(row: Row) -> int:
    return zlib.crc32(row.codes, zlib.crc32(row.starts, zlib.crc32(row.document.encode())))


def _damaged(error: object) -> LibraryError:
    if isinstance(error, sqlite3.OperationalError):  # a full disk, a folder one may not write to
        return LibraryError(
            f"the vectors cannot be used now ({error}); "
            "if that lasts, delete 'vectors.sqlite' of the library and make them again"
        )
    return VectorsUnusable(f"the vectors are damaged ({error}); {_AGAIN}")
