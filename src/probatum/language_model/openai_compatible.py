"""Any server that speaks OpenAI's chat completions: vLLM, Ollama, llama.cpp, LM Studio, OpenAI.

https://platform.openai.com/docs/api-reference/chat/create. One address is contacted, that of the
settings: redirects are not followed. What a server sends is never shown or logged, since it may
repeat the key or the question.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

import httpx
import tenacity

from probatum.errors import ModelFailed, UsageError
from probatum.language_model.budget import Budget
from probatum.language_model.model import Completion, Prompt
from probatum.language_model.model_settings import ModelSettings

_MOST_WRITTEN = 4000  # tokens
_MOST_BYTES = 2**20
_LETTERS_A_TOKEN = 3
_ASK_AGAIN = frozenset({429, 500, 502, 503, 504})
_FORM_REFUSED = frozenset({400, 422})


class _Again(Exception):
    """The attempt failed in a way that may pass."""


class _FormRefused(Exception):
    """The server does not take this form of the schema, or the request at all."""


class OpenAICompatible:
    """Keeps the `Model` protocol. One is made for each question, which its budget is for."""

    def __init__(self, settings: ModelSettings) -> None:
        if settings.address is None:
            raise UsageError("no model is configured; set model.address and model.name")
        if not (settings.remote or settings.is_local()):
            raise UsageError(
                "model.address is on another machine, to which quotes would be "
                "sent; set model.remote to true if they may be"
            )
        self.name = settings.name
        self._settings = settings
        self._address = f"{settings.address.rstrip('/')}/chat/completions"
        self._budget = Budget(settings.spent, settings.tokens_per_question, settings.tokens_per_day)
        self._forms = [_as_json_schema, _as_json_object]

    def complete(self, prompt: Prompt, schema: Mapping[str, Any]) -> Completion:
        """See `Model`. The form of the schema that the server takes is found at the first call."""
        began = time.monotonic()
        most = (len(prompt.rules) + len(prompt.data)) // _LETTERS_A_TOKEN + _MOST_WRITTEN
        self._budget.take(most)
        text, used = self._read(self._asked(prompt, schema, began + self._settings.timeout))
        self._budget.settle(most, used or most)
        return Completion(text, used or most, time.monotonic() - began)

    def _asked(self, prompt: Prompt, schema: Mapping[str, Any], until: float) -> bytes:
        while True:
            try:
                return self._patiently(self._body(prompt, schema), until)
            except _FormRefused as error:
                if len(self._forms) == 1:
                    raise ModelFailed(f"the model's server refuses the request ({error})") from None
                self._forms = self._forms[1:]

    def _body(self, prompt: Prompt, schema: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "model": self.name,
            "messages": [
                {"role": "system", "content": prompt.rules},
                {"role": "user", "content": prompt.data},
            ],
            "temperature": 0,
            "max_tokens": _MOST_WRITTEN,
            "response_format": self._forms[0](schema),
        }

    def _patiently(self, body: Mapping[str, Any], until: float) -> bytes:
        attempts = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_Again),
            stop=tenacity.stop_after_attempt(self._settings.attempts),
            wait=tenacity.wait_exponential(multiplier=self._settings.back_off, max=10),
            reraise=True,
        )
        try:
            answer: bytes = attempts(self._once, body, until)
        except _Again as error:
            raise ModelFailed(f"the model's server {error}") from None
        return answer

    def _once(self, body: Mapping[str, Any], until: float) -> bytes:
        left = until - time.monotonic()
        if left <= 0:
            raise self._slow()
        key = self._settings.key
        headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
        try:
            with (
                httpx.Client(timeout=left, trust_env=not self._settings.is_local()) as client,
                client.stream("POST", self._address, json=body, headers=headers) as answer,
            ):
                _judge(answer.status_code)
                return self._all_of(answer, until)
        except httpx.TimeoutException:
            raise self._slow() from None
        except httpx.ConnectError:
            raise _Again("cannot be reached") from None
        except (httpx.TransportError, httpx.DecodingError):
            raise _Again("broke off its answer") from None

    def _all_of(self, answer: httpx.Response, until: float) -> bytes:
        """Its body; a server that writes without end is left."""
        body = bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > _MOST_BYTES:
                raise ModelFailed("the model writes without end")
            if time.monotonic() > until:
                raise self._slow()
        return bytes(body)

    def _slow(self) -> ModelFailed:
        return ModelFailed(f"the model gave no answer in {self._settings.timeout:g} seconds")

    def _read(self, body: bytes) -> tuple[str, int]:
        """The text and the tokens used, 0 when the server does not tell."""
        try:
            answer = json.loads(body)
            (choice, *_) = answer["choices"]
            text, refusal = choice["message"].get("content"), choice["message"].get("refusal")
            ended = choice.get("finish_reason")
            used = (answer.get("usage") or {}).get("total_tokens") or 0
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise ModelFailed("the model's server sent no chat completion") from None
        if refusal or ended == "content_filter":
            raise ModelFailed("the model refuses")
        if ended == "length":
            raise ModelFailed("the model writes without end")
        if not isinstance(text, str) or not isinstance(used, int) or used < 0:
            raise ModelFailed("the model's server sent no chat completion")
        return text, used


def _judge(status: int) -> None:
    if status in _ASK_AGAIN:
        raise _Again("asks for fewer requests" if status == 429 else f"fails (status {status})")
    if status in _FORM_REFUSED:
        raise _FormRefused(f"status {status}")
    if status != 200:
        raise ModelFailed(
            f"the model's server gives no answer (status {status}); check model.address, "
            "model.name and model.key"
        )


def _as_json_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    form = {"name": "answer", "strict": True, "schema": schema}
    return {"type": "json_schema", "json_schema": form}


def _as_json_object(schema: Mapping[str, Any]) -> dict[str, Any]:
    """As llama.cpp's own server in Python takes it, which refuses the other form."""
    return {"type": "json_object", "schema": schema}
