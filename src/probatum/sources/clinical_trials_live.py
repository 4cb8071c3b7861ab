"""ClinicalTrials.gov asked on the network, version 2 of its interface, page by page.

https://clinicaltrials.gov/data-api/api
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import Field, ValidationError, model_validator

from probatum.errors import SourceError
from probatum.evidence.document import Document
from probatum.evidence.value import Value
from probatum.sources.clinical_trials import document
from probatum.sources.fetched import Fetched
from probatum.sources.json_file import line, loaded, part, parts
from probatum.sources.live import LiveQuery, Pass
from probatum.sources.pubmed_query import quotable
from probatum.sources.web import Web

_PAGE = 20
"""Studies in one answer; one with results may have some hundred kilobytes."""
_MOST_FOR_A_QUESTION = 10
_FIELDS = (
    *("IdentificationModule", "StatusModule", "SponsorCollaboratorsModule", "DescriptionModule"),
    *("ConditionsModule", "DesignModule", "ArmsInterventionsModule", "OutcomesModule"),
    *("EligibilityModule", "ReferencesModule", "ParticipantFlowModule", "OutcomeMeasuresModule"),
    *("AdverseEventsModule", "ConditionBrowseModule", "InterventionBrowseModule"),
)
"""The modules that are read; places, contacts and documents of a study are left where they are."""


class TrialQuery(Value):
    """Which registered studies are wanted: of each list one name must be met."""

    conditions: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    terms: tuple[str, ...] = Field(default=(), description="Words anywhere in the record.")
    with_results: bool = Field(default=False, description="Only studies that report results.")
    recruiting: bool = Field(default=False, description="Only studies that take patients now.")
    since: int | None = Field(default=None, description="First year of the start of the study.")

    @model_validator(mode="after")
    def _asks_for_something(self) -> TrialQuery:
        if not any(quotable((*self.conditions, *self.treatments, *self.terms))):
            raise ValueError("a query needs a condition, a treatment or a term")
        return self


class ClinicalTrialsLive:
    """Keeps the `LiveSource` protocol; a question is given studies with results only."""

    name = "ClinicalTrials.gov"

    def __init__(self, web: Web) -> None:
        self._web = web
        self._address = f"{web.settings.clinicaltrials.rstrip('/')}/studies"

    def search(self, query: LiveQuery, limit: int) -> Iterator[Document]:
        """Registered trials with results, for the pass of trials. Raises `SourceUnavailable`."""
        if query.kind is not Pass.TRIALS:
            return
        wanted = TrialQuery(
            conditions=query.conditions, terms=query.terms, with_results=True, since=query.since
        )
        yield from self.studies(wanted, min(limit, _MOST_FOR_A_QUESTION))

    def studies(self, query: TrialQuery, limit: int) -> Iterator[Document]:
        """At most ``limit`` studies, most relevant first. Raises `SourceUnavailable`."""
        given, asked = 0, _asked(query) | {"pageSize": str(min(limit, _PAGE))}
        while True:
            page = self._web.get(self._address, asked, _page)
            for study in page.studies:
                try:
                    read = document(Fetched(self.name, b""), study)
                except (SourceError, ValidationError):
                    continue  # a single study that is damaged is passed over
                given += 1
                yield read
                if given == limit:
                    return
            if not page.next or page.next == asked.get("pageToken"):
                return
            asked = asked | {"pageToken": page.next}


class _Page(NamedTuple):
    studies: list[dict[str, Any]]
    next: str


def _asked(query: TrialQuery) -> dict[str, str]:
    filters = {
        "aggFilters": "results:with" if query.with_results else "",
        "filter.overallStatus": "RECRUITING" if query.recruiting else "",
        "filter.advanced": f"AREA[StartDate]RANGE[{query.since}-01-01,MAX]" if query.since else "",
        "query.cond": _any(query.conditions),
        "query.intr": _any(query.treatments),
        "query.term": _any(query.terms),
        "fields": "|".join(_FIELDS),
    }
    return {name: value for name, value in filters.items() if value}


def _any(names: Iterable[str]) -> str:
    return " OR ".join(f'"{name}"' for name in dict.fromkeys(quotable(names)))


def _page(body: bytes) -> _Page:
    """Raises `SourceError` or ``ValueError`` when the answer is no page of studies."""
    answer = part(loaded(Fetched("ClinicalTrials.gov", body)))
    if not isinstance(answer.get("studies"), list):
        raise ValueError("no studies")
    return _Page(list(parts(answer, "studies")), line(answer, "nextPageToken"))
