"""After a command that may have changed the library, the log of the board says so."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from probatum.errors import LibraryBusy, NoLibrary
from probatum.interfaces.cli.acting import VIA
from probatum.settings import settings
from probatum.wiring import has_board, open_library, records
from probatum.workflows.library_log import enter_library

CHANGING = {"add", "remove", "collect", "update", "notices", "supersede", "watch"}
"""Commands of ``probatum library`` after which evidence may be another."""


def enter_change(folder: Path | None) -> None:
    """Enter the library as it is now. While another process fills it, that one will."""
    chosen = settings(folder)
    if not has_board(chosen):
        return
    with (
        suppress(NoLibrary, LibraryBusy),
        closing(open_library(chosen)) as index,
        records(chosen) as opened,
    ):
        enter_library(opened, index, VIA, datetime.now(UTC))
