"""Where documents came from and when one last looked there: the ways back, for keeping current.

They lie beside the documents in a file of their own, ``origins.sqlite``. An origin is entered after
its documents are stored; a process killed before that looks at it once more, which changes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from probatum.errors import LibraryDamaged
from probatum.evidence.value import Value

_SCHEMA = """
CREATE TABLE IF NOT EXISTS origin (
    collector TEXT NOT NULL, address TEXT NOT NULL, state TEXT NOT NULL, checked TEXT NOT NULL,
    told TEXT NOT NULL, PRIMARY KEY (collector, address)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS look (
    service TEXT NOT NULL, document TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (service, document)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS run (began TEXT PRIMARY KEY, told TEXT NOT NULL) WITHOUT ROWID;
"""
_ORIGINS = "SELECT told FROM origin WHERE"


class OriginState(StrEnum):
    """How an origin was found when one last looked."""

    HELD = "held"
    GONE = "gone"
    REFUSED = "refused"


class Origin(Value):
    """A page or file, what one needs to ask whether it changed, and the documents it gave."""

    collector: str = Field(description='Who looks at it: "pdq", "guidelines", "watch /folder".')
    address: str
    state: OriginState = OriginState.HELD
    checked: str = Field(description="ISO 8601, UTC, to the second.")
    documents: tuple[str, ...] = ()
    reason: str = Field(default="", description="Why it was refused, or is gone.")
    listed: str = Field(default="", description="Change mark of a list of pages, or of a file.")
    etag: str = ""
    modified: str = Field(default="", description="Last-Modified, as the host sent it.")
    content: str = Field(default="", description="SHA-256 of the bytes.")
    stated: tuple[tuple[str, str], ...] = Field(
        default=(), description="Facts that the owner stated of it."
    )


class Run(Value):
    """One round of refreshing: when it began and what it found."""

    began: str
    looked_at: int
    revised: int
    unreachable: tuple[tuple[str, str], ...] = ()


class Origins:
    """Opens or makes the file in the library's folder. Raises `LibraryDamaged`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "origins.sqlite"
        self._connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            self._connection.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            self.close()
            raise LibraryDamaged(
                f"{path} is no file of origins ({error}); take it away and collect again"
            ) from error

    def of(self, collector: str) -> dict[str, Origin]:
        """Every origin of a collector, by address."""
        rows = self._connection.execute(f"{_ORIGINS} collector = ? ORDER BY address", (collector,))
        return {origin.address: origin for origin in map(_origin, rows)}

    def stale(self, collector: str, before: str) -> tuple[Origin, ...]:
        """Those last looked at before a moment, the longest ago first."""
        query = f"{_ORIGINS} collector = ? AND checked < ? ORDER BY checked, address"
        return tuple(map(_origin, self._connection.execute(query, (collector, before))))

    def gone(self) -> tuple[Origin, ...]:
        """Those that are no longer where they were; their documents are kept."""
        query = f"{_ORIGINS} state = ? ORDER BY collector, address"
        return tuple(map(_origin, self._connection.execute(query, (OriginState.GONE,))))

    def enter(self, origin: Origin) -> None:
        """Write down how it was found."""
        told = origin.model_dump_json(exclude_defaults=True)
        row = (origin.collector, origin.address, origin.state, origin.checked, told)
        self._connection.execute("INSERT OR REPLACE INTO origin VALUES (?, ?, ?, ?, ?)", row)

    def forget(self, origin: Origin) -> None:
        """Strike it out."""
        query = "DELETE FROM origin WHERE collector = ? AND address = ?"
        self._connection.execute(query, (origin.collector, origin.address))

    def looks(self, service: str) -> dict[str, str]:
        """When a service was last asked about each document."""
        query = "SELECT document, at FROM look WHERE service = ?"
        return dict(self._connection.execute(query, (service,)))

    def looked(self, service: str, documents: Iterable[str], at: str) -> None:
        """The service was asked about these."""
        rows = [(service, document, at) for document in documents]
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT OR REPLACE INTO look VALUES (?, ?, ?)", rows)
        self._connection.execute("COMMIT")

    def ran(self, run: Run) -> None:
        """Write down a round of refreshing."""
        row = (run.began, run.model_dump_json())
        self._connection.execute("INSERT OR REPLACE INTO run VALUES (?, ?)", row)

    def last_run(self) -> Run | None:
        """The latest round."""
        query = "SELECT told FROM run ORDER BY began DESC LIMIT 1"
        row = self._connection.execute(query).fetchone()
        return Run.model_validate_json(row[0]) if row else None

    def close(self) -> None:
        """Release the file."""
        self._connection.close()


def _origin(row: tuple[str]) -> Origin:
    return Origin.model_validate(json.loads(row[0]))


def moment() -> str:
    """Now, ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
