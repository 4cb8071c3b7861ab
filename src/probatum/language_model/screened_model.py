"""A model that is sent nothing before it was screened for what tells who somebody is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from probatum.errors import ModelFailed
from probatum.language_model.model import Completion, Count, Endless, Model, Prompt, Streamed
from probatum.privacy.policy import Policy
from probatum.privacy.recogniser import Recogniser
from probatum.privacy.screened import Agrees, screened


class ScreenedModel:
    """Keeps the `Model` protocol. Where a user must agree and nobody can, nothing is sent."""

    def __init__(
        self,
        model: Model,
        policy: Policy,
        agrees: Agrees | None = None,
        more: Recogniser | None = None,
    ) -> None:
        self.name, self.price = model.name, model.price
        self._model, self._policy, self._agrees, self._more = model, policy, agrees, more

    def complete(self, prompt: Prompt, schema: Mapping[str, Any]) -> Completion:
        """See `Model`. The rules are ours and hold nothing to screen."""
        data, told = self._screened(prompt)
        try:
            return self._model.complete(data, schema)._replace(told=told)
        except Endless as error:
            error.written = error.written._replace(told=told)
            raise

    def stream(self, prompt: Prompt, schema: Mapping[str, Any]) -> Streamed:
        """See `Model`."""
        data, told = self._screened(prompt)
        answer = yield from self._model.stream(data, schema)
        return answer._replace(told=told)

    def count_tokens(self, prompt: Prompt) -> Count:
        """See `Model`: to count is to send."""
        return self._model.count_tokens(self._screened(prompt)[0])

    def _screened(self, prompt: Prompt) -> tuple[Prompt, str]:
        """What may be sent, and what is to be told of it."""
        data = screened(prompt.data, self._policy, self._agrees, self._more)
        told = data.told(f"the model {self.name}")
        if data.withheld:
            raise ModelFailed(told.removesuffix("."))
        return prompt._replace(data=data.text), told
