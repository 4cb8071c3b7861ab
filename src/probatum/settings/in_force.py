"""Which value of each setting is in force, and who gave it: call, environment, file, or nobody."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from probatum.errors import UsageError
from probatum.settings.file import settings_file, stated_in
from probatum.settings.kind import PATH
from probatum.settings.known import SETTINGS
from probatum.settings.setting import Setting

CALL, USUAL = "the call", "default"


class InForce(NamedTuple):
    """A setting's value and where it comes from: "the call", a variable, a file, "default"."""

    setting: Setting
    value: Any
    origin: str
    rank: int
    """0 the call, 1 the environment, 2 the file, 3 nobody."""


def in_force(named: Mapping[str, Any]) -> dict[str, InForce]:
    """Every setting by key; ``named`` are those of the call.

    Raises `UsageError` naming the key and where it stands when a value is not of its kind.
    """
    path = settings_file()
    stated = stated_in(path)
    return {setting.key: _in_force(setting, named, path, stated) for setting in SETTINGS}


def _in_force(
    setting: Setting, named: Mapping[str, Any], path: Path, stated: Mapping[str, Any]
) -> InForce:
    if (value := named.get(setting.key)) is not None:
        return InForce(setting, value, CALL, 0)
    if words := os.environ.get(setting.variable, "").strip():
        try:
            value = setting.kind.read(setting.kind.spelled(words))
        except ValueError:
            raise UsageError(_wrong(setting, setting.variable, words)) from None
        return InForce(setting, _placed(setting, value, Path()), setting.variable, 1)
    if setting.key in stated:
        try:
            value = setting.kind.read(stated[setting.key])
        except ValueError:
            raise UsageError(
                _wrong(setting, f"{path}: {setting.key}", stated[setting.key])
            ) from None
        return InForce(setting, _placed(setting, value, path.parent), str(path), 2)
    return InForce(setting, setting.usual, USUAL, 3)


def _placed(setting: Setting, value: Any, beside: Path) -> Any:
    """Paths in the file are seen from its folder, those of the environment from where one works."""
    return beside / Path(value).expanduser() if setting.kind is PATH else value


def _wrong(setting: Setting, where: str, value: Any) -> str:
    shown = "" if setting.secret else f", not {json.dumps(value, default=str, ensure_ascii=False)}"
    return f"{where} must be {setting.kind.must_be}{shown}"
