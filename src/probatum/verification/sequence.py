"""What comes first: "surgery followed by chemotherapy" is not "chemotherapy before surgery"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.difference import is_nearly_verbatim, only_in
from probatum.verification.words import stems

CHECK = "sequence"
_FORWARD = re.compile(
    r"\b(?:followed by|(?:given |used |performed )?(?:before|prior to)|precedes|preceding|and then|"
    r", then|then switched to|switch(?:ed|ing)? to)\s",
    re.I,
)
_BACKWARD = re.compile(r"\b(?:(?:given |used |performed )?(?:after|following|preceded by))\s", re.I)
_PARTED = re.compile(r"[,;:()]|\.\s")
_ENDS = re.compile(rf"{_PARTED.pattern}|\b(?:in|for|among|which|who|that|until|compared)\b", re.I)
_EARLIER = re.compile(r"\b(?:before|prior|followed|precedes|preceding)\b", re.I)
_LATER = re.compile(r"\b(?:after|following|preceded|follows|since)\b", re.I)
_MOST_WORDS = 7


class Sequence(NamedTuple):
    """Stems of what comes first and of what comes second."""

    first: frozenset[str]
    second: frozenset[str]


@lru_cache(maxsize=4096)
def sequence(text: str) -> Sequence | None:
    """The first sequence that the text names; None when it names none."""
    for pattern, forward in ((_FORWARD, True), (_BACKWARD, False)):
        if match := pattern.search(text):
            left = _PARTED.split(text[: match.start()].rstrip(" ,"))[-1].split()
            right = _ENDS.split(text[match.end() :])[0].split()
            before = stems(" ".join(left[-_MOST_WORDS:]))
            after = stems(" ".join(right[:_MOST_WORDS]))
            one, other = before - after, after - before
            if one and other:
                return Sequence(one, other) if forward else Sequence(other, one)
    return None


def check_sequence(claim: str, source: str) -> Reason | None:
    """Contradicted when what comes first in one comes second in the other."""
    if not _is_turned(sequence(claim), sequence(source)) and not _cue_is_turned(claim, source):
        return None
    text = "the sentence names the steps in the opposite order"
    return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)


def _is_turned(ours: Sequence | None, theirs: Sequence | None) -> bool:
    if ours is None or theirs is None:
        return False
    # What opens both sentences ("patients were given") stands in the same place in either.
    first, second = ours.first - theirs.first, ours.second - theirs.second
    before, after = theirs.first - ours.first, theirs.second - ours.second
    return bool(first & after) and bool(second & before)


def _cue_is_turned(claim: str, source: str) -> bool:
    """Whether "before" stands where the source, of nearly the same words, has "after"."""
    if not is_nearly_verbatim(claim, source):
        return False
    own, other = only_in(claim, source), only_in(source, claim)
    return any(
        one.search(own) and two.search(other)
        for one, two in ((_EARLIER, _LATER), (_LATER, _EARLIER))
    )
