"""How works of PubMed stand now: their records anew, with the notices that stand in them."""

from __future__ import annotations

from collections.abc import Sequence

from probatum.evidence.document import Document
from probatum.sources.eutils import PubMedLive
from probatum.sources.refresher import Refreshed
from probatum.sources.web import Web


class PubMedRefresher:
    """Keeps the `Refresher` protocol: records by PMID."""

    name = "PubMed"
    prefixes: tuple[str, ...] = ("pmid:",)
    days = 30
    batch = 200

    def __init__(self, web: Web) -> None:
        self._pubmed = PubMedLive(web)

    def refresh(self, documents: Sequence[Document]) -> Refreshed:
        """Every record that PubMed still has."""
        numbers = {document.id.removeprefix("pmid:"): document.id for document in documents}
        records = tuple(self._pubmed.records(tuple(numbers)))
        found = {record.identifiers.pmid for record in records}
        missing = tuple(name for number, name in numbers.items() if number not in found)
        return Refreshed(records, missing=missing)
