"""One-time codes: an invitation to set the first password, and a reset of a forgotten one."""

from __future__ import annotations

from datetime import timedelta

from probatum.access import lifetimes
from probatum.access.secret import secret
from probatum.errors import NotAllowed
from probatum.evidence.sign_in import OneTimeCode, Purpose
from probatum.records.board import Board
from probatum.records.records import Note
from probatum.review.rights import Right, require
from probatum.review.stages import Act
from probatum.workflows.people import person_of


def invite(board: Board, name: str, act: Act, lasting: timedelta = lifetimes.INVITATION) -> str:
    """A code with which the person sets a password. Raises `NotAllowed`, `UnknownPerson`."""
    if board.keys.password(name) is not None:
        raise NotAllowed(
            f"{name} has a password already; 'probatum people reset' lets them set one"
        )
    return _code(board, name, Purpose.INVITATION, act, lasting)


def reset(board: Board, name: str, act: Act, lasting: timedelta = lifetimes.RESET) -> str:
    """The same for somebody who forgot theirs, which holds until the code is used."""
    return _code(board, name, Purpose.RESET, act, lasting)


def _code(board: Board, name: str, purpose: Purpose, act: Act, lasting: timedelta) -> str:
    require(act.by, Right.MANAGE_PEOPLE)
    person = person_of(board.records, name)
    made = secret()
    code = OneTimeCode(
        digest=made.digest,
        purpose=purpose,
        person=person.id,
        made_by=act.by.id,
        made_at=act.at,
        expires_at=act.at + lasting,
    )
    until = f"{code.expires_at:%Y-%m-%d %H:%M} UTC"
    details = (("via", act.via), ("until", until))
    action = "invite" if purpose is Purpose.INVITATION else "reset password"
    board.keys.keep_code(code, Note(by=act.by.id, at=act.at, action=action, details=details))
    return made.text
