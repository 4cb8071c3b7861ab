"""The settings file through the real command."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.test_ask import probatum


def test_a_call_names_a_file_and_is_told_what_is_in_force_and_why(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text('[sources]\nemail = "a@example.org"\nncbi_key = "hush-hush"\n')
    shown = probatum("--config", str(path), "settings", home=tmp_path, PROBATUM_LIVE="1")
    assert shown.returncode == 0, shown.stderr
    lines = {
        line.split()[0]: " ".join(line.split()[1:]) for line in shown.stdout.splitlines() if line
    }
    assert lines["email"] == f"a@example.org ({path})"
    assert lines["live"] == "true (PROBATUM_LIVE)"
    assert lines["ncbi_key"] == f"set ({path})"
    assert lines["folder"] == f"{tmp_path / 'data' / 'probatum' / 'library'} (default)"
    assert "hush" not in shown.stdout + shown.stderr


def test_a_mistyped_key_stops_the_call_before_anything_is_done(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text("[library]\nfoldr = 'shelf'\n")
    asked = probatum("--config", str(path), "ask", "treatment of asthma?", home=tmp_path)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert f"{path}: library.foldr is not known; did you mean library.folder?" in asked.stderr


def test_the_sample_is_a_file_that_sets_nothing(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text(probatum("settings", "--sample", home=tmp_path).stdout)
    shown = probatum("--config", str(path), "settings", home=tmp_path).stdout
    assert f"({path})" not in shown
