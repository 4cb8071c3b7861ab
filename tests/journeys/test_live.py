"""Asking with the network: the real command against services on loopback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.test_ask import probatum
from tests.replay.server import Replay, broken, redirect, serving

QUESTION = "treatment of asthma?"


@pytest.fixture
def replay():
    with serving() as running:
        yield running


@pytest.fixture
def live(replay: Replay, tmp_path: Path):
    def ask(*arguments: str, question: str = QUESTION, **environment: str):
        return probatum("ask", question, *arguments, home=tmp_path,
                        **replay.environment | {"PROBATUM_NCBI_KEY": "replay"} | environment)  # fmt: skip

    return ask


def test_without_a_library_live_evidence_answers_and_makes_the_owners_library(live, tmp_path):
    asked = live("--live", "--format", "json", PROBATUM_EMAIL="librarian@example.org")
    assert asked.returncode == 0, asked.stderr
    said = " ".join(asked.stderr.split())
    assert "PubMed, Europe PMC and ClinicalTrials.gov gave 5 works, 2 in full text: 5 added" in said
    assert "Your library was made for them" in asked.stderr
    assert "PROBATUM_EMAIL" not in asked.stderr
    references = json.loads(asked.stdout)["references"]
    assert {"91000001"} <= {reference["pmid"] for reference in references}
    assert "91000006" not in {reference["pmid"] for reference in references}, "it is retracted"
    assert "Crossref knows of notices on 3 of them" in asked.stderr
    assert "91000003" not in {reference["pmid"] for reference in references}, "by Crossref's word"
    shelf = ("library", "--library", str(tmp_path / "data" / "probatum" / "library"))
    listed = probatum(*shelf, "list", home=tmp_path).stdout
    assert "pmid:91000001" in listed
    assert "0 problems" in probatum(*shelf, "verify", home=tmp_path).stdout


def test_a_second_time_nothing_is_asked_and_nothing_changes(live, replay):
    first = live("--live")
    assert first.returncode == 0
    assert "No e-mail address is set (PROBATUM_EMAIL" in first.stderr, "a hint, and no more"
    requests = len(replay.asked)
    asked = live("--live")
    assert "0 added, 0 replaced, 5 known already" in asked.stderr
    assert "was made" not in asked.stderr
    assert len(replay.asked) == requests


def test_few_requests_are_made_for_one_question(live, replay):
    live("--live", PROBATUM_EMAIL="librarian@example.org")
    assert len(replay.to("esearch.fcgi")) == 3
    assert len(replay.asked) <= 15
    assert {asked.parameters.get("email") for asked in replay.to("esearch.fcgi")} == {
        "librarian@example.org"
    }


def test_the_environment_switches_it_on_and_its_absence_asks_nobody(live, replay):
    live()
    assert replay.asked == []
    assert "gave 5 works" in live(PROBATUM_LIVE="1").stderr


def test_the_settings_file_switches_it_on(live, replay, tmp_path):
    path = tmp_path / "probatum.toml"
    path.write_text(
        '[sources]\nlive = true\nemail = "a@example.org"\n[library]\nfolder = "shelf"\n'
    )
    asked = live(PROBATUM_CONFIG=str(path))
    assert "gave 5 works" in asked.stderr
    assert f"made for them at {tmp_path / 'shelf'}" in " ".join(asked.stderr.split())
    assert {asked.parameters["email"] for asked in replay.to("esearch.fcgi")} == {"a@example.org"}
    assert "gave" not in live(PROBATUM_CONFIG=str(path), PROBATUM_LIVE="0").stderr


def test_without_a_network_one_line_says_so_and_what_is_there_answers(live, tmp_path):
    with serving() as other:
        closed = other.environment
    asked = live("--live", PROBATUM_EMAIL="librarian@example.org", **closed)
    assert asked.returncode == 0
    (line,) = [line for line in asked.stderr.splitlines() if "cannot be reached" in line]
    assert "check the network" in line
    assert "starter library" in asked.stderr
    assert "Bottom line" in asked.stdout or "BOTTOM LINE" in asked.stdout
    assert not (tmp_path / "data" / "probatum" / "library" / "documents.sqlite").exists()


def test_one_service_out_of_order_leaves_the_other(live, replay):
    replay.next("search", *[broken()] * 9)
    asked = live("--live")
    assert "PubMed and ClinicalTrials.gov gave 5 works" in asked.stderr
    assert "fails (status 500)" in asked.stderr
    assert asked.returncode == 0


def test_without_crossref_the_answer_comes_all_the_same_and_it_is_said(live, replay):
    replay.next("works", *[broken()] * 9)
    asked = live("--live")
    assert asked.returncode == 0
    assert "gave 5 works" in asked.stderr
    assert "Not all was looked up: 127.0.0.1" in asked.stderr
    assert "Crossref knows" not in asked.stderr


def test_a_redirect_to_another_host_is_followed_only_when_the_owner_allows_it(live, replay):
    with serving() as other:
        away = redirect(f"{other.clinicaltrials}/studies")
        replay.next("studies", away, away)
        refused = live("--live")
        assert f"redirects to {other.host}, which the settings do not allow" in refused.stderr
        assert "PubMed and Europe PMC gave 4 works" in refused.stderr
        assert other.asked == []
        allowed = live("--live", PROBATUM_ALLOWED_HOSTS=other.host)
        assert "PubMed, Europe PMC and ClinicalTrials.gov gave" in allowed.stderr
        assert len(other.asked) == 1


def test_no_word_of_the_patient_leaves_the_house(live, replay):
    question = "Mr. Cornelius Quux of Oberdorf, born 03.04.1961, has asthma. Which treatment?"
    asked = live("--live", "--explain", question=question)
    assert replay.asked, asked.stderr
    sent = " ".join(f"{a.path} {a.parameters}" for a in replay.asked).lower()
    assert "asthma" in sent
    for word in ("cornelius", "quux", "oberdorf", "1961"):
        assert word not in sent, word
    assert "Looking for guidelines: asthma" in asked.stderr


def test_the_key_goes_to_ncbi_and_to_nobody_else(live, replay):
    with serving() as other:
        asked = live(
            "--live",
            **other.environment
            | {"PROBATUM_NCBI_KEY": "hush-hush", "PROBATUM_EUTILS_URL": replay.eutils},
        )
        assert replay.to("esearch.fcgi")
        assert all(a.parameters["api_key"] == "hush-hush" for a in replay.asked)
        assert other.asked
        assert all("api_key" not in a.parameters for a in other.asked)
    assert "hush-hush" not in asked.stdout + asked.stderr


def test_a_named_library_is_filled_where_it_is(live, tmp_path):
    shelf = tmp_path / "shelf"
    asked = live("--live", "--library", str(shelf))
    assert f"made for them at {shelf}" in " ".join(asked.stderr.split())
    assert (
        "pmid:91000001"
        in probatum("library", "--library", str(shelf), "list", home=tmp_path).stdout
    )


def test_an_address_that_is_none_is_said_to_be_none(live):
    asked = live("--live", PROBATUM_EUTILS_URL="eutils")
    assert asked.returncode == 2
    assert "PROBATUM_EUTILS_URL must be an address" in asked.stderr


def test_a_question_without_a_subject_to_look_up_sends_nothing(live, replay):
    asked = live("--live", question="Which drugs should a patient with a complaint take?")
    assert "nothing was sent" in asked.stderr
    assert replay.asked == []
