"""Whether the quote is at its stored place, byte for byte, and the claim says no more."""

from __future__ import annotations

from probatum.evidence.claim import Citation, Claim, Reason, Verdict
from probatum.evidence.document import Document

CHECK = "quotation"


def check_quotation(claim: Claim, citation: Citation, document: Document | None) -> Reason:
    """Compare UTF-8 bytes of the quote with the stored text at its offsets."""
    if document is None:
        return _not_found("the cited document is not in the library")
    stored = document.text[citation.start : citation.end]
    if stored.encode() != citation.quote.encode():
        return _not_found("the stored document reads otherwise at this place", stored)
    if claim.text not in citation.quote:
        return Reason(
            check=CHECK,
            verdict=Verdict.PARTLY,
            text="the sentence is not word for word in the quote",
            words=citation.quote,
        )
    return Reason(
        check=CHECK,
        verdict=Verdict.SUPPORTED,
        text="the sentence stands in the document word for word",
        words=citation.quote,
    )


def _not_found(text: str, words: str = "") -> Reason:
    return Reason(check=CHECK, verdict=Verdict.NOT_FOUND, text=text, words=words)
