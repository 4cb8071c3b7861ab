"""Who may do what: every role with every act on the board."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest

from probatum.interfaces.cli.main import cli
from tests.journeys.board_by_command import Commands, board, keys, submitted

PEOPLE = ("ann", "rita", "edith", "olga", "rob", "none")
"""The author of the article, a reviewer, an editor, an owner, a reader, and one without a role."""

TAKEN, APPROVED, PUBLISHED = "taken", "approved", "published"
MATRIX = {
    # stage before, command, who may
    ("", "submit"): {"ann", "rita", "edith", "olga"},
    (TAKEN, "queue"): {"ann", "rita", "edith", "olga"},
    (TAKEN, "show ARTICLE"): {"ann", "rita", "edith", "olga"},
    (TAKEN, "difference ARTICLE"): {"ann", "rita", "edith", "olga"},
    (TAKEN, "comment ARTICLE Hm."): {"ann", "rita", "edith", "olga"},
    ("submitted", "take ARTICLE"): {"rita", "edith", "olga"},
    ("submitted", "withdraw ARTICLE"): {"ann", "edith", "olga"},
    (TAKEN, "accept ARTICLE CLAIM"): {"rita", "edith", "olga"},
    (TAKEN, "amend ARTICLE CLAIM Words. --why w"): {"rita", "edith", "olga"},
    (TAKEN, "strike ARTICLE CLAIM --why w"): {"rita", "edith", "olga"},
    (TAKEN, "ask ARTICLE CLAIM --why w"): {"rita", "edith", "olga"},
    (TAKEN, "request-changes ARTICLE --why w"): {"rita", "edith", "olga"},
    (TAKEN, "sign ARTICLE --revision 1 --interests none"): {"rita", "edith", "olga"},
    (TAKEN, "assign ARTICLE edith"): {"edith", "olga"},
    (TAKEN, "release ARTICLE ron"): {"edith", "olga"},
    (APPROVED, "due ARTICLE TOMORROW --why w"): {"edith", "olga"},
    (APPROVED, "publish ARTICLE"): {"edith", "olga"},
    (PUBLISHED, "reopen ARTICLE --why w"): {"rita", "edith", "olga"},
    (PUBLISHED, "retire ARTICLE --why w"): {"edith", "olga"},
    (TAKEN, "policy --approvals 3"): {"olga"},
}


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder with an article at each stage, made once."""
    folders = {}
    run = board(tmp_path_factory.mktemp("roles"))
    run.does("people", "add", "none", "--name", "Nobody", "--role", "reader")
    run.does("people", "role", "none")
    run.does("review", "policy", "--approvals", "1", "--as", "olga")

    def keep(name: str) -> None:
        folders[name] = tmp_path_factory.mktemp(name or "asked")
        shutil.copytree(run.folder, folders[name], dirs_exist_ok=True)

    keep("")
    article = submitted(run)
    keep("submitted")
    run.does("review", "take", article, "--as", "rita")
    run.does("review", "assign", article, "ron", "--as", "ron")
    keep(TAKEN)
    signed = ("sign", article, "--revision", "1", "--interests", "none", "--as", "rita")
    run.does("review", *signed)
    keep(APPROVED)
    run.does("review", "publish", article, "--as", "edith")
    keep(PUBLISHED)
    return folders


@pytest.fixture(scope="module")
def named(stages: dict[str, Path]) -> dict[str, str]:
    run = Commands(stages["submitted"])
    article = run.does("review", "queue", "--as", "rita").split()[0]
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    return {"ARTICLE": article, "CLAIM": keys(run, article)[0], "TOMORROW": tomorrow}


@pytest.mark.parametrize(("before", "command"), list(MATRIX))
def test_only_those_who_may_do_it_can(
    before: str, command: str, stages: dict[str, Path], named: dict[str, str], tmp_path: Path
) -> None:
    records = Path("library") / "records.sqlite"
    run = Commands(tmp_path / "board")
    shutil.copytree(stages[before], run.folder)
    arguments = ("review", *(named.get(word, word) for word in command.split()))
    able = set()
    for person in PEOPLE:
        shutil.copy(stages[before] / records, run.folder / records)
        done = run(*arguments, "--as", person)
        assert done.exit_code in (0, 9), (person, done.output, done.exception)
        if done.exit_code == 0:
            able.add(person)
        else:
            assert run.does("audit", "verify") == Commands(stages[before]).does("audit", "verify")
    assert able == MATRIX[before, command]


def test_every_command_of_the_board_is_in_the_matrix() -> None:
    from probatum.interfaces.cli.review import review

    assert {command.split()[0] for _, command in MATRIX} == set(review.commands)


def test_a_name_is_corrected_by_an_owner_or_by_who_bears_it(
    stages: dict[str, Path], tmp_path: Path
) -> None:
    records = Path("library") / "records.sqlite"
    run = Commands(tmp_path / "board")
    shutil.copytree(stages[TAKEN], run.folder)
    for whose in ("rita", "rob"):
        able = set()
        for person in PEOPLE:
            shutil.copy(stages[TAKEN] / records, run.folder / records)
            done = run("people", "correct", whose, "--title", "PhD", "--as", person)
            assert done.exit_code in (0, 9), (person, done.output, done.exception)
            if done.exit_code == 0:
                assert "(PhD)" in done.output
                able.add(person)
            run.does("audit", "verify")
        assert able == {whose, "olga"}
    assert "(MSc)" in run.does("people", "correct", "rita", "--title", "MSc")
    assert "--name or --title" in run.refused(2, "people", "correct", "rita")


OPERATORS = frozenset(
    [
        "ask",
        "check",
        "publish",
        "schema",
        "serve",
        "settings",
        "summary",
        "watch",
        "library",
        "privacy",
        "evaluate",
        "model",
        "people",
        "audit",
        "records",
    ]
)
"""Commands of whoever runs this machine, an owner by having its files: the log says so."""


def _commands(group: click.Group, named: tuple[str, ...] = ()) -> Iterator[tuple[str, bool]]:
    """Each command by its words, and whether it is done as a person of the board."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, (*named, name))
        else:
            yield " ".join((*named, name)), any(one.name == "me" for one in command.params)


def test_every_command_is_a_persons_and_in_the_matrix_or_the_operators() -> None:
    found = dict(_commands(cli))
    persons = {command for command, as_person in found.items() if as_person}
    assert persons - {"policy", "people correct"} == {
        f"review {command.split()[0]}" for _, command in MATRIX
    }
    others = {command.split()[0] for command in set(found) - persons}
    assert others == OPERATORS
