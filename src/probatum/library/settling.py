"""Settling: what stands of a work, made from all that is kept of it.

It is always made from the same parts (each source's newest record of the work, the notices others
give on it, the editions beside it), so the order in which they came is no matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import reduce
from typing import Protocol

from probatum.evidence.document import Document, Notice, NoticeKind, Status
from probatum.evidence.edition import dated, edition_of, is_later
from probatum.evidence.passage import stretches_of
from probatum.evidence.plain import plain
from probatum.evidence.standing import noticed
from probatum.evidence.work import merged, names_of
from probatum.library.database import Database
from probatum.library.listing import INTO_ABBREVIATION, INTO_CURRENT, Listing
from probatum.library.notice_table import Key, NoticeTable
from probatum.library.searchable import Searchable
from probatum.library.stored import Stored, read_back, stored
from probatum.library.topics import Topics

_RECORDS = (
    "SELECT record.name, coalesce(record.body, version.body) FROM record LEFT JOIN version"
    " USING (document, hash) WHERE record.document = ? ORDER BY record.name"
)


class Searched(Protocol):
    """Told of every change as it is made, so that nothing has to be read back for search."""

    def take_out(self, name: str) -> None:
        """The document no longer stands."""

    def put_in(self, told: Searchable) -> None:
        """The document stands from now on."""


class NotSearched:
    """Search catches up later, from the store."""

    def take_out(self, name: str) -> None:
        """Leave it to `unindexed`."""

    def put_in(self, told: Searchable) -> None:
        """Leave it to `unindexed`."""


class Settling:
    """Keeps `current` and `version` true to the records and notices of each work."""

    def __init__(self, database: Database, notices: NoticeTable, searched: Searched) -> None:
        self._database = database
        self._searched = searched
        self._notices = notices
        self._topics = Topics(database)
        self._waiting: list[str] = []

    def records(self, name: str) -> dict[str, Document]:
        """The work as each source tells it."""
        rows = self._database.rows(_RECORDS, (name,))
        return {record: read_back(name, body) for record, body in rows}

    def told(
        self, name: str, records: Mapping[str, Document], new: Stored | None = None
    ) -> tuple[Document, Stored]:
        """The work as records, notices and later editions tell it together, and its bytes.

        `new` are the bytes of the record when it is the only one, so that it is not written twice.
        """
        told = reduce(merged, (records[record] for record in sorted(records)))
        if told.id != name:
            told = told.model_copy(update={"id": name})
        notices = self._notices.on(_keys(name, records.values()))
        if newer := self._newer_edition(name, told):
            notices.append(Notice(kind=NoticeKind.REPLACED_BY, text=newer))
        whole = noticed(told, notices) if notices else told
        alone = len(records) == 1 and whole is next(iter(records.values()))
        return whole, new if new and alone else stored(whole)

    def stand(self, name: str, told: Document, final: Stored, *, fresh: bool = False) -> bool:
        """Make this what stands; whether anything changed. Other editions are to be settled too."""
        query = "SELECT hash, status, added, came FROM current WHERE document = ?"
        row = None if fresh else self._database.row(query, (name,))
        if row and row[0] == final.hash:
            return False
        # Re-inserting moves a version that returns to the top of the history.
        self._database.execute(
            "INSERT OR REPLACE INTO version (document, hash, body) VALUES (?, ?, ?)",
            (name, final.hash, final.body()),
        )
        moment = now()
        if row:
            self.forget(name)
            if row[1] != told.status:
                self.turn(name, row[1], told.status)
        else:
            self._database.execute("INSERT OR IGNORE INTO unindexed VALUES (?)", (name,))
        told_plainly = plain(told)
        parts = stretches_of(told_plainly)
        listing = Listing.of(told_plainly, len(parts))
        self._database.execute(
            INTO_CURRENT, listing.current(name, final.hash, row[2] if row else moment, moment)
        )
        if row:
            came = "UPDATE current SET came = ? WHERE document = ?"
            self._database.execute(came, (row[3], name))
        self._topics.come([listing.topics])
        self._database.many(INTO_ABBREVIATION, [*listing.abbreviation_rows(name)])
        self._searched.put_in(Searchable.of(told_plainly, parts))
        self._editions_wait(listing.edition, name)
        return True

    def wait(self, keys: Iterable[Key]) -> None:
        """The works of these names are to be settled anew."""
        query = "SELECT document FROM identifier WHERE kind = ? AND value = ?"
        for key in keys:
            self._waiting += [row[0] for row in self._database.rows(query, key)]
            if key[0] == "id":
                self._waiting.append(key[1])

    def settle(self) -> int:
        """Settle all that waits, and what changes with it; how many works changed."""
        changed = set()
        while self._waiting:
            name = self._waiting.pop()
            records = self.records(name)
            if records and self.stand(name, *self.told(name, records)):
                changed.add(name)
        return len(changed)

    def forget(self, name: str) -> None:
        """Take a work out of the lists. Editions beside it are to be settled anew."""
        query = "SELECT topics, edition FROM current WHERE document = ?"
        listed, edition = self._database.row(query, (name,)) or (None, None)
        self._database.execute("DELETE FROM current WHERE document = ?", (name,))
        self._topics.go([listed] if listed else [])
        self._database.execute("DELETE FROM abbreviation WHERE document = ?", (name,))
        self._database.execute("INSERT OR IGNORE INTO unindexed VALUES (?)", (name,))
        self._searched.take_out(name)
        self._editions_wait(edition, name)

    def turn(self, name: str, before: str, after: str) -> None:
        """Note that a work's status changed."""
        row = (now(), name, str(before), str(after))
        statement = "INSERT INTO turn VALUES (?, ?, ?, ?, (SELECT change FROM latest))"
        self._database.execute(statement, row)

    def _editions_wait(self, edition: str | None, name: str) -> None:
        if edition is not None:
            query = "SELECT document FROM current WHERE edition = ? AND document <> ?"
            self._waiting += [row[0] for row in self._database.rows(query, (edition, name))]

    def _newer_edition(self, name: str, told: Document) -> str | None:
        edition, date = edition_of(told), dated(told)
        if edition is None or date is None:
            return None
        rows = self._database.rows(
            "SELECT dated, document FROM current WHERE edition = ? AND document <> ?"
            " AND status <> ? ORDER BY dated, document",
            (edition, name, Status.RETRACTED),
        )
        later = [document for other, document in rows if is_later(other, date)]
        return later[-1] if later else None


def _keys(name: str, records: Iterable[Document]) -> set[Key]:
    keys = {("id", name)}
    for record in records:
        keys |= {("id", record.id), *names_of(record.identifiers).items()}
    return keys


def now() -> str:
    """The present moment, ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
