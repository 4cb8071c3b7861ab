"""Labels from DailyMed's web services, version 2.

https://dailymed.nlm.nih.gov/dailymed/app-support-web-services.cfm
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import ValidationError

from probatum.errors import SourceError, SourceUnavailable
from probatum.evidence.document import Document
from probatum.sources.drug_label import document
from probatum.sources.fetched import Fetched
from probatum.sources.json_file import line, loaded, part, parts
from probatum.sources.label_section import SET_ID
from probatum.sources.web import Web
from probatum.sources.xml_file import whole

_PAGE = 100
_NOT_THERE = (400, 404)


class DailyMedLabels:
    """Keeps the `LabelService` protocol."""

    name = "DailyMed"

    def __init__(self, web: Web) -> None:
        self._web = web
        self._base = web.settings.dailymed.rstrip("/")

    def labels(self, drug: str, limit: int) -> Iterator[Document]:
        """At most ``limit`` labels of drugs for people. Raises `SourceUnavailable`."""
        given = 0
        for set_id in self._set_ids(drug):
            if given >= limit:
                return
            if read := self._label(set_id):
                given += 1
                yield read

    def _set_ids(self, drug: str) -> Iterator[str]:
        page, pages = 1, 1
        while page <= pages:
            asked = {"drug_name": drug, "pagesize": str(_PAGE), "page": str(page)}
            found = self._web.get(f"{self._base}/spls.json", asked, _list)
            yield from found.set_ids
            page, pages = page + 1, found.pages

    def _label(self, set_id: str) -> Document | None:
        """None for one that was taken away since, is for animals, or says nothing that is read."""
        try:
            return self._web.get(f"{self._base}/spls/{set_id}.xml", {}, _label)
        except SourceUnavailable as error:
            if error.status in _NOT_THERE:
                return None
            raise


class _List(NamedTuple):
    set_ids: list[str]
    pages: int


def _list(body: bytes) -> _List:
    """Raises `SourceError` or ``ValueError`` when the answer is no list of labels."""
    answer = part(loaded(Fetched("DailyMed", body)))
    if not isinstance(answer.get("data"), list):
        raise ValueError("no data")
    named = (line(entry, "setid").lower() for entry in parts(answer, "data"))
    pages = line(part(answer, "metadata"), "total_pages")
    return _List([name for name in named if SET_ID.fullmatch(name)], int(pages or 1))


def _label(body: bytes) -> Document | None:
    """Raises `SourceError` when the XML is damaged."""
    answer = Fetched("DailyMed", body)
    whole(answer)
    try:
        return document(answer)
    except (SourceError, ValidationError):
        return None
