"""By which way a trial gives what it gives: "no medication by mouth", "only oral treatment"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.route import routes
from probatum.verification.trial_record import TrialRecord

CHECK = "trial routes"
_GIVEN = re.compile(
    r"\b(?:receiv\w*|recieve\w*|administ\w+|given|tak(?:e|en|ing)|medication|treat\w+|drugs?|dos\w+)\b",
    re.I,
)
_DENIED = re.compile(r"\b(?:no|not|n't|none|neither|nor|never|without)\b", re.I)
_ONLY = re.compile(r"\b(?:only|exclusively|solely|all)\b", re.I)
_MORE_THAN_WAYS = re.compile(
    r"\b(?:same|different|differ\w*|doses?|dos(?:ed|ing)|daily|twice|times|duration|unlike|"
    r"in contrast|only drugs?|only \w+ administered|surgery|topical\w*|applied)\b",
    re.I,
)
_CLAUSES = re.compile(
    r",?\s+(?:whereas|while|but|however)\s+|;\s+|(?<!trial)\s+and\s+(?=(?:the\s)?\w+ trial\b)", re.I
)
_WAYS = (
    (re.compile(r"\b(?:by|via|through|an?) IV\b|\bIV\b"), "intravenously"),
    (re.compile(r"\borally|\bby mouth|\bP\.?O\.?\b", re.I), "orally"),
)


def check_trial_routes(claim: str, records: Sequence[TrialRecord]) -> Reason | None:
    """Supported or contradicted by the routes that the arms of the trials name."""
    told = [record for record in records if record.interventions]
    if not told or not _GIVEN.search(claim) or not routes(_plain(claim)):
        return None
    if _MORE_THAN_WAYS.search(claim):
        return None  # doses and times too, of which the ways alone say nothing
    parts = list(_parts(claim, told))
    if not parts or any(part is None for part in parts):
        return None
    found = [part for part in parts if part is not None]
    wrong = [said for holds, said in found if not holds]
    verdict = Verdict.CONTRADICTED if wrong else Verdict.SUPPORTED
    said = "; ".join(dict.fromkeys(wrong or [said for _, said in found]))
    return Reason(check=CHECK, verdict=verdict, text=said)


def _parts(claim: str, records: Sequence[TrialRecord]) -> Iterator[tuple[bool, str] | None]:
    """For each clause and each trial it names: whether it holds, and what the trial gives."""
    for clause in _CLAUSES.split(claim):
        asked = routes(_plain(clause))
        named = [r for r in records if not r.name or r.name.lower() in clause.lower()]
        if not asked or not named or re.search(r"\d", clause):
            yield None  # a clause of something else is not understood
            continue
        denied, only = _DENIED.search(clause), _ONLY.search(clause)
        for record in named:
            theirs = routes(" ".join(_plain(line) for line in record.interventions))
            if not theirs:
                yield None  # that no way is named does not say that there is none
                continue
            holds = not asked & theirs if denied else asked == theirs if only else asked <= theirs
            yield holds, f"{record.name or 'the trial'} names {', '.join(sorted(theirs))}"


def _plain(text: str) -> str:
    for pattern, words in _WAYS:
        text = pattern.sub(words, text)
    return text
