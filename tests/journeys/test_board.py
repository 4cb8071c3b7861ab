"""An answer goes over the board by the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.journeys.board_by_command import Commands, board, keys, published, submitted


@pytest.fixture(scope="module")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("board")
    board(folder)
    return folder


@pytest.fixture
def run(first_day: Path, tmp_path: Path) -> Commands:
    shutil.copytree(first_day, tmp_path, dirs_exist_ok=True)
    return Commands(tmp_path)


def test_three_people_bring_an_answer_to_publication(run: Commands) -> None:
    article = submitted(run)
    assert "submitted" in run.does("review", "queue", "--as", "rita")
    run.does("review", "take", article[:6], "--as", "rita")
    first, *_ = keys(run, article)
    changed = run.does(
        *("review", "amend", article, first, "Drugone 50 mg is recommended for asthma."),
        *("--why", "shorter", "--as", "rita"),
    )
    assert "revision 2" in changed
    assert "supported" not in changed.split("\n")[1] or "partly" in changed.split("\n")[1]
    assert "5" in changed
    shown = run.does("review", "difference", article, "--as", "ron")
    assert "{+50+}" in shown
    assert "[-5-]" in shown
    refused = run.refused(
        9, "review", "sign", article, "--revision", "2", "--interests", "none", "--as", "ron"
    )
    assert "sentences are not resolved" in refused
    wrong = keys(run, article)[0]
    run.does(
        *("review", "amend", article, wrong, "Drugone 5 mg is recommended for asthma in adults."),
        *("--why", "the dose was wrong", "--as", "ron"),
    )
    right = keys(run, article)[0]
    run.does("review", "accept", article, right, "--why", "says the same", "--as", "rita")
    for reviewer in ("rita", "ron"):
        signed = run.does(
            *("review", "sign", article, "--revision", "3", "--as", reviewer),
            *("--interests", "none"),
        )
    assert "Reviewed and signed by Rita (MD), Ron (MD)" in signed
    assert "published" in run.does("review", "publish", article, "--as", "edith")


def test_what_was_read_is_what_is_signed(run: Commands) -> None:
    article = submitted(run)
    run.does("review", "take", article, "--as", "rita")
    first, *_ = keys(run, article)
    run.does("review", "strike", article, first, "--why", "not needed", "--as", "ron")
    stale = run.refused(
        9, "review", "sign", article, "--revision", "1", "--interests", "none", "--as", "rita"
    )
    assert "revision 2 is in force by now" in stale


def test_an_open_question_stands_in_the_way(run: Commands) -> None:
    article = submitted(run)
    run.does("review", "take", article, "--as", "rita")
    first, *_ = keys(run, article)
    run.does("review", "ask", article, first, "--question", "For how long?", "--as", "rita")
    assert "a question about it is open" in run.does("review", "show", article, "--as", "ron")
    comment = run.does("review", "comment", article, "Lifelong.", "--claim", first, "--as", "ann")
    answered = ("--answers", comment.split()[1], "--as", "rita")
    run.does("review", "comment", article, "Thanks.", *answered)
    shown = run.does("review", "show", article, "--as", "ron")
    assert "Lifelong." in shown
    assert f"answers {comment.split()[1]}" in shown


def test_changes_are_requested_and_handed_in_again(run: Commands) -> None:
    article = submitted(run)
    run.does("review", "take", article, "--as", "rita")
    run.does("review", "request-changes", article, "--why", "Say the dose.", "--as", "rita")
    assert "submitted" in run.does("review", "submit", article, "--as", "ann")
    run.does("review", "withdraw", article, "--as", "ann")
    assert "draft" in run.does("review", "show", article, "--as", "ann")


def test_the_same_answer_is_not_handed_in_twice(run: Commands) -> None:
    article = submitted(run)
    told = run.refused(9, "review", "submit", "--as", "ron")
    assert f"review show {article}" in told


def test_the_rules_are_changed_by_an_owner_and_printed_in_words(run: Commands) -> None:
    assert "2 reviewers" in run.does("review", "policy")
    run.refused(9, "review", "policy", "--approvals", "1", "--as", "edith")
    assert "one reviewer" in run.does("review", "policy", "--approvals", "1", "--as", "olga")
    article = submitted(run)
    run.does("review", "take", article, "--as", "rita")
    signed = run.does(
        "review", "sign", article, "--revision", "1", "--interests", "none", "--as", "rita"
    )
    assert "approved" in signed


def test_retired_articles_leave_the_queue(run: Commands) -> None:
    article = published(run)
    run.does("review", "reopen", article, "--why", "a new trial", "--as", "ron")
    assert "evidence changed" in run.does("review", "queue", "--as", "ron")
    run.does("review", "retire", article, "--why", "replaced", "--as", "edith")
    assert article not in run.does("review", "queue", "--as", "ron")
    assert article in run.does("review", "queue", "--stage", "retired", "--as", "ron")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("review", "queue"), 2, "say who you are"),
        (("review", "queue", "--as", "nobody"), 4, "people list"),
        (("review", "show", "ffff", "--as", "rita"), 4, "review queue"),
        (("review", "submit", "nonsense", "--as", "ann"), 4, "no name of an answer"),
        (("people", "add", "Bad Id", "--name", "X", "--role", "reader"), 2, "cannot be an id"),
        (("people", "add", "watch", "--name", "X", "--role", "reader"), 2, "cannot be an id"),
        (("people", "add", "rita", "--name", "X", "--role", "reader"), 2, "people role"),
        (("people", "role", "nobody", "reader"), 4, "nobody called nobody"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(run, arguments, code, words) -> None:
    assert words in run.refused(code, *arguments)


def test_a_person_without_roles_can_do_nothing(run: Commands) -> None:
    article = submitted(run)
    run.does("people", "role", "rita")
    assert "rita  Rita (MD): no role" in run.does("people", "list")
    run.refused(9, "review", "show", article, "--as", "rita")


def test_an_account_that_was_closed_stays_closed_and_what_was_signed_stays(run: Commands) -> None:
    article = published(run)
    assert "rita  Rita: left" in run.does("people", "close", "rita")
    assert "rita" not in run.does("people", "list")
    run.refused(4, "review", "queue", "--as", "rita")
    run.refused(4, "people", "close", "rita")
    again = ("people", "add", "rita", "--name", "Another", "--role", "reviewer")
    assert "for ever" in run.refused(9, *again)
    assert "Rita (MD)" in run.does("review", "show", article, "--as", "ron")
    assert "operator  close account" in run.does("audit", "show")
    run.does("audit", "verify")
