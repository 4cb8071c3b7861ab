"""The board by the command line, in this process: quick enough for whole ways with many people."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from probatum.errors import ProbatumError
from probatum.interfaces.cli.main import cli

GUIDELINE = (
    "---\nid: house-asthma\ntitle: House guideline on asthma\ncondition: asthma\n"
    "updated: 2026-01-02\n---\n# House guideline on asthma\n\n## Treatment\n\n"
    "Drugone 5 mg is recommended as first-line treatment of asthma in adults.\n\n"
    "Drugtwo is not recommended for asthma in adults who take drugone.\n"
)


@dataclass(frozen=True)
class Commands:
    """`probatum` with a library and records of its own."""

    folder: Path
    records: str = ""

    def __call__(self, *arguments: str) -> Result:
        """The result, with the exit code that `main` would give."""
        environment = {
            "PROBATUM_LIBRARY": str(self.folder / "library"),
            "PROBATUM_CACHE": str(self.folder / "cache"),
            "PROBATUM_CONFIG": str(self.folder / "probatum.toml"),
            "PROBATUM_RECORDS": self.records,
            "PROBATUM_ME": "",
        }
        (self.folder / "probatum.toml").touch()
        done = CliRunner(env=environment).invoke(cli, arguments, catch_exceptions=True)
        if isinstance(done.exception, ProbatumError):
            done.exit_code = done.exception.exit_code
        elif done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    def does(self, *arguments: str) -> str:
        """What it prints; it must succeed."""
        done = self(*arguments)
        assert done.exit_code == 0, (arguments, done.output, done.exception)
        return done.output

    def refused(self, code: int, *arguments: str) -> str:
        """What it says when it refuses, with this exit code."""
        done = self(*arguments)
        assert done.exit_code == code, (arguments, done.output, done.exception)
        return f"{done.exception} {done.output}"


def board(folder: Path, records: str = "") -> Commands:
    """A library with one guideline, six people, and an answer that was kept."""
    run = Commands(folder, records)
    (folder / "asthma.md").write_text(GUIDELINE, encoding="utf-8")
    run.does("library", "add", str(folder / "asthma.md"))
    for person, role in (
        ("ann", "author"),
        ("rita", "reviewer"),
        ("ron", "reviewer"),
        ("edith", "editor"),
        ("olga", "owner"),
        ("rob", "reader"),
    ):
        run.does("people", "add", person, "--name", person.title(), "--title", "MD", "--role", role)
    run.does("ask", "treatment of asthma in adults?", "--format", "json")
    return run


def submitted(run: Commands) -> str:
    """The id of the answer asked last, handed in by Ann."""
    return run.does("review", "submit", "--as", "ann").split()[0]


def keys(run: Commands, article: str) -> list[str]:
    """Keys of its sentences, as `show` prints them."""
    shown = run.does("review", "show", article, "--as", "rita")
    return list(dict.fromkeys(re.findall(r"^  ([0-9a-f]{16})  ", shown, re.MULTILINE)))


def published(run: Commands) -> str:
    """An article signed by Rita and Ron and published by Edith."""
    article = submitted(run)
    run.does("review", "take", article, "--as", "rita")
    for reviewer in ("rita", "ron"):
        signed = ("review", "sign", article, "--revision", "1", "--interests", "none")
        run.does(*signed, "--as", reviewer)
    run.does("review", "publish", article, "--as", "edith")
    return article


def lines(text: str) -> list[dict[str, object]]:
    """JSON lines, read."""
    return [json.loads(line) for line in text.splitlines()]
