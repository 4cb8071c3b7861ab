"""What a service sent, read by the same parsers as files."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any, Protocol


class Readable(Protocol):
    """A `pathlib.Path`, or anything else with a name that opens as bytes."""

    @property
    def name(self) -> str:
        """Short name, kept as the origin of documents; ".gz" at its end tells a packed one."""

    def open(self, mode: Any = "rb") -> IO[Any]:
        """The bytes from the beginning. Raises `OSError`."""


class Fetched:
    """Bytes in memory, and where they came from."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._data = data

    def __str__(self) -> str:
        return self.name

    def open(self, mode: Any = "rb") -> IO[Any]:
        """A stream of the bytes; only reading makes sense."""
        return BytesIO(self._data)
