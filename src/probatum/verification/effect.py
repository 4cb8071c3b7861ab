"""Effect: whether the source says of an outcome what the sentence says, arm against arm.

It is positive evidence where the source names the outcome and the arms and has the same direction,
and a contradiction where it has another. Where the arms are not named ("between the groups") the
sentence is carried in part, and nothing is contradicted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.comparative import Statement, statement
from probatum.verification.difference import is_close
from probatum.verification.effect_words import SAME, Direction, effect_words
from probatum.verification.outcome import Reading, named_of, reading
from probatum.verification.words import stems

CHECK = "effect"
_OUTCOME, _ARM, _AS_LONG = 0.6, 0.5, 1.6
"""Shares of the outcome's and of an arm's words by which the source speaks of the same; and how
much longer than the sentence a source may be that is nearly the same."""


class Said(NamedTuple):
    """A window's text, what it says of the effect, and how near that is to what is asked."""

    text: str
    reason: Reason
    nearness: float


def check_effect(claim: str, source: str) -> Reason | None:
    """Contradicted when the source names outcome and arm, and another direction."""
    said = _said(claim, source, "")
    return said.reason if said and said.reason.verdict is Verdict.CONTRADICTED else None


def is_unread(claim: str, source: str) -> bool:
    """Whether the sentence says which way an outcome went, and the source does not clearly.

    Shared words alone do not carry that.
    """
    if statement(claim) is None:
        return False
    if _is_copy(claim, source):
        return not effect_words(source) and not SAME.search(source)
    said = _said(claim, source, "")
    return said is None or said.reason.verdict is Verdict.PARTLY


def is_read(claim: str, source: str) -> bool:
    """Whether the source was read as speaking of the sentence's outcome."""
    return _said(claim, source, "") is not None


def is_carried(claim: str, source: str) -> bool:
    """Whether the source, in other words, says of the sentence's outcome what the sentence says."""
    said = _said(claim, source, "")
    return said is not None and said.reason.verdict is not Verdict.CONTRADICTED


def effect_said(claim: str, windows: Iterable[tuple[str, str]]) -> Said | None:
    """What the window (text, heading) nearest to the sentence's effect says of it."""
    if statement(claim) is None:
        return None
    found = (_said(claim, text, heading) for text, heading in windows)
    return max((said for said in found if said), key=lambda said: said.nearness, default=None)


def _said(claim: str, source: str, heading: str) -> Said | None:
    asked = statement(claim)
    if asked is None or named_of(asked.outcome, source, heading) < _OUTCOME / 2:
        return None
    if _is_copy(claim, source):
        return None
    read = reading(source, heading, asked.arms, asked.outcome)
    if read is None or read.share < _OUTCOME / 2:
        return None
    named = read.named and _is_named(asked, source, heading)
    verdict = _verdict(asked, read, named=named)
    if verdict is None:
        return None
    nearness = read.share + named / 2 - len(source) / 1e5
    return Said(source, Reason(check=CHECK, verdict=verdict, text=_text(asked, read), words=source),
                nearness)  # fmt: skip


def _is_copy(claim: str, source: str) -> bool:
    """Nearly the same, and as long: then they are told apart word by word."""
    return is_close(claim, source) and len(source.split()) <= _AS_LONG * len(claim.split())


def _verdict(asked: Statement, read: Reading, *, named: bool) -> Verdict | None:
    sure = named and read.clear and read.share >= _OUTCOME
    if read.direction is asked.direction:
        return Verdict.SUPPORTED if sure else Verdict.PARTLY
    return Verdict.CONTRADICTED if sure else None


def _is_named(asked: Statement, source: str, heading: str) -> bool:
    arm = stems(asked.arms.one)
    return len(arm & (stems(source) | stems(heading))) >= _ARM * len(arm)


def _text(asked: Statement, read: Reading) -> str:
    said = {Direction.UP: "more", Direction.DOWN: "less", Direction.SAME: "no difference"}
    if read.direction is asked.direction:
        return f"the source too says {said[read.direction]} of “{asked.outcome}”"
    return (
        f"of “{asked.outcome}” the sentence says {said[asked.direction]}, the source "
        f"{said[read.direction]}"
    )
