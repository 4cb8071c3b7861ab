"""A report of articles whose evidence changed, and how it reads as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pydantic import Field

from probatum.evidence.changed import EvidenceChange, Words
from probatum.evidence.value import Value

_QUOTES = 3


class Concerned(Value):
    """An article, with what became of its evidence."""

    article: str
    title: str
    stage: str
    address: str | None = Field(default=None, description="Its page, where one is published.")
    changes: tuple[EvidenceChange, ...]


class Report(Value):
    """What is told at once. The same report has the same id, however often it is sent."""

    id: str = Field(pattern="^[0-9a-f]{24}$")
    at: datetime
    articles: tuple[Concerned, ...] = Field(min_length=1)

    @property
    def subject(self) -> str:
        """One line."""
        number = len(self.articles)
        return f"Evidence changed under {number} article{'s' if number > 1 else ''}"


def in_text(report: Report) -> str:
    """The report as plain text, a blank line between articles."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.subject}, as of {report.at:%Y-%m-%d %H:%M} UTC."
    yield "Approved and published articles among them went back to review."
    for one in report.articles:
        yield ""
        yield f"{one.title} ({one.article}): {one.stage}"
        if one.address:
            yield one.address
        for change in one.changes:
            yield f"- {_one_line(change.reason)}"
            yield from (f"  cited: {_told(words)}" for words in change.cited[:_QUOTES])
            if change.now:
                yield f"  now:   {_told(change.now)}"
    yield ""
    yield "Each article: probatum review show ARTICLE"


def _told(words: Words) -> str:
    return f"“{_one_line(words.quote)}” ({words.document}, {words.dated or 'undated'})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
