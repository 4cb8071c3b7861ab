"""The audit log in the database: each writer takes its head, so that the chain never forks."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, insert, select, update

from probatum.evidence.audit import Done, Entry, entry_after
from probatum.records.records import Note
from probatum.records.tables import audit, audit_head

_ROWS = 1000


def write(connection: Connection, note: Note, subject: str) -> Entry:
    """One more entry, in the transaction of what it tells."""
    take_turn(connection)
    last = connection.execute(
        select(audit.c.value).order_by(audit.c.number.desc()).limit(1)
    ).scalar_one_or_none()
    entry = entry_after(
        Entry.model_validate(last) if last else None,
        Done(at=note.at, by=note.by, action=note.action, subject=subject, details=note.details),
    )
    value = entry.model_dump(mode="json")
    connection.execute(insert(audit).values(number=entry.number, hash=entry.hash, value=value))
    connection.execute(update(audit_head).values(number=entry.number))
    return entry


def take_turn(connection: Connection) -> None:
    """Until the transaction ends, nobody else writes; SQLite has one writer at a time anyway.

    Whoever reads what they are about to change takes their turn first: no two writers can then wait
    for each other.
    """
    connection.execute(select(audit_head.c.number).with_for_update()).one()


def entries(engine: Engine, after: int = 0) -> Iterator[Entry]:
    """The log behind an entry of that number, oldest first, in bounded memory."""
    query = select(audit.c.value).where(audit.c.number > after).order_by(audit.c.number)
    with (
        engine.connect() as connection,
        connection.execution_options(yield_per=_ROWS).execute(query) as rows,
    ):
        for (value,) in rows:
            yield Entry.model_validate(value)
