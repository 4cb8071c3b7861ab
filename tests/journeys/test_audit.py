"""The audit log and backups by the command line."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.journeys.board_by_command import GUIDELINE, Commands, board, lines, published


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    published(board(folder))
    return folder


@pytest.fixture
def run(published_once: Path, tmp_path: Path) -> Commands:
    shutil.copytree(published_once, tmp_path, dirs_exist_ok=True)
    return Commands(tmp_path)


def meddle(run: Commands, statement: str) -> None:
    connection = sqlite3.connect(run.folder / "library" / "records.sqlite")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_the_log_tells_who_did_what_and_by_which_door(run: Commands) -> None:
    kept = lines(run.does("audit", "export"))
    done = [(one["by"], one["action"]) for one in kept]
    assert done[-5:] == [
        ("ann", "submit"),
        ("rita", "take"),
        ("rita", "sign"),
        ("ron", "sign"),
        ("edith", "publish"),
    ]
    shown = run.does("audit", "show", "--limit", "2")
    assert "via: the command line; interests: none; revision: 1" in shown
    assert len(shown.splitlines()) == 2


def test_the_log_begins_with_who_and_on_which_evidence(run: Commands) -> None:
    kept = lines(run.does("audit", "export"))
    assert [one["action"] for one in kept[:3]] == ["add person", "library changed", "add person"]
    assert dict(kept[1]["details"])["documents"] == "1"
    assert "The library is the one of the log" in run.does("audit", "verify")


def test_the_log_tells_of_each_answer_and_on_which_library_it_was_given(run: Commands) -> None:
    run.does("ask", "may adults with asthma take drugtwo?")
    last = lines(run.does("audit", "export"))[-1]
    assert (last["by"], last["action"]) == ("the command line", "keep answer")
    told = dict(last["details"])
    first = dict(lines(run.does("audit", "export"))[1]["details"])
    assert (told["via"], told["library"]) == ("the command line", first["library"])
    assert "drugtwo" not in run.does("audit", "export")
    assert not (run.folder / "library" / "answers").exists()
    run.does("audit", "verify")
    name = str(last["subject"]).removeprefix("answer ")
    assert "The same sentences." in run.does("audit", "replay", name)


def test_a_question_that_goes_on_goes_on_from_the_answer_on_the_board(run: Commands) -> None:
    told = run.does("ask", "--continue", "and in children?", "--format", "json")
    assert json.loads(told)["question"]["follows"] == "treatment of asthma in adults?"


def test_answers_given_before_there_was_a_board_may_be_handed_in(tmp_path: Path) -> None:
    run = Commands(tmp_path)
    (tmp_path / "asthma.md").write_text(GUIDELINE, encoding="utf-8")
    run.does("library", "add", str(tmp_path / "asthma.md"))
    run.does("ask", "treatment of asthma in adults?")
    run.does("people", "add", "ann", "--name", "Ann", "--role", "author")
    assert "submitted" in run.does("review", "submit", "--as", "ann")
    assert list((tmp_path / "library" / "answers").iterdir()) == []
    actions = [one["action"] for one in lines(run.does("audit", "export"))]
    assert actions == ["add person", "library changed", "take over answer", "submit"]
    run.does("audit", "verify")


def test_a_log_that_holds_is_compared_with_what_was_kept(run: Commands) -> None:
    kept = run.does("audit", "verify").splitlines()[-1]
    run.does("people", "add", "new", "--name", "New", "--role", "reader")
    run.does("audit", "verify", "--kept", kept)
    wrong = kept[:-1] + ("0" if kept[-1] != "0" else "1")
    assert f"entry {kept.split(':')[0]}" in run.refused(10, "audit", "verify", "--kept", wrong)


def test_the_log_tells_which_evidence_stood_and_whether_it_still_does(run: Commands) -> None:
    run.does("watch")
    assert "The library is the one of the log" in run.does("audit", "verify")
    guideline = run.folder / "asthma.md"
    text = guideline.read_text(encoding="utf-8")
    guideline.write_text(text.replace("Drugone 5 mg", "Drugone 7 mg"), encoding="utf-8")
    run.does("library", "add", str(guideline))
    last = lines(run.does("audit", "export"))[-1]
    assert (last["by"], last["action"]) == ("the command line", "library changed")
    assert {"before", "added", "replaced"} <= dict(last["details"]).keys()
    run.does("library", "add", str(guideline))
    run.does("library", "list")
    assert lines(run.does("audit", "export"))[-1] == last
    removed = dict(last["details"])["library"]
    name = run.does("library", "list").splitlines()[1].split()[0]
    run.does("library", "remove", name)
    last = lines(run.does("audit", "export"))[-1]
    assert dict(last["details"])["before"] == removed
    assert name in dict(last["details"])
    assert "The library is the one of the log" in run.does("audit", "verify")


def test_evidence_that_was_changed_behind_the_log_is_told(run: Commands) -> None:
    run.does("watch")
    connection = sqlite3.connect(run.folder / "library" / "documents.sqlite")
    connection.execute("DELETE FROM current")
    connection.commit()
    connection.close()
    assert "The library is not the one of the log" in run.does("audit", "verify")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE audit SET value = replace(value, 'rita', 'rob') WHERE number = 10", "entry 10"),
        ("DELETE FROM audit WHERE number = 4", "entry 4"),
        ("DELETE FROM audit WHERE number = 11", "entry 11"),
        ("UPDATE audit SET value = '{}' WHERE number = 5", "entry 5"),
        ("UPDATE revisions SET value = replace(value, '5 mg', '50 mg')", "entry 9"),
        ("UPDATE people SET roles = '[\"owner\"]' WHERE id = 'rob'", "entry 7"),
    ],
)
def test_any_change_is_found_and_its_entry_named(run: Commands, statement: str, named: str) -> None:
    meddle(run, statement)
    assert f"{named}:" in run.refused(10, "audit", "verify")


def test_a_backup_is_made_and_restored(run: Commands, tmp_path: Path) -> None:
    file = str(tmp_path / "backup.jsonl")
    run.does("records", "backup", file)
    assert "name another" in run.refused(2, "records", "backup", file)
    assert "empty records" in run.refused(4, "records", "restore", file)
    other = Commands(run.folder, f"sqlite:///{tmp_path / 'other.sqlite'}")
    restored = other.does("records", "restore", file).splitlines()[-1]
    assert restored == run.does("audit", "verify").splitlines()[-1]


def test_an_answer_is_asked_again_and_the_difference_shown(run: Commands) -> None:
    article = run.does("review", "queue", "--stage", "published", "--as", "rita").split()[0]
    assert "library: unchanged; version: the same\nThe same sentences." in run.does(
        "audit", "replay", article
    )
    guideline = run.folder / "asthma.md"
    text = guideline.read_text(encoding="utf-8").replace("Drugone 5 mg", "Drugone 7 mg")
    guideline.write_text(text, encoding="utf-8")
    run.does("library", "add", str(guideline))
    told = run.does("audit", "replay", article)
    assert "library: changed since" in told
    assert "Drugone [-5-]{+7+} mg" in told
    assert "no name of an answer" in run.refused(4, "audit", "replay", "nonsense")
