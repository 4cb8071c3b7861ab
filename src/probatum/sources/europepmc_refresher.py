"""How works that PubMed does not number stand now: preprints and articles of Europe PMC alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from probatum.evidence.document import Document
from probatum.sources.europepmc import EuropePmcLive
from probatum.sources.refresher import Refreshed
from probatum.sources.web import Web


class EuropePmcRefresher:
    """Keeps the `Refresher` protocol: records by PMCID or DOI; those with a PMID are PubMed's."""

    name = "Europe PMC"
    prefixes: tuple[str, ...] = ("pmcid:", "doi:")
    days = 30
    batch = 40

    def __init__(self, web: Web) -> None:
        self._europepmc = EuropePmcLive(web)

    def refresh(self, documents: Sequence[Document]) -> Refreshed:
        """Every record that Europe PMC still has, under the id that the library knows it by."""
        asked = [document for document in documents if document.identifiers.pmid is None]
        if not asked:
            return Refreshed()
        names = {name: each.id for each in asked for name in _names(each)}
        found = {
            known: record.model_copy(update={"id": known})
            for record in self._europepmc.records(names)
            if (known := _known(record, names))
        }
        missing = tuple(document.id for document in asked if document.id not in found)
        return Refreshed(tuple(found.values()), missing=missing)


def _names(document: Document) -> Iterable[tuple[str, str]]:
    """PMCID and DOI, each with the field that Europe PMC searches it in."""
    identifiers = document.identifiers
    pairs = (("PMCID", identifiers.pmcid), ("DOI", identifiers.doi))
    return [(field, name) for field, name in pairs if name]


def _known(record: Document, names: Mapping[tuple[str, str], str]) -> str | None:
    return next((names[name] for name in _names(record) if name in names), None)
