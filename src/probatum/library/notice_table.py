"""Notices that are kept for the works they name, whether these are in the library yet or not."""

from __future__ import annotations

from collections.abc import Iterable

from probatum.evidence.document import Document, Notice
from probatum.evidence.standing import NoticeOn
from probatum.library.database import Database

Key = tuple[str, str]
"""Kind of identifier ("pmid", "doi", "id") and its value."""


class NoticeTable:
    """Each notice has an origin: the list it stands in, the owner, or the work that gives it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._any = database.row("SELECT 1 FROM notice LIMIT 1") is not None

    def on(self, keys: Iterable[Key]) -> list[Notice]:
        """The notices on a work of these names, in a stable order."""
        if not self._any:
            return []
        query = "SELECT origin, notice FROM notice WHERE kind = ? AND value = ?"
        rows = {row for key in keys for row in self._database.rows(query, key)}
        return [Notice.model_validate_json(text) for _, text in sorted(rows)]

    def remember(self, notices: Iterable[NoticeOn], origin: str) -> set[Key]:
        """Add notices; the names of the works that they are on."""
        rows = [(on.kind, on.value, origin, _written(on.notice)) for on in notices]
        self._database.many("INSERT OR IGNORE INTO notice VALUES (?, ?, ?, ?)", rows)
        self._any = self._any or bool(rows)
        return {(kind, value) for kind, value, *_ in rows}

    def take_back(self, on: NoticeOn, origin: str) -> set[Key]:
        """Delete one notice."""
        self._database.execute(
            "DELETE FROM notice WHERE kind = ? AND value = ? AND origin = ? AND notice = ?",
            (on.kind, on.value, origin, _written(on.notice)),
        )
        return {(on.kind, on.value)}

    def given(self, giving: Document) -> set[Key]:
        """Keep just those that the work gives today; the names of all works that this touches."""
        before = self.forget(giving.id) if self._any else set()
        return before | self.remember(_on_others(giving), giving.id)

    def forget(self, origin: str) -> set[Key]:
        """Delete all of one origin; the names of the works that they were on."""
        rows = self._database.rows("SELECT kind, value FROM notice WHERE origin = ?", (origin,))
        if rows:
            self._database.execute("DELETE FROM notice WHERE origin = ?", (origin,))
        return {(kind, value) for kind, value in rows}


def _on_others(giving: Document) -> list[NoticeOn]:
    """Each as the work that it is on carries it: it names the work that gives it."""
    found = []
    for notice in giving.gives:
        pointing_back = Notice(
            kind=notice.kind,
            text=giving.title,
            pmid=giving.identifiers.pmid,
            doi=giving.identifiers.doi,
            date=giving.published,
        )
        if notice.pmid:
            found.append(NoticeOn(kind="pmid", value=notice.pmid, notice=pointing_back))
        if notice.doi:
            found.append(NoticeOn(kind="doi", value=notice.doi, notice=pointing_back))
    return found


def _written(notice: Notice) -> str:
    return notice.model_dump_json(exclude_defaults=True)
