"""What of the cited documents no longer stands as it did when the answer was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from probatum.composition.counterpart import Counterparts
from probatum.errors import UnknownDocument
from probatum.evidence.answer import Answer, Reference
from probatum.evidence.changed import ChangeKind, EvidenceChange, Words
from probatum.evidence.document import Document, NoticeKind, Status
from probatum.library.index import Index

_SAID_BY = {
    Status.RETRACTED: NoticeKind.RETRACTION,
    Status.SUPERSEDED: NoticeKind.REPLACED_BY,
    Status.OF_CONCERN: NoticeKind.EXPRESSION_OF_CONCERN,
    Status.CORRECTED: NoticeKind.CORRECTION,
}


class Standing:
    """How cited documents stand in a library, each read once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._fallen: dict[str, Document] = {}
        self._successors: dict[str, Counterparts | None] = {}

    def look(self, name: str) -> Document | None:
        """The document when it does not stand as it did; raises `UnknownDocument`."""
        if self._index.summary(name).status is Status.CURRENT:
            return None
        self._fallen[name] = self._index.document(name)
        return self._fallen[name]

    def changes(self, answer: Answer, now: datetime) -> Iterator[EvidenceChange]:
        """One for each reference whose status the answer does not say yet."""
        for reference in answer.references:
            document = self._fallen.get(reference.document)
            if document is not None and document.status is not reference.status:
                yield self._change(answer, reference, document, now)

    def _change(
        self, answer: Answer, reference: Reference, document: Document, now: datetime
    ) -> EvidenceChange:
        cited = tuple(_cited(answer, reference, document))
        notice = _notice(document)
        facing = self._facing(document, cited[0].quote) if cited else None
        return EvidenceChange(
            kind=ChangeKind(document.status.value),
            at=now,
            reference=reference.number,
            document=document.id,
            title=document.title,
            before=reference.status,
            notice=notice,
            cited=cited,
            now=facing,
            reason=_in_words(reference.number, document, notice, len(cited)),
        )

    def _facing(self, document: Document, quote: str) -> Words | None:
        """What the document that replaces it says of the same, when it is in the library."""
        replaced_by = _given(document, NoticeKind.REPLACED_BY)
        if replaced_by is None:
            return None
        if document.id not in self._successors:
            self._successors[document.id] = self._successor(replaced_by)
        successor = self._successors[document.id]
        return successor.of(quote) if successor else None

    def _successor(self, name: str) -> Counterparts | None:
        try:
            return Counterparts(self._index.document(name))
        except UnknownDocument:
            return None


def _cited(answer: Answer, reference: Reference, document: Document) -> Iterator[Words]:
    """What rests on it, each once."""
    places = {
        (citation.start, citation.end): citation
        for claim in answer.claims()
        for citation in claim.citations
        if citation.reference == reference.number
    }
    for (start, end), citation in places.items():
        yield Words(
            document=document.id,
            title=document.title,
            quote=citation.quote,
            start=start,
            end=end,
            heading=citation.heading,
            dated=reference.updated or (str(reference.year) if reference.year else None),
            level=reference.level,
        )


def _given(document: Document, kind: NoticeKind | None) -> str | None:
    given = next((one for one in reversed(document.notices) if one.kind is kind), None)
    return given.text if given else None


def _notice(document: Document) -> str:
    """The notice that made it so, as far as it says: its text, number and date."""
    kind = _SAID_BY.get(document.status)
    given = next((one for one in reversed(document.notices) if one.kind is kind), None)
    if given is None:
        return ""
    number = f"PMID {given.pmid}" if given.pmid else f"doi:{given.doi}" if given.doi else ""
    return ", ".join(part for part in (given.text, number, given.date or "") if part)


def _in_words(reference: int, document: Document, notice: str, number: int) -> str:
    said = f" ({notice})" if notice else ""
    rests = "one quotation rests" if number == 1 else f"{number} quotations rest"
    what = f"{document.title.rstrip('.')} is now {document.status}{said}"
    return f"Reference {reference}, {what}; {rests} on it."


def as_it_stands(reference: Reference, changes: Mapping[str, EvidenceChange]) -> Reference:
    """The reference with the status that a change gives it."""
    change = changes.get(reference.document)
    if change is None or change.kind is ChangeKind.NEWER:
        return reference
    return reference.model_copy(update={"status": Status(change.kind.value)})
