"""Does the audit log hold, and does everything still read as it says."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from probatum.errors import AuditBroken
from probatum.evidence.audit import FIRST, Entry, fault_in
from probatum.evidence.value import Value
from probatum.records.records import Records


class Sound(Value):
    """A log that holds: keep its last number and hash elsewhere, and compare them one day."""

    entries: int
    hash: str


def audited(records: Records, kept: tuple[int, str] | None = None) -> Sound:
    """Read everything. Raises `AuditBroken`, which names the entry.

    `kept` is a number with its hash, written down elsewhere before.
    """
    sound = _chain(records, kept)
    if records.head() != sound.entries:
        raise AuditBroken(
            f"entry {sound.entries + 1}: the log ends before it, but {records.head()} were written"
        )
    if altered := next(records.altered(), None):
        entry = f"entry {altered.entry}" if altered.entry else "no entry"
        raise AuditBroken(f"{entry}: {altered.subject} was {altered.reason}")
    if name := next(records.unlike_their_cards(), None):
        raise AuditBroken(
            f"no entry: what lists show of article {name} was changed, and is not what it says"
        )
    return sound


def _chain(records: Records, kept: tuple[int, str] | None) -> Sound:
    last, same = Sound(entries=0, hash=FIRST), kept is None

    def passing() -> Iterator[Entry]:
        nonlocal last, same
        for entry in records.entries():
            yield entry
            last = Sound(entries=entry.number, hash=entry.hash)
            same = same or (entry.number, entry.hash) == kept

    try:
        fault = fault_in(passing())
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        raise AuditBroken(f"entry {last.entries + 1}: it is no entry any more {place}") from error
    if fault:
        raise AuditBroken(f"entry {fault.number}: {fault.reason}")
    if not same and kept:
        raise AuditBroken(f"entry {kept[0]}: it is not the one whose hash was kept elsewhere")
    return last
