"""What readers see of an article: the revision that was signed, and how it stands today."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from pydantic import Field

from probatum.evidence.answer import Answer
from probatum.evidence.article import SignOff
from probatum.evidence.changed import EvidenceChange
from probatum.evidence.value import Value

_LONGEST_SLUG = 80


class Published(Value):
    """A signed revision, with the stage, caution and statuses of references as of today."""

    article: str
    answer: Answer
    revision: int
    signed: tuple[SignOff, ...]
    published_at: datetime
    changed_at: datetime
    review_due: str | None = None
    changes: tuple[EvidenceChange, ...] = Field(
        default=(), description="What became of its evidence since it was published."
    )

    @property
    def topic(self) -> str:
        """The condition it is about."""
        condition = self.answer.question.condition
        return condition.name if condition else "other"

    @property
    def slug(self) -> str:
        """Its name in an address: words of the title, then its id, which alone says which it is."""
        return f"{slug_of(self.answer.title)}-{self.article}"


def slug_of(words: str) -> str:
    """Small letters, digits and dashes: "Rectal cancer: spread" becomes "rectal-cancer-spread"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-") or "page"
