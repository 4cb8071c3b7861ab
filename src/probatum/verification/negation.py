"""Negation: which words a sentence denies.

Chapman WW, et al. A simple algorithm for identifying negated findings and diseases in discharge
summaries. J Biomed Inform 2001;34:301-10. PMID 12123149. Its triggers, widened by those of trial
reports and guidelines; the scope runs to the next break or six words.
"""

from __future__ import annotations

import re

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.difference import is_nearly_verbatim

CHECK = "negation"
_BEFORE = re.compile(
    r"\b(?:no|not|never|without|neither|nor|cannot|denies|absence of|lack of|failed to|"
    r"fails to|rather than|"
    r"no evidence of|n[o']t|isn't|aren't|doesn't|don't|didn't|wasn't|weren't|won't|"
    r"ineffective (?:for|in)|"
    r"contraindicated|avoid(?:ed|ing)?|unlikely to|against)\b",
    re.I,
)
_AFTER = re.compile(
    r"\b(?:(?:is|are|was|were|has been|have been) (?:not|never)|(?:should|may|must|can|"
    r"could|did|does|do) not|"
    r"(?:is|are|was|were) (?:contraindicated|ineffective|ruled out|discouraged))\b",
    re.I,
)
_NOT_REALLY = re.compile(
    r"\bnot only\b|\bno longer than\b|\bnot necessarily\b|\bno (?:less|more|fewer) than\b|"
    r"\bwithout delay\b",
    re.I,
)
_BREAK = re.compile(
    r"[,;:.()]|\b(?:but|however|although|except|whereas|while|and then|because|which)\b", re.I
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_REACH = 6


def denied(sentence: str) -> frozenset[str]:
    """Words (lower case, without endings) within the reach of a negation."""
    text = _NOT_REALLY.sub(" ", sentence)
    found: set[str] = set()
    for match in _BEFORE.finditer(text):
        scope = _BREAK.split(text[match.end() :], maxsplit=1)[0]
        found |= {_stem(word) for word in _WORD.findall(scope)[:_REACH]}
    for match in _AFTER.finditer(text):
        scope = _BREAK.split(text[: match.start()][::-1], maxsplit=1)[0][::-1]
        found |= {_stem(word) for word in _WORD.findall(scope)[-_REACH:]}
    return frozenset(found)


def _triggers(sentence: str) -> int:
    return len(_BEFORE.findall(_NOT_REALLY.sub(" ", sentence)))


def check_negation(claim: str, source: str) -> Reason | None:
    """Contradicted when what one says the other denies; None when nothing is to be said."""
    shared = {_stem(word) for word in _WORD.findall(claim)} & {
        _stem(word) for word in _WORD.findall(source)
    }
    ours, theirs = denied(claim) & shared, denied(source) & shared
    odd = (_triggers(claim) - _triggers(source)) % 2 == 1
    if is_nearly_verbatim(claim, source):
        words = (", ".join(sorted(ours ^ theirs)) or "its verb") if odd else ""
    else:
        words = ", ".join(sorted(ours ^ theirs)) if not ours & theirs else ""
    if not words:
        return None
    more = _triggers(claim) > _triggers(source)
    who = "the sentence denies" if more else "the source denies"
    return Reason(
        check=CHECK,
        verdict=Verdict.CONTRADICTED,
        text=f"{who} what the other states: {words}",
        words=source,
    )


def _stem(word: str) -> str:
    lowered = word.lower()
    for ending in ("ations", "ation", "ings", "ing", "ed", "es", "s"):
        if lowered.endswith(ending) and len(lowered) - len(ending) >= 4:
            return lowered.removesuffix(ending)
    return lowered
