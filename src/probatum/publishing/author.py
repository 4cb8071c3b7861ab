"""Names of authors as reference managers sort them."""

from __future__ import annotations

import re

_INDEXED = re.compile(r"(?P<family>\S.*\S) (?P<initials>[A-Z]{1,3})")
_NO_INITIALS = frozenset({"UK", "US", "USA", "EU", "UN", "II", "III", "IV"})


def family_and_initials(author: str) -> tuple[str, str] | None:
    """("Van Cutsem", "E") of "Van Cutsem E", as MEDLINE writes names; None for any other form.

    A name that is not of that form, of a group say, must never be taken apart.
    """
    found = _INDEXED.fullmatch(" ".join(author.split()))
    if not found or "," in author or found["initials"] in _NO_INITIALS:
        return None
    return found["family"], found["initials"]
