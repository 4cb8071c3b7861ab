"""A document made ready for the library, in bare values, by whoever has read it.

Making ready is most of the work of adding. It needs nothing of the library, so that many processes
can do it for the one that writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec
from zlib_ng import zlib_ng

from probatum.errors import LibraryError
from probatum.evidence.document import Access, Document
from probatum.evidence.passage import stretches_of
from probatum.evidence.plain import Plain, plain
from probatum.evidence.work import NAMES
from probatum.library.index import Change
from probatum.library.listing import Listing
from probatum.library.notice_table import Key
from probatum.library.searchable import Searchable
from probatum.library.stored import read_back, written

_CHECK_BYTES = 4
_FULL = Access.FULL_TEXT


class Prepared(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One record of a work: its bytes and all that is written of it beside them.

    `keys` are its own names, `given` those of the works that it gives notices on.
    """

    id: str
    record: str
    revised: str | None
    hash: str
    body: bytes
    keys: tuple[Key, ...]
    given: tuple[Key, ...]
    listing: Listing
    searchable: Searchable

    @classmethod
    def of(cls, document: Document) -> Prepared:
        """Make a document ready."""
        return cls.told(plain(document))

    @classmethod
    def told(cls, told: Plain) -> Prepared:
        """Make ready what stands in plain values."""
        new, names, parts = written(told), told.get("identifiers", {}), stretches_of(told)
        return cls(
            id=told["id"],
            record=record_name(told["id"], told.get("source", ""), told.get("access", _FULL)),
            revised=told.get("revised"),
            hash=new.hash,
            body=new.body(),
            keys=(("id", told["id"]), *((kind, names[kind]) for kind in NAMES if kind in names)),
            given=tuple(
                (kind, notice[kind])
                for notice in told.get("gives", ())
                for kind in ("pmid", "doi")
                if kind in notice
            ),
            listing=Listing.of(told, len(parts)),
            searchable=Searchable.of(told, parts),
        )

    def packed(self) -> bytes:
        """All of it with a check sum before it, for the way to another process."""
        content = _ENCODER.encode(self)
        return zlib_ng.crc32(content).to_bytes(_CHECK_BYTES) + content

    @classmethod
    def unpacked(cls, data: bytes) -> Prepared:
        """What was packed. Raises `LibraryError` when the bytes are not the same."""
        content = data[_CHECK_BYTES:]
        if zlib_ng.crc32(content) != int.from_bytes(data[:_CHECK_BYTES]):
            raise LibraryError("a record was damaged on its way to the library; start again")
        found: Prepared = _DECODER.decode(content)
        return found

    def document(self) -> Document:
        """The document itself, read back from its bytes."""
        return read_back(self.id, self.body)


_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Prepared)


class Filled(Protocol):
    """An index that can be filled in bulk."""

    def add_prepared(self, batch: Sequence[Prepared]) -> Change:
        """Store what was made ready before, all or none; no id may occur twice."""

    def remove_all(self, documents: Iterable[str]) -> int:
        """Take those that are held out of search and lists, all or none; how many they were."""


def record_name(document: str, source: str, access: str) -> str:
    """A source tells a work once as full text and once as abstract; so does an unknown source."""
    return f"{document} {source} {access}"
