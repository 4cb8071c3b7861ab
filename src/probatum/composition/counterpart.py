"""The sentence of another document that says the same as a quote, or nearly."""

from __future__ import annotations

from collections.abc import Iterator

from probatum.composition.likeness import Likeness, tokens
from probatum.evidence.changed import Words
from probatum.evidence.document import Document
from probatum.evidence.passage import Passage, passages
from probatum.evidence.sentences import sentence_spans

LEAST_SHARED = 0.5
"""Share of the weight of a quote's words that its counterpart must have."""


class Counterparts:
    """The sentences of a document, to be compared with quotes of another."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sentences = tuple(_sentences(document))
        self._likeness = Likeness(
            tokens(self._text(start, end)) for _, start, end in self._sentences
        )

    def of(self, quote: str) -> Words | None:
        """The one that shares most words; none, when too few are shared."""
        wanted = tokens(quote)
        best, found = LEAST_SHARED, None
        for passage, start, end in self._sentences:
            shared = self._likeness.share(wanted, tokens(self._text(start, end)))
            if shared > best:
                best, found = shared, (passage, start, end)
        return self._words(*found) if found else None

    def _text(self, start: int, end: int) -> str:
        return self._document.text[start:end]

    def _words(self, passage: Passage, start: int, end: int) -> Words:
        return Words(
            document=self._document.id,
            title=self._document.title,
            quote=self._text(start, end),
            start=start,
            end=end,
            heading=passage.heading,
            dated=self._document.updated or self._document.published,
        )


def _sentences(document: Document) -> Iterator[tuple[Passage, int, int]]:
    for passage in passages(document):
        for start, end in sentence_spans(passage.text):
            yield passage, passage.start + start, passage.start + end
