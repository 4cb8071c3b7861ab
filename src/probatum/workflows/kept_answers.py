"""Answers on a board: kept in its records, and each of them in its log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice

from probatum.errors import RecordsUnusable, UnknownAnswer
from probatum.evidence.answer import Answer
from probatum.library.answers import Answers, Kept
from probatum.records.records import KeptAnswer, Note, Records


class BoardAnswers:
    """Keeps the `Answers` protocol in `records`, for whoever asks: a person's id, or their door.

    What lies in `files`, from before there was a board, is taken over. There an answer is also kept
    while the records are out of reach, so that nobody goes without.
    """

    def __init__(self, records: Records, files: Answers, by: str, via: str) -> None:
        self._records, self._files = records, files
        self._by, self._via = by, via

    def keep(self, answer: Answer) -> str:
        """Keep an answer and enter it in the log; its name."""
        try:
            return self._records.keep_answer(answer, self._note("keep answer", answer))
        except RecordsUnusable:
            return self._files.keep(answer)

    def get(self, name: str) -> Answer:
        """The answer of that name. Raises `UnknownAnswer`, `LibraryDamaged`."""
        try:
            return self._records.kept_answer(name).answer
        except UnknownAnswer:
            return self._files.get(name)

    def recent(self, most: int | None = None) -> Iterator[Kept]:
        """The answers kept last, or all, newest first, without those that cannot be read."""
        self.take_over()
        return map(_shown, islice(self._records.kept_answers(), most))

    def last(self) -> Kept | None:
        """The one kept last of whoever asks."""
        self.take_over()
        return next(map(_shown, self._records.kept_answers(self._by)), None)

    def forget(self, name: str) -> None:
        """Delete an answer for good; the log keeps that it was. Raises `UnknownAnswer`."""
        self.take_over()
        try:
            self._records.forget_answer(name, self._note("delete answer"))
        except UnknownAnswer:
            self._files.forget(name)  # what cannot be read lies there yet

    def take_over(self) -> None:
        """Move what lies in files into the records; what cannot be read stays where it is."""
        for kept in self._files.recent():
            since = (("kept since", kept.kept_at.isoformat(timespec="seconds")),)
            note = self._note("take over answer", kept.answer, since)
            self._records.keep_answer(kept.answer, note, kept.kept_at)
            with suppress(UnknownAnswer):  # another process was quicker
                self._files.forget(kept.id)

    def _note(
        self, action: str, answer: Answer | None = None, more: tuple[tuple[str, str], ...] = ()
    ) -> Note:
        library = (("library", answer.provenance.library),) if answer else ()
        details = (("via", self._via), *library, *more)
        return Note(by=self._by, at=datetime.now(UTC), action=action, details=details)


def _shown(kept: KeptAnswer) -> Kept:
    return Kept(id=kept.id, answer=kept.answer, kept_at=kept.kept_at)
