"""The protocol that every language model keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol


class Prompt(NamedTuple):
    """``rules`` are ours and are to be followed; ``data`` is text of others and is not."""

    rules: str
    data: str


class Completion(NamedTuple):
    """What a model wrote, the tokens of both ways, the seconds, and what was not sent to it."""

    text: str
    tokens: int
    seconds: float
    told: str = ""


class Model(Protocol):
    """A model writes; it is never believed. Callers check each word of it."""

    @property
    def name(self) -> str:
        """Its name, for the provenance."""

    def complete(self, prompt: Prompt, schema: Mapping[str, Any]) -> Completion:
        """Text that should be JSON of that JSON schema; whoever asked must see whether it is.

        Raises `ModelFailed`: no answer, an unusable one, or no budget left.
        """
