"""Where things are kept. Reads the environment; builds nothing."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from pydantic import SecretStr

from probatum.errors import UsageError
from probatum.evidence.jurisdiction import country
from probatum.evidence.value import Value
from probatum.sources.web_settings import EUROPE_PMC, EUTILS, WebSettings, host_of

_YES = frozenset({"1", "true", "yes", "on"})


class Settings(Value):
    """``PROBATUM_LIBRARY`` names another folder for the owner's library.

    ``PROBATUM_LIVE=1`` asks PubMed and Europe PMC before each answer, as ``--live`` does.
    ``PROBATUM_JURISDICTION`` is the country one practises in: its guidelines outrank others.
    """

    library: Path
    library_was_named: bool
    cache: Path
    live: bool
    jurisdiction: str | None = None
    web: WebSettings


def settings(library: Path | None = None) -> Settings:
    """What was named in the call comes first, then the environment, then the usual place.

    Raises `UsageError` when a country or an address of a service is none.
    """
    named = library or (Path(text) if (text := os.environ.get("PROBATUM_LIBRARY")) else None)
    cache = platformdirs.user_cache_path("probatum")
    return Settings(
        library=named or platformdirs.user_data_path("probatum") / "library",
        library_was_named=named is not None,
        cache=cache,
        live=os.environ.get("PROBATUM_LIVE", "").strip().lower() in _YES,
        jurisdiction=_jurisdiction(),
        web=_web(cache / "web"),
    )


def _jurisdiction() -> str | None:
    stated = os.environ.get("PROBATUM_JURISDICTION", "").strip()
    found = country(stated)
    if stated and found is None:
        raise UsageError("PROBATUM_JURISDICTION is no country; write two letters, as DE or GB")
    return found


def _web(cache: Path) -> WebSettings:
    """``PROBATUM_EMAIL``, ``PROBATUM_NCBI_KEY``, and the addresses of mirrors of the services."""
    eutils = _address("PROBATUM_EUTILS_URL", EUTILS)
    key = os.environ.get("PROBATUM_NCBI_KEY", "").strip()
    return WebSettings(
        cache=cache,
        email=os.environ.get("PROBATUM_EMAIL", "").strip() or None,
        keys={host_of(eutils): SecretStr(key)} if key else {},
        eutils=eutils,
        europepmc=_address("PROBATUM_EUROPEPMC_URL", EUROPE_PMC),
    )


def _address(variable: str, usual: str) -> str:
    address = os.environ.get(variable, "").strip() or usual
    if not address.startswith(("https://", "http://")) or not host_of(address):
        raise UsageError(f"{variable} is no address; write it as {usual}")
    return address
