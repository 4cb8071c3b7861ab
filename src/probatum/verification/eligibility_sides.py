"""What a sentence says of those it speaks of: kept out, admitted, or that it is required."""

from __future__ import annotations

import re
from enum import StrEnum

_NOT = r"(?:not|n't|cannot|never)"
OUT = re.compile(
    rf"\b(?:excluded?s?|exclusion(?! criteri)|ineligible|prohib\w+|disqualif\w+|barred|"
    rf"banned|must not|must have no|must be free|unable to (?:participate|take part|enter|join|be)|"
    rf"not able to|"
    rf"part of the exclusion|"
    rf"cannot (?:have|be|participate|take part|enter)|"
    rf"{_NOT} (?:allow|permit|accept|admit|includ)\w*|eliminates|"
    rf"{_NOT} (?:be )?(?:eligible|elgible|accepted|admitted|enroll?ed|included|permitted|allowed|"
    r"able|take part|participate|suitable))\b",
    re.I,
)
_MUST = re.compile(
    r"\b(?:must|required?|requires|necessary|needed?|needs|have to|mandatory|obligatory|"
    r"only (?:patients|women|men|people|participants)|"
    r"(?:all|any|every) (?:\w+ ){0,3}?(?:patients|participants))\b",
    re.I,
)
_IN = re.compile(
    r"\b(?:eligible|elgible|eligilbe|elligible|eliglbe|eliglible|accepts?|accepted|acceptable|"
    r"permitted|allowed|admitted|suitable|included|not prevent|not excluded?|"
    r"(?:(?:can|may|could|able to) (?:still )?(?:participate|take part|be|join|enter)))\b",
    re.I,
)
ADMITTED = re.compile(r"\b(?:not|n't) (?:be )?(?:prevent\w*|exclud\w*|disqualif\w*|barred)\b", re.I)


class Side(StrEnum):
    """What a sentence says of those it speaks of."""

    OUT = "excluded"
    MUST = "required"
    IN = "admitted"


def side_of(clause: str) -> Side | None:
    """What the clause says of taking part; None where it says nothing of it."""
    if ADMITTED.search(clause):
        return Side.IN
    if OUT.search(clause):
        return Side.OUT
    if _MUST.search(clause):
        return Side.MUST
    return Side.IN if _IN.search(clause) else None
