"""Strength: is the sentence surer than its source."""

from __future__ import annotations

import re

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.difference import is_nearly_verbatim, only_in

CHECK = "strength"
_LEVELS: tuple[tuple[int, str], ...] = (
    (4, r"\bmust\b|\bis required\b|\bare required\b|\balways\b|\bmandatory\b|\bproves?\b|"
        r"\bcures?\b"),
    (3, r"\bshould\b|\brecommend\w*|\bpreferred\b|\bstandard\b|\bof choice\b"),
    (2, r"\bcan\b|\bis used\b|\bare used\b|\bis acceptable\b|\bindicated\b|\bis effective\b"),
    (1, r"\bmay\b|\bmight\b|\bcould\b|\bpossibl[ey]\b|\bsuggest\w*|\bappears? to\b|"
        r"\bbe considered\b|\boption\b|"
        r"\blimited evidence\b|\bunclear\b|\bunknown\b|\bpreliminary\b"),
)  # fmt: skip
_PATTERNS = tuple((level, re.compile(pattern, re.I)) for level, pattern in _LEVELS)
_CAUSAL = re.compile(
    r"\b(?:causes?|caused|reduces?|prevents?|improves?|increases?|leads? to|results? in|cures?)\b",
    re.I,
)
_ASSOCIATION = re.compile(r"\b(?:associat\w+|correlat\w+|linked)\b", re.I)
_ASSOCIATED = re.compile(rf"{_ASSOCIATION.pattern}|\b(?:observational|retrospective)\b", re.I)
_ADVICE = 3
_WORDS = {4: "a must", 3: "a recommendation", 2: "a possibility in use", 1: "a tentative word"}


def strength(sentence: str) -> int | None:
    """1 (tentative) to 4 (a must) by the weakest word; None when the sentence has no such word."""
    levels = [level for level, pattern in _PATTERNS if pattern.search(sentence)]
    return min(levels) if levels else None


def check_strength(claim: str, source: str) -> Reason | None:
    """Partly supported when the claim is surer, or makes a cause of an association."""
    ours, theirs = strength(claim), strength(source)
    own, other = strength(only_in(claim, source)), strength(only_in(source, claim))
    if own is not None and other is not None and is_nearly_verbatim(claim, source):
        ours, theirs = own, other
    if ours is not None and theirs is not None and ours > theirs:
        text = f"the sentence makes {_WORDS[ours]} of {_WORDS[theirs]}"
        return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=source)
    if ours is not None and ours >= _ADVICE and theirs is None:
        text = "the sentence makes a recommendation of what the source only tells"
        return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=source)
    own_words, other_words = only_in(claim, source), only_in(source, claim)
    causal = _CAUSAL.search(own_words) and (
        not _ASSOCIATION.search(claim)
        or (is_nearly_verbatim(claim, source) and _fewer(_ASSOCIATION, claim, source))
    )
    if causal and _ASSOCIATED.search(other_words):
        text = "the sentence makes a cause of what the source calls an association"
        return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=source)
    return None


def _fewer(words: re.Pattern[str], claim: str, source: str) -> bool:
    return len(words.findall(claim)) < len(words.findall(source))
