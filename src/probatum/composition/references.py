"""The numbered reference list of an answer, in order of first citation."""

from __future__ import annotations

from collections.abc import Mapping

from probatum.evidence.answer import Reference
from probatum.evidence.document import Document, DocumentKind

STARTER_NOTE = "for trying the software; not reviewed by a medical board"


class ReferenceList:
    """Gives each document its number the first time it is cited."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self._numbers: dict[str, Reference] = {}

    def number(self, document: str) -> int:
        """The document's number in this answer, by its id."""
        if document not in self._numbers:
            whole = self.documents[document]
            self._numbers[document] = _reference(whole, len(self._numbers) + 1)
        return self._numbers[document].number

    def entries(self) -> tuple[Reference, ...]:
        """All references, by number."""
        return tuple(self._numbers.values())


def _reference(document: Document, number: int) -> Reference:
    dated = document.published or document.updated
    summary = document.kind is DocumentKind.PRACTICAL_SUMMARY
    return Reference(
        number=number,
        document=document.id,
        kind=document.kind,
        design=document.design,
        audience=document.audience,
        title=document.title,
        authors=document.authors,
        publisher=document.publisher,
        journal=document.journal,
        year=int(dated[:4]) if dated else None,
        updated=document.updated,
        review_due=document.review_due,
        pmid=document.identifiers.pmid,
        doi=document.identifiers.doi,
        pmcid=document.identifiers.pmcid,
        url=document.identifiers.url,
        status=document.status,
        access=document.access,
        jurisdiction=document.jurisdiction,
        note=STARTER_NOTE if summary and document.publisher == "Probatum" else document.reading,
    )
