"""The files of a publisher, wherever they come from."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from probatum.library.ledger import LedgerEntry


class Offered(NamedTuple):
    """A file that can be had: its name, its size in bytes as far as known, its place in words."""

    name: str
    size: int
    place: str


class Series(NamedTuple):
    """Files of one kind: what their whole names match, an example, and how names are sorted.

    ``list_of`` gives the name of the list that may come with a file.
    """

    names: re.Pattern[str]
    example: str
    order: Callable[[str], tuple[str, ...]] = lambda name: (name,)
    list_of: Callable[[str], str] | None = None


class Delivery(Protocol):
    """A folder of files, or a publisher's own folder on the web."""

    def offered(self) -> tuple[Offered, ...]:
        """Every file once, in the order in which they must be added. Raises when there is none."""

    def is_of(self, entry: LedgerEntry, file: Offered) -> bool:
        """Whether the entry tells of the file that is offered now, unchanged."""

    def fetch(self, file: Offered) -> Path:
        """The file on this disk, whole as far as can be known before it is read.

        Raises `SourceError` when this one cannot be had, `SourceUnavailable` when no other could
        be either. Called from one thread at a time.
        """

    def taken(self, file: Offered) -> None:
        """It is not needed any more."""

    def stop(self) -> None:
        """Nothing more is needed; a call of `fetch` that goes on ends soon."""
