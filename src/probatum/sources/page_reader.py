"""The protocol of what reads single pages of the network."""

from __future__ import annotations

import hashlib
from typing import NamedTuple, Protocol


class Page(NamedTuple):
    """What an address holds, with a file name whose ending tells what the bytes are."""

    address: str
    name: str
    data: bytes
    etag: str
    modified: str

    @property
    def content(self) -> str:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


class PageReader(Protocol):
    """Reads single pages."""

    def page(self, address: str, etag: str = "", modified: str = "") -> Page | None:
        """The page; None when it is still the one of that ETag or Last-Modified.

        Raises `SourceUnavailable`, `ClosedPage`, and `SourceError` for what is no document.
        """

    def list(self, address: str) -> bytes:
        """A list of pages. Raises `SourceUnavailable`, `ClosedPage`."""

    def lists(self, address: str) -> tuple[str, ...]:
        """The addresses of the lists of pages that the site names. Raises `SourceUnavailable`."""
