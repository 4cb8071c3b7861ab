"""Files of a publisher that lie in a folder, with their MD5 beside them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from probatum.errors import SourceError
from probatum.library.ledger import LedgerEntry
from probatum.sources.md5 import measured_md5, stated_md5
from probatum.workflows.delivery import Offered, Series


class Folder:
    """Keeps the `Delivery` protocol for what lies in ``folder`` and below.

    Copies of one file in several places count as one.
    """

    def __init__(self, folder: Path, series: Series) -> None:
        self._folder = folder
        self._series = series
        found = [path for path in folder.rglob("*") if series.names.fullmatch(path.name)]
        found.sort(key=lambda path: (series.order(path.name), path))
        groups = groupby(filter(Path.is_file, found), key=lambda path: path.name)
        self._copies = {name: tuple(copies) for name, copies in groups}

    def offered(self) -> tuple[Offered, ...]:
        """Raises `SourceError` when there is none."""
        if not self._copies:
            raise SourceError(
                self._folder,
                f"holds no file named like {self._series.example}; fetch some from the publisher",
            )
        return tuple(
            Offered(name, copies[0].stat().st_size, str(copies[0]))
            for name, copies in self._copies.items()
        )

    def is_of(self, entry: LedgerEntry, file: Offered) -> bool:
        """Whether a copy has the size and the MD5 that were taken."""
        return any(
            copy.stat().st_size == entry.size
            and entry.md5 == (stated_md5(copy) or measured_md5(copy))
            for copy in self._copies[file.name]
        )

    def fetch(self, file: Offered) -> Path:
        """The copy that its MD5 vouches for. Raises `SourceError` when whole ones differ."""
        copies = self._copies[file.name]
        if len(copies) == 1:
            return copies[0]
        measured = {copy: measured_md5(copy) for copy in copies}
        stated = {copy: stated_md5(copy) for copy in copies}
        whole = _by_sum((md5, copy) for copy, md5 in measured.items() if stated[copy] == md5)
        unchecked = _by_sum((md5, copy) for copy, md5 in measured.items() if stated[copy] is None)
        chosen = whole or unchecked or {"": copies[0]}
        if len(chosen) > 1:
            one, other = sorted(chosen.values())[:2]
            raise SourceError(other, f"differs from {one} of the same name; take one of them away")
        return next(iter(chosen.values()))

    def taken(self, file: Offered) -> None:
        """The owner's files stay where they are."""

    def stop(self) -> None:
        """Nothing goes on."""


def _by_sum(copies: Iterable[tuple[str, Path]]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for md5, copy in copies:
        found.setdefault(md5, copy)
    return found
