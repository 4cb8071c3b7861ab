"""What a person may do beside moving an article: see `stages` for that."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from probatum.errors import NotAllowed
from probatum.evidence.article import Person, Role
from probatum.evidence.sign_in import Scope


class Right(StrEnum):
    """Something that is done, and belongs to no single stage of an article."""

    READ_ARTICLES = "read published articles"
    READ = "read answers and the library"
    ASK = "ask questions and check pages"
    ADD = "add documents to the library"
    FORGET = "delete answers"
    SEE = "see articles under review"
    BEGIN = "submit an answer"
    COMMENT = "comment"
    DECIDE = "decide on articles, sign them and move them on"
    SET_POLICY = "set the rules of review"
    MANAGE_PEOPLE = "add people and change their roles"
    READ_AUDIT = "read the audit log"
    OWN_KEYS = "change one's own name, password and tokens"


class Openness(StrEnum):
    """What may be done without signing in: ask, read answers, read published articles."""

    ASK = "ask"
    READ = "read"
    ARTICLES = "articles"
    NOTHING = "nothing"


_TAKING_PART = frozenset({Role.OWNER, Role.EDITOR, Role.REVIEWER, Role.AUTHOR})
_EDITORS = frozenset({Role.OWNER, Role.EDITOR})
_WHO = {
    Right.READ_ARTICLES: frozenset(Role),
    Right.READ: frozenset(Role),
    Right.ASK: frozenset(Role),
    Right.ADD: _EDITORS,
    Right.FORGET: _TAKING_PART,
    Right.SEE: _TAKING_PART,
    Right.BEGIN: _TAKING_PART,
    Right.COMMENT: _TAKING_PART,
    Right.DECIDE: _TAKING_PART,
    Right.SET_POLICY: frozenset({Role.OWNER}),
    Right.MANAGE_PEOPLE: frozenset({Role.OWNER}),
    Right.READ_AUDIT: _EDITORS,
    Right.OWN_KEYS: frozenset(Role),
}
_OPEN = {
    Openness.ASK: frozenset({Right.READ_ARTICLES, Right.READ, Right.ASK, Right.FORGET}),
    Openness.READ: frozenset({Right.READ_ARTICLES, Right.READ}),
    Openness.ARTICLES: frozenset({Right.READ_ARTICLES}),
    Openness.NOTHING: frozenset[Right](),
}
_WITHIN = {
    Scope.READ: frozenset({Right.READ_ARTICLES, Right.READ}),
    Scope.ASK: frozenset({Right.READ_ARTICLES, Right.READ, Right.ASK}),
    Scope.LIBRARY: frozenset({Right.READ_ARTICLES, Right.READ, Right.ADD}),
    Scope.BOARD: frozenset({Right.SEE, Right.COMMENT}),
}


def may(by: Person, right: Right) -> bool:
    """Whether one of the person's roles gives the right."""
    return bool(by.roles & _WHO[right])


def rights_of(by: Person) -> frozenset[Right]:
    """All that the person's roles give."""
    return frozenset(right for right in Right if may(by, right))


def rights_of_anybody(open_to_all: Openness) -> frozenset[Right]:
    """What may be done without signing in."""
    return _OPEN[open_to_all]


def rights_within(scopes: Iterable[Scope]) -> frozenset[Right]:
    """What a token of these scopes may be used for, if its person may do it. None signs."""
    return frozenset(right for scope in scopes for right in _WITHIN[scope])


def whose(right: Right) -> str:
    """The roles that give it, in words."""
    return ", ".join(sorted(_WHO[right]))


def require(by: Person, right: Right) -> None:
    """Raises `NotAllowed`, which says whose right it is."""
    if not may(by, right):
        raise NotAllowed(f"to {right} is not for you: it is for {whose(right)}")
