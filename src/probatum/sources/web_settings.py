"""How services on the network are asked: who asks, how often, and what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from probatum.evidence.value import Value

EUTILS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
EUROPE_PMC = "https://www.ebi.ac.uk/europepmc/webservices/rest"
_WITHOUT_KEY, _WITH_KEY = 3.0, 10.0
"""Requests a second NCBI allows (https://www.ncbi.nlm.nih.gov/books/NBK25497)."""


class WebSettings(Value):
    """Hosts are written as in an address, with the port when there is one: "127.0.0.1:8080"."""

    cache: Path = Field(description="Folder of kept answers and of the stamps of the rate limit.")
    cache_seconds: float = Field(default=86_400, ge=0, description="Age at which one is too old.")
    tool: str = "probatum"
    email: str | None = Field(default=None, description="Sent to the services, as they ask for.")
    keys: Mapping[str, SecretStr] = Field(default={}, description="API key of a host.")
    rates: Mapping[str, float] = Field(default={}, description="Requests a second of a host.")
    eutils: str = EUTILS
    europepmc: str = EUROPE_PMC
    allowed: frozenset[str] = Field(
        default=frozenset(), description="More hosts that a redirect may lead to."
    )
    timeout: float = Field(default=30, gt=0, description="Seconds to wait for one answer.")
    attempts: int = Field(default=4, ge=1, description="How often one request is made at most.")
    back_off: float = Field(default=1, ge=0, description="Seconds before the second attempt.")
    patience: float = Field(default=60, ge=0, description="Longest wait between two, in seconds.")

    def rate(self, host: str) -> float:
        """Requests a second that the host is asked at most, by all processes together."""
        usual = _WITH_KEY if host in self.keys else _WITHOUT_KEY
        return self.rates.get(host, usual)

    def may_ask(self, host: str) -> bool:
        """Whether the owner's settings name the host."""
        return host in {*self.allowed, *map(host_of, (self.eutils, self.europepmc))}


def host_of(address: str) -> str:
    """Host and port of an address, lower case, without the name of a user."""
    return urlsplit(address).netloc.rpartition("@")[2].lower()
