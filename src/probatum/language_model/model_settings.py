"""What the owner says of the model."""

from __future__ import annotations

import ipaddress
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from probatum.evidence.value import Value
from probatum.language_model.model import Price


class ProviderName(StrEnum):
    """Whose way of speaking the model's server has."""

    COMPATIBLE = "compatible"
    OPENAI = "openai"
    AZURE = "azure"
    ANTHROPIC = "anthropic"
    GOOGLE = "google"


ADDRESSES = {
    ProviderName.OPENAI: "https://api.openai.com/v1",
    ProviderName.ANTHROPIC: "https://api.anthropic.com",
    ProviderName.GOOGLE: "https://generativelanguage.googleapis.com/v1beta",
}
"""Where the providers are that have one address for all."""
AZURE_VERSION = "2024-10-21"
"""The oldest version of Azure OpenAI that is stable and takes a JSON schema."""


class ModelSettings(Value):
    """Without an ``address`` there is no model.

    That of a compatible server is the one above ``/chat/completions``.
    """

    provider: ProviderName = ProviderName.COMPATIBLE
    address: str | None = None
    name: str = "default"
    key: SecretStr | None = None
    api_version: str = Field(default=AZURE_VERSION, description="Of Azure OpenAI.")
    remote: bool = Field(default=False, description="Whether it may be on another machine.")
    timeout: float = Field(default=60, gt=0, description="Seconds for one answer, all in all.")
    tokens_per_answer: int = Field(default=4000, gt=0)
    quotes_at_once: int = Field(default=8, ge=1, description="Quotes sent in one request.")
    tokens_per_question: int = Field(default=20_000, gt=0)
    tokens_per_day: int = Field(default=1_000_000, gt=0)
    price: Price | None = None
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
