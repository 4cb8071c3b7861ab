"""Google's Gemini, by its own library: the extra ``probatum[google]``.

https://ai.google.dev/api/generate-content and .../docs/structured-output.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from urllib.parse import urlsplit

import httpx2
from google import genai
from google.genai import errors, types

from probatum.language_model.bounded_http import BoundedClient
from probatum.language_model.model import Prompt, Usage
from probatum.language_model.model_settings import ModelSettings
from probatum.language_model.provider import (
    Again,
    Late,
    Pieces,
    Request,
    endless,
    judge,
    refused,
    seconds_until,
    unusable,
)

_ENDED, _TOO_LONG = "STOP", "MAX_TOKENS"


class GoogleProvider:
    """Keeps the `Provider` protocol. The address may end in the version: ".../v1beta"."""

    def __init__(self, settings: ModelSettings) -> None:
        self._name = settings.name
        self._http = BoundedClient(settings)
        address, _, version = (settings.address or "").rstrip("/").rpartition("/")
        versioned = version.startswith("v1") and bool(urlsplit(address).hostname)
        # All is said here, so that nothing is read from the variables of the library.
        self._client = genai.Client(
            vertexai=False,
            api_key=settings.key.get_secret_value() if settings.key else "none",
            http_options=types.HttpOptions(
                base_url=address if versioned else settings.address,
                api_version=version if versioned else "v1beta",
                httpx_client=self._http,
            ),
        )

    def write(self, request: Request) -> Pieces:
        """See `Provider`."""
        ended, usage = False, None
        with self._told(request.until):
            for event in self._asked(request):
                if event.prompt_feedback and event.prompt_feedback.block_reason:
                    raise refused()
                told = event.usage_metadata
                if told and told.prompt_token_count is not None:
                    thought = told.thoughts_token_count or 0
                    written = (told.candidates_token_count or 0) + thought
                    usage = Usage(told.prompt_token_count, written)
                for candidate in (event.candidates or [])[:1]:
                    ended = ended or _ended(candidate.finish_reason)
                    yield from _text(candidate)
        if not ended:
            raise Again("broke off its answer")
        return usage

    def count(self, prompt: Prompt, until: float) -> int | None:
        """See `Provider`. Gemini counts no instructions apart, so they go before the data."""
        with self._told(until):
            counted = self._client.models.count_tokens(
                model=self._name,
                contents=f"{prompt.rules}\n{prompt.data}",
                config=types.CountTokensConfig(http_options=_within(seconds_until(until))),
            )
        return counted.total_tokens

    def _asked(self, request: Request) -> Iterator[types.GenerateContentResponse]:
        return self._client.models.generate_content_stream(
            model=self._name,
            contents=request.prompt.data,
            config=types.GenerateContentConfig(
                system_instruction=request.prompt.rules,
                temperature=0,
                max_output_tokens=request.most,
                response_mime_type="application/json",
                response_json_schema=dict(request.schema),
                http_options=_within(request.left()),
            ),
        )

    @contextmanager
    def _told(self, until: float) -> Iterator[None]:
        """The library's errors as ours, without what they hold."""
        self._http.until = until
        try:
            yield
        except httpx2.TimeoutException:
            raise Late from None
        except errors.APIError as error:
            judge(error.code, getattr(error.response, "headers", None) or {})
            raise unusable() from None
        except errors.UnknownApiResponseError:
            raise unusable() from None
        except httpx2.ConnectError:
            raise Again("cannot be reached") from None
        except (httpx2.TransportError, httpx2.DecodingError):
            raise Again("broke off its answer") from None


def _ended(reason: types.FinishReason | None) -> bool:
    if reason is None:
        return False
    if reason.value == _TOO_LONG:
        raise endless()
    if reason.value != _ENDED:
        raise refused()
    return True


def _text(candidate: types.Candidate) -> Iterator[str]:
    """What is to be read of it, without what the model thought on the way."""
    for part in (candidate.content and candidate.content.parts) or ():
        if part.text and not part.thought:
            yield part.text


def _within(seconds: float) -> types.HttpOptions:
    return types.HttpOptions(timeout=ceil(seconds * 1000))
