"""A document as bytes: written once, hashed once, and read back."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import NamedTuple

import msgspec

from probatum.errors import LibraryDamaged
from probatum.evidence.described import Description
from probatum.evidence.document import Document
from probatum.evidence.plain import Plain, plain
from probatum.library.packing import packed, unpacked

_APART = ("origin", "revised", "source")
_DESCRIPTION = msgspec.json.Decoder(Description)
_UNREADABLE = "{name} cannot be read back; remove it and add it again ({error})"


class Stored(NamedTuple):
    """SHA-256 of all that is known of a document, its JSON, and how much of it the hash covers.

    By whom, when and from which file it was read does not count in the hash.
    """

    hash: str
    json: bytes
    hashed: int

    def body(self) -> bytes:
        """The JSON, packed."""
        return packed(self.json)


def stored(document: Document) -> Stored:
    """Write a document down."""
    return written(plain(document))


def written(told: Plain) -> Stored:
    """Write down what stands in plain values."""
    content = msgspec.json.encode({name: told[name] for name in told if name not in _APART})
    apart = tuple([(name, told[name]) for name in _APART if name in told])
    start = content[:-1]  # without the closing brace
    whole = b"%b,%b" % (start, _rest(apart)) if apart else content
    return Stored(hashlib.sha256(content).hexdigest(), whole, len(start))


@lru_cache(maxsize=1 << 10)  # the records of a file say the same, but for some days
def _rest(apart: tuple[tuple[str, object], ...]) -> bytes:
    return json.dumps(dict(apart)).encode()[1:]


def content_hash(document: Document) -> str:
    """The hash alone."""
    return stored(document).hash


def read_back(name: str, body: bytes) -> Document:
    """The document of `body`. Raises `LibraryDamaged`."""
    try:
        return Document.model_validate_json(unpacked(body))
    except ValueError as error:
        raise LibraryDamaged(_UNREADABLE.format(name=name, error=error)) from error


def described_in(name: str, body: bytes) -> Description:
    """What of the document of `body` ranks and appraises it. Raises `LibraryDamaged`."""
    try:
        return _DESCRIPTION.decode(unpacked(body))
    except ValueError as error:
        raise LibraryDamaged(_UNREADABLE.format(name=name, error=error)) from error


def read_plainly(name: str, body: bytes) -> Plain:
    """The same in plain values, unchecked. Raises `LibraryDamaged`."""
    try:
        told: Plain = msgspec.json.decode(unpacked(body))
    except ValueError as error:
        raise LibraryDamaged(_UNREADABLE.format(name=name, error=error)) from error
    return told
