"""Secrets of codes, sessions and tokens: 256 random bits, known here by their SHA-256 alone.

A slow hash is for what people think up. What is random cannot be guessed from a quick one.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import NamedTuple

_TOKEN = re.compile(r"probatum_([0-9a-f]{12})_([\w-]{43})")


class Secret(NamedTuple):
    """`text` is shown once, to whom it is for; `digest` is kept."""

    text: str
    digest: str


def secret() -> Secret:
    """A new one."""
    text = secrets.token_urlsafe(32)
    return Secret(text, digest(text))


def digest(text: str) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compared without telling by time where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def form_token(session: str) -> str:
    """What every form of a session carries: it shows that the form is a page of ours (CSRF)."""
    return hmac.new(session.encode(), b"form", hashlib.sha256).hexdigest()


def token_text(name: str, text: str) -> str:
    """A token as it is shown: told apart by scanners, and its id can be read off it."""
    return f"probatum_{name}_{text}"


def token_parts(text: str) -> tuple[str, str] | None:
    """Id and secret of a token; none when it is no token."""
    found = _TOKEN.fullmatch(text)
    return (found[1], found[2]) if found else None
