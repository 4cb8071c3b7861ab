"""Editions of one guideline: the same publisher and title apart from year, version and date."""

from __future__ import annotations

import re

from probatum.evidence.document import Document, DocumentKind

_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_VARYING = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH})\.?\s+(?:\d{{1,2}},?\s+)?)?"
    r"(?:19|20)\d\d(?:[-/–](?:\d{4}|\d{2}))*\b"
    r"|\b(?:version|ver\.?|v\.?|edition|issue|revision)\s*\d+(?:\.\d+)*\b"
    r"|\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"\s+(?:edition|revision|version)\b"
    r"|\b(?:updated?|revised|amended)\b",
    re.I,
)


def edition_of(document: Document) -> str | None:
    """What all editions of a guideline share; None for what has no editions or no date."""
    if document.kind is not DocumentKind.GUIDELINE or not document.publisher:
        return None
    if dated(document) is None:
        return None
    title = " ".join(re.findall(r"\w+", _VARYING.sub(" ", document.title).lower()))
    if not title:
        return None
    parts = (document.publisher, title, document.jurisdiction, document.language, document.audience)
    return "|".join(" ".join((part or "").lower().split()) for part in parts)


def dated(document: Document) -> str | None:
    """The date by which editions are told apart."""
    return document.updated or document.published


def is_later(one: str, other: str) -> bool:
    """Whether the first partial date is later for certain: 2024-05 is not later than 2024."""
    shared = min(len(one), len(other))
    return one[:shared] > other[:shared]
