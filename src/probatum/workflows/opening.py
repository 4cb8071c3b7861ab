"""Opening a citation: its passage as the document stands now, with the quoted words marked."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from probatum.errors import LibraryError
from probatum.evidence.claim import Citation
from probatum.evidence.document import BlockKind, Document
from probatum.evidence.passage import stretches
from probatum.evidence.value import Value
from probatum.library.index import Index


class Standing(StrEnum):
    """Where the quoted words stand today."""

    HERE = "at their place in the document"
    OLDER = "in an older version of the document"
    GONE = "no longer in the library"


class Stretch(Value):
    """Text of a block, and whether it belongs to the quote."""

    text: str
    quoted: bool


class OpenedBlock(Value):
    """A paragraph, list item or table row in stretches."""

    kind: BlockKind
    stretches: tuple[Stretch, ...]


class Opened(Value):
    """A citation and what the library has of it; without a document, only the quote is left."""

    citation: Citation
    standing: Standing
    document: Document | None = None
    version: str | None = None
    heading: tuple[str, ...] = ()
    blocks: tuple[OpenedBlock, ...] = ()


def open_citation(citation: Citation, index: Index) -> Opened:
    """The words are compared once more: only what stands at its place is marked there."""
    try:
        current = index.document(citation.document)
        if _stands(citation, current):
            return _opened(citation, current, Standing.HERE)
        for version in index.versions(citation.document):
            older = index.document(citation.document, version)
            if _stands(citation, older):
                found = _opened(citation, older, Standing.OLDER)
                return found.model_copy(update={"version": version})
    except LibraryError:
        pass
    return Opened(citation=citation, standing=Standing.GONE, heading=citation.heading)


def marked_blocks(
    document: Document, first: int, last: int, marked: tuple[int, int]
) -> tuple[OpenedBlock, ...]:
    """The blocks of ``document.text[first:last]`` with the characters of `marked` told apart."""
    return tuple(
        OpenedBlock(kind=b.kind, stretches=tuple(_stretches(document.text, b.start, b.end, marked)))
        for b in document.blocks
        if first <= b.start and b.end <= last
    )


def _stands(citation: Citation, document: Document) -> bool:
    return document.text[citation.start : citation.end] == citation.quote


def _opened(citation: Citation, document: Document, standing: Standing) -> Opened:
    inside = [
        s for s in stretches(document.blocks) if s[1] < citation.end and citation.start < s[2]
    ]
    first, last = (inside[0][1], inside[-1][2]) if inside else (citation.start, citation.end)
    return Opened(
        citation=citation,
        standing=standing,
        document=document,
        heading=inside[0][0] if inside else citation.heading,
        blocks=marked_blocks(document, first, last, (citation.start, citation.end)),
    )


def _stretches(text: str, start: int, end: int, marked: tuple[int, int]) -> Iterator[Stretch]:
    cuts = sorted({start, end, *(place for place in marked if start < place < end)})
    for here, there in pairwise(cuts):
        quoted = marked[0] <= here and there <= marked[1]
        yield Stretch(text=text[here:there], quoted=quoted)
