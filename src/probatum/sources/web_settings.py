"""How services on the network are asked: who asks, how often, and what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from probatum.evidence.value import Value

EUTILS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
EUROPE_PMC = "https://www.ebi.ac.uk/europepmc/webservices/rest"
CROSSREF = "https://api.crossref.org"
CLINICAL_TRIALS = "https://clinicaltrials.gov/api/v2"
OPENFDA = "https://api.fda.gov"
DAILYMED = "https://dailymed.nlm.nih.gov/dailymed/services/v2"
CANCER_GOV = "https://www.cancer.gov"
PUBMED_FILES = "https://ftp.ncbi.nlm.nih.gov/pubmed"
PMC_FILES = "https://ftp.ncbi.nlm.nih.gov/pub/pmc/oa_bulk"
RETRACTION_WATCH = (
    "https://gitlab.com/crossref/retraction-watch-data/-/raw/main/retraction_watch.csv"
)
_USUAL = 3.0
"""Requests a second; what NCBI allows without a key, and no more than any other asks for."""
_NCBI_WITH_KEY = 10.0
"""https://www.ncbi.nlm.nih.gov/books/NBK25497"""
_TRIALS = 0.8
"""ClinicalTrials.gov begins to refuse at some fifty requests a minute."""


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
    crossref: str = CROSSREF
    clinicaltrials: str = CLINICAL_TRIALS
    openfda: str = OPENFDA
    dailymed: str = DAILYMED
    pubmed_files: str = Field(default=PUBMED_FILES, description="Above baseline, updatefiles.")
    pmc_files: str = Field(default=PMC_FILES, description="Above oa_comm/xml and the like.")
    cancer_gov: str = CANCER_GOV
    retraction_watch: str = RETRACTION_WATCH
    allowed: frozenset[str] = Field(
        default=frozenset(), description="More hosts that a redirect may lead to."
    )
    listed: frozenset[str] = Field(
        default=frozenset(), description="Hosts of the pages that a list of the owner's names."
    )
    private: frozenset[str] = Field(
        default=frozenset(), description="Hosts of the owner's own network that may be asked."
    )
    timeout: float = Field(default=30, gt=0, description="Seconds to wait for one answer.")
    attempts: int = Field(default=4, ge=1, description="How often one request is made at most.")
    back_off: float = Field(default=1, ge=0, description="Seconds before the second attempt.")
    patience: float = Field(default=60, ge=0, description="Longest wait between two, in seconds.")

    def rate(self, host: str) -> float:
        """Requests a second that the host is asked at most, by all processes together."""
        usual = _USUAL
        if host == host_of(self.eutils) and host in self.keys:
            usual = _NCBI_WITH_KEY
        elif host == host_of(self.clinicaltrials):
            usual = _TRIALS
        return self.rates.get(host, usual)

    def may_ask(self, host: str) -> bool:
        """Whether the owner's settings name the host."""
        return host in self.listed or self.is_trusted(host)

    def is_trusted(self, host: str) -> bool:
        """Whether the owner named the host, so that it may be one of the house."""
        return host in {*self.private, *self.allowed, *map(host_of, self.services())}

    def services(self) -> tuple[str, ...]:
        """The addresses of all services."""
        works = (self.eutils, self.europepmc, self.crossref, self.retraction_watch)
        files = (self.pubmed_files, self.pmc_files, self.cancer_gov)
        return (*works, self.clinicaltrials, self.openfda, self.dailymed, *files)


def host_of(address: str) -> str:
    """Host and port of an address, lower case, without the name of a user."""
    return urlsplit(address).netloc.rpartition("@")[2].lower()
