"""One work, one document: which work a record is of, and what is kept of each."""

from __future__ import annotations

from collections.abc import Iterable

from probatum.evidence.document import Document
from probatum.evidence.edition import is_later
from probatum.evidence.standing import NoticeOn
from probatum.evidence.work import names_of, preferred_id, same_work
from probatum.library.database import Database
from probatum.library.notice_table import NoticeTable
from probatum.library.prepared import record_name
from probatum.library.settling import NotSearched, Searched, Settling
from probatum.library.stored import stored


class Works:
    """Writes works into the database. Each method stands within a transaction of the caller."""

    def __init__(self, database: Database, searched: Searched | None = None) -> None:
        self._database = database
        self._notices = NoticeTable(database)
        self._settling = Settling(database, self._notices, searched or NotSearched())

    def put(self, document: Document) -> str:
        """Take a record of a work: "added", "replaced" or "unchanged"."""
        new = stored(document)
        record = record_name(document.id, document.source, document.access)
        homes = self._homes(document)
        records, name = {record: document}, document.id
        if homes:
            if len(homes) == 1 and self._has(homes[0], record, new.hash):
                return "unchanged"
            if self._is_outdated(homes, record, document):
                return "unchanged"
            name = self._joined(homes, document.id)
            records = self._beside(name, document) | records
        told, final = self._settling.told(name, records, new)
        self._database.execute(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)",
            (name, record, new.hash, None if final.hash == new.hash else new.body()),
        )
        changed = self._settling.stand(name, told, final, fresh=not homes)
        self._name(name, records.values(), fresh=not homes)
        self._settling.wait(self._notices.given(told))
        self._settling.settle()
        return "added" if not homes else "replaced" if changed else "unchanged"

    def remove(self, name: str) -> None:
        """Take a work out of lists and search; its versions stay readable by their hash."""
        row = self._database.row("SELECT status FROM current WHERE document = ?", (name,))
        self._settling.wait(self._notices.forget(name))
        self._settling.forget(name)
        self._database.execute("DELETE FROM record WHERE document = ?", (name,))
        self._database.execute("DELETE FROM identifier WHERE document = ?", (name,))
        self._settling.turn(name, row[0] if row else "", "removed")
        self._settling.settle()

    def remember(self, notices: Iterable[NoticeOn], origin: str) -> int:
        """Keep notices for the works they name, now or later; how many works changed."""
        self._settling.wait(self._notices.remember(notices, origin))
        return self._settling.settle()

    def take_back(self, on: NoticeOn, origin: str) -> int:
        """Delete a remembered notice; how many works changed."""
        self._settling.wait(self._notices.take_back(on, origin))
        return self._settling.settle()

    def name_of(self, name: str) -> str:
        """The id that the work has now; the name itself when no work had it."""
        if self._database.row("SELECT 1 FROM current WHERE document = ?", (name,)):
            return name
        query = "SELECT document FROM identifier WHERE kind = 'id' AND value = ?"
        row = self._database.row(query, (name,))
        return str(row[0]) if row else name

    def _homes(self, document: Document) -> list[str]:
        """The works that the record belongs to: none, one, or several that it shows to be one."""
        known = {kind: {value} for kind, value in names_of(document.identifiers).items()}
        homes = []
        if own := self._own(document.id):
            homes = [own]
            known = _both(known, self._names(own))
        query = "SELECT document FROM identifier WHERE kind = ? AND value = ?"
        found = {
            row[0]
            for kind, values in known.items()
            for value in values
            for row in self._database.rows(query, (kind, value))
        }
        for candidate in sorted(found.difference(homes)):
            names = self._names(candidate)
            if same_work(known, names):
                homes.append(candidate)
                known = _both(known, names)
        return homes

    def _own(self, name: str) -> str | None:
        """The work that has this id already, whatever it is called now."""
        query = (
            "SELECT document FROM record WHERE document = ?1 UNION ALL"
            " SELECT document FROM identifier WHERE kind = 'id' AND value = ?1 LIMIT 1"
        )
        row = self._database.row(query, (name,))
        return str(row[0]) if row else None

    def _names(self, name: str) -> dict[str, set[str]]:
        names: dict[str, set[str]] = {}
        query = "SELECT kind, value FROM identifier WHERE document = ?"
        for kind, value in self._database.rows(query, (name,)):
            names.setdefault(kind, set()).add(value)
        return names

    def _name(self, name: str, records: Iterable[Document], *, fresh: bool) -> None:
        if not fresh:
            query = "DELETE FROM identifier WHERE document = ? AND kind <> 'id'"
            self._database.execute(query, (name,))
        rows = {
            (kind, value, name)
            for record in records
            for kind, value in (*names_of(record.identifiers).items(), ("id", record.id))
            if value != name
        }
        self._database.many("INSERT OR IGNORE INTO identifier VALUES (?, ?, ?)", sorted(rows))

    def _has(self, name: str, record: str, hash_: str) -> bool:
        query = "SELECT 1 FROM record WHERE document = ? AND name = ? AND hash = ?"
        return self._database.row(query, (name, record, hash_)) is not None

    def _is_outdated(self, homes: list[str], record: str, document: Document) -> bool:
        """Whether the library holds a later revision of the same record."""
        if document.revised is None:
            return False
        kept = (self._settling.records(home).get(record) for home in homes)
        return any(
            other.revised is not None and is_later(other.revised, document.revised)
            for other in kept
            if other
        )

    def _joined(self, homes: list[str], id_: str) -> str:
        """Keep all under one name, which it returns."""
        name = preferred_id((*homes, id_))
        for home in homes:
            if home != name:
                self._move(home, name)
        return name

    def _move(self, old: str, name: str) -> None:
        execute = self._database.execute
        execute("UPDATE OR REPLACE record SET document = ? WHERE document = ?", (name, old))
        execute("UPDATE OR IGNORE version SET document = ? WHERE document = ?", (name, old))
        execute("UPDATE OR IGNORE identifier SET document = ? WHERE document = ?", (name, old))
        execute("DELETE FROM identifier WHERE document = ?", (old,))
        execute("INSERT OR IGNORE INTO identifier VALUES ('id', ?, ?)", (old, name))
        execute("UPDATE OR IGNORE notice SET origin = ? WHERE origin = ?", (name, old))
        self._settling.forget(old)

    def _beside(self, name: str, document: Document) -> dict[str, Document]:
        """The other records of the work. A record whose source was unknown gives way."""
        if document.source:
            nameless = record_name(document.id, "", document.access)
            query = "DELETE FROM record WHERE document = ? AND name = ?"
            self._database.execute(query, (name, nameless))
        return self._settling.records(name)


def _both(one: dict[str, set[str]], other: dict[str, set[str]]) -> dict[str, set[str]]:
    return {kind: one.get(kind, set()) | other.get(kind, set()) for kind in one.keys() | other}
