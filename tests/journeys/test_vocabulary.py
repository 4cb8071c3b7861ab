"""A vocabulary of the owner's, from its file to an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from probatum.errors import SourceError
from probatum.interfaces.cli.main import cli
from tests.vocabularies_by_hand import MESH_XML, written

GUIDELINE = """---
title: Rare storage diseases
kind: guideline
topics: [Sandhoff disease]
---
# Sandhoff disease

## Treatment

Treatment of Sandhoff disease is supportive, with control of seizures.
"""


@pytest.fixture
def library(tmp_path: Path) -> str:
    return str(tmp_path / "library")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments])


def test_what_mesh_names_is_asked_by_an_entry_term_and_told_where_it_is_from(tmp_path, library):
    added = run(
        "library", "--library", library, "vocabulary", "add",
        str(written(tmp_path, "desc2026.xml", MESH_XML)),
    )  # fmt: skip
    assert added.exit_code == 0
    assert added.output.startswith("MeSH 2026: ")
    run("library", "--library", library, "add", str(written(tmp_path, "rare.md", GUIDELINE)))
    answer = run(
        "ask", "--library", library, "--explain",
        "How is hexosaminidase A and B deficiency disease treated?",
    )  # fmt: skip
    assert answer.exit_code == 0
    assert "Condition: Sandhoff Disease" in answer.output
    assert "Treatment of Sandhoff disease is supportive, with control of seizures. [1]" in (
        " ".join(answer.output.split())
    )
    assert "Sandhoff Disease, read by MeSH 2026 D012497" in answer.output
    assert "wider: GM2 Gangliosidoses" in answer.output


def test_vocabularies_are_listed_and_removed(tmp_path, library):
    named = ("library", "--library", library, "vocabulary")
    assert run(*named, "list").output.startswith("none; add one")
    run(*named, "add", str(written(tmp_path, "desc2026.xml", MESH_XML)))
    assert "held back: 1 common word" in run(*named, "list").output
    assert run(*named, "remove", "mesh").output == "removed mesh\n"
    assert run(*named, "list").output.startswith("none")


def test_a_wrong_file_is_refused_with_what_is_wanted(tmp_path, library):
    refused = run(
        "library", "--library", library, "vocabulary", "add",
        str(written(tmp_path, "notes.txt", "Words of somebody.")),
    )  # fmt: skip
    assert isinstance(refused.exception, SourceError)
    assert refused.exception.exit_code == 5
    assert "is no vocabulary that is known; wanted is" in str(refused.exception)
