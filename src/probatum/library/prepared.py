"""A document made ready for the library, in bare values, by whoever has read it.

Making ready is most of the work of adding. It needs nothing of the library, so that many processes
can do it for the one that writes.
"""

from __future__ import annotations

import json
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from probatum.errors import LibraryError
from probatum.evidence.document import Document
from probatum.evidence.work import names_of
from probatum.library.index import Change
from probatum.library.listing import Listing
from probatum.library.notice_table import Key
from probatum.library.searchable import Searchable
from probatum.library.stored import is_true, read_back, stored


class Prepared(NamedTuple):
    """One record of a work: its bytes and all that is written of it beside them.

    `keys` are its own names, `given` those of the works that it gives notices on. `hashed` is the
    number of bytes that `hash` covers.
    """

    id: str
    record: str
    hash: str
    hashed: int
    body: bytes
    keys: tuple[Key, ...]
    given: tuple[Key, ...]
    listing: Listing
    searchable: Searchable

    @classmethod
    def of(cls, document: Document) -> Prepared:
        """Make a document ready."""
        new = stored(document)
        numbers = ((notice.pmid, notice.doi) for notice in document.gives)
        return cls(
            id=document.id,
            record=record_name(document),
            hash=new.hash,
            hashed=new.hashed,
            body=new.body(),
            keys=(("id", document.id), *names_of(document.identifiers).items()),
            given=tuple(
                (kind, value)
                for pair in numbers
                for kind, value in zip(("pmid", "doi"), pair, strict=True)
                if value
            ),
            listing=Listing.of(document),
            searchable=Searchable.of(document),
        )

    def written(self) -> bytes:
        """One line of JSON."""
        body = b2a_base64(self.body, newline=False).decode()
        place = self._fields.index("body")
        return json.dumps([*self[:place], body, *self[place + 1 :]]).encode()

    @classmethod
    def read(cls, line: bytes) -> Prepared:
        """From its line. Raises `LibraryError` when its bytes are not what was written."""
        found = cls(*json.loads(line))
        body = a2b_base64(found.body)
        if not is_true(body, found.hashed, found.hash):
            raise LibraryError(f"{found.id} was damaged on its way to the library; start again")
        return found._replace(
            body=body,
            keys=tuple((kind, value) for kind, value in found.keys),
            given=tuple((kind, value) for kind, value in found.given),
            listing=Listing(*found.listing),
            searchable=Searchable(*found.searchable),
        )

    def document(self) -> Document:
        """The document itself, read back from its bytes."""
        return read_back(self.id, self.body)


class Filled(Protocol):
    """An index that can be filled in bulk."""

    def add_prepared(self, batch: Sequence[Prepared]) -> Change:
        """Store what was made ready before, all or none; no id may occur twice."""

    def remove_all(self, documents: Iterable[str]) -> int:
        """Take those that are held out of search and lists, all or none; how many they were."""


def record_name(document: Document) -> str:
    """A source tells a work once as full text and once as abstract; so does an unknown source."""
    return f"{document.id} {document.source} {document.access}"
