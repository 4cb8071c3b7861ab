"""Signing in and out. Each success, failure and change of a password is in the audit log."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from probatum.access import lifetimes, password
from probatum.access.lifetimes import Lifetimes
from probatum.access.secret import digest, secret
from probatum.errors import NotAllowed, SignInRefused, TooManyAttempts
from probatum.evidence.article import Person
from probatum.evidence.sign_in import OneTimeCode, Session
from probatum.evidence.value import Value
from probatum.records.board import Board
from probatum.records.keys import Keys
from probatum.records.records import Note
from probatum.review.stages import Act

VISITOR = "visitor"
"""Under this name the log tells of those who were not let in."""
BY_PASSWORD = "password"  # noqa: S105  # the way, not the word
_LONGEST_NAME = 100
_EVERYBODY = digest("everybody")
_WRONG = "name or password is wrong"
_CODE = "this code is not valid: it was used, replaced, or is too old; ask for a new one"


class Given(NamedTuple):
    """What somebody gave to be let in. `address` is theirs, unless it stands for many."""

    name: str
    password: str
    address: str = ""


class SignedIn(Value):
    """Who was let in, and the secret of the session, which only the browser keeps."""

    person: Person
    session: str


def sign_in(board: Board, given: Given, now: datetime, holds: Lifetimes) -> SignedIn:
    """By name and password. Raises `SignInRefused`, `TooManyAttempts`.

    Neither words nor time tell whether there is a person of that name.
    """
    records, keys = board
    name = given.name.strip().lower()[:_LONGEST_NAME]
    if given.address:
        _count(keys, f"from {given.address}", now, lifetimes.ATTEMPTS_OF_AN_ADDRESS)
    _count(keys, name, now)
    person, kept = records.person(name), keys.password(name)
    right = password.is_right(given.password, kept)
    if not right or person is None or kept is None:
        note_refusal(keys, name if person else "", now)
        raise SignInRefused(_WRONG)
    for whose in (name, f"from {given.address}"):
        keys.forget_attempts(digest(whose))
    if password.is_weak(kept):
        note = Note(by=name, at=now, action="renew password hash")
        keys.renew_hash(name, password.hashed(given.password), note)
    return begin(keys, person, BY_PASSWORD, now, holds)


def begin(keys: Keys, person: Person, via: str, now: datetime, holds: Lifetimes) -> SignedIn:
    """A new session of somebody who showed who they are."""
    made = secret()
    session = Session(
        digest=made.digest,
        person=person.id,
        via=via,
        begun_at=now,
        seen_at=now,
        expires_at=now + holds.longest,
    )
    keys.begin_session(session, Note(by=person.id, at=now, action="sign in", details=_via(via)))
    return SignedIn(person=person, session=made.text)


def let_in(board: Board, session: str, now: datetime, holds: Lifetimes) -> Person | None:
    """Whose session it is, with the roles of today; nobody's when it ended or expired."""
    found = board.keys.session(digest(session))
    if found is None or not holds.holds(found, now):
        return None
    if now - found.seen_at >= lifetimes.SEEN_EVERY:
        board.keys.see_session(found.digest, now)
    return board.records.person(found.person)


def sign_out(keys: Keys, session: str, person: Person, now: datetime) -> None:
    """End this session: from now on its cookie lets nobody in."""
    keys.end_session(digest(session), Note(by=person.id, at=now, action="sign out"))


def sign_out_everywhere(keys: Keys, person: str, act: Act) -> int:
    """End all sessions of a person; how many there were."""
    return keys.end_sessions(
        person, Note(by=act.by.id, at=act.at, action="end sessions", details=_via(act.via))
    )


def code_of(board: Board, text: str, now: datetime) -> tuple[OneTimeCode, Person]:
    """What a one-time code is for, and for whom. Raises `SignInRefused`."""
    code = board.keys.code(digest(text.strip()))
    person = board.records.person(code.person) if code and now < code.expires_at else None
    if code is None or person is None:
        raise SignInRefused(_CODE)
    return code, person


def set_password_by_code(board: Board, text: str, chosen: str, now: datetime) -> Person:
    """Use up a code for a password. Raises `SignInRefused`, `UsageError` for a poor password.

    A poor password leaves the code as it was. Sessions of before end.
    """
    code, person = code_of(board, text, now)
    password.require_good(chosen, person)
    note = Note(
        by=person.id, at=now, action="set password", details=_via(f"one-time {code.purpose}")
    )
    board.keys.use_code(code, password.hashed(chosen), note)
    board.keys.forget_attempts(digest(person.id))
    return person


def change_password(keys: Keys, person: Person, given: str, chosen: str, now: datetime) -> None:
    """By somebody signed in who knows the one of before. All their sessions end.

    Raises `SignInRefused`, `TooManyAttempts`, `UsageError`.
    """
    kept = keys.password(person.id)
    if kept is None:
        raise NotAllowed("you have no password here; you sign in with your provider")
    _count(keys, person.id, now)
    if not password.is_right(given, kept):
        note_refusal(keys, person.id, now)
        raise SignInRefused("the password of before is wrong")
    password.require_good(chosen, person)
    note = Note(by=person.id, at=now, action="set password", details=_via("the password of before"))
    keys.keep_password(person.id, password.hashed(chosen), note)
    keys.forget_attempts(digest(person.id))


def note_refusal(keys: Keys, person: str, now: datetime) -> None:
    """Write it down; a name that nobody has is not: it may be a password typed in its place."""
    since = now - lifetimes.WINDOW
    if keys.try_once(_EVERYBODY, now, since, lifetimes.ATTEMPTS_IN_ALL):
        subject = f"person {person}" if person else "an unknown name"
        keys.note(Note(by=VISITOR, at=now, action="sign-in refused"), subject)


def _count(keys: Keys, whose: str, now: datetime, most: int = lifetimes.ATTEMPTS_OF_A_NAME) -> None:
    """Before the password is looked at, so that many at once are no way round."""
    if not keys.try_once(digest(whose), now, now - lifetimes.WINDOW, most):
        raise TooManyAttempts(int(lifetimes.WINDOW.total_seconds() // 60))


def _via(via: str) -> tuple[tuple[str, str], ...]:
    return (("via", via),)
