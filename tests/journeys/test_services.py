"""Filling and refreshing a library from services: the real command against loopback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.test_ask import probatum
from tests.replay.labels import LABELS
from tests.replay.server import Replay, broken, serving
from tests.replay.works import WORKS


@pytest.fixture
def replay():
    with serving() as running:
        yield running


@pytest.fixture
def library(replay: Replay, tmp_path: Path):
    def call(*arguments: str):
        return probatum("library", *arguments, home=tmp_path,
                        **replay.environment | {"PROBATUM_NCBI_KEY": "replay"})  # fmt: skip

    return call


def test_registered_trials_are_collected_and_shown_as_what_they_are(library, replay):
    added = library("collect", "trials", "--condition", "asthma", "--with-results")
    assert (added.returncode, added.stdout) == (
        0, "1 studies: 1 added, 0 replaced, 0 known already\n"
    ), added.stderr  # fmt: skip
    assert "kind:      trial record" in library("show", "nct:NCT09000001").stdout
    again = library("collect", "trials", "--condition", "asthma")
    assert "2 studies: 1 added, 0 replaced, 1 known already" in again.stdout


def test_trials_of_nothing_are_refused_and_a_subject_without_trials_is_said_to_have_none(library):
    assert library("collect", "trials", "--condition", " ").returncode == 2
    none = library("collect", "trials", "--condition", "gout")
    assert none.returncode == 0
    assert "knows no such studies" in none.stderr


@pytest.mark.parametrize("service", ["dailymed", "openfda"])
def test_labels_are_collected_by_name_from_either_service(library, service):
    added = library("collect", "labels", "replayine", "turnix", "--from", service)
    assert "3 labels: 3 added" in added.stdout, added.stderr
    shown = library("show", f"label:{LABELS[0].set_id}").stdout
    assert "LOOPIX is for adults with asthma." in shown


def test_what_came_before_a_fault_is_kept_and_the_fault_is_said(library, replay):
    replay.next(f"{LABELS[1].set_id}.xml", *[broken()] * 9)
    added = library("collect", "labels", "replayine")
    assert added.returncode == 5
    assert "1 labels: 1 added" in added.stdout
    assert "fails (status 500); try again later" in added.stderr
    assert "3 labels" not in added.stdout


def test_crossref_is_asked_about_the_library_and_its_word_stands(library, replay, tmp_path):
    page = tmp_path / "trial.md"
    page.write_text(
        f"---\nkind: research\ntitle: A trial in asthma\ndoi: {WORKS[2].doi}\n---\n\nIt helped.\n"
    )
    assert library("add", str(page)).returncode == 0
    asked = library("notices", "--crossref")
    assert asked.stdout == (
        "1 documents asked about, 2 notices remembered, 1 documents changed\n"
    ), asked.stderr
    assert "retracted:  1" in " ".join(library("status").stdout.split("\n"))


def test_retraction_watchs_list_is_fetched_and_applied(library):
    applied = library("notices", "--retraction-watch")
    assert applied.stdout == (
        "1 notices from 1 rows remembered, 0 documents changed, 0 rows passed over\n"
    ), applied.stderr


def test_one_place_to_take_notices_from_is_to_be_named(library):
    assert library("notices").returncode == 2
    assert library("notices", "--crossref", "--retraction-watch").returncode == 2
