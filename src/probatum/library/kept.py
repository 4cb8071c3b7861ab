"""Figures over a whole library, worked out once and kept until something changes.

Every question needs some of them, and at a million documents each takes seconds to work out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

import msgspec

from probatum.errors import LibraryBusy
from probatum.library.database import Database

_Figure = TypeVar("_Figure", str, list[int], dict[str, int])


class Kept:
    """Keeps them in the table ``about``, as JSON."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def figure(self, name: str, work_out: Callable[[], _Figure]) -> _Figure:
        """What is kept under a name, or else worked out now, and kept if nobody is writing."""
        row = self._database.row("SELECT value FROM about WHERE key = ?", (f"kept {name}",))
        if row:
            found: _Figure = msgspec.json.decode(row[0])
            return found
        try:
            # Within the transaction nobody can change what the figure is about.
            with self._database.transaction(wait=False):
                found = work_out()
                self._database.execute(
                    "INSERT OR REPLACE INTO about VALUES (?, ?)",
                    (f"kept {name}", json.dumps(found)),
                )
        except LibraryBusy:
            found = work_out()
        return found

    def forget(self) -> None:
        """Called within every transaction that changes documents."""
        self._database.execute("DELETE FROM about WHERE key LIKE 'kept %'")
