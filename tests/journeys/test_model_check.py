"""``probatum model check`` and ``ask --composer writing`` as a user calls them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from probatum.interfaces.cli.main import cli
from tests.replay.model import ModelServer, Reply, given, says, serving, writes
from tests.replay.providers import KEY, SPEECHES

KEEPS = says('{"number": 21, "double": 42}')
QUESTION = "treatment of metastatic rectal cancer?"


@pytest.fixture
def server(monkeypatch, tmp_path) -> Iterator[ModelServer]:
    for variable in [name for name in os.environ if name.startswith("PROBATUM_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PROBATUM_CACHE", str(tmp_path / "cache"))
    with serving() as running:
        monkeypatch.setenv("PROBATUM_MODEL_ADDRESS", running.address)
        monkeypatch.setenv("PROBATUM_MODEL_NAME", "scripted")
        yield running


def call(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def test_a_model_that_answers_and_keeps_the_schema_is_told_in_words(server):
    server.play = lambda _: KEEPS
    result = call("model", "check")
    assert result.exit_code == 0
    assert "on this machine" in result.output
    assert "It answers: first words after 0." in result.output
    assert "It keeps the schema." in result.output
    assert [request["path"] for request in server.asked] == ["/v1/chat/completions"]


def test_tokens_and_their_cost_are_told_and_an_unknown_price_is_said_to_be(server, monkeypatch):
    server.play = lambda _: KEEPS
    result = call("model", "check")
    assert "It took 100 tokens in and out by its own count, a cost unknown" in result.output
    assert "How many a question will take is estimated by us." in result.output
    monkeypatch.setenv("PROBATUM_MODEL_PRICE_SENT", "0")
    monkeypatch.setenv("PROBATUM_MODEL_PRICE_WRITTEN", "15")
    monkeypatch.setenv("PROBATUM_MODEL_CURRENCY", "EUR")
    assert "by its own count, 0.00015 EUR." in call("model", "check").output


def test_a_provider_of_its_own_protocol_is_asked_in_it(server, monkeypatch):
    speech = SPEECHES["anthropic"]
    server.play = speech.play(speech.says('{"number": 21, "double": 42}'))
    monkeypatch.setenv("PROBATUM_MODEL_PROVIDER", "anthropic")
    monkeypatch.setenv("PROBATUM_MODEL_ADDRESS", server.address.removesuffix("/v1"))
    monkeypatch.setenv("PROBATUM_MODEL_KEY", KEY)
    result = call("model", "check")
    assert result.exit_code == 0, result.output
    assert "Model scripted (anthropic)" in result.output
    assert "How many a question will take is counted by it." in result.output
    assert [each["path"] for each in server.asked] == ["/v1/messages", "/v1/messages/count_tokens"]
    assert KEY not in result.output


def test_a_provider_on_the_network_must_be_allowed(server, monkeypatch):
    monkeypatch.delenv("PROBATUM_MODEL_ADDRESS")
    monkeypatch.setenv("PROBATUM_MODEL_PROVIDER", "anthropic")
    result = call("model", "check")
    assert type(result.exception).__name__ == "UsageError"
    assert "model.remote" in str(result.exception)


@pytest.mark.parametrize(
    ("provider", "module", "extra"),
    [
        ("anthropic", "anthropic", "anthropic"),
        ("google", "google", "google"),
        ("azure", "openai", "openai"),
    ],
)
def test_a_missing_library_is_told_with_its_extra(server, monkeypatch, provider, module, extra):
    for name in ("anthropic_messages", "google_gemini", "openai_and_azure"):
        monkeypatch.delitem(sys.modules, f"probatum.language_model.{name}", raising=False)
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setenv("PROBATUM_MODEL_PROVIDER", provider)
    result = call("model", "check")
    assert f"pip install 'probatum[{extra}]'" in str(result.exception)


@pytest.mark.parametrize("text", ["Sure! 42.", "[21, 42]", '{"number": 21}', '{"number": "a", "double": 1}'])  # fmt: skip
def test_a_model_that_keeps_no_schema_is_told(server, text):
    server.play = lambda _: says(text)
    result = call("model", "check")
    assert result.exit_code == 5
    assert "does not keep the schema" in result.output


def test_a_server_that_fails_gives_one_line(server):
    server.play = lambda _: Reply(b"", status=404)
    result = call("model", "check")
    assert type(result.exception).__name__ == "ModelFailed"
    assert "check model.address" in str(result.exception)


@pytest.mark.parametrize("address", ["http://192.0.2.7/v1", "http://localhost.example.org/v1"])
def test_another_machine_is_only_asked_when_the_owner_allows_it(server, monkeypatch, address):
    monkeypatch.setenv("PROBATUM_MODEL_ADDRESS", address)
    for words in (("model", "check"), ("ask", "--composer", "writing", QUESTION)):
        result = call(*words)
        assert type(result.exception).__name__ == "UsageError"
        assert "model.remote" in str(result.exception)


def test_a_question_is_answered_by_the_writing_composer(server):
    server.play = writes(lambda quote: quote.replace("the ", ""))
    result = call("ask", "--composer", "writing", "--format", "json", QUESTION)
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["provenance"]["composer"] == "writing"
    assert answer["provenance"]["writing"]["kept"] > 0
    assert answer["left_out"] == []


def test_a_patient_gets_sentences_that_the_model_put_into_plain_words(server, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# Gout\n\nColchicine is not recommended in gout patients with severe renal failure.\n"
    )
    library = str(tmp_path / "library")
    assert call("library", "--library", library, "add", str(page)).exit_code == 0

    def play(request):
        data = given(request)
        listed = data.get("quotes") or data["sentences"]
        said = [{"quote": s["quote"], "text": s["text"].replace("renal", "kidney")} for s in listed]
        return says(json.dumps({"sentences": said}))

    server.play = play
    words = ("ask", "--composer", "writing", "--library", library, "treatment of gout?")
    result = call(*words, "--reader", "patient")
    assert result.exit_code == 0, result.output
    text = " ".join(result.output.split())
    assert "not recommended in gout patients with severe kidney failure" in text
    assert "Put into words for a patient in part by a language model, scripted" in text
    assert "kidney failure" not in call(*words).output


def test_the_composer_can_be_set_once_for_all(server, monkeypatch):
    server.play = writes(lambda quote: quote.replace("the ", ""))
    monkeypatch.setenv("PROBATUM_COMPOSER", "writing")
    answer = json.loads(call("ask", "--format", "json", QUESTION).stdout)
    assert answer["provenance"]["composer"] == "writing"


def _reads_and_writes(request):
    """A model that reads a question badly but in its words, and edits quotes well."""
    data = given(request)
    if "question" in data and "quotes" not in data:
        same = "same patient" if data["earlier"] else "new question"
        words = [word for word in ("survival", "toxicity") if word in data["question"]]
        return says(json.dumps({
            "condition": "leprosy", "population": [], "history": [], "sites": [], "interventions": [],
            "comparisons": [], "outcomes": words, "intent": "harm", "follows": same,
        }))  # fmt: skip
    return writes(lambda quote: quote.replace("the ", ""))(request)


def test_a_model_that_reads_the_question_is_shown_beside_the_rules(server, monkeypatch):
    server.play = _reads_and_writes
    monkeypatch.setenv("PROBATUM_UNDERSTANDING", "model")
    result = call("ask", "--explain", "treatment and survival of metastatic rectal cancer?")
    assert result.exit_code == 0, result.output
    text = " ".join(result.output.split())
    assert "Condition: rectal cancer" in text
    assert "Read otherwise by the model: outcomes: survival (also searched for)" in text
    assert "outcomes: the rules read nothing, the model survival (also searched for)" in text
    assert "not kept, since the question has no such words: 1" in text
    assert "leprosy" not in text
    assert len(server.asked) == 1


def test_a_conversation_goes_on_with_a_model_that_reads_and_writes(server, monkeypatch):
    server.play = _reads_and_writes
    monkeypatch.setenv("PROBATUM_UNDERSTANDING", "model")
    monkeypatch.setenv("PROBATUM_COMPOSER", "writing")
    assert call("ask", QUESTION).exit_code == 0
    result = call("ask", "--continue", "--format", "json", "and toxicity if she is MSI-high?")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["question"]["follows"] == QUESTION
    assert answer["question"]["condition"]["name"] == "rectal cancer"
    reading = answer["question"]["model_reading"]
    assert "follows" in reading["agreed"]
    assert [one["model"] for one in reading["differences"] if one["part"] == "outcomes"] == [
        ["toxicity"]
    ]
    assert answer["provenance"]["composer"] == "writing"
    assert answer["provenance"]["writing"]["kept"] > 0
    asked = [given(request) for request in server.asked]
    assert [data["earlier"] for data in asked if "earlier" in data] == [None, QUESTION]


def test_identifiers_of_a_question_stay_here_when_its_model_is_screened(server, monkeypatch):
    server.play = _reads_and_writes
    monkeypatch.setenv("PROBATUM_UNDERSTANDING", "model")
    monkeypatch.setenv("PROBATUM_PRIVACY_MODEL", "remove")
    question = "Mr. John Miller, born 03/04/1950: treatment of metastatic rectal cancer?"
    result = call("ask", "--explain", question)
    assert result.exit_code == 0, result.output
    assert "Miller" not in json.dumps(server.asked)
    assert "03/04" not in json.dumps(server.asked)
    assert "Sent to the model scripted without a name and a date." in " ".join(
        result.output.split()
    )
    monkeypatch.setenv("PROBATUM_PRIVACY_MODEL", "block")
    server.asked.clear()
    blocked = call("ask", "--explain", question)
    assert server.asked == []
    assert "Nothing was sent to the model scripted" in " ".join(blocked.output.split())


def test_understanding_by_a_model_needs_one(server, monkeypatch):
    monkeypatch.setenv("PROBATUM_UNDERSTANDING", "model")
    monkeypatch.delenv("PROBATUM_MODEL_ADDRESS")
    assert "no model is configured" in str(call("ask", QUESTION).exception)


def test_without_a_model_the_quotes_stand_and_the_reader_is_told(server, monkeypatch):
    monkeypatch.delenv("PROBATUM_MODEL_ADDRESS")
    result = call("ask", "--composer", "writing", QUESTION)
    assert result.exit_code == 0
    assert "Quoted, not written: no model is configured." in " ".join(result.output.split())
