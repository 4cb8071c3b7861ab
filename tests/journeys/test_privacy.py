"""The commands tell what a text holds before it is kept."""

from __future__ import annotations

from click.testing import CliRunner

from probatum.interfaces.cli.main import cli


def run(*call: str, given: str = ""):
    return CliRunner().invoke(cli, call, input=given)


def test_what_would_be_removed_is_shown():
    outcome = run("privacy", "check", "-", given="Mr. Smith, 93 years old\n")
    assert outcome.stdout == "Mr. [name], [age over 89] years old\n"
    assert "4-9  name: Smith" in outcome.stderr
    assert outcome.exit_code == 7


def test_a_text_without_identifiers_is_clean():
    outcome = run("privacy", "check", "How is gout treated?")
    assert (outcome.exit_code, outcome.stdout) == (0, "How is gout treated?\n")


def test_whoever_asks_about_a_named_patient_is_told_that_it_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("PROBATUM_CACHE", str(tmp_path))
    where = ("--library", str(tmp_path / "library"))
    (tmp_path / "gout.md").write_text("# Gout\n\nGive colchicine for acute gout.\n")
    assert run("library", *where, "add", str(tmp_path / "gout.md")).exit_code == 0
    outcome = run("ask", "How is acute gout of Mr. Smith treated?", *where)
    assert outcome.stderr.startswith("The question seems to hold a name (“Smith”). It is kept")
    assert "seems to hold" not in run("ask", "How is acute gout treated?", *where).stderr
