"""Tokens: they let a program act for a person, for what their scopes say and for a while."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from probatum.access import lifetimes
from probatum.access.secret import digest, same, secret, token_parts, token_text
from probatum.errors import NotAllowed, SignInRefused, UsageError
from probatum.evidence.article import Person
from probatum.evidence.sign_in import Scope, Token
from probatum.records.board import Board
from probatum.records.keys import Keys
from probatum.records.records import Note
from probatum.review.rights import Right, may
from probatum.review.stages import Act

_REFUSED = "this token is not valid: it was mistyped, revoked, or is too old"


class Wish(NamedTuple):
    """What a token is for, what it may be used for, and for how long."""

    name: str
    scopes: frozenset[Scope]
    lasting: timedelta = lifetimes.TOKEN


def make_token(keys: Keys, whose: Person, wish: Wish, act: Act) -> tuple[Token, str]:
    """A new token and its text, which is nowhere kept. Raises `NotAllowed`, `UsageError`."""
    _require_own(whose, act)
    wanted, label = wish.scopes, " ".join(wish.name.split())
    if not label or len(label) > 100:
        raise UsageError("a token needs a name of at most 100 characters: say what it is for")
    if not wanted:
        raise UsageError(f"say what it may be used for: {', '.join(Scope)}")
    if not timedelta(0) < wish.lasting <= lifetimes.LONGEST_TOKEN:
        raise UsageError(f"a token lasts from 1 to {lifetimes.LONGEST_TOKEN.days} days")
    made = secret()
    token = Token(
        id=secrets.token_hex(6),
        digest=made.digest,
        person=whose.id,
        name=label,
        scopes=wanted,
        made_at=act.at,
        expires_at=act.at + wish.lasting,
    )
    details = (
        ("via", act.via),
        ("person", whose.id),
        ("name", label),
        ("scopes", ", ".join(sorted(wanted))),
        ("until", f"{token.expires_at:%Y-%m-%d}"),
    )
    keys.keep_token(token, Note(by=act.by.id, at=act.at, action="make token", details=details))
    return token, token_text(token.id, made.text)


def revoke_token(keys: Keys, name: str, whose: Person, act: Act) -> Token:
    """From now on it lets nobody in. Raises `NotAllowed`, `UsageError` when there is none."""
    _require_own(whose, act)
    token = keys.token(name)
    if token is None or token.person != whose.id:
        raise UsageError(f"{whose.id} has no token {name}")
    details = (("via", act.via), ("person", whose.id), ("name", token.name))
    note = Note(by=act.by.id, at=act.at, action="revoke token", details=details)
    keys.revoke_token(name, act.at, note)
    return token


def let_in_by_token(board: Board, text: str, now: datetime) -> tuple[Person, frozenset[Scope]]:
    """Whose it is and what it may be used for. Raises `SignInRefused`."""
    parts = token_parts(text.strip())
    token = board.keys.token(parts[0]) if parts else None
    if parts is None or token is None or not same(token.digest, digest(parts[1])):
        raise SignInRefused(_REFUSED)
    person = board.records.person(token.person)
    if person is None or not lifetimes.token_holds(token, now):
        raise SignInRefused(_REFUSED)
    if token.used_at is None or now - token.used_at >= lifetimes.SEEN_EVERY:
        board.keys.see_token(token.id, now)
    return person, token.scopes


def _require_own(whose: Person, act: Act) -> None:
    if act.by.id != whose.id and not may(act.by, Right.MANAGE_PEOPLE):
        raise NotAllowed("only the person or an owner makes and revokes their tokens")
