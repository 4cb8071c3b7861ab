"""The protocol of a provider that people sign in with."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Departure(NamedTuple):
    """Where somebody is sent, and what must be the same when they come back."""

    address: str
    state: str
    nonce: str
    verifier: str


class Return(NamedTuple):
    """What the browser brought back: the code, and the issuer where the provider states it."""

    code: str
    issuer: str = ""


class Identity(NamedTuple):
    """Somebody at a provider; the subject never changes and is never given to another."""

    issuer: str
    subject: str


class IdentityProvider(Protocol):
    """Asks a provider who somebody is. `back` is the address on our page to which they return."""

    name: str

    def departure(self, back: str) -> Departure:
        """Begin a sign-in. Raises `SignInRefused` when the provider cannot be asked."""

    def identity(self, came: Return, back: str, nonce: str, verifier: str) -> Identity:
        """Who it is. Raises `SignInRefused` for whatever is not as the standard asks."""
