"""How each provider speaks, written after its documentation: what it asks for, and what it sends.

The plays are for `tests.replay.model.ModelServer`. A request that the provider would not take is
answered as it would.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from probatum.language_model.model_settings import ProviderName
from tests.replay.model import Play, Reply

KEY = "sk-very-secret"
_STREAM = {"Content-Type": "text/event-stream; charset=utf-8"}
Request = Mapping[str, Any]


class Speech(NamedTuple):
    """`base` is what the address of the settings ends in; `path` where an answer is asked for.

    `sent` and `written` are the tokens that `says` tells of; `counts` those of a prompt.
    """

    provider: ProviderName
    base: str
    path: str
    header: tuple[str, str]
    prompt: Callable[[Request], tuple[str, str]]
    schema: Callable[[Request], Any]
    says: Callable[..., Reply]
    refuses: Reply
    stops_short: Reply
    piece: bytes
    breaks: Reply | None
    count_path: str | None
    count: Any = None
    sent: int = 90
    written: int = 10
    counts: int | None = 77
    noise: bytes = b": noise\n\n"

    def error(
        self, status: int, said: str = "no", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """An error of that status in the words of this provider."""
        if self.provider is ProviderName.ANTHROPIC:
            body: Any = {"type": "error", "error": {"type": "api_error", "message": said}}
        elif self.provider is ProviderName.GOOGLE:
            body = {"error": {"code": status, "message": said, "status": "INTERNAL"}}
        else:
            body = {"error": {"message": said, "type": "error", "param": None, "code": None}}
        return _json(body, status)._replace(
            headers={"Content-Type": "application/json", **(headers or {})}
        )

    def play(self, reply: Reply | Callable[[Request], Reply]) -> Play:
        """That reply, where path, key and schema are as the provider wants them."""

        def played(request: Request) -> Reply:
            if self.count_path and request["path"] == self.count_path:
                return _json(self.count)
            if request["path"] != self.path:
                return self.error(404)
            return reply(request) if callable(reply) else reply

        return played


def _json(body: Any, status: int = 200) -> Reply:
    return Reply(json.dumps(body).encode(), status, headers={"Content-Type": "application/json"})


def _events(events: Iterable[Any], done: str = "") -> Reply:
    """Server-sent events; those of Anthropic are named by their type."""
    lines = []
    for event in events:
        named = f"event: {event['type']}\n" if "type" in event else ""
        lines.append(f"{named}data: {json.dumps(event)}\n\n")
    return Reply("".join([*lines, done]).encode(), headers=_STREAM)


def _halves(text: str) -> tuple[str, str]:
    return text[: len(text) // 2], text[len(text) // 2 :]


def _chunk(delta: Any = None, ended: str | None = None, **more: Any) -> dict[str, Any]:
    choices = (
        []
        if delta is None
        else [{"index": 0, "delta": delta, "finish_reason": ended, "logprobs": None}]
    )
    return {
        "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted",
        "choices": choices, "usage": None, **more,
    }  # fmt: skip


_DONE = "data: [DONE]\n\n"
_AZURE_FIRST = _chunk(prompt_filter_results=[{"prompt_index": 0, "content_filter_results": {}}])


def _chat(text: str, *, first: tuple[Any, ...] = ()) -> Reply:
    usage = {"prompt_tokens": 90, "completion_tokens": 10, "total_tokens": 100}
    one, two = _halves(text)
    return _events(
        [*first, _chunk({"role": "assistant", "content": ""}), _chunk({"content": one}),
         _chunk({"content": two}), _chunk({}, "stop"), _chunk(usage=usage)], _DONE,
    )  # fmt: skip


def _azure_chat(text: str) -> Reply:
    return _chat(text, first=(_AZURE_FIRST,))


def _openai(
    provider: ProviderName, base: str, path: str, header: tuple[str, str], **more: Any
) -> Speech:
    return Speech(
        provider, base, path, header,
        prompt=lambda request: (request["messages"][0]["content"], request["messages"][1]["content"]),
        schema=lambda request: request["response_format"]["json_schema"]["schema"],
        says=more.pop("says", _chat),
        refuses=_events([_chunk({"role": "assistant", "refusal": "I cannot."}), _chunk({}, "stop")], _DONE),
        stops_short=_events([_chunk({"content": "{"}), _chunk({}, "length")], _DONE),
        piece=_events([_chunk({"content": "word " * 50})]).body,
        breaks=_events([_chunk({"content": "{"}), {"error": {"message": KEY, "code": 500}}]),
        **more,
    )  # fmt: skip


def _message(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, **more}


def _anthropic(text: str, ended: str = "end_turn") -> Reply:
    one, two = _halves(text)
    whole = {
        "id": "msg_1", "type": "message", "role": "assistant", "content": [], "model": "scripted",
        "stop_reason": None, "stop_sequence": None,
        "usage": {"input_tokens": 60, "cache_creation_input_tokens": 10,
                  "cache_read_input_tokens": 20, "output_tokens": 1},
    }  # fmt: skip
    return _events(
        [
            _message("message_start", message=whole),
            _message("content_block_start", index=0, content_block={"type": "text", "text": ""}),
            _message("ping"),
            _message("content_block_delta", index=0, delta={"type": "text_delta", "text": one}),
            _message("content_block_delta", index=0, delta={"type": "text_delta", "text": two}),
            _message("content_block_stop", index=0),
            _message(
                "message_delta",
                delta={"stop_reason": ended, "stop_sequence": None},
                usage={"output_tokens": 10},
            ),
            _message("message_stop"),
        ]
    )


_OVERLOADED = _message("error", error={"type": "overloaded_error", "message": KEY})


def _candidate(
    text: str | None, ended: str | None = None, *, thought: bool = False
) -> dict[str, Any]:
    part = {"text": text, **({"thought": True} if thought else {})}
    content = {"content": {"parts": [part], "role": "model"}} if text is not None else {}
    return {
        "candidates": [{**content, "index": 0, **({"finishReason": ended} if ended else {})}],
        "usageMetadata": {"promptTokenCount": 90, "candidatesTokenCount": 7, "thoughtsTokenCount": 3,
                          "totalTokenCount": 100},
        "modelVersion": "scripted", "responseId": "r1",
    }  # fmt: skip


def _google(text: str) -> Reply:
    one, two = _halves(text)
    return _events([_candidate("thinking", thought=True), _candidate(one), _candidate(two, "STOP")])


_BLOCKED = {
    "promptFeedback": {"blockReason": "SAFETY"},
    "usageMetadata": {"promptTokenCount": 90, "totalTokenCount": 90},
}
_GOOGLE = "/v1beta/models/scripted:"

SPEECHES = {
    speech.provider.value: speech
    for speech in (
        _openai(
            ProviderName.COMPATIBLE, "/v1", "/v1/chat/completions", ("Authorization", f"Bearer {KEY}"),
            count_path=None, counts=None,
        ),
        _openai(
            ProviderName.OPENAI, "/v1", "/v1/chat/completions", ("Authorization", f"Bearer {KEY}"),
            count_path="/v1/responses/input_tokens",
            count={"object": "response.input_tokens", "input_tokens": 77},
        ),
        _openai(
            ProviderName.AZURE, "",
            "/openai/deployments/scripted/chat/completions?api-version=2024-10-21", ("api-key", KEY),
            says=_azure_chat, count_path=None, counts=None,
        ),
        Speech(
            ProviderName.ANTHROPIC, "", "/v1/messages", ("Authorization", f"Bearer {KEY}"),
            prompt=lambda request: (request["system"], request["messages"][0]["content"]),
            schema=lambda request: request["output_config"]["format"]["schema"],
            says=_anthropic,
            refuses=_anthropic("", "refusal"),
            stops_short=_anthropic("{", "max_tokens"),
            piece=_events([_message("content_block_delta", index=0,
                                    delta={"type": "text_delta", "text": "word " * 50})]).body,
            breaks=_events([_OVERLOADED]),
            count_path="/v1/messages/count_tokens", count={"input_tokens": 77},
        ),
        Speech(
            ProviderName.GOOGLE, "/v1beta", f"{_GOOGLE}streamGenerateContent?alt=sse",
            ("x-goog-api-key", KEY),
            prompt=lambda request: (
                request["systemInstruction"]["parts"][0]["text"], request["contents"][0]["parts"][0]["text"],
            ),
            schema=lambda request: request["generationConfig"]["responseJsonSchema"],
            says=_google,
            refuses=_events([_BLOCKED]),
            stops_short=_events([_candidate("{", "MAX_TOKENS")]),
            piece=_events([_candidate("word " * 50)]).body,
            breaks=None,
            noise=_events([{"modelVersion": "scripted"}]).body,
            count_path=f"{_GOOGLE}countTokens", count={"totalTokens": 77},
        ),
    )
}  # fmt: skip
