"""A sentence against the record of a trial as a whole: events, criteria, routes, outcomes."""

from __future__ import annotations

from collections.abc import Sequence

from probatum.evidence.claim import Reason, Verdict
from probatum.evidence.document import Document, DocumentKind
from probatum.verification.eligibility import check_eligibility
from probatum.verification.event_counts import check_event_counts
from probatum.verification.outcome_measured import check_outcomes_measured
from probatum.verification.outcome_values import check_outcome_values
from probatum.verification.spelling import respelt
from probatum.verification.support import Support
from probatum.verification.trial_record import TrialRecord, trial_record
from probatum.verification.trial_routes import check_trial_routes
from probatum.verification.trial_treatments import check_treatments
from probatum.verification.written import is_edited

CHECK = "trial record"
CHECKS = frozenset({"event counts", "eligibility", "treatments", "trial routes", "outcome values",
                    "outcomes measured"})  # fmt: skip
"""The checks that weigh a sentence by the whole record, not by the words that are nearest."""
_CHECKS = (
    check_event_counts,
    check_eligibility,
    check_treatments,
    check_trial_routes,
    check_outcome_values,
    check_outcomes_measured,
)


def by_record(claim: str, found: Support, records: Sequence[TrialRecord]) -> Support:
    """What the records say, where they clearly say it; else what was found in their sentences.

    A contradiction of either is shown. That the words are alike supports no sentence on a
    record: true and false sentences on a trial have the same words.
    """
    plain = respelt(claim) if records else claim
    said = [reason for check in _CHECKS if (reason := check(plain, records)) is not None]
    sure = [
        reason for reason in said if reason.verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED)
    ]
    if not sure:
        doubted = tuple(reason for reason in said if reason.verdict is Verdict.NOT_FOUND)
        likened = _likened(claim, found) if records else found
        return _doubted(likened, doubted) if doubted else likened
    wrong = [reason for reason in sure if reason.verdict is Verdict.CONTRADICTED]
    reasons: tuple[Reason, ...] = tuple(wrong or sure)
    window = found.window
    if window is not None and reasons[0].words:
        window = window._replace(text=reasons[0].words)  # the criterion, not the nearest words
    return found._replace(verdict=reasons[0].verdict, reasons=reasons, window=window)


def _doubted(found: Support, doubted: tuple[Reason, ...]) -> Support:
    """Not found, with what the record says otherwise, where the sentence was read in part."""
    kept = found.verdict is Verdict.CONTRADICTED
    reasons = (*found.reasons, *doubted) if kept else doubted
    return found._replace(verdict=found.verdict if kept else Verdict.NOT_FOUND, reasons=reasons)


def _likened(claim: str, found: Support) -> Support:
    """Partly, at best, unless the record has the sentence itself."""
    window = found.window.text if found.window else ""
    if found.verdict is not Verdict.SUPPORTED or claim in window or is_edited(claim, window):
        return found
    text = "a trial's record has these words, and nothing shows that it says the same of them"
    reason = Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=window)
    return found._replace(verdict=Verdict.PARTLY, reasons=(reason, *found.reasons))


def record_of(document: Document) -> TrialRecord | None:
    """The record that a document of a registry holds; None for any other document."""
    if document.kind is not DocumentKind.TRIAL_RECORD:
        return None
    lines: list[str] = []
    heading: tuple[str, ...] = ()
    for block in document.blocks:
        if block.heading != heading:
            heading = block.heading
            lines.append(heading[-1] if heading else "")
        lines += document.text[block.start : block.end].splitlines()
    return trial_record("", lines)
