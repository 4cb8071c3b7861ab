"""What search takes of a document, ready for its engine, and gives back of a passage."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from probatum.evidence.document import Status
from probatum.evidence.passage import Passage, Stretch, stretches_of
from probatum.evidence.plain import Plain
from probatum.library.analysis import words


class Searchable(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One document for search: each of its passages as JSON, by the fields of the engine.

    The searched fields hold words taken apart; `passage` what `passage_of` needs.
    """

    document: str
    passages: tuple[str, ...]

    @classmethod
    def of(cls, told: Plain, parts: Sequence[Stretch] | None = None) -> Searchable:
        """What search takes of a document, which may have been cut into `parts` before."""
        name, text = told["id"], told["text"]
        entry = _Entry(
            document=name,
            kind=str(told["kind"]),
            status=str(told.get("status", Status.CURRENT)),
            title=words(told["title"]),
            topics=words(" . ".join(told.get("topics", ()))),
            mesh=words(" . ".join(entry["descriptor"] for entry in told.get("mesh", ()))),
        )
        passages = []
        for heading, start, end in stretches_of(told) if parts is None else parts:
            stretch = text[start:end]
            entry.heading = words(" . ".join(heading))
            entry.text = words(stretch)
            entry.passage = _PACK((name, heading, start, stretch))
            passages.append(_WRITE(entry).decode())
        return cls(name, tuple(passages))


def passage_of(packed: bytes) -> Passage:
    """The passage that was packed for search to give back."""
    return Passage.of(*_UNPACK(packed))


class _Entry(msgspec.Struct):
    document: str
    kind: str
    status: str
    title: str
    topics: str
    mesh: str
    heading: str = ""
    text: str = ""
    passage: bytes = b""


_PACK, _WRITE = msgspec.msgpack.Encoder().encode, msgspec.json.Encoder().encode
_UNPACK = msgspec.msgpack.Decoder(tuple[str, tuple[str, ...], int, str]).decode
