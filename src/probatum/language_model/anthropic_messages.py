"""Anthropic's Messages, by its own library: the extra ``probatum[anthropic]``.

https://platform.claude.com/docs/en/api/messages and .../build-with-claude/structured-outputs.
"""

from __future__ import annotations

from collections.abc import Mapping

import anthropic

from probatum.language_model.bounded_http import BoundedClient
from probatum.language_model.library_errors import told
from probatum.language_model.model import Prompt, Usage
from probatum.language_model.model_settings import ModelSettings
from probatum.language_model.provider import (
    Again,
    Pieces,
    Request,
    endless,
    refused,
    seconds_until,
)

_AMID_THE_STREAM = {"overloaded_error": 529, "rate_limit_error": 429, "api_error": 500}
"""Errors that come as an event, after the status was sent as 200."""


class AnthropicProvider:
    """Keeps the `Provider` protocol."""

    def __init__(self, settings: ModelSettings) -> None:
        self._name = settings.name
        self._http = BoundedClient(settings)
        # All is said here, so that nothing is read from the variables of the library.
        self._client = anthropic.Anthropic(
            api_key=settings.key.get_secret_value() if settings.key else "",
            base_url=settings.address,
            max_retries=0,
            http_client=self._http,
            open_telemetry=False,
        )

    def write(self, request: Request) -> Pieces:
        """See `Provider`."""
        sent = written = 0
        ended = False
        self._http.until = request.until
        with told(anthropic, _status), self._asked(request) as events:
            for event in events:
                if event.type == "message_start":
                    sent = _sent(event.message.usage)
                elif event.type == "content_block_delta" and event.delta.type == "text_delta":
                    yield event.delta.text
                elif event.type == "message_delta":
                    written = event.usage.output_tokens
                    ended = _ended(event.delta.stop_reason)
        if not ended:
            raise Again("broke off its answer")
        return Usage(sent, written)

    def count(self, prompt: Prompt, until: float) -> int:
        """See `Provider`."""
        self._http.until = until
        with told(anthropic, _status):
            counted = self._client.messages.count_tokens(
                model=self._name,
                system=prompt.rules,
                messages=[{"role": "user", "content": prompt.data}],
                timeout=seconds_until(until),
            )
        return counted.input_tokens

    def _asked(self, request: Request) -> anthropic.Stream[anthropic.types.RawMessageStreamEvent]:
        return self._client.messages.create(
            model=self._name,
            system=request.prompt.rules,
            messages=[{"role": "user", "content": request.prompt.data}],
            max_tokens=request.most,
            output_config={"format": {"type": "json_schema", "schema": dict(request.schema)}},
            stream=True,
            timeout=request.left(),
        )


def _sent(usage: anthropic.types.Usage) -> int:
    """Tokens of the prompt, also those that were read from or written to a cache."""
    cached = (usage.cache_creation_input_tokens or 0) + (usage.cache_read_input_tokens or 0)
    return usage.input_tokens + cached


def _ended(reason: str | None) -> bool:
    if reason == "refusal":
        raise refused()
    if reason in ("max_tokens", "model_context_window_exceeded"):
        raise endless()
    return reason is not None


def _status(error: anthropic.APIStatusError) -> int:
    if error.status_code != 200:
        return error.status_code
    body = error.body if isinstance(error.body, Mapping) else {}
    inner = body.get("error")
    kind = inner.get("type") if isinstance(inner, Mapping) else None
    return _AMID_THE_STREAM.get(str(kind), error.status_code)
