"""The passages whose vectors are nearest to a text's, by faiss: exact, and the same each time.

All vectors are compared, in eight bits a number: 0.06 s for a million passages, which take 0.4 GB,
for a moment twice that while they are read. No shortcut is taken, so none has to be built, and a
filter costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from probatum.library.vector_file import Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SCALE = 400.0
"""Components of a unit vector of 384 are near 0.05; those above 127/400 are cut to that."""
_ZERO = 128


class Near(NamedTuple):
    """A passage: its document's id and hash, and where it starts. A likeness of 1 is the same."""

    of: tuple[str, str]
    start: int
    likeness: float

    @property
    def document(self) -> str:
        """The id of its document."""
        return self.of[0]


def codes_of(vectors: NDArray[np.float32]) -> bytes:
    """Unit vectors, shape (passages, dimensions), as one byte a component."""
    import numpy as np

    whole = np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int16) + _ZERO
    packed: bytes = whole.astype(np.uint8).tobytes()
    return packed


class Nearest:
    """Holds `rows` in memory, a byte a component. `documents` are their ids and hashes."""

    def __init__(self, rows: Iterable[Row], dimensions: int) -> None:
        import faiss
        import numpy as np

        self.documents: list[tuple[str, str]] = []
        codes, starts, counts = bytearray(), bytearray(), []
        for row in rows:
            self.documents.append((row.document, row.hash))
            codes += row.codes
            starts += row.starts
            counts.append(len(row.starts) // 4)
        self._starts = np.frombuffer(starts, dtype="<u4")
        self._of = np.repeat(np.arange(len(counts)), counts)
        self._index = faiss.IndexScalarQuantizer(
            dimensions,
            faiss.ScalarQuantizer.QT_8bit_direct_signed,
            faiss.METRIC_INNER_PRODUCT,
        )
        faiss.copy_array_to_vector(np.frombuffer(codes, dtype=np.uint8), self._index.codes)
        self._index.ntotal = len(self._starts)

    def search(
        self, vector: NDArray[np.float32], most: int, documents: Collection[str] = ()
    ) -> list[Near]:
        """The nearest to a unit vector, best first; of those documents alone, when any are named.

        Equal ones are in the order of their documents and places.
        """
        import faiss
        import numpy as np

        parameters = None
        if documents:
            wanted = [at for at, (name, _) in enumerate(self.documents) if name in documents]
            places = np.flatnonzero(np.isin(self._of, wanted)).astype(np.int64)
            chosen = faiss.IDSelectorBatch(places)
            parameters = faiss.SearchParameters(sel=chosen)  # type: ignore[call-arg]
        asked = np.rint(vector[None] * _SCALE)  # whole numbers too, as the index reads it
        likeness, places = self._index.search(asked, most, params=parameters)
        found = [
            Near(self.documents[self._of[at]], int(self._starts[at]), float(value) / _SCALE**2)
            for value, at in zip(likeness[0], places[0], strict=True)
            if at >= 0
        ]
        return sorted(found, key=lambda near: (-near.likeness, near.of, near.start))
