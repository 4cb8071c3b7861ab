"""PubMed and PMC through NCBI's E-utilities.

ESearch leaves its result on the history server, EFetch takes it from there in batches; the full
text of works that PMC gives away replaces the abstract. https://www.ncbi.nlm.nih.gov/books/NBK25499
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from probatum.errors import SourceError, SourceUnavailable
from probatum.evidence.document import Document
from probatum.sources import jats, pubmed
from probatum.sources.fetched import Fetched
from probatum.sources.full_text import with_full_text
from probatum.sources.live import LiveQuery
from probatum.sources.pubmed_query import pubmed_query
from probatum.sources.web import Web

_BATCH = 200
_FULL_TEXTS = 10
"""Articles in one request; each may have some megabytes."""
_HISTORY_SECONDS = 3600.0
"""A result on the history server is gone after some hours; younger ones are asked for again."""


class _Result(NamedTuple):
    """What ESearch answers."""

    numbers: tuple[str, ...]
    history: str
    key: str


class PubMedLive:
    """Keeps the `LiveSource` protocol."""

    name = "PubMed"

    def __init__(self, web: Web) -> None:
        self._web = web
        settings = web.settings
        self._base = settings.eutils.rstrip("/")
        self._named = {"tool": settings.tool} | (
            {"email": settings.email} if settings.email else {}
        )

    def search(self, query: LiveQuery, limit: int) -> Iterator[Document]:
        """At most ``limit`` works, most relevant first. Raises `SourceUnavailable`."""
        result = self._search(pubmed_query(query), limit)
        for first in range(0, len(result.numbers), _BATCH):
            records = self._fetch(result, first)
            for start in range(0, len(records), _FULL_TEXTS):
                yield from self._with_full_texts(records[start : start + _FULL_TEXTS])

    def found(self, term: str, limit: int) -> list[Document]:
        """The records that a query in PubMed's language finds. Raises `SourceUnavailable`."""
        result = self._search(term, limit)
        return self._fetch(result, 0) if result.numbers else []

    def records(self, numbers: Sequence[str]) -> list[Document]:
        """The records of at most 200 PMIDs without the unknown. Raises `SourceUnavailable`."""
        asked = {"db": "pubmed", "id": ",".join(numbers), "retmode": "xml"}
        address = f"{self._base}/efetch.fcgi"
        return self._web.get(address, asked | self._named, _known_records)

    def _search(self, term: str, limit: int) -> _Result:
        asked = {
            "db": "pubmed",
            "term": term,
            "usehistory": "y",
            "retmax": str(limit),
            "retmode": "json",
            "sort": "relevance",
        }
        return self._web.get(
            f"{self._base}/esearch.fcgi",
            asked | self._named,
            lambda body: _result(body, limit),
            seconds=_HISTORY_SECONDS,
        )

    def _fetch(self, result: _Result, first: int) -> list[Document]:
        """The records of one batch, known by their numbers however they were searched for."""
        numbers = result.numbers[first : first + _BATCH]
        asked = {
            "db": "pubmed",
            "WebEnv": result.history,
            "query_key": result.key,
            "retstart": str(first),
            "retmax": str(len(numbers)),
            "retmode": "xml",
        }
        address = f"{self._base}/efetch.fcgi"
        known_as = f"{address}?db=pubmed&id={','.join(numbers)}"
        return self._web.get(address, asked | self._named, _records, known_as=known_as)

    def _with_full_texts(self, records: Sequence[Document]) -> Iterator[Document]:
        """A full text that cannot be had leaves the abstract in its place."""
        numbers = [pmcid for record in records if (pmcid := record.identifiers.pmcid)]
        articles: dict[str, Document] = {}
        if numbers:
            asked = {
                "db": "pmc",
                "id": ",".join(number.removeprefix("PMC") for number in numbers),
                "retmode": "xml",
            }
            try:
                articles = self._web.get(
                    f"{self._base}/efetch.fcgi", asked | self._named, _articles
                )
            except SourceUnavailable:
                articles = {}
        for record in records:
            article = articles.get(record.identifiers.pmcid or "")
            yield with_full_text(record, article) if article else record


def _result(body: bytes, limit: int) -> _Result:
    """Raises ``ValueError`` when the answer is no result."""
    answer = json.loads(body)
    result = answer.get("esearchresult") if isinstance(answer, dict) else None
    if not isinstance(result, dict) or "ERROR" in result:
        raise ValueError("no result")
    numbers = tuple(str(number) for number in result.get("idlist", ()))[:limit]
    history, key = result.get("webenv"), result.get("querykey")
    if numbers and not (history and key):
        raise ValueError("no history")
    return _Result(numbers, str(history), str(key))


def _records(body: bytes) -> list[Document]:
    """Raises `SourceError` when the XML is damaged or empty."""
    found = _known_records(body)
    if not found:
        raise SourceError("PubMed", "holds no PubMed record")
    return found


def _known_records(body: bytes) -> list[Document]:
    """Raises `SourceError` when the XML is damaged; a single record that is, is passed over."""
    answer = Fetched("PubMed", body)
    found = []
    for record in pubmed.records(answer):
        try:
            found.append(pubmed.document(answer, record))
        except (SourceError, ValidationError):
            continue
    return found


def _articles(body: bytes) -> dict[str, Document]:
    """Articles by PMCID. Raises `SourceError` when the XML is damaged."""
    answer = Fetched("PMC", body)
    found = {}
    for article in jats.articles(answer):
        try:
            document = jats.document(answer, article)
        except (SourceError, ValidationError):
            continue
        if document.identifiers.pmcid:
            found[document.identifiers.pmcid] = document
    return found
