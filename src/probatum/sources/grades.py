"""Grades and levels of evidence in the forms that guidelines print: "(Grade 1B)", "[LOE: A]".

What is in brackets is taken as a grade only when every part of it is one, and at least one part can
be nothing else: "(Class I, Level A)" is a grade, while "(Grade 3)" may be a toxicity, "(class II)"
a heart failure and "(category B)" a drug in pregnancy, and these stay in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# A bracket is now and then left open at the end of a paragraph.
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,120})(?:[)\]]|$)")
_PARTS = re.compile(r"\s*[,;|/]\s*|\s+(?:and|with)\s+|\s[–—-]\s")

_NUMBER = r"(?:[1-5]|I{1,3}|IV|V)"
_LETTER = r"(?:[A-E](?:-?(?:R|NR|LD|EO))?[+-]?)"
_BOTH = r"(?:(?:[1-5]|I{1,3}|IV)[ \-]?[A-Da-d]|[1-4][+]{1,2}|[1-4]-|GPP)"
_STRENGTH = r"(?:strong(?:ly)?|weak|conditional|discretionary|optional)"
_CERTAINTY = r"(?:very[ -]low|low|moderate|high|insufficient)"
_CODE = rf"(?:{_BOTH}|{_NUMBER}|{_LETTER}|{_STRENGTH}|{_CERTAINTY})"
_CALLED = (
    r"(?:(?:level|quality|certainty|strength|grade|class|category)s? of (?:the )?"
    r"(?:evidence|recommendations?)|"
    r"(?:evidence|recommendation) (?:level|quality|certainty|strength|grade|class|rating)|"
    r"LOE|COR|SOR|QOE|CEBM level)"
)
_SURE = (
    rf"{_CALLED}\s*[:=]?\s*(?:{_CODE}|[A-D][1-5])",
    rf"(?-i:GRADE)\s*[:=]?\s*(?:{_STRENGTH}|{_CERTAINTY})",
    rf"(?:grade|level|category|class)\s*[:=]?\s*{_BOTH}",
    rf"(?:grade|level)\s*[:=]?\s*{_LETTER}",
    rf"{_STRENGTH} recommendation(?: (?:for|against|in favou?r))?",
    rf"{_CERTAINTY}[- ](?:quality|certainty)(?: of)?(?: evidence)?",
    rf"(?:grade |class )?{_CODE} recommendation",
    rf"(?:level |grade |category )?{_CODE}[- ](?:level )?evidence",
    r"good[- ]practice (?:point|statement)",
    r"[⊕⊖○◯⨁]{4}",
)
_PERHAPS = (
    rf"(?:grade|level|category|class)\s*[:=]?\s*(?:{_NUMBER}|{_LETTER})",
    rf"{_BOTH}|{_NUMBER}|{_LETTER}|{_STRENGTH}|{_CERTAINTY}",
    r"(?:expert )?(?:opinion|consensus)|evidence[- ]based|ungraded",
)
_IS_SURE = re.compile("|".join(f"(?:{form})" for form in _SURE), re.I)
_MAY_BE = re.compile("|".join(f"(?:{form})" for form in _PERHAPS), re.I)


class Piece(NamedTuple):
    """A stretch of a line: words of the text, or a grade printed there."""

    text: str
    is_grade: bool


def parted(line: str) -> Iterator[Piece]:
    """The line in order, grades without their brackets; joined, the rest is the line unchanged."""
    done = 0
    for bracket in _BRACKETED.finditer(line):
        if not _is_grade(bracket.group(1)):
            continue
        if before := line[done : bracket.start()]:
            yield Piece(before, is_grade=False)
        yield Piece(bracket.group(1).strip(), is_grade=True)
        done = bracket.end()
    if rest := line[done:]:
        yield Piece(rest, is_grade=False)


def _is_grade(inside: str) -> bool:
    parts = [part for part in _PARTS.split(inside.strip().rstrip(".")) if part]
    sure = [bool(_IS_SURE.fullmatch(part)) for part in parts]
    return any(sure) and all(
        known or _MAY_BE.fullmatch(part) for known, part in zip(sure, parts, strict=True)
    )
