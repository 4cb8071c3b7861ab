from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from starlette.testclient import TestClient

from probatum.interfaces.web import runs
from probatum.workflows.ask import Step, answering
from tests.interfaces.web.conftest import ask, text_of

QUESTION = "How should hypertension be treated?"


def test_a_question_leads_to_an_answer_that_comes_back_the_same(client: TestClient):
    address = ask(client, QUESTION)
    first, second = client.get(address), client.get(address)
    assert first.text == second.text
    seen = text_of(first.text)
    assert QUESTION in seen
    for words in ("Draft", "no person has reviewed it", "Bottom line", "References",
                  "not reviewed by a medical board"):  # fmt: skip
        assert words in seen, words


def test_the_progress_tells_of_reading_searching_and_verifying(client: TestClient):
    started = client.post("/ask", data={"question": QUESTION}, follow_redirects=False)
    events = client.get(started.headers["location"] + "/events")
    assert events.headers["content-type"].startswith("text/event-stream")
    seen = text_of(events.text)
    assert "hypertension" in seen
    assert "passages" in seen
    assert "Nearest so far" in seen
    assert "<q>" in events.text
    assert f"event: finished data: {started.headers['location']}" in seen


def test_the_reading_can_be_changed_while_the_search_goes_on(client: TestClient):
    started = client.post("/ask", data={"question": QUESTION}, follow_redirects=False)
    first = started.headers["location"]
    events = client.get(first + "/events").text
    assert events.count('<hx-partial hx-target="#understood">') == 1
    assert 'name="without" value="Harms and cautions"' in events
    name = first.removeprefix("/asking/")
    assert f'name="instead" value="{name}"' in events
    second = ask(client, QUESTION, without=["Harms and cautions"], instead=name)
    assert "You left out: Harms and cautions" in text_of(client.get(second).text)


def test_a_changed_reading_stops_the_question_that_it_replaces(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
):
    go_on = Event()

    def held(*given: Any) -> Iterator[Step]:
        go_on.wait()
        yield from answering(*given)

    monkeypatch.setattr(runs, "answering", held)
    data = {"question": QUESTION}
    try:
        for _ in range(runs.AT_ONCE + 1):
            started = client.post("/ask", data=data, follow_redirects=False)
        last = started.headers["location"]  # it waits until the others are answered
        name = last.removeprefix("/asking/")
        changed = data | {"condition": "Asthma", "instead": name}
        client.post("/ask", data=changed, follow_redirects=False)
        assert "You stopped this question" in client.get(last).text
    finally:
        go_on.set()


def test_a_reading_may_replace_a_question_that_is_long_gone(client: TestClient):
    assert "Bottom line" in text_of(client.get(ask(client, QUESTION, instead="unknown")).text)


def test_a_follow_up_whose_reading_is_changed_early_still_follows(client: TestClient):
    before = ask(client, QUESTION).removeprefix("/answers/")
    data = {"question": "and in pregnancy?", "after": before}
    started = client.post("/ask", data=data, follow_redirects=False)
    events = client.get(started.headers["location"] + "/events").text
    assert f'name="after" value="{before}"' in events


def test_without_a_script_the_page_of_the_progress_asks_to_be_loaded_again(client: TestClient):
    started = client.post("/ask", data={"question": QUESTION}, follow_redirects=False)
    page = client.get(started.headers["location"], follow_redirects=False)
    assert page.status_code == 303 or '<noscript><meta http-equiv="refresh"' in page.text


def test_the_reading_is_changed_and_asked_again(client: TestClient):
    first = client.get(ask(client, QUESTION)).text
    assert 'name="without" value="Harms and cautions"' in first
    assert "Pitfalls" in text_of(first)
    second = client.get(ask(client, QUESTION, without=["Harms and cautions"])).text
    assert "You left out: Harms and cautions" in text_of(second)
    assert "Pitfalls" not in text_of(second)
    third = ask(client, QUESTION, without=["Harms and cautions"], **{"with": "Harms and cautions"})
    assert "You left out" not in client.get(third).text


def test_the_condition_that_is_meant_can_be_named(client: TestClient):
    page = client.get(ask(client, QUESTION, condition="Asthma"))
    assert "condition asthma" in text_of(page.text)
    assert "Asthma: management" in text_of(page.text)


def test_words_can_be_looked_for_besides(client: TestClient):
    page = client.get(ask(client, QUESTION, also=["smoking", "leprosy"]))
    assert "leprosy. No passage" in text_of(page.text)
    assert 'name="with" value="smoking"' in page.text


def test_what_is_no_clinical_question_is_said_kindly_and_stays_in_the_box(client: TestClient):
    question = "What does a carpenter earn in Vienna?"
    started = client.post("/ask", data={"question": question}, follow_redirects=False)
    client.get(started.headers["location"] + "/events")
    page = client.get(started.headers["location"])
    assert "name one, in full" in page.text
    assert question in page.text
    assert client.post("/ask", data={"question": "   "}).status_code == 400


def test_hostile_text_in_a_question_stays_text(client: TestClient):
    question = (
        "asthma <script>alert(1)</script> <img src=x onerror=alert(1)> \u202emg 5\u202c "
        "javascript:alert(1) \"'><svg onload=alert(1)>"
    )
    page = client.get(ask(client, question)).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page
    assert "\u202e" not in page
    assert "[U+202E]" in page
    assert 'href="javascript:' not in page


def test_unknown_addresses_and_vanished_answers_say_what_to_do(client: TestClient):
    for address, status, words in (
        ("/nowhere", 404, "no page at this address"),
        ("/answers/abc", 404, "This answer is not here"),
        ("/answers/" + "0" * 24, 404, "This answer is not here"),
        ("/asking/abc", 404, "no longer on its way"),
    ):
        page = client.get(address)
        assert page.status_code == status
        assert words in page.text
        assert 'href="/"' in page.text


def test_an_answer_can_be_deleted_for_good(client: TestClient):
    address = ask(client, QUESTION)
    assert client.post(f"{address}/forget").status_code == 200
    assert client.get(address).status_code == 404


def test_a_question_goes_on_from_an_answer_and_its_chips_keep_that(client: TestClient):
    first = ask(client, "management of rectal cancer with bone metastases?")
    name = first.rsplit("/", 1)[1]
    second = ask(client, "and if she is MSI-high?", after=name)
    page = client.get(second).text
    assert "Goes on from management of rectal cancer" in text_of(page)
    assert "rectal cancer" in text_of(page).split("carried over:")[1].split(".")[0]
    assert f'name="after" value="{name}"' in page
    third = client.get(ask(client, "and if she is MSI-high?", after=name, also=["fever"])).text
    assert "condition rectal cancer" in text_of(third)
    assert client.post("/ask", data={"question": "and?", "after": "0" * 24}).status_code == 404


def test_who_reads_is_chosen_and_remembered(client: TestClient):
    page = client.get(ask(client, QUESTION, reader="patient")).text
    assert "for patients" in text_of(page)
    assert '<option value="patient" selected>' in client.get("/").text
    assert "for clinicians" in text_of(client.get(ask(client, QUESTION, reader="nobody")).text)


def test_too_many_questions_at_once_are_told_to_wait(client: TestClient, monkeypatch):
    monkeypatch.setattr("probatum.interfaces.web.runs._MOST_WAITING", 0)
    page = client.post("/ask", data={"question": QUESTION})
    assert page.status_code == 503
    assert page.headers["retry-after"] == "10"
    assert "Too many questions at once" in page.text


def test_the_page_tells_what_a_question_that_is_kept_holds(client: TestClient):
    named = client.get(ask(client, "How should the hypertension of Mr. Smith be treated?")).text
    assert "The question seems to hold a name (“Smith”). It is kept" in text_of(named)
    plain = client.get(ask(client, "How should hypertension be treated?")).text
    assert "seems to hold" not in plain
