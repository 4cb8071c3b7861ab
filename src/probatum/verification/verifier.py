"""The verdict on a claim, from the reasons of every check. It fails closed."""

from __future__ import annotations

from collections.abc import Mapping

from probatum.evidence.claim import Basis, Claim, Reason, Verdict
from probatum.evidence.document import Document
from probatum.verification.combination import combined
from probatum.verification.objections import objections
from probatum.verification.quotation import check_quotation
from probatum.verification.written import verify_written

_NUMBERS_STAND = Reason(
    check="numbers", verdict=Verdict.SUPPORTED, text="every number stands in the quote"
)


def verify(claim: Claim, documents: Mapping[str, Document]) -> Claim:
    """The claim with verdict and reasons. Nothing cited is nothing found.

    A sentence that is not the whole of its quotes was written by somebody and must hold as such.
    """
    if claim.basis is Basis.GENERAL or not claim.citations:
        return claim.model_copy(update={"verdict": Verdict.NOT_FOUND, "reasons": ()})
    if any(claim.text != citation.quote for citation in claim.citations):
        return verify_written(claim, documents)
    quotations = (
        check_quotation(claim, citation, documents.get(citation.document))
        for citation in claim.citations
    )
    quoted = " ".join(citation.quote for citation in claim.citations)
    reasons = (*quotations, *(objections(claim.text, quoted) or (_NUMBERS_STAND,)))
    verdict = combined(reasons, reasons)
    return claim.model_copy(update={"verdict": verdict, "reasons": reasons})
