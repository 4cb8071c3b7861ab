"""What every provider of a language model keeps, each spoken to as its own library speaks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from probatum.errors import ModelFailed
from probatum.language_model.configured import ConfiguredModel
from probatum.language_model.model import Completion, Price, Prompt, Usage
from probatum.language_model.model_settings import ModelSettings, ProviderName
from probatum.language_model.providers import provider
from tests.replay.model import ModelServer, Reply, serving
from tests.replay.providers import KEY, SPEECHES, Speech

PROMPT = Prompt("Follow these rules.", "<data>\n21\n</data>")
SCHEMA = {
    "type": "object",
    "properties": {"double": {"type": "integer"}},
    "required": ["double"],
    "additionalProperties": False,
}
TEXT = '{"double": 42, "é": "ß"}'


@pytest.fixture(params=SPEECHES)
def speech(request) -> Speech:
    return SPEECHES[request.param]


@pytest.fixture
def server(monkeypatch) -> Iterator[ModelServer]:
    # Each library reads variables of its own; ours must win, or a key goes elsewhere.
    for name in (
        "ANTHROPIC_BASE_URL",
        "OPENAI_BASE_URL",
        "AZURE_OPENAI_ENDPOINT",
        "GOOGLE_GEMINI_BASE_URL",
    ):
        monkeypatch.setenv(name, "http://192.0.2.9/elsewhere")
    for name in ("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "GOOGLE_API_KEY"):
        monkeypatch.setenv(name, "another-key")
    monkeypatch.setenv("GOOGLE_GENAI_USE_VERTEXAI", "true")
    with serving() as running:
        yield running


@pytest.fixture
def made(speech, server, tmp_path) -> Callable[..., ConfiguredModel]:
    def make(**changed: Any) -> ConfiguredModel:
        base = server.address.removesuffix("/v1") + speech.base
        facts = {
            "provider": speech.provider, "address": base, "name": "scripted", "timeout": 5,
            "key": SecretStr(KEY), "back_off": 0, "spent": tmp_path / "spent.json",
        }  # fmt: skip
        settings = ModelSettings(**(facts | changed))
        return ConfiguredModel(settings, provider(settings))

    return make


def answers(server: ModelServer, speech: Speech) -> list[dict[str, Any]]:
    return [request for request in server.asked if request["path"] == speech.path]


def test_it_is_asked_at_its_place_with_its_key_and_the_schema(made, server, speech):
    server.play = speech.play(speech.says(TEXT))
    answer = made().complete(PROMPT, SCHEMA)
    assert answer.text == TEXT
    assert (answer.usage, answer.counted) == (Usage(speech.sent, speech.written), True)
    (request,) = server.asked
    assert request["path"] == speech.path
    name, value = speech.header
    assert {key.lower(): given for key, given in server.headers[0].items()}[name.lower()] == value
    assert speech.prompt(request) == PROMPT
    assert speech.schema(request) == SCHEMA


def test_it_streams_piece_by_piece(made, server, speech):
    server.play = speech.play(speech.says(TEXT))
    writing, pieces = made().stream(PROMPT, SCHEMA), []
    while True:
        try:
            pieces.append(next(writing))
        except StopIteration as end:
            answer: Completion = end.value
            break
    assert len([piece for piece in pieces if piece]) == 2
    assert "".join(pieces) == answer.text == TEXT
    assert answer.usage == Usage(speech.sent, speech.written)


def test_it_counts_tokens_or_says_that_they_are_estimated(made, server, speech):
    server.play = speech.play(speech.says(TEXT))
    count = made().count_tokens(PROMPT)
    assert count.exact == (speech.counts is not None)
    assert count.tokens == (speech.counts or len(PROMPT.rules + PROMPT.data) // 3)
    assert answers(server, speech) == []


def test_an_estimate_that_does_not_fit_the_budget_is_counted(made, server, speech):
    server.play = speech.play(speech.says(TEXT))
    long = Prompt("Follow these rules.", "word " * 400)
    model = made(tokens_per_answer=10, tokens_per_question=100)
    if speech.counts is None:
        with pytest.raises(ModelFailed, match="budget"):
            model.complete(long, SCHEMA)
        assert server.asked == []
    else:
        assert model.complete(long, SCHEMA).text == TEXT


def test_its_price_is_that_of_the_settings(made):
    model = made(price=Price(3, 15, "USD"))
    assert model.price
    assert model.price.of(Usage(1_000_000, 100_000)) == 4.5
    assert made().price is None


@pytest.mark.parametrize(
    ("status", "why"),
    [(401, "model.key"), (403, "model.key"), (404, "model.name"), (418, "418"), (302, "302")],
)
def test_a_wrong_call_is_not_asked_again_and_is_told_without_the_servers_words(
    made, server, speech, status, why
):
    headers = {"Location": "http://192.0.2.9/"} if status == 302 else {}
    server.play = speech.play(speech.error(status, f"bad {KEY}", headers))
    with pytest.raises(ModelFailed, match=why) as raised:
        made().complete(PROMPT, SCHEMA)
    assert KEY not in str(raised.value)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "why"),
    [(429, "fewer requests"), (500, "status 500"), (503, "status 503"), (529, "overloaded")],
)
def test_a_fault_that_may_pass_is_asked_again(made, server, speech, status, why):
    def play(request: Any) -> Reply:
        return speech.error(status) if len(server.asked) < 3 else speech.says(TEXT)

    server.play = speech.play(play)
    assert made().complete(PROMPT, SCHEMA).text == TEXT
    server.play = speech.play(speech.error(status))
    with pytest.raises(ModelFailed, match=why):
        made().complete(PROMPT, SCHEMA)


def test_retry_after_is_waited_for(made, server, speech, monkeypatch):
    waited: list[float] = []
    monkeypatch.setattr("probatum.language_model.configured.time.sleep", waited.append)

    def play(request: Any) -> Reply:
        again = len(server.asked) < 2
        return speech.error(429, headers={"Retry-After": "3"}) if again else speech.says(TEXT)

    server.play = speech.play(play)
    assert made().complete(PROMPT, SCHEMA).text == TEXT
    assert waited == [3.0]


def test_a_longer_wait_than_there_is_time_for_ends_at_once(made, server, speech):
    server.play = speech.play(speech.error(429, headers={"Retry-After": "3600"}))
    with pytest.raises(ModelFailed, match="3600 seconds"):
        made().complete(PROMPT, SCHEMA)
    assert len(server.asked) == 1


def test_a_refusal_and_an_answer_cut_short_are_told(made, server, speech):
    server.play = speech.play(speech.refuses)
    with pytest.raises(ModelFailed, match="refuses"):
        made().complete(PROMPT, SCHEMA)
    server.play = speech.play(speech.stops_short)
    with pytest.raises(ModelFailed, match="without end"):
        made().complete(PROMPT, SCHEMA)


def test_a_stream_that_breaks_off_is_asked_again_and_never_taken_for_whole(made, server, speech):
    whole = speech.says(TEXT)
    half = whole._replace(body=whole.body[: len(whole.body) // 2])
    cases = [half._replace(cut=10), half, *([speech.breaks] if speech.breaks else [])]
    for broken in cases:
        server.asked.clear()
        server.play = speech.play(broken)
        with pytest.raises(ModelFailed, match=r"broke off|overloaded|no chat completion") as raised:
            made(attempts=2).complete(PROMPT, SCHEMA)
        assert KEY not in str(raised.value)


def test_endless_writing_is_cut(made, server, speech):
    begun = speech.says("")._replace(body=b"", endless=speech.piece)
    server.play = speech.play(begun)
    with pytest.raises(ModelFailed, match="without end"):
        made(tokens_per_answer=500).complete(PROMPT, SCHEMA)


def test_endless_noise_is_cut(made, server, speech):
    server.play = speech.play(speech.says("")._replace(body=b"", endless=b" " * 65536))
    with pytest.raises(ModelFailed, match="without end"):
        made(timeout=30).complete(PROMPT, SCHEMA)


def test_an_answer_drop_by_drop_is_not_waited_for(made, server, speech):
    dripping = speech.says("")._replace(body=b"", endless=speech.noise, drip=0.05)
    server.play = speech.play(dripping)
    with pytest.raises(ModelFailed, match=r"0\.5 seconds"):
        made(timeout=0.5).complete(PROMPT, SCHEMA)


def test_a_silent_server_is_not_waited_for(made, server, speech):
    server.play = speech.play(speech.says(TEXT)._replace(wait=1.5))
    with pytest.raises(ModelFailed, match=r"0\.4 seconds"):
        made(timeout=0.4).complete(PROMPT, SCHEMA)


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b"no", b"data: {}\n\n", b"data: []\n\n", b"data: \xff\n\n"]
)
@pytest.mark.parametrize("form", ["application/json", "text/event-stream"])
def test_what_is_no_answer_of_the_protocol_is_a_failure(made, server, speech, body, form):
    server.play = speech.play(Reply(body, headers={"Content-Type": form}))
    with pytest.raises(ModelFailed):
        made(attempts=1).complete(PROMPT, SCHEMA)


def test_a_server_that_is_not_there_is_told(made, speech):
    gone = made(address=f"http://127.0.0.1:9{speech.base}")
    with pytest.raises(ModelFailed, match="cannot be reached"):
        gone.complete(PROMPT, SCHEMA)


@pytest.mark.parametrize("name", ["openai", "azure"])
def test_a_model_that_takes_no_temperature_is_asked_without(server, tmp_path, name):
    speech = SPEECHES[name]
    steady: list[bool] = []

    def play(request: Any) -> Reply:
        steady.append("temperature" in request)
        return speech.error(400) if steady[-1] else speech.says(TEXT)

    server.play = speech.play(play)
    settings = ModelSettings(
        provider=speech.provider, address=server.address.removesuffix("/v1") + speech.base,
        name="scripted", key=SecretStr(KEY), spent=tmp_path / "spent.json",
    )  # fmt: skip
    model = ConfiguredModel(settings, provider(settings))
    assert model.complete(PROMPT, SCHEMA).text == model.complete(PROMPT, SCHEMA).text == TEXT
    assert steady == [True, False, False]


def test_a_request_that_is_refused_in_every_form_is_told(made, server, speech):
    server.play = speech.play(speech.error(400, KEY))
    with pytest.raises(ModelFailed, match="refuses the request") as raised:
        made().complete(PROMPT, SCHEMA)
    assert KEY not in str(raised.value)


def test_no_log_no_error_and_no_picture_of_it_holds_the_key(made, server, speech, caplog):
    with caplog.at_level(logging.DEBUG):
        server.play = speech.play(speech.says(TEXT))
        model = made()
        model.complete(PROMPT, SCHEMA)
        server.play = speech.play(speech.error(500, KEY))
        with pytest.raises(ModelFailed) as raised:
            model.complete(PROMPT, SCHEMA)
    seen = caplog.text + repr(model) + repr(model.__dict__) + str(raised.value)
    assert KEY not in seen
    assert KEY not in repr(
        ModelSettings(key=SecretStr(KEY), spent="x", provider=ProviderName.OPENAI)
    )
