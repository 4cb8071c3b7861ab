"""How many documents of a library are about each topic, counted as they come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from probatum.library.database import Database

_COME = (
    "INSERT INTO topic VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET documents = documents + excluded.documents"
)
_GO = "UPDATE topic SET documents = documents - ?2 WHERE name = ?1"
_GONE = "DELETE FROM topic WHERE name = ?1 AND documents < 1"


class Topics:
    """The table ``topic``. What is listed is the topics of a document in JSON, as ``current`` has.

    Of topics that differ in capitals alone a document counts once.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def come(self, listed: Iterable[str]) -> None:
        """Count in the topics of documents that now stand."""
        self._database.many(_COME, sorted(_counted(listed).items()))

    def go(self, listed: Iterable[str]) -> None:
        """Count out those of documents that stand no longer."""
        counts = _counted(listed)
        self._database.many(_GO, [*counts.items()])
        self._database.many(_GONE, [(name,) for name in counts])

    def counts(self) -> dict[str, int]:
        """The number of documents by topic, in small letters."""
        return dict(self._database.rows("SELECT name, documents FROM topic"))


def _counted(listed: Iterable[str]) -> Counter[str]:
    return Counter(name for topics in listed for name in {t.lower() for t in _LIST(topics)})


_LIST = msgspec.json.Decoder(list[str]).decode
