"""The settings file, ``probatum.toml``: where it is, and what it says."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import platformdirs

from probatum.errors import UsageError
from probatum.settings.known import SETTINGS

NAME = "probatum.toml"
VARIABLE = "PROBATUM_CONFIG"


def settings_file() -> Path:
    """The one ``PROBATUM_CONFIG`` (or ``--config``) names, else the one in the user's own folder.

    Never one in the working directory: a folder that somebody sent must not set anything.
    """
    named = os.environ.get(VARIABLE, "").strip()
    return Path(named).expanduser() if named else platformdirs.user_config_path("probatum") / NAME


def stated_in(path: Path) -> dict[str, Any]:
    """The values by key ("sources.email"); none when there is no file that was not named.

    Raises `UsageError` naming file and key when it cannot be read or holds what is not known.
    """
    stated: dict[str, Any] = {}
    tables = dict.fromkeys(setting.table for setting in SETTINGS)
    for table, inside in _loaded(path).items():
        if table not in tables:
            raise UsageError(f"{path}: {table} is not known{_nearest(table, tables)}")
        if not isinstance(inside, dict):
            raise UsageError(f"{path}: {table} must be a table; write [{table}] above its keys")
        names = [setting.name for setting in SETTINGS if setting.table == table]
        for name, value in inside.items():
            if name not in names:
                near = _nearest(name, names, table)
                raise UsageError(f"{path}: {table}.{name} is not known{near}")
            stated[f"{table}.{name}"] = value
    return stated


def _loaded(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if os.environ.get(VARIABLE, "").strip():
            raise UsageError(f"there is no settings file at {path}; see {VARIABLE}") from None
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as UTF-8 text ({error})") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}") from None


def _nearest(name: str, known: Iterable[str], table: str = "") -> str:
    """The key that was probably meant, else all that there are."""
    known = list(known)
    place = f"{table}." if table else ""
    if near := difflib.get_close_matches(name, known, n=1):
        return f"; did you mean {place}{near[0]}?"
    elsewhere = [setting.key for setting in SETTINGS if setting.name == name]
    if elsewhere:
        return f"; did you mean {elsewhere[0]}?"
    return f"; known are {', '.join(f'{place}{each}' for each in known)}"
