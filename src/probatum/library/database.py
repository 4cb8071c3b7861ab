"""The SQLite file of a library: its tables, and transactions that are whole or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Any

from probatum.errors import LibraryBusy

SCHEMA = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS version (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL, hash TEXT NOT NULL, body BLOB NOT NULL,
    UNIQUE (document, hash));
CREATE TABLE IF NOT EXISTS current (
    document TEXT PRIMARY KEY, hash TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    topics TEXT NOT NULL, year INTEGER, status TEXT NOT NULL,
    characters INTEGER NOT NULL, passages INTEGER NOT NULL,
    dated TEXT, review_due TEXT, edition TEXT, added TEXT, changed TEXT,
    came INTEGER, change INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
    document TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, body BLOB,
    PRIMARY KEY (document, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS identifier (
    kind TEXT NOT NULL, value TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (kind, value, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS identifier_document ON identifier (document);
CREATE TABLE IF NOT EXISTS notice (
    kind TEXT NOT NULL, value TEXT NOT NULL, origin TEXT NOT NULL, notice TEXT NOT NULL,
    PRIMARY KEY (kind, value, origin, notice)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS notice_origin ON notice (origin);
CREATE TABLE IF NOT EXISTS turn (
    at TEXT NOT NULL, document TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    change INTEGER);
CREATE INDEX IF NOT EXISTS turn_at ON turn (at);
CREATE TABLE IF NOT EXISTS topic (
    name TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS abbreviation (
    short TEXT NOT NULL, long TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (short, long, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS abbreviation_document ON abbreviation (document);
CREATE TABLE IF NOT EXISTS unindexed (document TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS latest (change) AS
    SELECT CAST(value AS INTEGER) FROM about WHERE key = 'change';
"""
"""`current` is what stands; a `record` is the work as one source tells it, with its text in
`version` when `body` is empty; a `turn` is a change of status or a removal. `change` is the number
of the transaction that wrote a row last, `came` of the one with which its document came; none from
before there were numbers. `latest` has that of the transaction under way, or else of the last."""

NEXT_CHANGE = (
    "INSERT INTO about VALUES ('change', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1"
)

INDEXES = """
CREATE INDEX IF NOT EXISTS current_edition ON current (edition) WHERE edition IS NOT NULL;
CREATE INDEX IF NOT EXISTS current_review_due ON current (review_due) WHERE review_due IS NOT NULL;
CREATE INDEX IF NOT EXISTS current_status ON current (status) WHERE status <> 'current';
"""
_PATIENCE = 10_000  # milliseconds
_CACHE_KIB = 64_000  # filling a large library comes back to pages of all its tables
Row = tuple[Any, ...]


class Database:
    """A connection that commits only what stands in a `transaction`."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=_PATIENCE / 1000, isolation_level=None)
        self.execute = self._connection.execute

    def prepare(self) -> None:
        """Make the tables that are not there yet."""
        self.execute("PRAGMA journal_mode = WAL")
        self.execute("PRAGMA synchronous = FULL")
        self.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._connection.executescript(SCHEMA)

    def statements(self, script: str) -> None:
        """Execute several statements without leaving the transaction."""
        for statement in filter(str.strip, script.split(";")):
            self.execute(statement)

    def many(self, statement: str, rows: Collection[Row]) -> None:
        """Execute once for each row of values."""
        if rows:
            self._connection.executemany(statement, rows)

    def row(self, query: str, values: tuple[object, ...] = ()) -> Row | None:
        """The first row found, if any."""
        found: Row | None = self.execute(query, values).fetchone()
        return found

    def rows(self, query: str, values: tuple[object, ...] = ()) -> list[Row]:
        """All rows found."""
        return self.execute(query, values).fetchall()

    def transaction(self, *, wait: bool = True) -> Transaction:
        """For a ``with`` statement. Raises `LibraryBusy` while another process is writing."""
        return Transaction(self._connection, _PATIENCE if wait else 0)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()


class Transaction:
    """``BEGIN IMMEDIATE`` … ``COMMIT``, or ``ROLLBACK`` when anything is raised."""

    def __init__(self, connection: sqlite3.Connection, patience: int) -> None:
        self._connection = connection
        self._patience = patience

    def __enter__(self) -> None:
        self._connection.execute(f"PRAGMA busy_timeout = {self._patience}")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise LibraryBusy("another process is writing to the library; try again") from error
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")
