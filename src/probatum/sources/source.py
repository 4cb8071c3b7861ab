"""The protocol every source keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from probatum.evidence.document import Document


class Source(Protocol):
    """Reads one format. Found by the entry point group ``probatum.sources``."""

    name: str
    """Short name for messages: "pubmed"."""

    general: bool
    """Whether it reads a file format of many uses (any PDF, any Markdown): such are asked last."""

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the file is of this format, by its name and first 4,096 (unpacked) bytes."""

    def read(self, path: Path) -> Iterator[Document]:
        """The documents of a file, in its order. Raises `SourceError` with path and reason."""
