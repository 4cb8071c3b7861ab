"""The client for services, against a real server on loopback."""

from __future__ import annotations

import json
import logging
import multiprocessing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from probatum.errors import SourceUnavailable
from probatum.sources.web import Web
from probatum.sources.web_settings import WebSettings
from tests.replay.server import Answer, Replay, broken, cut_off, redirect, serving, too_many

SEARCH = {"db": "pubmed", "term": "asthma", "retmode": "json"}


@pytest.fixture
def replay():
    with serving() as running:
        yield running


def settings(replay: Replay, folder: Path, **changes: Any) -> WebSettings:
    usual = {
        "cache": folder,
        "eutils": replay.eutils,
        "europepmc": replay.europepmc,
        "back_off": 0.01,
        "timeout": 5,
        "rates": {replay.host: 1000.0},
    }
    return WebSettings(**usual | changes)


def ask(replay: Replay, folder: Path, page: str = "esearch.fcgi", **changes: Any) -> Any:
    with Web(settings(replay, folder, **changes)) as web:
        return web.get(f"{replay.eutils}/{page}", SEARCH, json.loads)


def test_the_client_names_itself_and_its_owner(replay, tmp_path):
    ask(replay, tmp_path, email="librarian@example.org")
    assert replay.asked[0].agent.startswith("probatum/")
    assert "mailto:librarian@example.org" in replay.asked[0].agent


@pytest.mark.parametrize(
    "fault", [too_many(), too_many("0"), broken(), cut_off(), Answer(200, b"{")]
)
def test_a_passing_fault_is_met_by_asking_again(replay, tmp_path, fault):
    replay.next("esearch.fcgi", fault)
    assert ask(replay, tmp_path)["esearchresult"]["count"] == "6"
    assert len(replay.asked) == 2


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_honoured_in_both_its_forms(replay, tmp_path, form):
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    when = "1" if form == "seconds" else date
    replay.next("esearch.fcgi", too_many(when))
    ask(replay, tmp_path)
    first, second = replay.asked
    assert second.at - first.at >= 0.9


def test_a_host_that_asks_for_more_patience_than_we_have_is_left_alone(replay, tmp_path):
    replay.next("esearch.fcgi", too_many("3600"))
    with pytest.raises(SourceUnavailable, match="asks for fewer requests") as raised:
        ask(replay, tmp_path, patience=5)
    assert (raised.value.status, len(replay.asked)) == (429, 1)


def test_a_lasting_fault_ends_in_one_clear_word(replay, tmp_path):
    replay.next("esearch.fcgi", *[broken()] * 9)
    with pytest.raises(SourceUnavailable, match=r"fails \(status 500\); try again later") as raised:
        ask(replay, tmp_path, attempts=3)
    assert (raised.value.host, raised.value.exit_code) == (replay.host, 5)
    assert len(replay.asked) == 3


def test_a_refused_request_is_not_repeated(replay, tmp_path):
    replay.next("esearch.fcgi", Answer(400, b'{"error":"API key invalid","api-key":"hush"}'))
    with pytest.raises(SourceUnavailable, match="check the API key"):
        ask(replay, tmp_path)
    assert len(replay.asked) == 1


def test_a_closed_port_is_said_to_be_out_of_reach(replay, tmp_path):
    with serving() as other:
        closed = other.eutils
    with (
        Web(settings(replay, tmp_path, eutils=closed)) as web,
        pytest.raises(SourceUnavailable, match="cannot be reached"),
    ):
        web.get(f"{closed}/esearch.fcgi", SEARCH, json.loads)


def test_an_answer_is_kept_until_it_is_too_old(replay, tmp_path):
    for seconds, requests in ((60, 1), (60, 1), (0, 2)):
        ask(replay, tmp_path, cache_seconds=seconds)
        assert len(replay.asked) == requests


def test_an_answer_that_cannot_be_read_is_not_kept(replay, tmp_path):
    replay.next("esearch.fcgi", *[Answer(200, b"{")] * 2)
    with pytest.raises(SourceUnavailable, match="damaged"):
        ask(replay, tmp_path, attempts=2)
    assert ask(replay, tmp_path)["esearchresult"]["count"] == "6"


def test_a_redirect_to_another_host_is_refused_and_that_host_hears_nothing(replay, tmp_path):
    with serving() as other:
        replay.next("esearch.fcgi", redirect(f"{other.eutils}/esearch.fcgi?term=asthma"))
        with pytest.raises(SourceUnavailable, match=f"redirects to {other.host}"):
            ask(replay, tmp_path)
        assert other.asked == []


def test_a_redirect_to_a_host_the_owner_allows_is_followed_without_the_key(replay, tmp_path):
    with serving() as other:
        echo = f"{other.eutils}/esearch.fcgi?term=asthma&api_key=hush"
        replay.next("esearch.fcgi", redirect(echo))
        keys = {replay.host: SecretStr("hush")}
        ask(replay, tmp_path, allowed=frozenset({other.host}), keys=keys,
            rates={replay.host: 1000.0, other.host: 1000.0})  # fmt: skip
        assert replay.asked[0].parameters["api_key"] == "hush"
        assert "api_key" not in other.asked[0].parameters


def test_a_host_outside_the_settings_is_never_asked(replay, tmp_path):
    with serving() as other, Web(settings(replay, tmp_path)) as web:
        with pytest.raises(SourceUnavailable, match="was not asked"):
            web.get(f"{other.eutils}/esearch.fcgi", SEARCH, json.loads)
        assert other.asked == []


def test_the_key_stands_in_no_message_log_or_kept_file(replay, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    keys = {replay.host: SecretStr("very-secret")}
    ask(replay, tmp_path, keys=keys)
    replay.next("efetch.fcgi", *[broken()] * 9, redirect("http://example.org/?api_key=very-secret"))
    for _ in range(4):
        with pytest.raises(SourceUnavailable) as raised:
            ask(replay, tmp_path, "efetch.fcgi", keys=keys)
        assert "very-secret" not in f"{raised.value} {raised.value.__cause__}"
    assert all(asked.parameters["api_key"] == "very-secret" for asked in replay.asked)
    assert "very-secret" not in caplog.text
    assert "very-secret" not in repr(settings(replay, tmp_path, keys=keys))
    for path in tmp_path.rglob("*"):
        assert "very-secret" not in path.name
        assert path.is_dir() or b"very-secret" not in path.read_bytes()


def test_a_limit_that_a_host_states_is_kept(replay, tmp_path):
    headers = (("X-Rate-Limit-Limit", "2"), ("X-Rate-Limit-Interval", "1s"))
    replay.next("esearch.fcgi", Answer(200, b"{}", headers))
    with Web(settings(replay, tmp_path)) as web:
        for number in range(3):
            web.get(f"{replay.eutils}/esearch.fcgi", SEARCH | {"n": str(number)}, json.loads)
    _, second, third = replay.asked
    assert third.at - second.at >= 0.4


@pytest.mark.parametrize("words", [("no number", "1s"), ("5", "0s"), ("0", "1s"), ("5", "")])
def test_a_limit_that_makes_no_sense_is_none(replay, tmp_path, words):
    headers = tuple(zip(("X-Rate-Limit-Limit", "X-Rate-Limit-Interval"), words, strict=True))
    replay.next("esearch.fcgi", Answer(200, b"{}", headers))
    assert ask(replay, tmp_path) == {}
    assert "count" in ask(replay, tmp_path, cache_seconds=0)["esearchresult"]


def test_a_key_of_ncbi_allows_ten_requests_a_second_instead_of_three(tmp_path):
    host = "eutils.ncbi.nlm.nih.gov"
    assert WebSettings(cache=tmp_path).rate(host) == 3
    assert WebSettings(cache=tmp_path, keys={host: SecretStr("k")}).rate(host) == 10


def test_two_processes_together_keep_the_limit(replay, tmp_path):
    limited = settings(replay, tmp_path, rates={replay.host: 20.0})
    start = multiprocessing.get_context("spawn")
    both = [start.Process(target=_ask_ten_times, args=(limited, name)) for name in ("a", "b")]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
        assert process.exitcode == 0
    times = sorted(asked.at for asked in replay.asked)
    assert len(times) == 20
    assert {asked.parameters["who"] for asked in replay.asked} == {"a", "b"}
    # Nineteen gaps of a twentieth of a second; a request may arrive a little late.
    assert times[-1] - times[0] >= 19 / 20 - 0.1
    assert all(late - early >= 0.4 for early, late in zip(times, times[10:], strict=False))


def _ask_ten_times(limited: WebSettings, who: str) -> None:
    with Web(limited) as web:
        for number in range(10):
            asked = {"term": f"asthma {number}", "who": who}
            web.get(f"{limited.eutils}/esearch.fcgi", asked, json.loads)
