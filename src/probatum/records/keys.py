"""The protocol of what people sign in with. No secret is kept, only hashes of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from probatum.evidence.sign_in import OneTimeCode, Session, SignInUnderWay, Token
from probatum.records.records import Note


class Keys(Protocol):
    """Every write that takes a note is one transaction with its entry in the audit log."""

    def any(self) -> bool:
        """Whether anybody can sign in, or was invited to."""

    def password(self, person: str) -> str | None:
        """The Argon2 hash of the person's password; none when it was never set, or they left."""

    def keep_password(self, person: str, hash_: str, note: Note) -> None:
        """Set a password; the person's codes and sessions end with it."""

    def renew_hash(self, person: str, hash_: str, note: Note) -> None:
        """The same password under another hash; nothing ends."""

    def keep_code(self, code: OneTimeCode, note: Note) -> None:
        """Keep a code in the place of those that the person had before."""

    def code(self, digest: str) -> OneTimeCode | None:
        """The code, while it is neither used nor replaced; it may have expired."""

    def use_code(self, code: OneTimeCode, hash_: str, note: Note) -> None:
        """Set a password by a code, which is gone then. Raises `SignInRefused` if it was gone."""

    def try_once(self, whose: str, at: datetime, since: datetime, most: int) -> bool:
        """Count one more attempt, unless there were `most` since then already.

        `whose` is a digest. Two at once are both counted.
        """

    def forget_attempts(self, whose: str) -> None:
        """After one that succeeded."""

    def begin_session(self, session: Session, note: Note) -> None:
        """Keep a session. Those that expired are forgotten."""

    def session(self, digest: str) -> Session | None:
        """The session of that secret; it may have expired."""

    def sessions(self, person: str) -> Iterator[Session]:
        """All of a person's, the one used last first; some may have expired."""

    def see_session(self, digest: str, at: datetime) -> None:
        """Note that it is in use."""

    def end_session(self, digest: str, note: Note) -> None:
        """End one, if it is there."""

    def end_sessions(self, person: str, note: Note) -> int:
        """End all of a person's; how many there were."""

    def keep_token(self, token: Token, note: Note) -> None:
        """Keep a new token."""

    def token(self, name: str) -> Token | None:
        """The token of that id, revoked or not."""

    def tokens(self, person: str) -> Iterator[Token]:
        """All of a person's, newest first."""

    def see_token(self, name: str, at: datetime) -> None:
        """Note that it is in use."""

    def revoke_token(self, name: str, at: datetime, note: Note) -> None:
        """From now on it lets nobody in."""

    def identity(self, issuer: str, subject: str) -> str | None:
        """Which person somebody at a provider is."""

    def link(self, issuer: str, subject: str, code: OneTimeCode, note: Note) -> None:
        """Say who somebody at a provider is, by a code, which is gone then.

        Raises `SignInRefused` when it was gone, or somebody else is linked there.
        """

    def await_back(self, waiting: SignInUnderWay) -> None:
        """Keep a sign-in at a provider that is under way."""

    def came_back(self, digest: str) -> SignInUnderWay | None:
        """The sign-in of that state, which is gone then: nobody comes back twice."""

    def note(self, note: Note, subject: str) -> None:
        """Write an entry in the audit log that goes with no other write."""
