"""Signing in by way of a provider: there and back once, and only whoever was invited."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from probatum.access import lifetimes
from probatum.access.lifetimes import Lifetimes
from probatum.access.secret import digest
from probatum.errors import SignInRefused
from probatum.evidence.article import Person
from probatum.evidence.sign_in import SignInUnderWay
from probatum.identity.provider import Identity, IdentityProvider, Return
from probatum.records.board import Board
from probatum.records.records import Note
from probatum.workflows.signing_in import SignedIn, begin, note_refusal

_NOT_AWAITED = "this sign-in is over or was not begun here; begin again"


class Wish(NamedTuple):
    """Where somebody goes afterwards, what they had typed, and the invitation they use, if any."""

    onward: str = "/"
    kept: str = ""
    code: str = ""


class Sent(NamedTuple):
    """Where to send the browser, and the state that it must bring back."""

    address: str
    state: str


def depart(board: Board, provider: IdentityProvider, back: str, wish: Wish, now: datetime) -> Sent:
    """Begin. Raises `SignInRefused` when the provider cannot be asked."""
    leaving = provider.departure(back)
    board.keys.await_back(
        SignInUnderWay(
            digest=digest(leaving.state),
            nonce=leaving.nonce,
            verifier=leaving.verifier,
            onward=wish.onward,
            kept=wish.kept,
            code=digest(wish.code) if wish.code else None,
            expires_at=now + lifetimes.AWAITED_BACK,
        )
    )
    return Sent(leaving.address, leaving.state)


def awaited(board: Board, state: str, now: datetime) -> SignInUnderWay:
    """The sign-in of that state, which nobody comes back to twice. Raises `SignInRefused`."""
    waiting = board.keys.came_back(digest(state)) if state else None
    if waiting is None or now >= waiting.expires_at:
        note_refusal(board.keys, "", now)
        raise SignInRefused(_NOT_AWAITED)
    return waiting


def arrive(
    board: Board,
    provider: IdentityProvider,
    waiting: SignInUnderWay,
    came: tuple[Return, str],
    holds: tuple[Lifetimes, datetime],
) -> SignedIn:
    """Let in whom the provider names, if they are one of ours. Raises `SignInRefused`.

    `came` is what they brought and the address they came back to.
    """
    (given, back), (lasting, now) = came, holds
    try:
        who = provider.identity(given, back, waiting.nonce, waiting.verifier)
        person = _linked(board, who, waiting, now) or _known(board, who)
    except SignInRefused:
        note_refusal(board.keys, "", now)
        raise
    if person is None:
        note_refusal(board.keys, "", now)
        raise SignInRefused(
            f"{provider.name} knows you, but nobody here is linked to you; open your invitation "
            "and choose it there"
        )
    return begin(board.keys, person, who.issuer, now, lasting)


def _known(board: Board, who: Identity) -> Person | None:
    name = board.keys.identity(who.issuer, who.subject)
    return board.records.person(name) if name else None


def _linked(board: Board, who: Identity, waiting: SignInUnderWay, now: datetime) -> Person | None:
    """Whoever holds an invitation says by it who they are here, once."""
    code = board.keys.code(waiting.code) if waiting.code else None
    if waiting.code is None:
        return None
    person = board.records.person(code.person) if code and now < code.expires_at else None
    if code is None or person is None:
        raise SignInRefused("this code is not valid: it was used, replaced, or is too old")
    details = (("issuer", who.issuer), ("via", f"one-time {code.purpose}"))
    note = Note(by=person.id, at=now, action="link provider", details=details)
    board.keys.link(who.issuer, who.subject, code, note)
    return person
