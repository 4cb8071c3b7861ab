"""What a person may do on the board beside moving an article: see `stages` for that."""

from __future__ import annotations

from enum import StrEnum

from probatum.errors import NotAllowed
from probatum.evidence.article import Person, Role


class Right(StrEnum):
    """Something done on the board that belongs to no single stage."""

    SEE = "see articles under review"
    BEGIN = "submit an answer"
    COMMENT = "comment"
    SET_POLICY = "set the rules of review"
    MANAGE_PEOPLE = "add people and change their roles"
    READ_AUDIT = "read the audit log"


_TAKING_PART = frozenset({Role.OWNER, Role.EDITOR, Role.REVIEWER, Role.AUTHOR})
_WHO = {
    Right.SEE: _TAKING_PART,
    Right.BEGIN: _TAKING_PART,
    Right.COMMENT: _TAKING_PART,
    Right.SET_POLICY: frozenset({Role.OWNER}),
    Right.MANAGE_PEOPLE: frozenset({Role.OWNER}),
    Right.READ_AUDIT: frozenset({Role.OWNER, Role.EDITOR}),
}


def may(by: Person, right: Right) -> bool:
    """Whether one of the person's roles gives the right."""
    return bool(by.roles & _WHO[right])


def require(by: Person, right: Right) -> None:
    """Raises `NotAllowed`, which says whose right it is."""
    if not may(by, right):
        whose = ", ".join(sorted(_WHO[right]))
        raise NotAllowed(f"to {right} is not for you: it is for {whose}")
