"""The truth of an embedded library: documents and all their versions, in one SQLite file.

Every change to documents names, in the same transaction, the documents that the search index has
not seen yet (table ``unindexed``). Whatever moment a process is killed at, the store is whole and
knows what the index still lacks.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from probatum.errors import LibraryBusy, LibraryDamaged, NoLibrary, UnknownDocument
from probatum.evidence.document import Document, DocumentKind, Status
from probatum.evidence.passage import passages
from probatum.library.index import Change, Summary

FORMAT = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS version (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL, hash TEXT NOT NULL, body BLOB NOT NULL,
    UNIQUE (document, hash));
CREATE TABLE IF NOT EXISTS current (
    document TEXT PRIMARY KEY, hash TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    topics TEXT NOT NULL, year INTEGER, status TEXT NOT NULL,
    characters INTEGER NOT NULL, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS topic (
    name TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (name, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS topic_document ON topic (document);
CREATE TABLE IF NOT EXISTS abbreviation (
    short TEXT NOT NULL, long TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (short, long, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS abbreviation_document ON abbreviation (document);
CREATE TABLE IF NOT EXISTS unindexed (document TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_SUMMARIES = "SELECT document, kind, title, topics, year, status, characters, passages FROM current"
Row = tuple[Any, ...]


def content_hash(document: Document) -> str:
    """SHA-256 of all that is known of the document; only the file's name does not count."""
    body = document.model_dump_json(exclude={"origin"}, exclude_defaults=True)
    return hashlib.sha256(body.encode()).hexdigest()


class Store:
    """Opens the file at `path`; with `create` it is made when absent. Raises `NoLibrary`."""

    def __init__(self, path: Path, *, create: bool) -> None:
        if not create and not path.is_file():
            raise NoLibrary(
                f"there is no library at {path.parent}; make one with 'probatum library add PATH'"
            )
        self.path = path
        self._connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise LibraryDamaged(f"{path} is not a library ({error})") from error

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("INSERT OR IGNORE INTO about VALUES ('format', ?)", (FORMAT,))
        (found,) = self._one("SELECT value FROM about WHERE key = 'format'")
        if found != FORMAT:
            raise LibraryDamaged(f"{self.path} has format {found}; this version reads {FORMAT}")

    def add(self, documents: Iterable[Document]) -> Change:
        """Store all of them or, when any of them raises, none."""
        counts = {"added": 0, "replaced": 0, "unchanged": 0}
        with self._transaction():
            for document in documents:
                counts[self._put(document)] += 1
        return Change(**counts)

    def _put(self, document: Document) -> str:
        name, new = document.id, content_hash(document)
        row = self._row("SELECT hash FROM current WHERE document = ?", (name,))
        if row and row[0] == new:
            return "unchanged"
        body = zlib.compress(document.model_dump_json(exclude_defaults=True).encode(), 6)
        # Re-inserting moves a version that returns to the top of the history.
        self._connection.execute(
            "INSERT OR REPLACE INTO version (document, hash, body) VALUES (?, ?, ?)",
            (name, new, body),
        )
        self._forget(name)
        dated = document.updated or document.published
        self._connection.execute(
            "INSERT INTO current VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                name,
                new,
                document.kind,
                document.title,
                json.dumps(document.topics),
                int(dated[:4]) if dated else None,
                document.status,
                len(document.text),
                len(passages(document)),
            ),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO topic VALUES (?, ?)",
            [(topic.lower(), name) for topic in document.topics],
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO abbreviation VALUES (?, ?, ?)",
            [(short, long, name) for short, long in document.abbreviations],
        )
        return "replaced" if row else "added"

    def remove(self, document: str) -> None:
        """Take it out of lists and search; its versions stay readable by their hash."""
        self.summary(document)
        with self._transaction():
            self._forget(document)

    def _forget(self, name: str) -> None:
        self._connection.execute("DELETE FROM current WHERE document = ?", (name,))
        self._connection.execute("DELETE FROM topic WHERE document = ?", (name,))
        self._connection.execute("DELETE FROM abbreviation WHERE document = ?", (name,))
        self._connection.execute("INSERT OR IGNORE INTO unindexed VALUES (?)", (name,))

    def document(self, name: str, version: str | None = None) -> Document:
        """The current version, or the newest whose hash starts with `version`."""
        if version is None:
            query = (
                "SELECT body FROM version JOIN current USING (document, hash) WHERE document = ?"
            )
            row = self._row(query, (name,))
        else:
            query = (
                "SELECT body FROM version WHERE document = ? AND substr(hash, 1, ?) = ?"
                " ORDER BY number DESC"
            )
            row = self._row(query, (name, len(version), version))
        if row is None:
            raise UnknownDocument(f"the library holds no {name}" + _of_version(version))
        return _read(name, row[0])

    def current_among(self, names: Iterable[str]) -> Iterator[Document]:
        """Those of the named documents that are current; removed ones are passed over."""
        for name in names:
            if self._row("SELECT 1 FROM current WHERE document = ?", (name,)):
                yield self.document(name)

    def versions(self, name: str) -> tuple[str, ...]:
        """Hashes of the stored versions, newest first."""
        query = "SELECT hash FROM version WHERE document = ? ORDER BY number DESC"
        return tuple(row[0] for row in self._connection.execute(query, (name,)))

    def hash(self, name: str) -> str:
        """Hash of the current version."""
        row = self._row("SELECT hash FROM current WHERE document = ?", (name,))
        if row is None:
            raise UnknownDocument(f"the library holds no {name}")
        return str(row[0])

    def summaries(self) -> Iterator[Summary]:
        """Every current document, by id."""
        for row in self._connection.execute(f"{_SUMMARIES} ORDER BY document"):
            yield _summary(row)

    def summary(self, name: str) -> Summary:
        """One current document. Raises `UnknownDocument`."""
        row = self._row(f"{_SUMMARIES} WHERE document = ?", (name,))
        if row is None:
            raise UnknownDocument(
                f"the library holds no {name}; 'probatum library list' shows what it holds"
            )
        return _summary(row)

    def topics(self) -> dict[str, int]:
        """Each topic with the number of documents about it."""
        return dict(self._connection.execute("SELECT name, count(*) FROM topic GROUP BY name"))

    def abbreviations(self) -> dict[str, tuple[str, ...]]:
        """Each short form with its meanings, the most frequent first."""
        query = "SELECT short, long FROM abbreviation GROUP BY short, long ORDER BY count(*) DESC"
        found: dict[str, list[str]] = {}
        for short, long in self._connection.execute(query):
            found.setdefault(short, []).append(long)
        return {short: tuple(longs) for short, longs in found.items()}

    def snapshot(self) -> str:
        """SHA-256 over the ids and hashes of all current documents."""
        digest = hashlib.sha256()
        for row in self._connection.execute("SELECT document, hash FROM current ORDER BY document"):
            digest.update(f"{row[0]} {row[1]}\n".encode())
        return digest.hexdigest()

    def counts(self) -> tuple[int, int, int, int]:
        """Documents, passages, versions, characters."""
        query = (
            "SELECT count(*), coalesce(sum(passages), 0), (SELECT count(*) FROM version),"
            " coalesce(sum(characters), 0) FROM current"
        )
        documents, parts, versions, characters = self._one(query)
        return documents, parts, versions, characters

    def kinds(self) -> tuple[tuple[str, int], ...]:
        """Kinds of document with their numbers, the most frequent first."""
        query = "SELECT kind, count(*) FROM current GROUP BY kind ORDER BY count(*) DESC, kind"
        return tuple((kind, number) for kind, number in self._connection.execute(query))

    def unindexed(self) -> tuple[str, ...]:
        """Documents changed since the search index last saw them."""
        return tuple(row[0] for row in self._connection.execute("SELECT document FROM unindexed"))

    def all_unindexed(self) -> None:
        """The search index is new: it lacks every document."""
        self._connection.execute("INSERT OR IGNORE INTO unindexed SELECT document FROM current")

    def indexed(self, names: Iterable[str]) -> None:
        """The search index has seen these."""
        with self._transaction():
            self._connection.executemany(
                "DELETE FROM unindexed WHERE document = ?", [(name,) for name in names]
            )

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def _transaction(self) -> _Transaction:
        return _Transaction(self._connection)

    def _row(self, query: str, values: tuple[object, ...]) -> Row | None:
        with closing(self._connection.execute(query, values)) as cursor:
            row: Row | None = cursor.fetchone()
            return row

    def _one(self, query: str) -> Row:
        row: Row = self._connection.execute(query).fetchone()
        return row


class _Transaction:
    """``BEGIN IMMEDIATE`` … ``COMMIT``, or ``ROLLBACK`` when anything is raised."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise LibraryBusy("another process is writing to the library; try again") from error

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _of_version(version: str | None) -> str:
    return "" if version is None else f" of version {version}"


def _read(name: str, body: bytes) -> Document:
    try:
        return Document.model_validate_json(zlib.decompress(body))
    except (zlib.error, ValueError) as error:
        raise LibraryDamaged(f"{name} cannot be read back; add it again ({error})") from error


def _summary(row: Row) -> Summary:
    document, kind, title, topics, year, status, characters, parts = row
    return Summary(
        id=document,
        kind=DocumentKind(kind),
        title=title,
        topics=tuple(json.loads(topics)),
        year=year,
        status=Status(status),
        characters=characters,
        passages=parts,
    )
