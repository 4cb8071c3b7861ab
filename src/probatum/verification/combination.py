"""One verdict from the reasons of many checks. It fails closed.

Support needs positive evidence: the words, a quotation, a model. The best of these is what a claim
can reach; every objection can only lower it. Any contradiction, from whichever check, is shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from probatum.evidence.claim import Reason, Verdict

BEST_FIRST = (Verdict.SUPPORTED, Verdict.PARTLY, Verdict.NOT_FOUND, Verdict.CONTRADICTED)
_RANK = {verdict: rank for rank, verdict in enumerate(BEST_FIRST)}


def combined(evidence: Iterable[Reason], objections: Iterable[Reason]) -> Verdict:
    """The best that the evidence gives, lowered to the gravest objection; nothing is not found."""
    given = [reason.verdict for reason in evidence]
    if Verdict.CONTRADICTED in given:
        return Verdict.CONTRADICTED
    reached = min(given, key=_RANK.__getitem__, default=Verdict.NOT_FOUND)
    return max([reached, *(o.verdict for o in objections)], key=_RANK.__getitem__)
