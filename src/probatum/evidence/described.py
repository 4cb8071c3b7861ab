"""What of a document ranks its passages and appraises them; what else is known is to be shown.

A question reads some hundred documents and shows ten. To check and build all of each would take a
quarter of the time of an answer.
"""

from __future__ import annotations

import msgspec

from probatum.evidence.document import (
    Audience,
    BlockKind,
    Document,
    DocumentKind,
    Status,
    StudyDesign,
)


class DescribedBlock(msgspec.Struct, frozen=True, gc=False):
    """See `Block`."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    heading: tuple[str, ...] = ()


class Description(msgspec.Struct, frozen=True, gc=False):
    """See `Document`, whose fields of the same names these are."""

    id: str
    kind: DocumentKind
    title: str
    text: str
    blocks: tuple[DescribedBlock, ...]
    topics: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    jurisdiction: str | None = None
    audience: Audience = Audience.PROFESSIONAL
    design: StudyDesign | None = None
    status: Status = Status.CURRENT
    abbreviations: tuple[tuple[str, str], ...] = ()


Described = Document | Description
