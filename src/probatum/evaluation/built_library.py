"""The library that a suite is asked of."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from probatum.evidence.document import Document
from probatum.library.embedded import EmbeddedIndex
from probatum.library.encoder import Encoder


@contextmanager
def built_library(
    name: str,
    documents: Iterable[Document],
    kept: Path | None = None,
    encoder: Encoder | None = None,
) -> Iterator[EmbeddedIndex]:
    """A library of these documents, for the time of the block.

    `kept` is a folder for the libraries that are built, so that the next run finds them. With an
    `encoder`, their passages are given vectors.
    """
    with tempfile.TemporaryDirectory(prefix="probatum-evaluate-") as scratch:
        index = EmbeddedIndex((kept or Path(scratch)) / name, create=True, encoder=encoder)
        try:
            index.add(documents)  # nothing changes where they are held already
            if encoder:
                for _ in index.fill_vectors():
                    pass
            yield index
        finally:
            index.close()
