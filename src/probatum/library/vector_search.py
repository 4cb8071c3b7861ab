"""Search by vectors: what of a library is near to a text, and whether that can be asked at all.

It only ever proposes passages: a document that was removed, changed or retracted since its vectors
were made is passed over, whatever they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path

from probatum.errors import LibraryError, ModelDamaged
from probatum.evidence.document import Status
from probatum.library.encoder import Encoder
from probatum.library.index import Query, VectorStanding
from probatum.library.nearest import Near, Nearest
from probatum.library.store import Store
from probatum.library.vector_file import VectorFile

_NOT_INSTALLED = "the extra is not installed; run: pip install 'probatum[dense]'"


class VectorSearch:
    """Vectors of `encoder` in the file at `path`, which need not be there; read when first asked.

    `trouble` says why vectors that are there are not used.
    """

    def __init__(self, path: Path, encoder: Encoder | None, store: Store) -> None:
        self._path = path
        self._encoder = encoder
        self._store = store
        self.trouble: str | None = None

    def nearest(self, text: str, query: Query, limit: int) -> Sequence[Near]:
        """Passages that stand and pass the filters of `query`, best first; never raises."""
        near = self._near
        if near is None or self._encoder is None:
            return ()
        try:
            (vector,) = self._encoder.encode([text])
        except ModelDamaged as error:
            self.trouble = str(error)
            return ()
        most = limit
        while True:
            found = near.search(vector, most, frozenset(query.documents))
            stands = [one for one in found if self._passes(one, query)]
            if len(stands) >= limit or len(found) < most:
                return stands[:limit]
            most *= 4

    @cached_property
    def _near(self) -> Nearest | None:
        if not self._path.is_file():
            return None
        if self._encoder is None:
            self.trouble = _NOT_INSTALLED
            return None
        try:
            with closing(VectorFile(self._path, self._encoder)) as file:
                return Nearest(file.rows(), self._encoder.dimensions)
        except LibraryError as error:
            self.trouble = str(error)
            return None

    def _passes(self, near: Near, query: Query) -> bool:
        document, hash_ = near.of
        standing = self._store.standing(document)
        if standing is None or standing.hash != hash_:
            return False
        kind_fits = not query.kinds or standing.kind in query.kinds
        return kind_fits and (query.with_retracted or standing.status != Status.RETRACTED)

    def standing(self) -> VectorStanding | None:
        """How the vectors stand; None when there are none. Reads all of them."""
        if not self._path.is_file():
            return None
        near = self._near
        if near is None or self._encoder is None:
            return VectorStanding(trouble=self.trouble)
        return VectorStanding(
            model=f"{self._encoder.name} {self._encoder.sha256[:12]}",
            documents=sum(self._stands(*document) for document in near.documents),
        )

    def _stands(self, document: str, hash_: str) -> bool:
        standing = self._store.standing(document)
        return standing is not None and standing.hash == hash_
