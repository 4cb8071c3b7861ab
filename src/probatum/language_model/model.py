"""The protocol that every language model keeps."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, NamedTuple, Protocol

from probatum.errors import ModelFailed


class Prompt(NamedTuple):
    """``rules`` are ours and are to be followed; ``data`` is text of others and is not."""

    rules: str
    data: str


class Usage(NamedTuple):
    """Tokens of a prompt, and of what was written."""

    sent: int = 0
    written: int = 0

    @property
    def tokens(self) -> int:
        """Of both ways."""
        return self.sent + self.written


class Price(NamedTuple):
    """What a million tokens cost, sent and written, and the currency: (3.0, 15.0, "USD")."""

    sent: float
    written: float
    currency: str

    def of(self, usage: Usage) -> float:
        """In units of the currency."""
        return (usage.sent * self.sent + usage.written * self.written) / 1_000_000


class Completion(NamedTuple):
    """What a model wrote, in how many tokens and seconds, and what was not sent to it.

    Tokens are ``counted`` by the provider, else estimated by us.
    """

    text: str
    usage: Usage = Usage()
    seconds: float = 0
    told: str = ""
    counted: bool = True


class Count(NamedTuple):
    """Tokens, counted ``exactly`` by the provider or estimated by us, rather too many."""

    tokens: int
    exact: bool


class Endless(ModelFailed):
    """It writes without end and was cut; ``written`` is what it wrote by then."""

    def __init__(self) -> None:
        super().__init__("the model writes without end")
        self.written = Completion("")


Streamed = Generator[str, None, Completion]
"""Pieces of text as they are written; at its end it returns the whole."""


class Model(Protocol):
    """A model writes; it is never believed. Callers check each word of it."""

    @property
    def name(self) -> str:
        """Its name, for the provenance."""

    @property
    def price(self) -> Price | None:
        """What it costs; None when the owner did not say."""

    def complete(self, prompt: Prompt, schema: Mapping[str, Any]) -> Completion:
        """Text that should be JSON of that JSON schema; whoever asked must see whether it is.

        Raises `ModelFailed`: no answer, an unusable one, or no budget left; `Endless`.
        """

    def stream(self, prompt: Prompt, schema: Mapping[str, Any]) -> Streamed:
        """The same piece by piece. Raises `ModelFailed`, also amid the text."""

    def count_tokens(self, prompt: Prompt) -> Count:
        """How many tokens the prompt is. Raises `ModelFailed`."""
