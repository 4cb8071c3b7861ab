"""Passwords: which are taken, and how they are kept (Argon2id, RFC 9106).

The rules are those of NIST SP 800-63B, section 3.1.1: long rather than complicated, any characters,
no change by the calendar, none that everybody would guess.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from probatum.errors import UsageError
from probatum.evidence.article import Person

SHORTEST, LONGEST = 12, 256
_FEWEST_DIFFERENT = 5
_GUESSED = frozenset(
    {"password", "passwort", "passphrase", "probatum", "letmein", "welcome", "qwerty", "qwertyuiop",
     "qwertzuiop", "admin", "administrator", "doctor", "physician", "hospital", "clinic",
     "medicine", "changeme", "iloveyou", "abcdefgh"}
)  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+")


def require_good(password: str, person: Person) -> None:
    """Raises `UsageError`, which says what to do, when everybody would guess it soon."""
    if len(password) < SHORTEST:
        raise UsageError(f"a password has at least {SHORTEST} characters; several words are good")
    if len(password) > LONGEST:
        raise UsageError(f"a password has at most {LONGEST} characters")
    if len(set(password)) < _FEWEST_DIFFERENT:
        raise UsageError("this password repeats a few characters; take several words")
    own = set(_WORDS.findall(f"{person.id} {person.name}".lower()))
    if set(_WORDS.findall(password.lower())) <= _GUESSED | own:
        raise UsageError("this password would be guessed soon; take several words")


def hashed(password: str) -> str:
    """To be kept: the hash with its salt and parameters."""
    return _hasher().hash(_bytes(password))


def is_right(password: str, hash_: str | None) -> bool:
    """Whether it is the password. Without a hash it never is, and takes as long to say."""
    try:
        _hasher().verify(hash_ or _decoy(), _bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(hash_)


def is_weak(hash_: str) -> bool:
    """Whether it was made with weaker parameters than those of today."""
    return _hasher().check_needs_rehash(hash_)


def _bytes(password: str) -> bytes:
    """The same password typed on another keyboard is the same."""
    return unicodedata.normalize("NFKC", password).encode()


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _decoy() -> str:
    return hashed("of nobody at all")
