"""An audit log that shows any later edit: each entry carries the hash of the one before it.

The hash is SHA-256 over the entry's fields as JSON with sorted keys and no spaces (RFC 8785 in
spirit: strings and whole numbers only, so that the form is the same everywhere).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from pydantic import Field

from probatum.evidence.value import Value

FIRST = "0" * 64
"""What stands before the first entry."""


class Entry(Value):
    """One thing that was done. `details` are names and texts; `hash` binds all of it."""

    number: int = Field(ge=1)
    at: datetime
    by: str
    action: str
    subject: str
    details: tuple[tuple[str, str], ...] = ()
    previous: str = Field(pattern="^[0-9a-f]{64}$")
    hash: str = Field(pattern="^[0-9a-f]{64}$")


class Done(Value):
    """What is to be written down."""

    at: datetime
    by: str
    action: str
    subject: str
    details: tuple[tuple[str, str], ...] = ()


class Fault(Value):
    """Where the chain is broken and how."""

    number: int
    reason: str


def entry_after(last: Entry | None, done: Done) -> Entry:
    """The next entry of the chain."""
    fields = {
        "number": last.number + 1 if last else 1,
        "previous": last.hash if last else FIRST,
        **done.model_dump(),
    }
    return Entry.model_validate({**fields, "hash": _hash(fields)})


def fault_in(entries: Iterable[Entry]) -> Fault | None:
    """The first entry that was edited, taken out, put in or moved; none when the chain holds.

    Entries cut off at the end leave a shorter chain that holds: compare its last number and hash
    with a copy kept elsewhere.
    """
    previous = FIRST
    for number, entry in enumerate(entries, start=1):
        if entry.number != number:
            return Fault(number=number, reason=f"entry {entry.number} stands in its place")
        if entry.previous != previous:
            return Fault(number=number, reason="it does not follow the entry before it")
        if _hash(entry.model_dump(exclude={"hash"})) != entry.hash:
            return Fault(number=number, reason="what it says was changed after it was written")
        previous = entry.hash
    return None


def _hash(fields: Mapping[str, object]) -> str:
    text = json.dumps(
        fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_moment
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _moment(at: datetime) -> str:
    """The same moment is written the same, in whatever time zone it was read."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
