"""Revisions of records that stand alone, written many at a time.

Of such a work the library holds one record and no more: no other source tells it, no notice is on
it or by it, no edition stands beside it, and no other work has had one of its names. It stands as
its newest record tells it, and there is nothing else to settle.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from probatum.evidence.edition import is_later
from probatum.library.database import Database
from probatum.library.newcomers import Newcomers
from probatum.library.notice_table import Key
from probatum.library.prepared import Prepared
from probatum.library.settling import Searched
from probatum.library.stored import read_plainly
from probatum.library.topics import Topics

_HELD = (
    "SELECT document, name, record.hash, topics, status, added, came"
    " FROM current JOIN record USING (document, hash)"
    " WHERE document IN (SELECT value FROM json_each(?1))"
    " AND edition IS NULL AND record.body IS NULL"
    " AND (SELECT count(*) FROM record AS any WHERE any.document = current.document) = 1"
    " AND NOT EXISTS (SELECT 1 FROM identifier AS id"
    " WHERE id.document = current.document AND id.kind = 'id')"
    " AND NOT EXISTS (SELECT 1 FROM notice WHERE origin = current.document)"
)
_NAMES = (
    "SELECT document, kind, value FROM identifier"
    " WHERE document IN (SELECT value FROM json_each(?1))"
)
_OWNERS = (
    "SELECT kind, value, document FROM identifier WHERE kind = ?1"
    " AND value IN (SELECT value FROM json_each(?2)) UNION ALL"
    " SELECT kind, value, '' FROM notice WHERE kind = ?1"
    " AND value IN (SELECT value FROM json_each(?2))"
)
_BODY = "SELECT body FROM version WHERE document = ? AND hash = ?"
_FORGET = (
    "DELETE FROM current WHERE document = ?",
    "DELETE FROM record WHERE document = ?",
    "DELETE FROM abbreviation WHERE document = ?",
    "DELETE FROM identifier WHERE document = ?",
)


class _Held(NamedTuple):
    document: str
    name: str
    hash: str
    topics: str
    status: str
    added: str | None
    came: int | None


class Revisions:
    """Tells and writes them. Each method stands within a transaction of the caller."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._topics = Topics(database)

    def put(self, batch: Sequence[Prepared], searched: Searched) -> dict[str, bool]:
        """Write those among the batch; the id of each, and whether it changed anything."""
        held = self._alone(batch)
        found = {
            record.id: self._is_news(record, held[record.id])
            for record in batch
            if record.id in held
        }
        new = [record for record in batch if found.get(record.id)]
        self._forget([held[record.id] for record in new], searched)
        Newcomers(self._database).put(new, searched)
        self._database.many(
            "UPDATE current SET added = ?, came = ? WHERE document = ?",
            [(held[record.id].added, held[record.id].came, record.id) for record in new],
        )
        return found

    def _alone(self, batch: Sequence[Prepared]) -> dict[str, _Held]:
        told = Counter(key for record in batch for key in (*record.keys, *record.given))
        possible = {
            record.id: record
            for record in batch
            if not record.given
            and record.listing.edition is None
            and all(told[key] == 1 for key in record.keys)
        }
        ids = json.dumps([*possible])
        names: dict[str, set[Key]] = {id_: {*record.keys} for id_, record in possible.items()}
        for id_, kind, value in self._database.rows(_NAMES, (ids,)):
            names[id_].add((kind, value))
        owners = self._owners({key for keys in names.values() for key in keys})
        return {
            held.document: held
            for held in map(_Held._make, self._database.rows(_HELD, (ids,)))
            if _is_told_alike(possible[held.document], held)
            and all(
                owners.get(key, {held.document}) == {held.document}
                and (told[key] == 0 or key in possible[held.document].keys)
                for key in names[held.document]
            )
        }

    def _owners(self, keys: Collection[Key]) -> dict[Key, set[str]]:
        """The works that have each name; with an empty one where a notice is on it."""
        values: dict[str, list[str]] = {}
        for kind, value in keys:
            values.setdefault(kind, []).append(value)
        owners: dict[Key, set[str]] = {}
        for asked, among in values.items():
            for kind, value, owner in self._database.rows(_OWNERS, (asked, json.dumps(among))):
                owners.setdefault((kind, value), set()).add(owner)
        return owners

    def _is_news(self, record: Prepared, held: _Held) -> bool:
        """Whether it differs from what is held, which is of no later date."""
        if record.hash == held.hash:
            return False
        if record.revised is None:
            return True
        (body,) = self._database.row(_BODY, (held.document, held.hash)) or (b"",)
        revised = read_plainly(held.document, body).get("revised")
        return revised is None or not is_later(revised, record.revised)

    def _forget(self, works: Collection[_Held], searched: Searched) -> None:
        ids = [(held.document,) for held in works]
        self._topics.go(held.topics for held in works)
        for statement in _FORGET:
            self._database.many(statement, ids)
        for held in works:
            searched.take_out(held.document)


def _is_told_alike(record: Prepared, held: _Held) -> bool:
    """Whether it is the same source's word, and of the same status."""
    return (record.record, record.listing.status) == (held.name, held.status)
