"""What readers see of an article: the revision that was signed, and how it stands today."""

from __future__ import annotations

from datetime import datetime

from probatum.evidence.answer import Answer
from probatum.evidence.article import SignOff
from probatum.evidence.value import Value


class Published(Value):
    """A signed revision, with the stage, caution and statuses of references as of today."""

    article: str
    answer: Answer
    revision: int
    signed: tuple[SignOff, ...]
    published_at: datetime
    changed_at: datetime
    review_due: str | None = None

    @property
    def topic(self) -> str:
        """The condition it is about."""
        condition = self.answer.question.condition
        return condition.name if condition else "other"
