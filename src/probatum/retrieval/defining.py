"""Whether a sentence says what a disease is: its name, and then "is", "are" or "refers to"."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_OPENING = r"^(?:the term |(?:an? |the ))?[\"“]?"
_TELLS = (
    r"[\"”]?s?(?: \([^()]*\))?,? (?:also called [^,]+, )?(?:is|are|refers? to|means|occurs? when|"
    r"happens? when|describes?|develops? when)\b(?! (?:not|often|usually|associated|treated|more|"
    r"less|caused|estimated|diagnosed|staged)\b)"
)
_CANCER = re.compile(r"\b(?:cancers?|carcinom\w+|malignan\w+|tumou?rs?)\b", re.I)


def defines(sentence: str, names: Collection[str]) -> bool:
    """Whether it begins with one of the names and tells what that is."""
    return bool(_beginning(tuple(names)).match(sentence))


def speaks_of_cancer(sentence: str) -> bool:
    """Whether it names cancer by any of its common names."""
    return bool(_CANCER.search(sentence))


@lru_cache(maxsize=256)
def _beginning(names: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"{_OPENING}(?:{joined}){_TELLS}", re.I)
