"""Settings as the rooms take them. Builds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import SecretStr

from probatum.access.lifetimes import Lifetimes
from probatum.composition.unsupported import Unsupported
from probatum.evidence.value import Value
from probatum.identity.openid_settings import OpenIdSettings
from probatum.language_model.model import Price
from probatum.language_model.model_settings import ADDRESSES, ModelSettings
from probatum.privacy.policy import Policy
from probatum.reporting.report_settings import ReportSettings
from probatum.review.rights import Openness
from probatum.settings.file import settings_file
from probatum.settings.in_force import InForce, in_force
from probatum.settings.reports import report_settings
from probatum.settings.secret import secret
from probatum.sources.web_settings import WebSettings, host_of

_HOUR = 3600.0


class PageSettings(Value):
    """Who may do what on the page without signing in, and how long a session holds."""

    open_to_all: Openness | None = None
    lifetimes: Lifetimes = Lifetimes()


class Settings(Value):
    """What every command needs to know; `web` is for whoever asks services.

    `records` is the address of the database of articles, which may hold a password; `pages` is the
    folder in which the owner writes the editorial policy and the disclaimer; `address` is where
    readers open the page.
    """

    library: Path
    library_was_named: bool
    reranker: Path | None = None
    cache: Path
    pages: Path
    live: bool
    jurisdiction: str | None = None
    records: SecretStr | None = None
    me: str | None = None
    address: str | None = None
    page: PageSettings = PageSettings()
    openid: OpenIdSettings = OpenIdSettings()
    services_policy: Policy | None = None
    model_policy: Policy | None = None
    recogniser: str = "rules"
    names_model: str | None = None
    composer: str = "quoting"
    understanding: str = "rules"
    unsupported: Unsupported = Unsupported.QUOTE
    web: WebSettings
    model: ModelSettings
    reports: ReportSettings = ReportSettings()


def settings(library: Path | None = None) -> Settings:
    """What was named in the call comes first, then the environment, the settings file, the usual.

    Raises `UsageError` when a value or the settings file is wrong.
    """
    found = in_force({"library.folder": library})
    values = {key: each.value for key, each in found.items()}
    cache = values["sources.cache_folder"] or platformdirs.user_cache_path("probatum")
    named = values["library.folder"]
    key = secret(found["model.key"], found["model.key_file"])
    openid = secret(found["openid.secret"], found["openid.secret_file"])
    return Settings(
        library=named or platformdirs.user_data_path("probatum") / "library",
        library_was_named=named is not None,
        reranker=values["library.reranker"],
        cache=cache,
        pages=settings_file().parent,
        live=values["sources.live"],
        jurisdiction=values["answers.jurisdiction"],
        records=values["board.records"],
        me=values["board.me"],
        address=values["page.address"],
        openid=OpenIdSettings(
            issuer=values["openid.issuer"],
            client=values["openid.client"],
            secret=SecretStr(openid) if openid else None,
            name=values["openid.name"],
        ),
        page=PageSettings(
            open_to_all=values["page.open_to_all"],
            lifetimes=Lifetimes(
                idle=timedelta(minutes=values["page.idle_minutes"]),
                longest=timedelta(hours=values["page.longest_hours"]),
            ),
        ),
        reports=report_settings(found),
        services_policy=values["privacy.services"],
        model_policy=values["privacy.model"],
        recogniser=values["privacy.recogniser"],
        names_model=values["privacy.names_model"],
        composer=values["answers.composer"],
        understanding=values["answers.understanding"],
        unsupported=values["answers.unsupported"],
        model=ModelSettings(
            provider=values["model.provider"],
            address=values["model.address"] or ADDRESSES.get(values["model.provider"]),
            name=values["model.name"],
            key=SecretStr(key) if key else None,
            api_version=values["model.api_version"],
            remote=values["model.remote"],
            timeout=values["model.timeout"],
            tokens_per_answer=int(values["model.tokens_per_answer"]),
            quotes_at_once=int(values["model.quotes_at_once"]),
            tokens_per_question=int(values["model.tokens_per_question"]),
            tokens_per_day=int(values["model.tokens_per_day"]),
            price=_price(values),
            spent=cache / "model-tokens.json",
        ),
        web=WebSettings(
            cache=cache / "web",
            cache_seconds=values["sources.cache_hours"] * _HOUR,
            email=values["sources.email"],
            keys=_keys(found),
            allowed=frozenset(values["sources.allowed_hosts"]),
            private=frozenset(values["sources.private_hosts"]),
            timeout=values["sources.timeout"],
            eutils=values["sources.eutils_url"],
            europepmc=values["sources.europepmc_url"],
            crossref=values["sources.crossref_url"],
            clinicaltrials=values["sources.clinicaltrials_url"],
            openfda=values["sources.openfda_url"],
            dailymed=values["sources.dailymed_url"],
            cancer_gov=values["sources.pdq_url"],
            pubmed_files=values["sources.pubmed_files_url"],
            pmc_files=values["sources.pmc_files_url"],
            retraction_watch=values["sources.retraction_watch_url"],
        ),
    )


def _price(values: Mapping[str, Any]) -> Price | None:
    sent, written = values["model.price_sent"], values["model.price_written"]
    if sent is None or written is None:
        return None
    return Price(sent, written, values["model.currency"])


def _keys(found: Mapping[str, InForce]) -> dict[str, SecretStr]:
    """Each key by the host that it is for, which alone is sent it."""
    keys = {}
    for service, address in (("ncbi", "eutils"), ("openfda", "openfda")):
        if key := secret(found[f"sources.{service}_key"], found[f"sources.{service}_key_file"]):
            keys[host_of(found[f"sources.{address}_url"].value)] = SecretStr(key)
    return keys
