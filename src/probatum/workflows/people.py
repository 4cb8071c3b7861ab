"""Who belongs to the board and what they may do."""

from __future__ import annotations

import re

from probatum.errors import UnknownPerson, UsageError
from probatum.evidence.article import Person, Role
from probatum.records.records import Note, Records
from probatum.review.rights import Right, require
from probatum.review.stages import Act

_ID = re.compile(r"[a-z][a-z0-9._-]{0,62}")
SYSTEM = frozenset({"watch", "operator", "visitor"})
"""Names under which no person acts."""


def person_of(records: Records, name: str) -> Person:
    """Raises `UnknownPerson`."""
    person = records.person(name)
    if person is None:
        raise UnknownPerson(f"there is nobody called {name}; 'probatum people list' shows who is")
    return person


def add_person(records: Records, person: Person, act: Act) -> None:
    """Raises `NotAllowed`, `UsageError` when the id is no id or is taken."""
    require(act.by, Right.MANAGE_PEOPLE)
    if not _ID.fullmatch(person.id) or person.id in SYSTEM:
        raise UsageError(
            f"'{person.id}' cannot be an id: take small letters, digits, dots and dashes, at most "
            f"63, a letter first, and none of {', '.join(sorted(SYSTEM))}"
        )
    if not person.name.strip():
        raise UsageError("a person needs a name: it is printed under what they sign")
    if records.person(person.id) is not None:
        raise UsageError(f"there is a person {person.id}; 'probatum people role' changes roles")
    records.keep_person(person, _note("add person", act, person))


def give_roles(records: Records, name: str, roles: frozenset[Role], act: Act) -> Person:
    """The person with these roles and no others. Raises `NotAllowed`, `UnknownPerson`."""
    require(act.by, Right.MANAGE_PEOPLE)
    person = person_of(records, name).model_copy(update={"roles": roles})
    records.keep_person(person, _note("give roles", act, person))
    return person


def _note(action: str, act: Act, person: Person) -> Note:
    roles = ", ".join(sorted(person.roles)) or "none"
    details = (("via", act.via), ("name", person.name), ("title", person.title), ("roles", roles))
    return Note(by=act.by.id, at=act.at, action=action, details=details)
