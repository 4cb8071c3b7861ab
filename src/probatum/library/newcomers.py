"""Works that are new and that nothing else touches, written many at a time.

No record, notice or edition in the library or beside them has to do with them: each stands as it
was told, and there is nothing to settle.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain

from probatum.library.database import Database
from probatum.library.listing import INTO_ABBREVIATION, INTO_CURRENT
from probatum.library.notice_table import Key
from probatum.library.prepared import Prepared
from probatum.library.settling import Searched, now
from probatum.library.topics import Topics

_KNOWN = (
    "SELECT kind, value FROM identifier WHERE kind = ?1"
    " AND value IN (SELECT value FROM json_each(?2)) UNION ALL"
    " SELECT kind, value FROM notice WHERE kind = ?1"
    " AND value IN (SELECT value FROM json_each(?2))"
)
_KNOWN_IDS = (
    "SELECT document FROM record WHERE document IN (SELECT value FROM json_each(?1)) UNION ALL"
    " SELECT origin FROM notice WHERE origin IN (SELECT value FROM json_each(?1))"
)


class Newcomers:
    """Tells and writes them. Each method stands within a transaction of the caller."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._topics = Topics(database)

    def among(self, batch: Sequence[Prepared]) -> set[str]:
        """The ids of those that nothing touches, in the library or in the batch itself."""
        told = Counter(chain.from_iterable([record.keys + record.given for record in batch]))
        touched = self._known(told) | {key for key, times in told.items() if times > 1}
        return {
            record.id
            for record in batch
            if not record.given
            and record.listing.edition is None
            and touched.isdisjoint(record.keys)
        }

    def put(self, records: Collection[Prepared], searched: Searched) -> None:
        """Write them all."""
        many, moment = self._database.many, now()
        many(
            "INSERT OR REPLACE INTO version (document, hash, body) VALUES (?, ?, ?)",
            [(record.id, record.hash, record.body) for record in records],
        )
        many(
            "INSERT INTO record VALUES (?, ?, ?, NULL)",
            [(record.id, record.record, record.hash) for record in records],
        )
        many("INSERT OR IGNORE INTO unindexed VALUES (?)", [(record.id,) for record in records])
        many(
            INTO_CURRENT,
            [record.listing.current(record.id, record.hash, moment, moment) for record in records],
        )
        self._topics.come(record.listing.topics for record in records)
        # In the order of the tables, so that each page of them is met once.
        for statement, rows in (
            (
                INTO_ABBREVIATION,
                (row for r in records for row in r.listing.abbreviation_rows(r.id)),
            ),
            (
                "INSERT OR IGNORE INTO identifier VALUES (?, ?, ?)",
                ((*key, r.id) for r in records for key in r.keys if key != ("id", r.id)),
            ),
        ):
            many(statement, sorted(rows))
        for record in records:
            searched.put_in(record.searchable)

    def _known(self, told: Collection[Key]) -> set[Key]:
        """Those of the keys that a work of the library has, or a notice is on or comes from."""
        values: dict[str, list[str]] = {}
        for kind, value in told:
            values.setdefault(kind, []).append(value)
        known = {
            (kind, value)
            for asked, among in values.items()
            for kind, value in self._database.rows(_KNOWN, (asked, json.dumps(among)))
        }
        ids = self._database.rows(_KNOWN_IDS, (json.dumps(values.get("id", ())),))
        return known | {("id", id_) for (id_,) in ids}
