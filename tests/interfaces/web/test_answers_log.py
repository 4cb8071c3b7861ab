"""Answers given on the page of a board: who asked stands in the log, by whichever way they came."""

from __future__ import annotations

import re

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from probatum.evidence.audit import Entry
from probatum.settings import Settings
from probatum.wiring import board
from probatum.workflows.audit import audited
from tests.interfaces.web.conftest import ask
from tests.interfaces.web.signed_in import send, token_in, visiting

QUESTION = "how is asthma treated?"


def last(settings: Settings) -> Entry:
    """The last entry of a log that holds."""
    with board(settings) as opened:
        audited(opened.records)
        *_, entry = opened.records.entries()
    return entry


def asked_by(client: TestClient, **headers: str) -> str:
    client.headers.update(headers)
    form = {} if headers else {"form": token_in(client.get("/").text)}
    return ask(client, QUESTION, **form)


def test_an_answer_given_on_the_page_is_entered_with_who_asked(app: ASGIApp, peopled: Settings):
    with visiting(app, "rita") as rita:
        address = asked_by(rita)
        entry = last(peopled)
        assert (entry.by, entry.action) == ("rita", "keep answer")
        assert entry.subject == f"answer {address.rpartition('/')[2]}"
        assert dict(entry.details)["via"] == "the page"
        assert "asthma" not in entry.model_dump_json()
        assert QUESTION in rita.get("/answers").text
    assert not (peopled.library / "answers").exists()


def test_a_program_asks_for_its_person(app: ASGIApp, peopled: Settings):
    with visiting(app, "rita") as rita, visiting(app) as script:
        made = send(rita, "/account/tokens", name="script", scope=["ask"], days="7")
        token = re.search(r"probatum_\w+_[\w-]+", made.text)[0]  # type: ignore[index]
        asked_by(script, authorization=f"Bearer {token}")
    assert (last(peopled).by, last(peopled).action) == ("rita", "keep answer")


def test_a_deleted_answer_is_gone_from_the_page_and_the_log_says_who_deleted_it(
    app: ASGIApp, peopled: Settings
):
    with visiting(app, "rita") as rita:
        address = asked_by(rita)
        assert "the log keeps that an answer was given" in rita.get(f"{address}/forget").text
        assert send(rita, f"{address}/forget").status_code == 303
        assert rita.get(address).status_code == 404
        assert (last(peopled).by, last(peopled).action) == ("rita", "delete answer")


def test_an_answer_handed_in_names_the_one_that_was_sealed(app: ASGIApp, peopled: Settings):
    with visiting(app, "ann") as ann:
        name = asked_by(ann).rpartition("/")[2]
        handed_in = send(ann, "/board/hand-in", name=name)
        assert handed_in.headers["location"] == f"/board/{name[:12]}"
    assert dict(last(peopled).details)["answer"] == name
