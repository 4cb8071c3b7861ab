"""Labels from openFDA's drug label endpoint.

https://open.fda.gov/apis/drug/label/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from probatum.errors import SourceError, SourceUnavailable
from probatum.evidence.document import Document
from probatum.sources.fetched import Fetched
from probatum.sources.json_file import loaded, part, parts
from probatum.sources.openfda_label import document
from probatum.sources.pubmed_query import quotable
from probatum.sources.web import Web

_PAGE = 20
_FARTHEST = 25_000
"""The service skips no more."""
_NOT_THERE = 404
"""What it answers when no label fits."""


class OpenFdaLabels:
    """Keeps the `LabelService` protocol."""

    name = "openFDA"

    def __init__(self, web: Web) -> None:
        self._web = web
        self._address = f"{web.settings.openfda.rstrip('/')}/drug/label.json"

    def labels(self, drug: str, limit: int) -> Iterator[Document]:
        """At most ``limit`` labels with text. Raises `SourceUnavailable`."""
        given = skipped = 0
        for phrase in quotable([drug]):
            while given < limit and skipped <= _FARTHEST:
                found = self._page(phrase, min(limit, _PAGE), skipped)
                for label in found:
                    if given < limit and (read := _read(label)):
                        given += 1
                        yield read
                if len(found) < min(limit, _PAGE):
                    return
                skipped += len(found)

    def _page(self, phrase: str, size: int, skip: int) -> list[dict[str, Any]]:
        names = (f'openfda.{kind}_name:"{phrase}"' for kind in ("generic", "brand"))
        asked = {"search": " ".join(names), "limit": str(size), "skip": str(skip)}
        try:
            return self._web.get(self._address, asked, _results)
        except SourceUnavailable as error:
            if error.status == _NOT_THERE:
                return []
            raise


def _results(body: bytes) -> list[dict[str, Any]]:
    """Raises `SourceError` or ``ValueError`` when the answer is no list of labels."""
    answer = part(loaded(Fetched("openFDA", body)))
    if not isinstance(answer.get("results"), list):
        raise ValueError("no results")
    return list(parts(answer, "results"))


def _read(label: dict[str, Any]) -> Document | None:
    """None for a label without text, or one that is damaged."""
    try:
        return document(Fetched("openFDA", b""), label)
    except (SourceError, ValidationError):
        return None
