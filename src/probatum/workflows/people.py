"""Who belongs to the board and what they may do."""

from __future__ import annotations

import hashlib
import re

from probatum.errors import NotAllowed, StaleEdit, UnknownPerson, UsageError
from probatum.evidence.article import Person, Role
from probatum.records.records import Note, Records
from probatum.review.rights import Right, require
from probatum.review.stages import Act

_ID = re.compile(r"[a-z][a-z0-9._-]{0,62}")
_LONGEST = 200
OPERATOR = "operator"
SYSTEM = frozenset({"watch", OPERATOR, "visitor"})
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
    _require_printable(person)
    if records.person(person.id) is not None:
        raise UsageError(f"there is a person {person.id}; 'probatum people role' changes roles")
    records.keep_person(person, _note("add person", act, person), new=True)


def give_roles(
    records: Records,
    name: str,
    roles: frozenset[Role],
    act: Act,
    before: frozenset[Role] | None = None,
) -> Person:
    """The person with these roles and no others; `before` are those that were read.

    Raises `NotAllowed`, `UnknownPerson`, `StaleEdit` when they had others by then.
    """
    _require_others(name, act)

    def change(now: Person) -> Person:
        if before is not None and now.roles != before:
            raise StaleEdit(f"somebody else changed the roles of {name} meanwhile; look again")
        return now.model_copy(update={"roles": roles})

    person = person_of(records, name).model_copy(update={"roles": roles})
    return records.change_person(name, change, _note("give roles", act, person))


def correct(
    records: Records, whose: str, printed: tuple[str, str], act: Act, read: str = ""
) -> Person:
    """The person with another name and title, by themself or an owner.

    `read` is the `reading_of` whom was read. What they signed keeps the name it was signed with.
    Raises `NotAllowed`, `UnknownPerson`, `UsageError`, `StaleEdit` when it was corrected meanwhile.
    """
    if act.by.id != whose:
        require(act.by, Right.MANAGE_PEOPLE)
    before = person_of(records, whose)
    name, title = (" ".join(one.split()) for one in printed)
    after = before.model_copy(update={"name": name, "title": title})
    _require_printable(after)
    read = read or reading_of(before)

    def change(now: Person) -> Person:
        if reading_of(now) != read:
            raise StaleEdit(f"somebody else corrected the name of {whose} meanwhile; look again")
        return now.model_copy(update={"name": name, "title": title})

    details = (
        ("via", act.via),
        ("name before", before.name),
        ("name", name),
        ("title before", before.title),
        ("title", title),
    )
    note = Note(by=act.by.id, at=act.at, action="correct name", details=details)
    return records.change_person(whose, change, note)


def reading_of(person: Person) -> str:
    """Sixteen digits that tell a name and title from others, for a form to carry."""
    return hashlib.sha256(f"{person.name}\n{person.title}".encode()).hexdigest()[:16]


def _require_printable(person: Person) -> None:
    if not person.name.strip():
        raise UsageError("a person needs a name: it is printed under what they sign")
    if len(person.name) > _LONGEST or len(person.title) > _LONGEST:
        raise UsageError(f"a name and a title have at most {_LONGEST} characters each")


def close_account(records: Records, name: str, act: Act) -> Person:
    """Let a person leave; who it was. What they did stays, and their id is never given again.

    Raises `NotAllowed`, `UnknownPerson`.
    """
    _require_others(name, act)
    person = person_of(records, name)
    records.part_with(name, _note("close account", act, person))
    return person


def _require_others(name: str, act: Act) -> None:
    """An owner is left in any case."""
    require(act.by, Right.MANAGE_PEOPLE)
    if act.by.id == name:
        raise NotAllowed(
            "nobody changes their own roles or closes their own account; ask another owner or "
            "whoever runs this machine"
        )


def _note(action: str, act: Act, person: Person) -> Note:
    roles = ", ".join(sorted(person.roles)) or "none"
    details = (("via", act.via), ("name", person.name), ("title", person.title), ("roles", roles))
    return Note(by=act.by.id, at=act.at, action=action, details=details)
