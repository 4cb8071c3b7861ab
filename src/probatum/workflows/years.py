"""A range of years of publication, as it is written on the command line."""

from __future__ import annotations

import re

from probatum.errors import UsageError
from probatum.evidence.dates import PartialDate
from probatum.evidence.value import Value

_FORM = re.compile(r"(\d{4})?(-)?(\d{4})?")


class Years(Value):
    """From `first` to `last`, both included; None leaves that side open."""

    first: int | None = None
    last: int | None = None

    @classmethod
    def of(cls, text: str) -> Years:
        """Read "2015-", "-2010", "2010-2015", "2015", or "" for all. Raises `UsageError`."""
        form = _FORM.fullmatch(text.strip())
        first, dash, last = form.groups() if form else (None, None, None)
        if not form or (dash and not first and not last):
            raise UsageError(f"{text!r} is no range of years; write 2015-, -2010 or 2010-2015")
        if not dash:
            last = first
        if first and last and first > last:
            raise UsageError(f"{text!r} ends before it begins; write the earlier year first")
        return cls(first=int(first) if first else None, last=int(last) if last else None)

    def hold(self, date: PartialDate | None) -> bool:
        """Whether the date lies within; a work without a date lies only in an open range."""
        if self.first is None and self.last is None:
            return True
        if date is None:
            return False
        return (self.first or 0) <= int(date[:4]) <= (self.last or 9999)

    def __str__(self) -> str:
        if self.first is None and self.last is None:
            return ""
        return f"{self.first or ''}-{self.last or ''}"
