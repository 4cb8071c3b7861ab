"""A model that is sent nothing before it was screened for what tells who somebody is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from probatum.errors import ModelFailed
from probatum.language_model.model import Completion, Model, Prompt
from probatum.privacy.policy import Policy
from probatum.privacy.screened import screened


class ScreenedModel:
    """Keeps the `Model` protocol. Where a user must be asked first, nothing is sent."""

    def __init__(self, model: Model, policy: Policy) -> None:
        self.name = model.name
        self._model, self._policy = model, policy

    def complete(self, prompt: Prompt, schema: Mapping[str, Any]) -> Completion:
        """See `Model`. The rules are ours and hold nothing to screen."""
        data = screened(prompt.data, self._policy)
        told = data.told(f"the model {self.name}")
        if data.withheld:
            raise ModelFailed(told.removesuffix("."))
        answer = self._model.complete(prompt._replace(data=data.text), schema)
        return answer._replace(told=told)
