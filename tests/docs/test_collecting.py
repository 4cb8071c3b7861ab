"""The librarian's page shows commands and lists that exist and are read."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from probatum.interfaces.cli.main import cli
from probatum.sources.guideline_list import as_listed, guidelines
from tests.evidence_by_hand import document

PAGE = (Path(__file__).parents[2] / "docs" / "collecting.md").read_text(encoding="utf-8")
COMMANDS = sorted({line.strip() for line in re.findall(r"probatum library [^`#\n|]+", PAGE)})


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_on_the_page_is_one(line: str):
    command, context = cli, click.Context(cli)
    words = shlex.split(line)[1:]
    while isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        assert found is not None, line
        command, context = found, click.Context(found, parent=context)
    options = {name for each in command.params for name in each.opts}
    assert {word for word in words if word.startswith("--")} <= options


def test_the_list_on_the_page_is_read_as_it_says(tmp_path: Path):
    path = tmp_path / "list.csv"
    (shown,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    path.write_text(shown, encoding="utf-8")
    gout, fever = (as_listed(document("Rest.", name="file:x"), entry) for entry in guidelines(path))
    assert (gout.title, gout.published, gout.jurisdiction) == ("Gout in adults", "2024-03", "GB")
    assert fever.jurisdiction == "house"
