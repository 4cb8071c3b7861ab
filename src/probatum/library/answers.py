"""The protocol of a shelf of answers: what was answered once can be opened again, unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from probatum.evidence.answer import Answer
from probatum.evidence.value import Value


class Kept(Value):
    """An answer, the name it is kept under, and when it was put there."""

    id: str
    answer: Answer
    kept_at: datetime


class Answers(Protocol):
    """An answer's name is made from all that it says: the same name never opens another answer."""

    def keep(self, answer: Answer) -> str:
        """Keep an answer; its name. Keeping it twice changes nothing."""

    def get(self, name: str) -> Answer:
        """The answer of that name. Raises `UnknownAnswer`, `LibraryDamaged`."""

    def recent(self, most: int | None = None) -> Iterator[Kept]:
        """The answers kept last, or all, newest first, without those that cannot be read."""

    def last(self) -> Kept | None:
        """The one kept last of whoever asks, as far as that was written down."""

    def forget(self, name: str) -> None:
        """Delete an answer for good. Raises `UnknownAnswer`."""
