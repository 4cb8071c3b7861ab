"""Tables in pages that people write."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.errors import UsageError
from probatum.evaluation.data import VARIABLE, data_folder, part
from probatum.evaluation.table import put_into, table


def test_a_table_shows_floats_alike_and_breaks_no_row():
    assert table(("a", "b"), [("x|y\nz", 0.5)]) == "| a | b |\n| --- | --- |\n| x\\|y z | 0.500 |"


def test_a_new_run_replaces_its_own_table_and_nothing_else(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("# Title\n\nWords.\n")
    put_into(page, "one", "first \\1")
    put_into(page, "two", "second")
    put_into(page, "one", "third")
    text = page.read_text()
    assert text.startswith("# Title\n\nWords.\n")
    assert "first" not in text
    assert text.index("third") < text.index("second")


def test_data_that_is_not_there_is_said_with_what_to_do(tmp_path: Path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(UsageError, match="--data"):
        data_folder()
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert data_folder() == tmp_path
    with pytest.raises(UsageError, match="needs it"):
        part(tmp_path, "bench")
    with pytest.raises(UsageError, match="no folder"):
        data_folder(tmp_path / "absent")
