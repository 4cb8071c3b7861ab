"""Europe PMC: search page by page with a cursor, full text as JATS where it is open.

https://europepmc.org/RestfulWebService
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from probatum.errors import SourceError, SourceUnavailable
from probatum.evidence.document import Document
from probatum.sources import jats
from probatum.sources.europepmc_query import europepmc_query
from probatum.sources.europepmc_record import document, is_open
from probatum.sources.fetched import Fetched
from probatum.sources.full_text import with_full_text
from probatum.sources.live import LiveQuery
from probatum.sources.web import Web

_PAGE = 100
_FIRST = "*"


class _Page(NamedTuple):
    results: list[dict[str, Any]]
    next: str


class EuropePmcLive:
    """Keeps the `LiveSource` protocol. At most ``full_texts`` of one search are read in full."""

    name = "Europe PMC"

    def __init__(self, web: Web, full_texts: int = 5) -> None:
        self._web = web
        self._full_texts = full_texts
        self._base = web.settings.europepmc.rstrip("/")
        email = web.settings.email
        self._named = {"email": email} if email else {}

    def search(self, query: LiveQuery, limit: int) -> Iterator[Document]:
        """At most ``limit`` works, most relevant first. Raises `SourceUnavailable`."""
        read_in_full = given = 0
        for result in self._results(europepmc_query(query), min(limit, _PAGE)):
            if given >= limit:
                return
            try:
                record = document(result)
            except ValueError:
                continue
            if record is None:
                continue
            if is_open(result) and read_in_full < self._full_texts:
                read_in_full += 1
                record = self._in_full(record)
            given += 1
            yield record

    def records(self, names: Iterable[tuple[str, str]]) -> Iterator[Document]:
        """Works by field and identifier: ("PMCID", "PMC1"), ("DOI", "10.1/x"); abstracts alone.

        Raises `SourceUnavailable`.
        """
        words = " OR ".join(f'{field}:"{name}"' for field, name in names if '"' not in name)
        for result in self._results(words, _PAGE) if words else ():
            try:
                record = document(result)
            except ValueError:
                continue
            if record is not None:
                yield record

    def _results(self, words: str, size: int) -> Iterator[dict[str, Any]]:
        """Every result; a mark that repeats itself, or an empty page, is the end."""
        mark, following = "", _FIRST
        while following and following != mark:
            mark = following
            asked = {
                "query": words,
                "resultType": "core",
                "format": "json",
                "pageSize": str(size),
                "cursorMark": mark,
            }
            page = self._web.get(f"{self._base}/search", asked | self._named, _page)
            yield from page.results
            following = page.next if page.results else ""

    def _in_full(self, record: Document) -> Document:
        """The abstract stays where the full text cannot be had."""
        address = f"{self._base}/{record.identifiers.pmcid}/fullTextXML"
        try:
            article = self._web.get(address, {}, _article)
        except SourceUnavailable:
            return record
        return with_full_text(record, article) if article else record


def _page(body: bytes) -> _Page:
    """Raises ``ValueError`` when the answer is no page of results."""
    answer = json.loads(body)
    listed = answer.get("resultList") if isinstance(answer, dict) else None
    results = listed.get("result") if isinstance(listed, dict) else None
    if not isinstance(results, list):
        raise ValueError("no results")
    found = [result for result in results if isinstance(result, dict)]
    return _Page(found, str(answer.get("nextCursorMark") or ""))


def _article(body: bytes) -> Document | None:
    """None for a word that it is not open. Raises `SourceError` or ``ValueError`` when damaged."""
    answer = Fetched("Europe PMC", body)
    try:
        return next(jats.document(answer, article) for article in jats.articles(answer))
    except SourceError:
        if b"<errorBean>" in body[:500]:
            return None
        raise
