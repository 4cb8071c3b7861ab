"""A model that plays a script in place of one that was configured, for tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from probatum.language_model.model import Completion, Count, Price, Prompt, Streamed, Usage

Script = Callable[[Prompt], str]
"""What it writes on a prompt. It may raise `ModelFailed`."""


class ScriptedModel:
    """Keeps the `Model` protocol and remembers what it was ``asked``; every word is a token."""

    name = "scripted"

    def __init__(self, script: Script, price: Price | None = None) -> None:
        self.price = price
        self.asked: list[Prompt] = []
        self._script = script

    def complete(self, prompt: Prompt, schema: Mapping[str, Any]) -> Completion:
        """See `Model`."""
        self.asked.append(prompt)
        text = self._script(prompt)
        return Completion(text, Usage(self.count_tokens(prompt).tokens, len(text.split())))

    def stream(self, prompt: Prompt, schema: Mapping[str, Any]) -> Streamed:
        """See `Model`."""
        answer = self.complete(prompt, schema)
        yield answer.text
        return answer

    def count_tokens(self, prompt: Prompt) -> Count:
        """See `Model`."""
        return Count(len(prompt.rules.split()) + len(prompt.data.split()), exact=True)
