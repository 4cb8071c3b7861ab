"""The protocol of a service that knows cited works, and when what it gives is the work meant."""

from __future__ import annotations

import re
from typing import Protocol

from probatum.evidence.checked import ForeignReference
from probatum.evidence.document import Document

_SAME_TITLE = 0.85
_YEARS_APART = 1
"""A work online in December is in print in January."""


class ReferenceLookup(Protocol):
    """Asks one service for the work that a reference names. Third parties' look up like ours."""

    name: str
    """As readers know it: "Crossref"."""

    def look_up(self, reference: ForeignReference) -> Document | None:
        """The work as the service records it, with the notices on it; None when it knows none.

        By identifier where there is one: the title may then be another's, which is for the caller
        to see. Else by its words, and then only a work that is certainly meant.

        Raises `SourceUnavailable`.
        """


def is_meant(reference: ForeignReference, document: Document) -> bool:
    """Whether a work found by words is the one: its title stands there, and the years agree."""
    title = _words(document.title)
    if len(title) < 3 or len(title & _words(reference.text)) < _SAME_TITLE * len(title):
        return False
    dated = document.published or document.updated
    if reference.year is None or dated is None:
        return True
    return abs(reference.year - int(dated[:4])) <= _YEARS_APART


def probable_title(reference: ForeignReference) -> str:
    """The longest of the parts that full stops and question marks divide; "" when none is long."""
    parts = re.split(r"[.?!]\s+|\s*\n\s*", reference.text)
    longest = max(parts, key=lambda part: len(_words(part)))
    return longest if len(_words(longest)) >= 3 else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{3,}", text.lower()))
