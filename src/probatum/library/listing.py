"""What the lists of a library say of a work, in bare values that need no document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from probatum.evidence.document import Document, DocumentKind, Status
from probatum.evidence.edition import edition_of
from probatum.evidence.passage import stretches_of
from probatum.evidence.plain import Plain
from probatum.library.database import Row

INTO_CURRENT = (
    "INSERT INTO current (document, hash, added, changed, kind, title, topics, year, status,"
    " characters, passages, dated, review_due, edition, came, change)"
    " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, change, change"
    " FROM (SELECT max(change) AS change FROM latest)"
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
    def of(cls, told: Plain, passages: int | None = None) -> Listing:
        """How a document is listed; its passages are counted unless their number is given."""
        date = told.get("updated") or told.get("published")
        return cls(
            kind=str(told["kind"]),
            title=told["title"],
            topics=tuple(told.get("topics", ())),
            year=int(date[:4]) if date else None,
            status=str(told.get("status", Status.CURRENT)),
            characters=len(told["text"]),
            passages=len(stretches_of(told)) if passages is None else passages,
            dated=date,
            review_due=told.get("review_due"),
            edition=_edition(told),
            abbreviations=tuple((short, long) for short, long in told.get("abbreviations", ())),
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


def _edition(told: Plain) -> str | None:
    """Few documents have editions; only of these a `Document` is made."""
    guideline = told["kind"] == DocumentKind.GUIDELINE and "publisher" in told
    return edition_of(Document.model_validate(told)) if guideline else None
