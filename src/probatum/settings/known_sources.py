"""Settings of the services that are asked: whether, as whom, where and for how long."""

from __future__ import annotations

from probatum.settings.kind import ADDRESS, HOSTS, NUMBER, PATH, SWITCH, TEXT
from probatum.settings.setting import Setting
from probatum.sources.web_settings import (
    CANCER_GOV,
    CLINICAL_TRIALS,
    CROSSREF,
    DAILYMED,
    EUROPE_PMC,
    EUTILS,
    OPENFDA,
    PMC_FILES,
    PUBMED_FILES,
    RETRACTION_WATCH,
)


def _mirror(service: str, title: str, usual: str) -> Setting:
    return Setting(
        f"sources.{service}_url",
        f"PROBATUM_{service.upper()}_URL",
        ADDRESS,
        f"Address of {title}, for a mirror of it.",
        f'"{usual}"',
        usual,
    )


def _key(service: str, title: str) -> tuple[Setting, Setting]:
    name, variable = f"sources.{service}_key", f"PROBATUM_{service.upper()}_KEY"
    return (
        Setting(name, variable, TEXT, f"Your API key of {title}.", '"…"', secret=True),
        Setting(
            f"{name}_file",
            f"{variable}_FILE",
            PATH,
            f"A file that holds your API key of {title} and nothing else.",
            f'"~/.secrets/{service}-key"',
        ),
    )


SOURCES = (
    Setting(
        "sources.live",
        "PROBATUM_LIVE",
        SWITCH,
        "Whether every question is looked up on the network first, as with `ask --live`.",
        "true",
        False,
    ),
    Setting(
        "sources.email",
        "PROBATUM_EMAIL",
        TEXT,
        "Where services can write to when something goes wrong. NCBI, Europe PMC and Crossref ask "
        "for it.",
        '"librarian@example.org"',
    ),
    *_key("ncbi", "NCBI: ten requests a second instead of three"),
    *_key("openfda", "openFDA"),
    Setting(
        "sources.allowed_hosts",
        "PROBATUM_ALLOWED_HOSTS",
        HOSTS,
        "More hosts that a service may redirect to. In the environment, parted by commas.",
        '["mirror.example.org"]',
        (),
    ),
    Setting(
        "sources.private_hosts",
        "PROBATUM_PRIVATE_HOSTS",
        HOSTS,
        "Hosts of your own network that a list of guidelines may name. In the environment, parted "
        "by commas.",
        '["intranet.example.org"]',
        (),
    ),
    Setting(
        "sources.cache_folder",
        "PROBATUM_CACHE",
        PATH,
        "Folder of answers of services and of the starter library. Without it, your cache folder.",
        '"/var/cache/probatum"',
    ),
    Setting(
        "sources.cache_hours",
        "PROBATUM_CACHE_HOURS",
        NUMBER,
        "Hours for which an answer of a service is used again.",
        "24",
        24.0,
    ),
    Setting(
        "sources.timeout",
        "PROBATUM_TIMEOUT",
        NUMBER,
        "Seconds to wait for one answer.",
        "30",
        30.0,
    ),
    _mirror("eutils", "NCBI's E-utilities", EUTILS),
    _mirror("europepmc", "Europe PMC", EUROPE_PMC),
    _mirror("crossref", "Crossref", CROSSREF),
    _mirror("clinicaltrials", "ClinicalTrials.gov", CLINICAL_TRIALS),
    _mirror("openfda", "openFDA", OPENFDA),
    _mirror("dailymed", "DailyMed", DAILYMED),
    _mirror("pdq", "cancer.gov, which publishes the PDQ summaries", CANCER_GOV),
    _mirror("pubmed_files", "NLM's folders of PubMed files", PUBMED_FILES),
    _mirror("pmc_files", "PMC's folders of open-access packages", PMC_FILES),
    _mirror("retraction_watch", "Retraction Watch's list", RETRACTION_WATCH),
)
