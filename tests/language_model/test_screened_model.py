"""What a model is sent after the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from probatum.errors import ModelFailed
from probatum.language_model.model import Completion, Count, Prompt, Streamed
from probatum.language_model.screened_model import ScreenedModel
from probatum.privacy.identifier import Identifier
from probatum.privacy.policy import Policy

DATA = "<data>Write to jane.roe@example.org about drugone.</data>"


class Listening:
    """Keeps the `Model` protocol and remembers what it was sent."""

    name, price = "listening", None

    def __init__(self) -> None:
        self.sent: list[str] = []

    def complete(self, prompt: Prompt, schema: Mapping[str, Any]) -> Completion:
        self.sent.append(prompt.data)
        return Completion("{}")

    def stream(self, prompt: Prompt, schema: Mapping[str, Any]) -> Streamed:
        yield "{}"
        return self.complete(prompt, schema)

    def count_tokens(self, prompt: Prompt) -> Count:
        self.sent.append(prompt.data)
        return Count(1, exact=True)


def test_identifiers_are_removed_and_told():
    model = Listening()
    answer = ScreenedModel(model, Policy.REMOVE).complete(Prompt("rules", DATA), {})
    (sent,) = model.sent
    assert "jane.roe" not in sent
    assert "drugone" in sent
    assert "Sent to the model listening without" in answer.told


@pytest.mark.parametrize("policy", [Policy.BLOCK, Policy.ASK])
def test_nothing_is_sent_when_nobody_agreed(policy):
    model = Listening()
    with pytest.raises(ModelFailed, match="Nothing was sent"):
        ScreenedModel(model, policy).complete(Prompt("rules", DATA), {})
    assert model.sent == []


def test_whoever_can_be_asked_sees_what_would_go_and_decides():
    shown: list[str] = []

    def agrees(clean: str, found: tuple[Identifier, ...]) -> bool:
        shown.append(clean)
        return len(shown) == 1

    model = Listening()
    asking = ScreenedModel(model, Policy.ASK, agrees)
    asking.complete(Prompt("rules", DATA), {})
    assert model.sent == shown
    assert "jane.roe" not in shown[0]
    with pytest.raises(ModelFailed, match="Nothing was sent"):
        asking.complete(Prompt("rules", DATA), {})
    assert len(model.sent) == 1


@pytest.mark.parametrize("way", ["stream", "count_tokens"])
def test_no_other_way_to_the_model_goes_round_the_screen(way):
    model = Listening()
    screened = ScreenedModel(model, Policy.REMOVE)
    if way == "stream":
        list(screened.stream(Prompt("rules", DATA), {}))
    else:
        screened.count_tokens(Prompt("rules", DATA))
    assert model.sent
    assert not any("jane.roe" in sent for sent in model.sent)


def test_what_is_allowed_goes_as_it_is():
    model = Listening()
    assert ScreenedModel(model, Policy.ALLOW).complete(Prompt("rules", DATA), {}).told == ""
    assert model.sent == [DATA]
