"""How long what lets people in holds, and how often it may be tried."""

from __future__ import annotations

from datetime import datetime, timedelta

from probatum.evidence.sign_in import Session, Token
from probatum.evidence.value import Value

INVITATION = timedelta(days=7)
RESET = timedelta(hours=24)
TOKEN = timedelta(days=90)
LONGEST_TOKEN = timedelta(days=366)
AWAITED_BACK = timedelta(minutes=10)
"""How long somebody may take at their provider."""
WINDOW = timedelta(minutes=15)
"""Within it, attempts are counted."""
ATTEMPTS_OF_A_NAME = 10
ATTEMPTS_OF_AN_ADDRESS = 100
ATTEMPTS_IN_ALL = 300
"""Of failures beyond these, no more are written in the log, so that nobody can fill it."""
SEEN_EVERY = timedelta(minutes=1)


class Lifetimes(Value):
    """How long a session holds: unused, and however much it is used."""

    idle: timedelta = timedelta(hours=1)
    longest: timedelta = timedelta(hours=12)

    def holds(self, session: Session, now: datetime) -> bool:
        """Whether the session still lets its person in."""
        return now < session.expires_at and now - session.seen_at < self.idle


def token_holds(token: Token, now: datetime) -> bool:
    """Whether the token still lets anybody in."""
    return token.revoked_at is None and now < token.expires_at
