"""Dates as sources state them: often only a year, or a year and a month."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

_FORM = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@lru_cache(maxsize=20_000)  # the same few dates stand in many documents
def _checked(text: str) -> str:
    match = _FORM.match(text)
    if not match:
        raise ValueError(f"{text!r} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    date(year, month, day)  # refuses month 13 and 30 February
    return text


PartialDate = Annotated[str, AfterValidator(_checked)]
"""ISO 8601 with reduced precision: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``. Never padded."""
