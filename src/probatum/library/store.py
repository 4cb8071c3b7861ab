"""The truth of an embedded library: documents and all their versions, in one SQLite file.

Every change to documents names, in the same transaction, the documents that the search index has
not seen yet (table ``unindexed``). Whatever moment a process is killed at, the store is whole and
knows what the index still lacks.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from probatum.errors import LibraryBusy, LibraryDamaged, NoLibrary, UnknownDocument
from probatum.evidence.described import Description
from probatum.evidence.document import Document, DocumentKind, Status
from probatum.evidence.plain import Plain
from probatum.evidence.standing import NoticeOn
from probatum.library.abbreviations import Abbreviations
from probatum.library.database import NEXT_CHANGE, Database, Row
from probatum.library.index import Change, News, Summary, Turn
from probatum.library.kept import Kept
from probatum.library.migration import prepare
from probatum.library.newcomers import Newcomers
from probatum.library.prepared import Prepared
from probatum.library.revisions import Revisions
from probatum.library.settling import Searched
from probatum.library.stored import described_in, read_back, read_plainly
from probatum.library.topics import Topics
from probatum.library.works import Works

_SUMMARIES = (
    "SELECT document, kind, title, topics, year, status, review_due, characters, passages"
    " FROM current"
)
_AFTER = "SELECT document, hash, passages FROM current WHERE document > ?"
_COUNTED = "SELECT count(*) FILTER (WHERE {} ?1), count(*) FROM current WHERE {} ?1"
_COUNTED_SINCE, _COUNTED_AFTER = (
    _COUNTED.format(*columns) for columns in (("added >=", "changed >="), ("came >", "change >"))
)
_TURNED = "SELECT at, document, before, after FROM turn WHERE {} ? ORDER BY at, rowid"
_TURNED_SINCE, _TURNED_AFTER = map(_TURNED.format, ("at >=", "change >"))
_CURRENT_BODY = "SELECT body FROM version JOIN current USING (document, hash) WHERE document = ?"


class Standing(NamedTuple):
    """The hash of a document's text, its kind and its status."""

    hash: str
    kind: str
    status: str


class Store:
    """Opens the file at `path`; with `create` it is made when absent. Raises `NoLibrary`."""

    def __init__(self, path: Path, *, create: bool) -> None:
        if not create and not path.is_file():
            raise NoLibrary(
                f"there is no library at {path.parent}; make one with 'probatum library add PATH'"
            )
        self.path = path
        self._database = Database(path)
        try:
            prepare(self._database, path)
        except sqlite3.DatabaseError as error:
            self._database.close()
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise LibraryBusy("another process is making the library; try again") from error
            raise LibraryDamaged(f"{path} is not a library ({error})") from error
        self._works = Works(self._database)
        self._kept = Kept(self._database)

    def add(self, documents: Iterable[Document], searched: Searched) -> Change:
        """Store all of them or, when any of them raises, none."""
        counts = {"added": 0, "replaced": 0, "unchanged": 0}
        with self._changing():
            works = Works(self._database, searched)
            for document in documents:
                counts[works.put(document)] += 1
        return Change(**counts)

    def add_prepared(self, batch: Sequence[Prepared], searched: Searched) -> Change:
        """The same for what was made ready before."""
        counts = {"added": 0, "replaced": 0, "unchanged": 0}
        with self._changing():
            newcomers = Newcomers(self._database)
            new = newcomers.among(batch)
            newcomers.put([record for record in batch if record.id in new], searched)
            counts["added"] += len(new)
            rest = [record for record in batch if record.id not in new]
            known = Revisions(self._database).put(rest, searched)
            counts["replaced"] += sum(known.values())
            counts["unchanged"] += len(known) - sum(known.values())
            works = Works(self._database, searched)
            for record in rest:
                if record.id not in known:
                    counts[works.put(record.document())] += 1
        return Change(**counts)

    def remove_all(self, documents: Iterable[str], searched: Searched) -> int:
        """Remove those that are held, all or none; how many they were."""
        removed = 0
        with self._changing():
            works = Works(self._database, searched)
            for document in documents:
                name = self._works.name_of(document)
                if self._database.row("SELECT 1 FROM current WHERE document = ?", (name,)):
                    works.remove(name)
                    removed += 1
        return removed

    def remove(self, document: str, searched: Searched) -> None:
        """Take it out of lists and search; its versions stay readable by their hash."""
        name = self.summary(document).id
        with self._changing():
            Works(self._database, searched).remove(name)

    def remember(self, notices: Iterable[NoticeOn], origin: str, searched: Searched) -> int:
        """Keep notices, all or none; how many works changed."""
        with self._changing():
            return Works(self._database, searched).remember(notices, origin)

    def take_back(self, on: NoticeOn, origin: str, searched: Searched) -> int:
        """Delete a remembered notice; how many works changed."""
        with self._changing():
            return Works(self._database, searched).take_back(on, origin)

    def named(self, kind: str, value: str) -> tuple[str, ...]:
        """Current documents with that identifier."""
        query = (
            "SELECT DISTINCT document FROM identifier JOIN current USING (document)"
            " WHERE identifier.kind = ? AND value = ? ORDER BY document"
        )
        return tuple(row[0] for row in self._database.rows(query, (kind, value)))

    def dois(self) -> Iterator[str]:
        """The DOIs of all current documents, lower case, sorted."""
        query = (
            "SELECT DISTINCT value FROM identifier JOIN current USING (document)"
            " WHERE identifier.kind = 'doi' ORDER BY value"
        )
        return (row[0] for row in self._database.rows(query))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self._database.transaction():
            self._kept.forget()
            self._database.execute(NEXT_CHANGE)
            yield

    def statuses(self) -> dict[str, int]:
        """Number of documents by status."""
        query = "SELECT status, count(*) FROM current GROUP BY status"
        return dict(self._database.rows(query))

    def noted(self, today: str) -> Iterator[Summary]:
        """Documents of any status but current, and those whose review is due before `today`."""
        query = f"{_SUMMARIES} WHERE status <> 'current' OR review_due < ? ORDER BY document"
        for row in self._database.execute(query, (today,)):
            yield _summary(row)

    def unchanged_since(self, moment: str, prefix: str) -> Iterator[str]:
        """Ids with that beginning of documents stored before a moment and not changed since."""
        query = (
            "SELECT document FROM current WHERE document >= ?1 AND document < ?1 || char(0x10FFFF)"
            " AND (changed IS NULL OR changed < ?2) ORDER BY document"
        )
        return (row[0] for row in self._database.execute(query, (prefix, moment)))

    def added_since(self, moment: str, kind: DocumentKind) -> Iterator[tuple[str, str]]:
        """Ids of documents of a kind first stored at or after a moment, each with that moment."""
        query = (
            "SELECT document, added FROM current WHERE added >= ? AND kind = ? ORDER BY document"
        )
        return ((row[0], row[1]) for row in self._database.execute(query, (moment, kind.value)))

    def change(self) -> int:
        """The number of the last change; 0 before the first."""
        row = self._database.row("SELECT change FROM latest")
        return int(row[0]) if row else 0

    def news(self, since: str) -> News:
        """What changed at or after a moment."""
        return self._news(_COUNTED_SINCE, _TURNED_SINCE, since)

    def news_after(self, change: int) -> News:
        """What changed after the change of that number."""
        return self._news(_COUNTED_AFTER, _TURNED_AFTER, change)

    def _news(self, counted: str, turned: str, since: str | int) -> News:
        added, changes = self._database.row(counted, (since,)) or (0, 0)
        turns = tuple(
            Turn(at=at, document=document, before=before, after=after)
            for at, document, before, after in self._database.execute(turned, (since,))
        )
        return News(added=added, replaced=changes - added, turns=turns)

    def document(self, name: str, version: str | None = None) -> Document:
        """The current version, or the newest whose hash starts with `version`."""
        if version is None:
            return read_back(name, self._current_body(name))
        query = (
            "SELECT body FROM version WHERE document = ? AND substr(hash, 1, ?) = ?"
            " ORDER BY number DESC"
        )
        row = self._database.row(query, (self._works.name_of(name), len(version), version))
        if row is None:
            raise UnknownDocument(f"the library holds no {name} of version {version}")
        return read_back(name, row[0])

    def described(self, name: str) -> Description:
        """Of the current version what ranks and appraises it."""
        return described_in(name, self._current_body(name))

    def _current_body(self, name: str) -> bytes:
        row = self._database.row(_CURRENT_BODY, (name,))
        row = row or self._database.row(_CURRENT_BODY, (self._works.name_of(name),))
        if row is None:
            raise UnknownDocument(f"the library holds no {name}")
        body: bytes = row[0]
        return body

    def current_among(self, names: Iterable[str]) -> Iterator[Plain]:
        """Those of the named documents that are current; removed ones are passed over."""
        for name in names:
            if row := self._database.row(_CURRENT_BODY, (name,)):
                yield read_plainly(name, row[0])

    def versions(self, name: str) -> tuple[str, ...]:
        """Hashes of the stored versions, newest first."""
        query = "SELECT hash FROM version WHERE document = ? ORDER BY number DESC"
        return tuple(row[0] for row in self._database.execute(query, (self._works.name_of(name),)))

    def hash(self, name: str) -> str:
        """Hash of the current version."""
        row = self._database.row("SELECT hash FROM current WHERE document = ?", (name,))
        if row is None:
            raise UnknownDocument(f"the library holds no {name}")
        return str(row[0])

    def standing(self, name: str) -> Standing | None:
        """How the document of just that id stands; None when it does not."""
        query = "SELECT hash, kind, status FROM current WHERE document = ?"
        row = self._database.row(query, (name,))
        return Standing(*row) if row else None

    def after(self, name: str, kinds: tuple[str, ...], most: int) -> list[tuple[str, str, int]]:
        """Current documents of those kinds, or of any, that come after one by id.

        Each with the hash of its text and how many passages it has.
        """
        places = ", ".join("?" * len(kinds))
        only = f"AND kind IN ({places})" if kinds else ""
        query = f"{_AFTER} {only} ORDER BY document LIMIT ?"
        return self._database.rows(query, (name, *kinds, most))

    def summaries(self, kinds: tuple[str, ...] = ()) -> Iterator[Summary]:
        """Every current document, or every one of those kinds, by id."""
        places = ", ".join("?" * len(kinds))
        only = f"WHERE kind IN ({places})" if kinds else ""
        for row in self._database.execute(f"{_SUMMARIES} {only} ORDER BY document", kinds):
            yield _summary(row)

    def summary(self, name: str) -> Summary:
        """One current document. Raises `UnknownDocument`."""
        row = self._database.row(f"{_SUMMARIES} WHERE document = ?", (self._works.name_of(name),))
        if row is None:
            raise UnknownDocument(
                f"the library holds no {name}; 'probatum library list' shows what it holds"
            )
        return _summary(row)

    def topics(self) -> dict[str, int]:
        """Each topic with the number of documents about it."""
        return self._kept.figure("topics", Topics(self._database).counts)

    def abbreviations(self) -> Mapping[str, tuple[str, ...]]:
        """Each short form with its meanings, the most frequent first."""
        return Abbreviations(self._database)

    def snapshot(self, *, again: bool = False) -> str:
        """SHA-256 over the ids and hashes of all current documents."""
        return self._snapshot() if again else self._kept.figure("snapshot", self._snapshot)

    def _snapshot(self) -> str:
        digest = hashlib.sha256()
        for row in self._database.execute("SELECT document, hash FROM current ORDER BY document"):
            digest.update(f"{row[0]} {row[1]}\n".encode())
        return digest.hexdigest()

    def counts(self) -> tuple[int, int, int, int]:
        """Documents, passages, versions, characters."""
        query = (
            "SELECT count(*), coalesce(sum(passages), 0), (SELECT count(*) FROM version),"
            " coalesce(sum(characters), 0) FROM current"
        )
        documents, parts, versions, characters = self._kept.figure(
            "counts", lambda: [*(self._database.row(query) or (0, 0, 0, 0))]
        )
        return documents, parts, versions, characters

    def kinds(self) -> tuple[tuple[str, int], ...]:
        """Kinds of document with their numbers, the most frequent first."""
        query = "SELECT kind, count(*) FROM current GROUP BY kind ORDER BY count(*) DESC, kind"
        kinds: dict[str, int] = self._kept.figure("kinds", lambda: dict(self._database.rows(query)))
        return tuple(kinds.items())

    def work_out(self) -> None:
        """Have every figure over the whole library ready for the next question."""
        self.snapshot()
        self.topics()
        self.counts()
        self.kinds()

    def unindexed(self) -> tuple[str, ...]:
        """Documents changed since the search index last saw them."""
        return tuple(row[0] for row in self._database.execute("SELECT document FROM unindexed"))

    def all_unindexed(self) -> None:
        """The search index is new: it lacks every document."""
        self._database.execute("INSERT OR IGNORE INTO unindexed SELECT document FROM current")

    def indexed(self, names: Iterable[str]) -> None:
        """The search index has seen these."""
        with self._database.transaction():
            self._database.many(
                "DELETE FROM unindexed WHERE document = ?", [(name,) for name in names]
            )

    def all_indexed(self) -> None:
        """The search index has seen every document."""
        self._database.execute("DELETE FROM unindexed")

    def close(self) -> None:
        """Release the file."""
        self._database.close()


def _summary(row: Row) -> Summary:
    document, kind, title, topics, year, status, review_due, characters, parts = row
    return Summary(
        id=document,
        kind=DocumentKind(kind),
        title=title,
        topics=tuple(json.loads(topics)),
        year=year,
        status=Status(status),
        review_due=review_due,
        characters=characters,
        passages=parts,
    )
