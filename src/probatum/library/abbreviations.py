"""The abbreviations that the documents of a library define, looked up when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from probatum.library.database import Database


class Abbreviations(Mapping[str, tuple[str, ...]]):
    """Each short form with its meanings, the most frequent first.

    A large library defines hundreds of thousands, of which a question has a few.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __getitem__(self, short: str) -> tuple[str, ...]:
        query = (
            "SELECT long FROM abbreviation WHERE short = ? GROUP BY long"
            " ORDER BY count(*) DESC, long"
        )
        if longs := self._database.rows(query, (short,)):
            return tuple(long for (long,) in longs)
        raise KeyError(short)

    def __iter__(self) -> Iterator[str]:
        for (short,) in self._database.execute("SELECT DISTINCT short FROM abbreviation"):
            yield short

    def __len__(self) -> int:
        row = self._database.row("SELECT count(DISTINCT short) FROM abbreviation")
        return int(row[0]) if row else 0
