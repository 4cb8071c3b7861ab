"""A change in what an article rests on: what was cited, and what there is now, side by side."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Status
from probatum.evidence.value import Value


class ChangeKind(StrEnum):
    """What happened. The first four are statuses of a cited document."""

    RETRACTED = Status.RETRACTED.value
    OF_CONCERN = Status.OF_CONCERN.value
    CORRECTED = Status.CORRECTED.value
    SUPERSEDED = Status.SUPERSEDED.value
    CURRENT = Status.CURRENT.value
    NEWER = "newer evidence"


class Words(Value):
    """Words of a document, at their place: ``quote == text[start:end]``."""

    document: str
    title: str
    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    heading: tuple[str, ...] = ()
    dated: PartialDate | None = None
    level: int | None = Field(default=None, description="Oxford 2011, by design alone.")


class EvidenceChange(Value):
    """One change, found once. `cited` are the article's words, `now` those that face them."""

    kind: ChangeKind
    at: datetime
    reference: int | None = Field(default=None, description="Number of the cited reference.")
    document: str = Field(description="The cited document, or the one that is newer.")
    title: str
    facet: str = Field(default="", description="The part of the question it bears on.")
    before: Status | None = Field(default=None, description="Status until now.")
    notice: str = Field(default="", description="What the notice says, its number and date.")
    cited: tuple[Words, ...] = Field(default=(), description="What the article quotes, in order.")
    now: Words | None = None
    reason: str = Field(description="All of it in a sentence.")
