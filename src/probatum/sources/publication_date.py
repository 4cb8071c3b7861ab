"""Dates of publication in XML, as exact as the publisher states them and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from probatum.evidence.dates import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d|21\d\d)\b")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b", re.I)


@lru_cache(maxsize=1 << 14)  # records share their days
def partial_date(year: str, month: str = "", day: str = "") -> PartialDate | None:
    """A date of its stated parts; a part that is no calendar date is left off, as is all after."""
    if not _YEAR.fullmatch(year := year.strip()):
        return None
    number = _month_number(month.strip())
    if not number:
        return year
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return f"{year}-{number:02d}"


def spoken_date(text: str) -> PartialDate | None:
    """A date written out: "2001 Mar 15-21" is 2001-03; "1998 Dec-1999 Jan" is 1998."""
    years = _YEAR.findall(text)
    months = _MONTH.findall(text)
    if not years:
        return None
    return partial_date(years[0], months[0] if len(months) == len(years) == 1 else "")


def earliest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """The first of the dates; of two that agree, the more exact."""
    known = sorted(filter(None, dates))
    if not known:
        return None
    first, *others = known
    for later in others:
        if later.startswith(f"{first}-"):
            return later
    return first


def _month_number(month: str) -> int:
    if month.isdecimal():
        return int(month) if 1 <= int(month) <= 12 else 0
    name = month[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0
