"""People of the board in the database: who they are, and that they left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from probatum.errors import StaleEdit, UnknownPerson
from probatum.evidence.article import Person
from probatum.records import log
from probatum.records.database import writing
from probatum.records.records import Note
from probatum.records.seal import sealed
from probatum.records.tables import codes, people, sessions


def person(engine: Engine, name: str) -> Person | None:
    """See `Records`."""
    with engine.connect() as connection:
        return _read(connection, name)


def everybody(engine: Engine) -> Iterator[Person]:
    """See `Records.people`."""
    query = select(people).where(people.c.left_at.is_(None)).order_by(people.c.id)
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return map(_person, rows)


def keep(engine: Engine, one: Person, note: Note, *, new: bool) -> None:
    """See `Records.keep_person`."""
    with writing(engine) as connection:
        log.take_turn(connection)
        ever = connection.execute(select(people).where(people.c.id == one.id)).one_or_none()
        if ever is not None and ever.left_at is not None:
            raise StaleEdit(
                f"{one.id} was somebody who left, and an id is one person's for ever; take another"
            )
        if ever is not None and new:
            raise StaleEdit(f"somebody else added {one.id} meanwhile; look again")
        if ever is None:
            connection.execute(insert(people).values(id=one.id, **_columns(one)))
        _write(connection, one, note)


def change(engine: Engine, name: str, change_it: Callable[[Person], Person], note: Note) -> Person:
    """See `Records.change_person`."""
    with writing(engine) as connection:
        log.take_turn(connection)
        after = change_it(_standing(connection, name))
        _write(connection, after, note)
    return after


def part_with(engine: Engine, name: str, note: Note) -> None:
    """See `Records`."""
    with writing(engine) as connection:
        log.take_turn(connection)
        _standing(connection, name)
        for table in (codes, sessions):
            connection.execute(delete(table).where(table.c.person == name))
        connection.execute(update(people).where(people.c.id == name).values(left_at=note.at))
        log.write(connection, sealed(note, connection, "person", name), f"person {name}")


def _write(connection: Connection, one: Person, note: Note) -> None:
    connection.execute(update(people).where(people.c.id == one.id).values(_columns(one)))
    log.write(connection, sealed(note, connection, "person", one.id), f"person {one.id}")


def _columns(one: Person) -> dict[str, object]:
    return {"name": one.name, "title": one.title, "roles": sorted(one.roles)}


def _standing(connection: Connection, name: str) -> Person:
    found = _read(connection, name)
    if found is None:
        raise UnknownPerson(f"there is nobody called {name}, or they left")
    return found


def _read(connection: Connection, name: str) -> Person | None:
    query = select(people).where(people.c.id == name, people.c.left_at.is_(None))
    row = connection.execute(query).one_or_none()
    return None if row is None else _person(row)


def _person(row: Row[Any]) -> Person:
    return Person(id=row.id, name=row.name, title=row.title, roles=frozenset(row.roles))
