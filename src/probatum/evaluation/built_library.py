"""The library that a suite is asked of."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from probatum.evidence.document import Document
from probatum.library.embedded import EmbeddedIndex


@contextmanager
def built_library(
    name: str, documents: Iterable[Document], kept: Path | None = None
) -> Iterator[EmbeddedIndex]:
    """A library of these documents, for the time of the block.

    `kept` is a folder for the libraries that are built, so that the next run finds them.
    """
    with tempfile.TemporaryDirectory(prefix="probatum-evaluate-") as scratch:
        index = EmbeddedIndex((kept or Path(scratch)) / name, create=True)
        try:
            index.add(documents)  # nothing changes where they are held already
            yield index
        finally:
            index.close()
