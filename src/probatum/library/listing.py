"""What the lists of a library say of a work, in bare values that need no document."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

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
INTO_ABBREVIATION = "INSERT OR IGNORE INTO abbreviation VALUES (?, ?, ?)"


class Listing(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One work as it is listed: its topics as JSON, its size in characters and passages."""

    kind: str
    title: str
    topics: str
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
            topics=_WRITE(told.get("topics", ())).decode(),
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
        return (
            *(name, hash_, added, changed, self.kind, self.title, self.topics, self.year),
            *(self.status, self.characters, self.passages),
            *(self.dated, self.review_due, self.edition),
        )

    def abbreviation_rows(self, name: str) -> Iterator[Row]:
        """The rows for `INTO_ABBREVIATION`."""
        return ((short, long, name) for short, long in self.abbreviations)


def _edition(told: Plain) -> str | None:
    """Few documents have editions; only of these a `Document` is made."""
    guideline = told["kind"] == DocumentKind.GUIDELINE and "publisher" in told
    return edition_of(Document.model_validate(told)) if guideline else None


_WRITE = msgspec.json.Encoder().encode
