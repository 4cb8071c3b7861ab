"""What a board works on: its records, and what its people sign in with, in one database."""

from __future__ import annotations

from typing import NamedTuple

from probatum.records.keys import Keys
from probatum.records.records import Records


class Board(NamedTuple):
    """Both are of the same database, and may be used by many threads at once."""

    records: Records
    keys: Keys
