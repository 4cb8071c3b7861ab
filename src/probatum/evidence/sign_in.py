"""What lets a person in: one-time codes, sessions, tokens. Their secrets are known by hash only."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from probatum.evidence.value import Value

_DIGEST = "^[0-9a-f]{64}$"


class Purpose(StrEnum):
    """What a one-time code is for."""

    INVITATION = "invitation"
    RESET = "reset"


class OneTimeCode(Value):
    """Lets a person set a password, once and for a while. `digest` is SHA-256 of the code."""

    digest: str = Field(pattern=_DIGEST)
    purpose: Purpose
    person: str
    made_by: str
    made_at: datetime
    expires_at: datetime


class Session(Value):
    """A person who signed in with a browser, until it expires or is ended."""

    digest: str = Field(pattern=_DIGEST, description="SHA-256 of the secret in the cookie.")
    person: str
    via: str = Field(description='How they signed in: "password", or the address of a provider.')
    begun_at: datetime
    seen_at: datetime = Field(description="Last used, to the minute.")
    expires_at: datetime = Field(description="However much it is used.")


class Scope(StrEnum):
    """What a token may be used for; never for more than its person may do."""

    READ = "read"
    ASK = "ask"
    LIBRARY = "library"
    BOARD = "board"


class Token(Value):
    """Lets a program act for a person. `id` begins the token and is shown; the rest never is."""

    id: str = Field(pattern="^[0-9a-f]{12}$")
    digest: str = Field(pattern=_DIGEST)
    person: str
    name: str = Field(min_length=1, max_length=100)
    scopes: frozenset[Scope] = Field(min_length=1)
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    used_at: datetime | None = Field(default=None, description="Last used, to the minute.")


class SignInUnderWay(Value):
    """Somebody who was sent to their provider and is awaited back, once.

    `verifier` is the secret of RFC 7636 that proves that both ends of the way are one.
    """

    digest: str = Field(pattern=_DIGEST, description="SHA-256 of the state.")
    nonce: str
    verifier: str
    onward: str = Field(description="Where they go afterwards.")
    kept: str = Field(default="", description="What they had typed, as JSON.")
    code: str | None = Field(default=None, description="Digest of an invitation to be used.")
    expires_at: datetime
