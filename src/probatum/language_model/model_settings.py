"""What the owner says of the model."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from probatum.evidence.value import Value


class ModelSettings(Value):
    """``address`` is that above ``/chat/completions``; without it there is no model."""

    address: str | None = None
    name: str = "default"
    key: SecretStr | None = None
    remote: bool = Field(default=False, description="Whether it may be on another machine.")
    timeout: float = Field(default=60, gt=0, description="Seconds for one answer, all in all.")
    tokens_per_question: int = Field(default=20_000, gt=0)
    tokens_per_day: int = Field(default=1_000_000, gt=0)
    spent: Path = Field(description="The file in which the tokens of the day are counted.")
    attempts: int = Field(default=3, ge=1)
    back_off: float = Field(default=1, ge=0, description="Seconds before the second attempt.")

    def is_local(self) -> bool:
        """Whether the address is one of this machine itself, told without looking a name up."""
        host = urlsplit(self.address or "").hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"
