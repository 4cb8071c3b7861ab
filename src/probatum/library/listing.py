"""What the lists of a library say of a work, in bare values that need no document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from probatum.evidence.document import Document
from probatum.evidence.edition import dated, edition_of
from probatum.evidence.passage import stretches
from probatum.library.database import Row

INTO_CURRENT = (
    "INSERT INTO current (document, hash, added, changed, kind, title, topics, year, status,"
    " characters, passages, dated, review_due, edition)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INTO_TOPIC = "INSERT OR IGNORE INTO topic VALUES (?, ?)"
INTO_ABBREVIATION = "INSERT OR IGNORE INTO abbreviation VALUES (?, ?, ?)"


class Listing(NamedTuple):
    """One work as it is listed; sizes count characters and passages."""

    kind: str
    title: str
    topics: tuple[str, ...]
    year: int | None
    status: str
    characters: int
    passages: int
    dated: str | None
    review_due: str | None
    edition: str | None
    abbreviations: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, told: Document) -> Listing:
        """How a document is listed."""
        date = dated(told)
        return cls(
            kind=str(told.kind),
            title=told.title,
            topics=told.topics,
            year=int(date[:4]) if date else None,
            status=str(told.status),
            characters=len(told.text),
            passages=sum(1 for _ in stretches(told)),
            dated=date,
            review_due=told.review_due,
            edition=edition_of(told),
            abbreviations=told.abbreviations,
        )

    def current(self, name: str, hash_: str, added: str, changed: str) -> Row:
        """The row for `INTO_CURRENT`; `added` and `changed` are moments, ISO 8601."""
        told = (self.kind, self.title, json.dumps(self.topics), self.year, self.status)
        sizes = (self.characters, self.passages)
        return (
            *(name, hash_, added, changed),
            *(*told, *sizes, self.dated, self.review_due, self.edition),
        )

    def topic_rows(self, name: str) -> Iterator[Row]:
        """The rows for `INTO_TOPIC`."""
        return ((topic.lower(), name) for topic in self.topics)

    def abbreviation_rows(self, name: str) -> Iterator[Row]:
        """The rows for `INTO_ABBREVIATION`."""
        return ((short, long, name) for short, long in self.abbreviations)
