"""What is known of a setting."""

from __future__ import annotations

from typing import Any, NamedTuple

from probatum.settings.kind import Kind


class Setting(NamedTuple):
    """``example`` is its value as TOML, for the documentation. A secret is never shown."""

    key: str
    variable: str
    kind: Kind
    about: str
    example: str
    usual: Any = None
    secret: bool = False

    @property
    def table(self) -> str:
        """Its table in the file."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """Its key within the table."""
        return self.key.partition(".")[2]
