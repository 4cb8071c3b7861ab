"""The cookie of a session: read by this server alone, and by no script."""

from __future__ import annotations

from typing import NamedTuple

from starlette.responses import Response


class SessionCookie(NamedTuple):
    """`secure` is off only where nothing but this machine is reached, without TLS.

    The prefix binds it to this host over TLS (RFC 6265bis, section 4.1.3.2). It ends with the
    browser; when the session ends, the server says. Lax lets a provider lead back here; forms are
    guarded by a token of their own.
    """

    secure: bool

    @property
    def name(self) -> str:
        """Under which the browser keeps it."""
        return "__Host-probatum" if self.secure else "probatum"

    def give(self, answer: Response, session: str) -> None:
        """With a session that began."""
        answer.set_cookie(
            self.name, session, path="/", secure=self.secure, httponly=True, samesite="lax"
        )

    def take(self, answer: Response) -> None:
        """After one that ended."""
        answer.delete_cookie(self.name, path="/", secure=self.secure, httponly=True, samesite="lax")
