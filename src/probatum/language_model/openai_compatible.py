"""Any server that speaks OpenAI's chat completions: vLLM, Ollama, llama.cpp, LM Studio.

https://platform.openai.com/docs/api-reference/chat-streaming. One address is contacted, that of the
settings: redirects are not followed. What a server sends is never shown or logged, since it may
repeat the key or the question.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from probatum.language_model.model import Prompt, Usage
from probatum.language_model.model_settings import ModelSettings
from probatum.language_model.provider import (
    Again,
    FormRefused,
    Late,
    Pieces,
    Request,
    endless,
    judge,
    refused,
    unusable,
)

_MOST_BYTES = 2**21
_EVENT = "data:"


class OpenAICompatible:
    """Keeps the `Provider` protocol."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._address = f"{(settings.address or '').rstrip('/')}/chat/completions"
        self._forms = [_as_json_schema, _as_json_object]

    def write(self, request: Request) -> Pieces:
        """See `Provider`. Which form of the schema a server takes is found at the first call."""
        while True:
            try:
                return (yield from self._once(request))
            except FormRefused:
                if len(self._forms) == 1:
                    raise
                self._forms = self._forms[1:]

    def count(self, prompt: Prompt, until: float) -> None:
        """Each of these servers has another way, if any."""

    def _once(self, request: Request) -> Pieces:
        key = self._settings.key
        headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
        left, here = request.left(), self._settings.is_local()
        try:
            with (
                httpx.Client(timeout=left, trust_env=not here) as client,
                client.stream(
                    "POST", self._address, json=self._body(request), headers=headers
                ) as answer,
            ):
                judge(answer.status_code, answer.headers)
                return (yield from _read(answer, request.until))
        except httpx.TimeoutException:
            raise Late from None
        except httpx.ConnectError:
            raise Again("cannot be reached") from None
        except (httpx.TransportError, httpx.DecodingError):
            raise Again("broke off its answer") from None

    def _body(self, request: Request) -> dict[str, Any]:
        return {
            "model": self._settings.name,
            "messages": [
                {"role": "system", "content": request.prompt.rules},
                {"role": "user", "content": request.prompt.data},
            ],
            "temperature": 0,
            "max_tokens": request.most,
            "response_format": self._forms[0](request.schema),
            "stream": True,
            "stream_options": {"include_usage": True},
        }


def _read(answer: httpx.Response, until: float) -> Pieces:
    """Its text, whether the server streams or, against what was asked, sends it whole."""
    bounded = _bounded(answer, until)
    if answer.headers.get("content-type", "").startswith("text/event-stream"):
        return (yield from _read_events(_lines(bounded)))
    whole = json.loads(b"".join(bounded))
    yield _text(whole, "message")
    _was_not_cut(whole)
    return _usage(whole)


def _read_events(lines: Iterator[str]) -> Pieces:
    ended, usage = False, None
    for line in lines:
        if not line.startswith(_EVENT):
            continue
        data = line.removeprefix(_EVENT).strip()
        if data == "[DONE]":
            break
        event = json.loads(data)
        if event.get("error"):
            raise Again("broke off its answer")
        usage = _usage(event) or usage
        if event["choices"]:
            yield _text(event, "delta")
            _was_not_cut(event)
            ended = ended or bool(event["choices"][0].get("finish_reason"))
    if not ended:
        raise Again("broke off its answer")
    return usage


def _text(event: Mapping[str, Any], part: str) -> str:
    choice = event["choices"][0]
    said = choice.get(part) or {}
    if said.get("refusal") or choice.get("finish_reason") == "content_filter":
        raise refused()
    text = said.get("content")
    if not isinstance(text, str) and (text is not None or part == "message"):
        raise unusable()
    return text or ""


def _was_not_cut(event: Mapping[str, Any]) -> None:
    if event["choices"][0].get("finish_reason") == "length":
        raise endless()


def _usage(event: Mapping[str, Any]) -> Usage | None:
    told = event.get("usage") or {}
    sent, written = told.get("prompt_tokens"), told.get("completion_tokens")
    if not (isinstance(sent, int) and isinstance(written, int) and min(sent, written) >= 0):
        return None
    return Usage(sent, written)


def _bounded(answer: httpx.Response, until: float) -> Iterator[bytes]:
    """Its body; a server that writes without end, or drop by drop, is left."""
    read = 0
    for piece in answer.iter_bytes():
        read += len(piece)
        if read > _MOST_BYTES:
            raise endless()
        if time.monotonic() > until:
            raise Late
        yield piece


def _lines(pieces: Iterator[bytes]) -> Iterator[str]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line.decode("utf-8")
    yield rest.decode("utf-8")


def _as_json_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    form = {"name": "answer", "strict": True, "schema": schema}
    return {"type": "json_schema", "json_schema": form}


def _as_json_object(schema: Mapping[str, Any]) -> dict[str, Any]:
    """As llama.cpp's own server in Python takes it, which refuses the other form."""
    return {"type": "json_object", "schema": schema}
