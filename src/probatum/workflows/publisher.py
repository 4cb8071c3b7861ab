"""Files fetched from their publisher, a few ahead of those that are read."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from probatum.errors import SourceError, SourceUnavailable
from probatum.library.ledger import LedgerEntry
from probatum.sources.download import download, forget
from probatum.sources.md5 import md5_in, measured_md5
from probatum.sources.publisher_listing import Listed, listed
from probatum.sources.web import Web
from probatum.workflows.delivery import Offered, Series

_GONE = (404, 410)
_MOST_FAILURES = 3
"""Files in a row that a host fails to give before it is left alone."""


class Publisher:
    """Keeps the `Delivery` protocol for a ``series`` that is listed at ``addresses``.

    A file lies in ``folder`` until it is taken, and stays there with ``keep``.
    """

    def __init__(
        self,
        web: Web,
        addresses: Sequence[str],
        series: Series,
        folder: Path,
        *,
        keep: bool = False,
    ) -> None:
        self._web = web
        self._addresses = addresses
        self._series = series
        self._folder = folder
        self._keep = keep
        self._listed: dict[str, Listed] = {}
        self._stopped = threading.Event()
        self._failures = 0

    def offered(self) -> tuple[Offered, ...]:
        """Ask the publisher. Raises `SourceUnavailable`; `SourceError` when there is none."""
        names = self._series.names
        found = [file for each in self._addresses for file in listed(self._web, each, names)]
        if not found:
            raise SourceError(
                self._addresses[0],
                f"lists no file named like {self._series.example}; check the address",
            )
        found.sort(key=lambda file: self._series.order(file.name))
        self._listed = {file.name: file for file in found}
        self._clear()
        return tuple(Offered(file.name, file.size, file.address) for file in self._listed.values())

    def is_of(self, entry: LedgerEntry, file: Offered) -> bool:
        """By the size alone: asking for every MD5 each time would be a thousand requests."""
        return self._listed[file.name].may_have(entry.size)

    def fetch(self, file: Offered) -> Path:
        """From this disk where a call before has left it, else from the network."""
        try:
            path = self._fetch(self._listed[file.name])
        except SourceUnavailable as error:
            self._failures += error.status not in _GONE
            asks_for_rest = error.status is None or error.status == 429
            if self._stopped.is_set() or asks_for_rest or self._failures >= _MOST_FAILURES:
                raise
            raise SourceError(file.place, f"the publisher {error.reason}") from error
        self._failures = 0
        return path

    def _fetch(self, file: Listed) -> Path:
        path = self._folder / file.name
        self._fetch_list(file)
        md5 = self._stated(file)
        if not (path.is_file() and md5 in (None, measured_md5(path))):
            download(self._web, file.address, path, md5, self._stopped)
        if md5:
            path.with_name(f"{path.name}.md5").write_text(f"MD5({path.name})= {md5}\n", "ascii")
        return path

    def _fetch_list(self, file: Listed) -> None:
        """It is small, and may have been corrected since: fetched anew each time."""
        name = self._series.list_of(file.name) if self._series.list_of else None
        if name in file.beside:
            address = f"{file.address.removesuffix(file.name)}{name}"
            download(self._web, address, self._folder / name, stop=self._stopped)

    def _stated(self, file: Listed) -> str | None:
        """The MD5, where the publisher gives one."""
        if f"{file.name}.md5" not in file.beside:
            return None
        return self._web.get(f"{file.address}.md5", {}, _md5, seconds=0)

    def taken(self, file: Offered) -> None:
        """Delete it, and what lies of it in part."""
        if not self._keep:
            self._delete(self._folder / file.name)

    def stop(self) -> None:
        """Break off a fetch; its part stays for the next call."""
        self._stopped.set()

    def _clear(self) -> None:
        """Delete what an earlier call has left of files that the publisher no longer lists."""
        if self._keep or not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            name = path.name.removesuffix("-of").removesuffix(".part").removesuffix(".md5")
            if name not in self._listed and self._series.names.fullmatch(name):
                self._delete(path.with_name(name))

    def _delete(self, path: Path) -> None:
        names = [path.name, f"{path.name}.md5"]
        names += [self._series.list_of(path.name)] if self._series.list_of else []
        for name in names:
            forget(path.with_name(name))
            path.with_name(name).unlink(missing_ok=True)


def _md5(body: bytes) -> str:
    """Raises ``ValueError`` when there is none."""
    found = md5_in(body.decode("utf-8", "replace"))
    if not found:
        raise ValueError("no MD5")
    return found
