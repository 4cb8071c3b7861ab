"""A settings file to begin with, every line of it a comment."""

from __future__ import annotations

import textwrap

from probatum.settings.known import SETTINGS


def sample() -> str:
    """TOML that sets nothing until a line is uncommented."""
    lines = ["# Settings of Probatum. Take the # away before what you want to set."]
    table = ""
    for setting in SETTINGS:
        if setting.table != table:
            table = setting.table
            lines += ["", f"[{table}]"]
        lines += textwrap.wrap(setting.about, 96, initial_indent="# ", subsequent_indent="# ")
        lines.append(f"# {setting.name} = {setting.example}")
    return "\n".join(lines) + "\n"
