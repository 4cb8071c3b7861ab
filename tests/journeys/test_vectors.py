"""Vectors by the command line: made, killed in the midst, gone on with, searched, damaged."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from probatum import wiring
from probatum.errors import UsageError
from probatum.interfaces.cli.main import cli

TEXT = "Anticoagulants prevent embolic stroke in atrial fibrillation, as was seen in group {}.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(40):
        (notes / f"{number}.txt").write_text(TEXT.format(number) * 12, encoding="utf-8")
    assert said(tmp_path / "library", "add", str(notes)).startswith("40 added")
    return tmp_path / "library"


def said(folder: Path, *call: str) -> str:
    done = CliRunner().invoke(cli, ["library", "--library", str(folder), *call])
    assert done.exit_code == 0, done.output
    return done.output


def given(folder: Path) -> int:
    """Documents that have vectors."""
    path = folder / "vectors.sqlite"
    if not path.is_file():
        return 0
    try:
        with sqlite3.connect(path) as file:
            return int(file.execute("SELECT count(*) FROM vector").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are about to be made
        return 0


def test_a_process_killed_in_the_midst_leaves_vectors_that_hold_and_is_gone_on_with(folder: Path):
    call = [sys.executable, "-m", "probatum", "library", "--library", str(folder), "vectors"]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, env=dict(os.environ)) as process:
        while not given(folder) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    before = given(folder)
    assert 0 < before < 40
    assert f"{before} of 40 documents have them" in said(folder, "status")
    assert "0 problems" in said(folder, "verify")
    assert "Anticoagulants" in said(folder, "search", "blood thinner for arrhythmia")
    assert f"{40 - before} documents given vectors" in said(folder, "vectors")
    assert "40 of 40 documents have vectors now" in said(folder, "vectors")


def test_without_the_extra_all_is_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch):
    before = said(folder, "search", "stroke")
    monkeypatch.setattr("probatum.library.minilm.find_spec", lambda _: None)
    wiring.sentence_encoder.cache_clear()
    try:
        assert said(folder, "search", "stroke") == before
        assert "vectors" not in said(folder, "status")
        done = CliRunner().invoke(cli, ["library", "--library", str(folder), "vectors"])
        assert isinstance(done.exception, UsageError)
        assert "pip install 'probatum[dense]'" in str(done.exception)
    finally:
        wiring.sentence_encoder.cache_clear()


def test_damaged_vectors_are_told_of_in_one_line_and_words_are_searched(folder: Path):
    (folder / "vectors.sqlite").write_bytes(b"no database at all" * 100)
    out = said(folder, "search", "stroke")
    assert "Anticoagulants" in out
    assert "By words alone: the vectors are damaged" in out
    assert "Search goes by words alone: the vectors are damaged" in said(folder, "status")
    assert "made anew, since the vectors are damaged" in said(folder, "vectors")
    assert "By words alone" not in said(folder, "search", "stroke")
