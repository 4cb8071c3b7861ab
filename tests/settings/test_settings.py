"""Which value of a setting is in force, and what is said of wrong ones."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from probatum.errors import UsageError
from probatum.settings import settings
from probatum.settings.in_force import in_force
from probatum.settings.known import SETTINGS
from probatum.settings.sample import sample


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    """Nothing of the machine's own settings."""
    for variable in [name for name in os.environ if name.startswith("PROBATUM_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def written(tmp_path, monkeypatch):
    def write(text: str) -> Path:
        path = tmp_path / "probatum.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("PROBATUM_CONFIG", str(path))
        return path

    return write


def origin(key: str) -> str:
    return in_force({})[key].origin


def test_without_anything_said_nobody_is_asked_and_nothing_is_named():
    usual = settings()
    assert (usual.live, usual.jurisdiction, usual.library_was_named) == (False, None, False)
    assert usual.web.keys == {}
    assert {each.origin for each in in_force({}).values()} == {"default"}


def test_the_call_comes_before_the_environment_before_the_file(written, tmp_path, monkeypatch):
    path = written('[library]\nfolder = "shelf"\n')
    assert settings().library == tmp_path / "shelf", "seen from the folder of the file"
    assert origin("library.folder") == str(path)
    monkeypatch.setenv("PROBATUM_LIBRARY", "/elsewhere")
    assert settings().library == Path("/elsewhere")
    assert origin("library.folder") == "PROBATUM_LIBRARY"
    assert settings(Path("/called")).library == Path("/called")
    monkeypatch.setenv("PROBATUM_LIBRARY", " ")
    assert settings().library == tmp_path / "shelf", "an empty variable is not set"


def test_the_file_in_the_settings_folder_is_read_and_one_in_the_working_directory_is_not(
    tmp_path, monkeypatch
):
    folder = tmp_path / "config" / "probatum"
    folder.mkdir(parents=True)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    (work / "probatum.toml").write_text("[sources]\nlive = true\n")
    assert not settings().live
    (folder / "probatum.toml").write_text("[sources]\nlive = true\n")
    assert settings().live
    monkeypatch.setenv("PROBATUM_LIVE", "no")
    assert not settings().live, "the environment can also switch off"


def test_everything_that_can_be_said_in_the_file_reaches_the_rooms(written):
    written(
        '[answers]\njurisdiction = "uk"\n[sources]\nlive = true\nemail = "a@example.org"\n'
        'ncbi_key = "n"\nopenfda_key = "o"\nallowed_hosts = ["Mirror.example.org"]\n'
        'cache_hours = 0.5\ntimeout = 7\ncache_folder = "cache"\n'
        'crossref_url = "https://crossref.example.org/"\n'
    )
    found = settings()
    assert (found.jurisdiction, found.live, found.web.email) == ("GB", True, "a@example.org")
    keys = {host: key.get_secret_value() for host, key in found.web.keys.items()}
    assert keys == {"eutils.ncbi.nlm.nih.gov": "n", "api.fda.gov": "o"}
    assert found.web.may_ask("mirror.example.org")
    assert found.web.may_ask("crossref.example.org")
    assert not found.web.may_ask("api.crossref.org")
    assert (found.web.cache_seconds, found.web.timeout) == (1800, 7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[sources]\nemial = 'a@b'\n", "sources.emial is not known; did you mean sources.email?"),
        ("[source]\nlive = true\n", "source is not known; did you mean sources?"),
        ("live = true\n", "live is not known"),
        ("[sources]\njurisdiction = 'GB'\n", "did you mean answers.jurisdiction?"),
        ("[library]\nxyzzy = 1\n", "known are library.folder"),
        ("[sources]\nlive = 'yes'\n", 'sources.live must be true or false, not "yes"'),
        ("[sources]\nemail = 3\n", "sources.email must be a line of text, not 3"),
        ("[sources]\ntimeout = true\n", "sources.timeout must be a number"),
        ("[sources]\ncache_hours = -1\n", "greater than 0, not -1"),
        ("[sources]\nallowed_hosts = 'a'\n", "must be a list of hosts"),
        ("[sources]\nallowed_hosts = ['https://a/']\n", "must be a list of hosts"),
        ("[sources]\neutils_url = 'ftp://a'\n", "must be an address"),
        ("[answers]\njurisdiction = 'Germany'\n", "must be a country in two letters"),
        ("sources = 1\n", "sources must be a table"),
        ("[sources\n", "is no TOML"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_file_and_key(written, text, said):
    path = written(text)
    with pytest.raises(UsageError) as raised:
        settings()
    assert said in str(raised.value)
    assert str(path) in str(raised.value)


def test_what_is_wrong_in_the_environment_is_said_with_the_variable(monkeypatch):
    monkeypatch.setenv("PROBATUM_LIVE", "maybe")
    with pytest.raises(UsageError, match='PROBATUM_LIVE must be true or false, not "maybe"'):
        settings()


def test_a_file_that_was_named_and_is_not_there_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv("PROBATUM_CONFIG", str(tmp_path / "nowhere.toml"))
    with pytest.raises(UsageError, match=r"no settings file at .*nowhere"):
        settings()


def test_a_key_may_lie_in_a_file_of_its_own(written, tmp_path, monkeypatch):
    (tmp_path / "key").write_text("hush\n")
    written('[sources]\nncbi_key_file = "key"\n')
    (key,) = settings().web.keys.values()
    assert key.get_secret_value() == "hush"
    monkeypatch.setenv("PROBATUM_NCBI_KEY", "louder")
    (key,) = settings().web.keys.values()
    assert key.get_secret_value() == "louder", "the environment comes before the file"
    for content, said in (("", "must hold one key"), ("a b", "must hold one key")):
        monkeypatch.delenv("PROBATUM_NCBI_KEY", raising=False)
        (tmp_path / "key").write_text(content)
        with pytest.raises(UsageError, match=said):
            settings()
    (tmp_path / "key").unlink()
    with pytest.raises(UsageError, match="cannot be read"):
        settings()


def test_a_key_stands_in_no_message_and_no_listing(written):
    written('[sources]\nncbi_key = "hush-hush"\n')
    assert "hush-hush" not in repr(settings())
    written('[sources]\nncbi_key = ["hush-hush"]\n')
    with pytest.raises(UsageError) as raised:
        settings()
    assert "hush-hush" not in str(raised.value)


def test_the_sample_sets_nothing_and_each_of_its_lines_can_be_taken(written):
    assert not any(tomllib.loads(sample()).values())
    taken = [line.removeprefix("# ") for line in sample().splitlines() if " = " in line]
    assert len(taken) == len(SETTINGS)
    tables: dict[str, list[str]] = {}
    for setting, line in zip(SETTINGS, taken, strict=True):
        if not setting.name.endswith("_key_file"):
            tables.setdefault(setting.table, []).append(line)
    written("".join(f"[{name}]\n" + "\n".join(lines) + "\n" for name, lines in tables.items()))
    assert settings().live
