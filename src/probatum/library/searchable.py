"""What search takes of a document, ready for its engine, and gives back of a passage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from probatum.evidence.document import Status
from probatum.evidence.passage import Passage, Stretch, stretches_of
from probatum.evidence.plain import Plain
from probatum.library.analysis import terms
from probatum.library.packing import packed, unpacked

_REMEMBERED = 1 << 15  # as many as MeSH has descriptors


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
        title = _Terms.of(told["title"])
        topics = _Terms.of_all(told.get("topics", ()))
        mesh = _Terms.of_all([entry["descriptor"] for entry in told.get("mesh", ())])
        entry = _Entry(
            document=name,
            kind=str(told["kind"]),
            status=str(told.get("status", Status.CURRENT)),
            title=title.words,
            topics=topics.words,
            mesh=mesh.words,
            title_pairs=title.pairs,
            topics_pairs=topics.pairs,
            mesh_pairs=mesh.pairs,
        )
        passages = []
        for heading, start, end in stretches_of(told) if parts is None else parts:
            stretch = text[start:end]
            above, said = _Terms.of_all(heading), _Terms.of(stretch)
            entry.heading, entry.text = above.words, said.words
            entry.heading_pairs, entry.text_pairs = above.pairs, said.pairs
            passage = packed(_PACK((name, heading, start, stretch)))
            passages.append((passage, _WRITE(entry).decode()))
        return cls(name, tuple(passages))


def passage_of(data: bytes) -> Passage:
    """The passage that was packed. Raises `ValueError`."""
    return Passage.of(*_UNPACK(unpacked(data)))


class _Terms(NamedTuple):
    """What a field of a passage is found by."""

    words: str
    pairs: str

    @classmethod
    def of(cls, text: str) -> _Terms:
        """The terms of one text."""
        return cls(*terms(text))

    @classmethod
    def of_all(cls, names: Sequence[str]) -> _Terms:
        """The terms of several that stand on many documents; words of two make no pair."""
        if len(names) < 2:
            return _terms(names[0]) if names else cls("", "")
        words, pairs = zip(*map(_terms, names), strict=True)
        found = dict.fromkeys(" ".join(pairs).split())
        return cls(" ".join(filter(None, words)), " ".join(found))


_terms = lru_cache(_REMEMBERED)(_Terms.of)


class _Entry(msgspec.Struct):
    document: str
    kind: str
    status: str
    title: str
    topics: str
    mesh: str
    heading: str = ""
    text: str = ""
    title_pairs: str = ""
    topics_pairs: str = ""
    mesh_pairs: str = ""
    heading_pairs: str = ""
    text_pairs: str = ""


_PACK, _WRITE = msgspec.msgpack.Encoder().encode, msgspec.json.Encoder().encode
_UNPACK = msgspec.msgpack.Decoder(tuple[str, tuple[str, ...], int, str]).decode
