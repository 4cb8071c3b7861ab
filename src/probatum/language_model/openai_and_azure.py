"""OpenAI's own service and Azure OpenAI, by OpenAI's library: the extra ``probatum[openai]``.

https://platform.openai.com/docs/api-reference/chat-streaming and
https://learn.microsoft.com/azure/ai-services/openai/reference.
"""

from __future__ import annotations

from typing import Any

import openai
from openai.types.chat import ChatCompletionChunk

from probatum.language_model.bounded_http import BoundedClient
from probatum.language_model.library_errors import told
from probatum.language_model.model import Prompt, Usage
from probatum.language_model.model_settings import ModelSettings, ProviderName
from probatum.language_model.provider import (
    Again,
    FormRefused,
    Pieces,
    Request,
    endless,
    refused,
    seconds_until,
)


class OpenAIProvider:
    """Keeps the `Provider` protocol. On Azure the model's name is that of a deployment."""

    def __init__(self, settings: ModelSettings) -> None:
        self._name = settings.name
        self._http = BoundedClient(settings)
        self._azure = settings.provider is ProviderName.AZURE
        self._client = self._made(settings)
        self._steady = True

    def write(self, request: Request) -> Pieces:
        """See `Provider`. That a model takes no temperature is found at the first call."""
        while True:
            try:
                return (yield from self._once(request))
            except FormRefused:
                if not self._steady:
                    raise
                self._steady = False

    def count(self, prompt: Prompt, until: float) -> int | None:
        """See `Provider`; Azure has no way to count."""
        if self._azure:
            return None
        self._http.until = until
        with told(openai):
            counted = self._client.responses.input_tokens.count(
                model=self._name,
                instructions=prompt.rules,
                input=prompt.data,
                timeout=seconds_until(until),
            )
        return counted.input_tokens

    def _once(self, request: Request) -> Pieces:
        ended, usage = False, None
        self._http.until = request.until
        with told(openai), self._asked(request) as events:
            for event in events:
                if event.usage:
                    usage = Usage(event.usage.prompt_tokens, event.usage.completion_tokens)
                for choice in event.choices[
                    :1
                ]:  # Azure begins with none: its content filter's word
                    if choice.delta.refusal or choice.finish_reason == "content_filter":
                        raise refused()
                    if choice.finish_reason == "length":
                        raise endless()
                    ended = ended or choice.finish_reason is not None
                    yield choice.delta.content or ""
        if not ended:
            raise Again("broke off its answer")
        return usage

    def _asked(self, request: Request) -> openai.Stream[ChatCompletionChunk]:
        return self._client.chat.completions.create(
            model=self._name,
            messages=[
                {"role": "system", "content": request.prompt.rules},
                {"role": "user", "content": request.prompt.data},
            ],
            max_completion_tokens=request.most,
            response_format={
                "type": "json_schema",
                "json_schema": {
                    "name": "answer",
                    "strict": True,
                    "schema": dict(request.schema),
                },
            },
            stream=True,
            stream_options={"include_usage": True},
            store=False,
            temperature=0 if self._steady else openai.omit,
            timeout=request.left(),
        )

    def _made(self, settings: ModelSettings) -> openai.OpenAI:
        """All is said here, so that nothing is read from the variables of the library."""
        key = settings.key.get_secret_value() if settings.key else ""
        shared: dict[str, Any] = {
            "api_key": key,
            "max_retries": 0,
            "http_client": self._http,
            "organization": "",
            "project": "",
        }
        if self._azure:
            return openai.AzureOpenAI(
                azure_endpoint=settings.address or "", api_version=settings.api_version, **shared
            )
        return openai.OpenAI(base_url=settings.address, **shared)
