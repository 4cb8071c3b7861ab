"""How far the words of a source carry a sentence that is not a quotation.

The baseline without a model: shared words say whether both speak of the same matter, and the single
checks (numbers, names, negation, direction, strength) whether they say the same of it. It fails
closed: support needs nearly all words and no objection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import snowballstemmer

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.direction import check_direction
from probatum.verification.names import check_names
from probatum.verification.negation import check_negation
from probatum.verification.numbers import check_numbers
from probatum.verification.strength import check_strength

CHECK = "words"
SAME_MATTER, SUPPORTS, PARTLY, _AS_NEAR = 0.5, 0.72, 0.5, 0.05
"""Shares of the claim's words: to be compared at all, to be supported, to be partly so."""

_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_EMPTY = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "with", "by", "from", "as",
     "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "this", "that",
     "these", "those", "it", "its", "their", "there", "which", "who", "than", "then", "also",
     "both", "each",
     "such", "into", "per", "may", "can", "could", "should", "would", "will", "not", "no", "never",
     "without", "neither", "nor", "cannot", "must", "might"]
)  # fmt: skip
_GRAVEST = (Verdict.CONTRADICTED, Verdict.NOT_FOUND, Verdict.PARTLY, Verdict.SUPPORTED)


class Window(NamedTuple):
    """A sentence of a source, or two that follow each other, with the words of its headings."""

    text: str
    heading: str
    document: str


class Support(NamedTuple):
    """The verdict on a sentence, with the window it rests on and the share of words found there."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    window: Window | None
    share: float


def stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning; numbers are judged apart."""
    words = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text))
    return frozenset(_STEMMER.stemWord(word) for word in words if word not in _EMPTY)


def support(claim: str, windows: Iterable[Window]) -> Support:
    """The best verdict that any window gives; contradicted only by a window on the same matter."""
    ours = stems(claim)
    judged = sorted(
        (_judge(claim, ours, window) for window in windows),
        key=lambda found: (found.share, found.verdict is Verdict.SUPPORTED),
        reverse=True,
    )
    if not judged or judged[0].share < PARTLY:
        nearest = judged[0] if judged else None
        reason = Reason(
            check=CHECK,
            verdict=Verdict.NOT_FOUND,
            text="no sentence of the sources speaks of this",
            words=nearest.window.text if nearest and nearest.window else "",
        )
        window = nearest.window if nearest else None
        return Support(Verdict.NOT_FOUND, (reason,), window, nearest.share if nearest else 0.0)
    as_near = [found for found in judged if found.share >= judged[0].share - _AS_NEAR]
    return min(as_near, key=_preference)


def _preference(found: Support) -> tuple[bool, float, int]:
    """Supported first, then the greater share, then the shorter words."""
    length = len(found.window.text) if found.window else 0
    return found.verdict is not Verdict.SUPPORTED, -found.share, length


def _judge(claim: str, ours: frozenset[str], window: Window) -> Support:
    theirs = stems(f"{window.text} {window.heading}")
    share = len(ours & theirs) / len(ours) if ours else 0.0
    if share < SAME_MATTER:
        return Support(Verdict.NOT_FOUND, (), window, share)
    reasons = [_words(share, window), *_objections(claim, window.text)]
    verdict = next(v for v in _GRAVEST if v in {reason.verdict for reason in reasons})
    return Support(verdict, tuple(reasons), window, share)


def _objections(claim: str, source: str) -> Iterator[Reason]:
    checks = (check_names, check_negation, check_direction, check_strength, check_numbers)
    return (reason for check in checks if (reason := check(claim, source)) is not None)


def _words(share: float, window: Window) -> Reason:
    verdict = Verdict.SUPPORTED if share >= SUPPORTS else Verdict.PARTLY
    text = f"{share:.0%} of the sentence's words stand in the source"
    return Reason(check=CHECK, verdict=verdict, text=text, words=window.text)
