"""A passage: a stretch of a document that search finds and a citation opens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import Field

from probatum.evidence.document import Block, BlockKind, Document
from probatum.evidence.plain import Plain
from probatum.evidence.value import Value

PASSAGE_CHARACTERS = 1400
"""A passage takes whole blocks under one heading until it would pass this length."""


class Passage(Value):
    """``document.text[start:end]`` under one heading path; ``text`` is that stretch itself."""

    id: str = Field(description="Document id, '#', start, '-', end.")
    document: str
    heading: tuple[str, ...] = ()
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str = Field(min_length=1)
    text_hash: str = Field(pattern=r"^[0-9a-f]{64}$")

    @classmethod
    def of(cls, document: str, heading: tuple[str, ...], start: int, text: str) -> Passage:
        """The passage of the document of that id that begins at `start` and reads `text`."""
        end = start + len(text)
        return cls(
            id=f"{document}#{start}-{end}",
            document=document,
            heading=heading,
            start=start,
            end=end,
            text=text,
            text_hash=hashlib.sha256(text.encode()).hexdigest(),
        )


def passages(document: Document) -> tuple[Passage, ...]:
    """Cut a document into passages, in reading order, covering every block exactly once."""
    return tuple(
        Passage.of(document.id, heading, start, document.text[start:end])
        for heading, start, end in stretches(document.blocks)
    )


class Laid(NamedTuple):
    """A block that stands in plain values (`probatum.evidence.plain`), unchecked."""

    kind: str
    heading: tuple[str, ...]
    start: int
    end: int

    @classmethod
    def of(cls, block: Plain) -> Laid:
        """What the values say; a kind and a heading may be left out."""
        kind = block.get("kind", BlockKind.PARAGRAPH)
        return cls(kind, tuple(block.get("heading", ())), block["start"], block["end"])


Stretch = tuple[tuple[str, ...], int, int]
"""Heading path, start and end of a passage."""


def stretches_of(told: Plain) -> list[Stretch]:
    """The passages of a document in plain values."""
    return [*stretches(map(Laid.of, told["blocks"]))]


def stretches(blocks: Iterable[Block | Laid]) -> Iterator[Stretch]:
    """The passages that the blocks of a document make."""
    group: list[Block | Laid] = []
    for block in blocks:
        if group and not _joins(group, block):
            yield group[0].heading, group[0].start, group[-1].end
            group = []
        group.append(block)
    if group:
        yield group[0].heading, group[0].start, group[-1].end


def _joins(group: list[Block | Laid], block: Block | Laid) -> bool:
    return group[-1].heading == block.heading and (
        block.end - group[0].start <= PASSAGE_CHARACTERS
        # A list is not parted from the sentence that introduces it.
        or (block.kind == BlockKind.LIST_ITEM and len(group) == 1)
    )
