"""What waits on the board, in which order and for whom, and the rules with their versions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.journeys.board_by_command import Commands, board, published, submitted

INSULIN = (
    "---\nid: house-diabetes\ntitle: House guideline on type 1 diabetes\n"
    "condition: type 1 diabetes\nupdated: 2026-01-02\n---\n"
    "# House guideline on type 1 diabetes\n\n## Treatment\n\n"
    "Insulin 0.5 units/kg/day is recommended as treatment of type 1 diabetes in adults.\n"
)


@pytest.fixture(scope="module")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("queue")
    run = board(folder)
    submitted(run)
    (folder / "diabetes.md").write_text(INSULIN, encoding="utf-8")
    run.does("library", "add", str(folder / "diabetes.md"))
    run.does("ask", "treatment of type 1 diabetes in adults?", "--format", "json")
    submitted(run)
    return folder


@pytest.fixture
def run(first_day: Path, tmp_path: Path) -> Commands:
    shutil.copytree(first_day, tmp_path, dirs_exist_ok=True)
    return Commands(tmp_path)


def listed(run: Commands, *options: str) -> list[str]:
    """Titles, in order."""
    out = run.does("review", "queue", *options, "--as", "rita")
    return [line.split("  ")[-1] for line in out.splitlines() if not line.startswith(" ")]


def test_the_queue_is_ordered_and_narrowed(run: Commands) -> None:
    by_age = listed(run)
    assert [title.partition(":")[0] for title in by_age] == ["Asthma", "Type 1 diabetes"]
    assert listed(run, "--by", "risk") == by_age[::-1]
    assert listed(run, "--by", "topic") == by_age
    assert listed(run, "--risk", "high") == by_age[1:]
    assert listed(run, "--topic", "asthma") == by_age[:1]
    shown = run.does("review", "queue", "--risk", "high", "--as", "rita")
    assert "risk high: doses where insulin is named" in shown
    assert "1  asthma" in run.does("review", "queue", "--topics", "--as", "rita")


def test_reviewers_are_asked_and_find_what_is_theirs(run: Commands) -> None:
    article = run.does("review", "queue", "--topic", "asthma", "--as", "rita").split()[0]
    assert "for ron" in run.does("review", "assign", article, "ron", "--as", "edith")
    run.refused(9, "review", "assign", article, "ron", "--as", "rita")
    run.refused(9, "review", "assign", article, "rob", "--as", "edith")
    assert len(listed(run, "--for", "ron")) == 1
    assert listed(run, "--mine") == []
    assert len(listed(run, "--unassigned")) == 1
    run.does("review", "take", article, "--as", "rita")
    assert len(listed(run, "--mine")) == 1
    assert "for rita" in run.does("review", "release", article, "ron", "--as", "ron")
    run.does("audit", "verify")


def test_a_review_is_made_due_sooner(run: Commands) -> None:
    run.does("ask", "treatment of asthma in adults?", "--format", "json")
    article = published(run)
    later = run.refused(9, "review", "due", article, "2199-01-01", "--why", "x", "--as", "edith")
    assert "by the policy" in later
    run.refused(9, "review", "due", article, "2026-12-24", "--why", "a trial ends", "--as", "rita")


def test_each_change_of_the_rules_makes_a_version(run: Commands) -> None:
    assert run.does("policy").startswith("Version 1, with which a board begins.")
    run.does("policy", "--approvals", "1", "--why", "We are few.", "--as", "olga")
    assert "set by olga: We are few." in run.does("policy")
    run.does("policy", "--approvals", "1", "--as", "olga")
    assert len(run.does("policy", "--history").splitlines()) == 2
    assert "2 reviewers" in run.does("policy", "--version", "1")
    assert "versions 1 to 2" in run.refused(2, "policy", "--version", "3")
    article = run.does("review", "queue", "--topic", "asthma", "--as", "rita").split()[0]
    run.does("review", "take", article, "--as", "rita")
    signed = ("review", "sign", article, "--revision", "1", "--interests", "none", "--as", "rita")
    assert "approved" in run.does(*signed)
    assert "revision 1, policy 2," in run.does("review", "show", article, "--as", "rita")
    run.does("policy", "--approvals", "2", "--as", "olga")
    told = run.refused(9, "review", "publish", article, "--as", "edith")
    assert "it has 1 signatures, and the rules in force ask for 2" in told
