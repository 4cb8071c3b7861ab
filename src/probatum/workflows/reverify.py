"""Verifying an answer of our own again: does every quote still stand where it stood."""

from __future__ import annotations

from probatum.errors import UnknownDocument
from probatum.evidence.answer import Answer
from probatum.evidence.checked import (
    CheckedClaim,
    ForeignClaim,
    ForeignReference,
    Report,
    ResolvedReference,
)
from probatum.evidence.claim import Claim
from probatum.evidence.document import Document, Status
from probatum.library.index import Index
from probatum.readers.rewording import Documents, verified
from probatum.retrieval.vocabulary_files import abbreviations
from probatum.verification.verifier import verify


def reverify(answer: Answer, index: Index) -> Report:
    """The report on an answer in our JSON, against the library as it is now."""
    documents: dict[str, Document] = {}
    for reference in answer.references:
        try:
            documents[reference.document] = index.document(reference.document)
        except UnknownDocument:
            continue
    return Report(
        title=answer.title,
        claims=tuple(_checked(_verified(claim, documents)) for claim in answer.claims()),
        references=tuple(
            ResolvedReference(
                reference=ForeignReference(key=str(reference.number), text=reference.title),
                document=reference.document if reference.document in documents else None,
                title=reference.title,
                kind=reference.kind,
                problems=_problems(documents.get(reference.document)),
            )
            for reference in answer.references
        ),
        library=index.snapshot(),
    )


def _verified(claim: Claim, documents: dict[str, Document]) -> Claim:
    """What was put into words for a reader is read as it was then."""
    if claim.original:
        return verified(claim, Documents(documents, abbreviations()), verify)
    return verify(claim, documents)


def _checked(claim: Claim) -> CheckedClaim:
    cited = tuple(dict.fromkeys(str(citation.reference) for citation in claim.citations))
    first = claim.citations[0] if claim.citations else None
    return CheckedClaim(
        claim=ForeignClaim(text=claim.text, heading=claim.label or "", cited=cited),
        verdict=claim.verdict,
        reasons=claim.reasons,
        document=first.document if first else None,
        quote=first.quote if first else "",
    )


def _problems(document: Document | None) -> tuple[str, ...]:
    if document is None:
        return ("no longer in the library",)
    if document.status is not Status.CURRENT:
        return (f"the work is {document.status.value}",)
    return ()
