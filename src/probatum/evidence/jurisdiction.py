"""For whom a document speaks: the asker's own house or country, another country, or anyone."""

from __future__ import annotations

import re
from functools import lru_cache

HOUSE = "house"
"""The jurisdiction of guidelines that the owner of the library wrote."""

_ALSO = {"UK": "GB"}
_MANY_COUNTRIES = frozenset({"EU"})


@lru_cache(maxsize=1_000)
def country(text: str | None) -> str | None:
    """The code of a country (ISO 3166-1, two letters); None for bodies of many countries."""
    code = (text or "").strip().upper()
    code = _ALSO.get(code, code)
    return code if re.fullmatch("[A-Z]{2}", code) and code not in _MANY_COUNTRIES else None


def is_house(jurisdiction: str | None) -> bool:
    """Whether it is the owner's own."""
    return (jurisdiction or "").strip().lower() == HOUSE


def is_own(jurisdiction: str | None, own: str | None) -> bool:
    """Whether it speaks for the asker's country."""
    return own is not None and country(own) is not None and country(jurisdiction) == country(own)


def is_abroad(jurisdiction: str | None, own: str | None) -> bool:
    """Whether it speaks for another country than the asker's; never when that is not known."""
    there, here = country(jurisdiction), country(own)
    return there is not None and here is not None and there != here
