"""What search takes of a document, ready for its engine, and gives back of a passage."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from probatum.evidence.document import Status
from probatum.evidence.passage import Passage, Stretch, stretches_of
from probatum.evidence.plain import Plain
from probatum.library.analysis import terms
from probatum.library.packing import packed, unpacked


def pairs_of(field: str) -> str:
    """The field of the pairs of words that stand in a field.

    Of a pair it is only known that it is there: most stand once, and a number takes as much room.
    """
    return f"{field}_pairs"


class Searchable(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One document for search: each of its passages, packed, and in JSON what it is found by.

    That is by the fields of the engine, with space between terms; see `passage_of`.
    """

    document: str
    passages: tuple[tuple[bytes, str], ...]

    @classmethod
    def of(cls, told: Plain, parts: Sequence[Stretch] | None = None) -> Searchable:
        """What search takes of a document, which may have been cut into `parts` before."""
        name, text = told["id"], told["text"]
        entry = _Entry(name, str(told["kind"]), str(told.get("status", Status.CURRENT)))
        entry.title, entry.title_pairs = terms([told["title"]])
        entry.topics, entry.topics_pairs = terms(told.get("topics", ()))
        entry.mesh, entry.mesh_pairs = terms([each["descriptor"] for each in told.get("mesh", ())])
        passages = []
        for heading, start, end in stretches_of(told) if parts is None else parts:
            stretch = text[start:end]
            entry.heading, entry.heading_pairs = terms(heading)
            entry.text, entry.text_pairs = terms([stretch])
            passage = packed(_PACK((name, heading, start, stretch)))
            passages.append((passage, _WRITE(entry).decode()))
        return cls(name, tuple(passages))


def passage_of(data: bytes) -> Passage:
    """The passage that was packed. Raises `ValueError`."""
    return Passage.of(*_UNPACK(unpacked(data)))


class _Entry(msgspec.Struct, omit_defaults=True):
    """Fields of the engine; of what is left out it has less to do, and finds the same."""

    document: str
    kind: str
    status: str
    title: str = ""
    topics: str = ""
    mesh: str = ""
    heading: str = ""
    text: str = ""
    title_pairs: str = ""
    topics_pairs: str = ""
    mesh_pairs: str = ""
    heading_pairs: str = ""
    text_pairs: str = ""


_PACK, _WRITE = msgspec.msgpack.Encoder().encode, msgspec.json.Encoder().encode
_UNPACK = msgspec.msgpack.Decoder(tuple[str, tuple[str, ...], int, str]).decode
