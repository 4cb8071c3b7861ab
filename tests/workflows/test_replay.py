"""An answer in which a model had a part is asked again with a model, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from probatum.errors import UsageError
from probatum.evidence.answer import Answer
from probatum.evidence.question import Asker, ReaderKind
from probatum.library.embedded import EmbeddedIndex
from probatum.settings import Settings, settings
from probatum.wiring import method, method_of
from probatum.workflows.ask import Inquiry, ask
from probatum.workflows.replay import Replayed, replay
from tests.evidence_by_hand import document
from tests.replay.model import ModelServer, Reply, given, says, serving

ADVICE = "The drugone is recommended as the first-line treatment of asthma in adults."
EDITED = "Drugone is recommended as first-line treatment of asthma in adults."
NOW = datetime(2026, 11, 1, tzinfo=UTC)
WAYS = [("quoting", "rules"), ("quoting", "model"), ("writing", "rules"), ("writing", "model")]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    library.add([document(ADVICE, topics=("asthma",))])
    yield library
    library.close()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving() as running:
        running.play = playing(EDITED)
        yield running


def playing(text: str) -> Callable[[dict[str, Any]], Reply]:
    """A model that reads nothing new, and writes or rewords every sentence as that one."""

    def play(request: dict[str, Any]) -> Reply:
        data = given(request)
        told = data.get("quotes") or data.get("sentences")
        if not told:
            return says("{}")
        said = [{"quote": one["quote"], "text": text} for one in told]
        return says(json.dumps({"sentences": said}))

    return play


def chosen(server: ModelServer, folder: Path, understanding: str) -> Settings:
    usual = settings(folder / "library")
    model = usual.model.model_copy(
        update={"address": server.address, "name": "scripted", "spent": folder / "spent.json"}
    )
    return usual.model_copy(update={"model": model, "understanding": understanding})


def asked(index: EmbeddedIndex, chosen: Settings, composer: str) -> Answer:
    writer, aid = method(composer, chosen)
    inquiry = Inquiry(text="How should asthma be treated?")
    return ask(inquiry, index, writer, Asker(reader=ReaderKind.TRAINEE), NOW, aid).answer


def again(answer: Answer, index: EmbeddedIndex, chosen: Settings) -> Replayed:
    composer, aid = method_of(answer, chosen)
    return replay(answer, index, composer, NOW, aid)


def tasks(requests: list[dict[str, Any]]) -> list[str]:
    """What each request was for: the names of the data that it gave."""
    return [" ".join(sorted(given(request))) for request in requests]


@pytest.mark.parametrize(("composer", "understanding"), WAYS)
def test_the_model_is_asked_again_for_all_that_it_did(
    index, server, tmp_path, composer, understanding
):
    answer = asked(index, chosen(server, tmp_path, understanding), composer)
    before = tasks(server.asked)
    server.asked.clear()
    rules = chosen(server, tmp_path, "rules")  # what is set today does not matter
    found = again(answer, index, rules)
    assert tasks(server.asked) == before
    assert bool(before) == ((composer, understanding) != ("quoting", "rules"))
    assert not found.changes
    assert found.model_before == found.model_after == ("scripted" if before else None)
    assert found.same_ground == (not before)


def test_what_a_model_writes_otherwise_is_shown_and_is_no_fault(index, server, tmp_path):
    ways = chosen(server, tmp_path, "rules")
    answer = asked(index, ways, "writing")
    assert EDITED in {claim.text for claim in answer.claims()}
    server.play = playing(ADVICE)
    found = again(answer, index, ways)
    assert found.changes
    assert not found.same_ground


def test_without_a_model_an_answer_of_one_is_not_replayed(index, server, tmp_path):
    answer = asked(index, chosen(server, tmp_path, "model"), "quoting")
    with pytest.raises(UsageError, match=r"the model scripted had a part .* set model\.address"):
        method_of(answer, settings(tmp_path / "library"))
