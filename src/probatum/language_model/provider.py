"""The protocol of a provider: one attempt to have a model write, in its own way of speaking."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, Protocol

from probatum.errors import ModelFailed
from probatum.language_model.model import Endless, Prompt, Usage

_ASK_AGAIN = frozenset({408, 429, 500, 502, 503, 504, 529})
_FORM_REFUSED = frozenset({400, 422})


class Again(Exception):
    """The attempt failed in a way that may pass, ``after`` so many seconds where it was said."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class FormRefused(Exception):
    """The server does not take this form of the request, or the request at all."""


class Late(Exception):
    """The time for an answer is over."""


class Request(NamedTuple):
    """``most`` tokens may be written, ``until`` a time of the monotonic clock."""

    prompt: Prompt
    schema: Mapping[str, Any]
    most: int
    until: float

    def left(self) -> float:
        """Seconds that are left. Raises `Late`."""
        return seconds_until(self.until)


Pieces = Generator[str, None, Usage | None]
"""Pieces of text as they come; at the end the tokens, None when the provider does not tell."""


class Provider(Protocol):
    """Speaks with one address. Nothing it raises holds a key or a word of the server's."""

    def write(self, request: Request) -> Pieces:
        """Raises `Again`, `Late` and `ModelFailed`."""

    def count(self, prompt: Prompt, until: float) -> int | None:
        """Tokens of a prompt, None when the provider has no way to count them. Raises the same."""


def seconds_until(until: float) -> float:
    """Seconds to a time of the monotonic clock. Raises `Late`."""
    left = until - time.monotonic()
    if left <= 0:
        raise Late
    return left


def judge(status: int, headers: Mapping[str, str]) -> None:
    """Raises for every status but 200."""
    if status in _ASK_AGAIN:
        said = {429: "asks for fewer requests", 529: "is overloaded"}
        raise Again(said.get(status, f"fails (status {status})"), retry_after(headers))
    if status in _FORM_REFUSED:
        raise FormRefused(f"status {status}")
    if status != 200:
        raise ModelFailed(
            f"the model's server gives no answer (status {status}); check model.address, "
            "model.name and model.key"
        )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait as the server says, a number or a date (RFC 9110, section 10.2.3)."""
    said = headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def unusable(fault: str = "") -> ModelFailed:
    """For what is no answer of the protocol; ``fault`` names what it led to, without its words."""
    named = f" ({fault})" if fault else ""
    return ModelFailed(f"the model's server sent no chat completion{named}")


def endless() -> Endless:
    """For text that does not end."""
    return Endless()


def refused() -> ModelFailed:
    """For a model, or a filter before it, that declines."""
    return ModelFailed("the model refuses")
