"""A cited work in PubMed: by its PMID, its DOI, its number in PMC, or its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from probatum.evidence.checked import ForeignReference
from probatum.evidence.document import Document
from probatum.sources.eutils import PubMedLive
from probatum.sources.identifier import doi, pmcid, pmid
from probatum.sources.pubmed_query import quotable
from probatum.sources.reference_lookup import is_meant, probable_title
from probatum.sources.web import Web

_CANDIDATES = 5


class PubMedLookup:
    """Keeps the `ReferenceLookup` protocol."""

    name = "PubMed"

    def __init__(self, web: Web) -> None:
        self._pubmed = PubMedLive(web)

    def look_up(self, reference: ForeignReference) -> Document | None:
        """The record of the work, with its abstract. Raises `SourceUnavailable`."""
        if number := pmid(reference.pmid or ""):
            return next(iter(self._pubmed.records([number])), None)
        for term, fits in _searches(reference):
            for record in self._pubmed.found(term, _CANDIDATES):
                if fits(record):
                    return record
        return None


def _searches(reference: ForeignReference) -> Iterator[tuple[str, Callable[[Document], bool]]]:
    """Each search with the test of what it finds: PubMed also answers with what is near."""
    if stated := doi(reference.doi or ""):
        yield f'"{stated}"[doi]', lambda record: record.identifiers.doi == stated
    if number := reference.pmcid and pmcid(reference.pmcid):
        yield f"{number}[pmcid]", lambda record: record.identifiers.pmcid == number
    for title in quotable([probable_title(reference)]):
        # Words that PubMed leaves out of its index ("with", "from") are short.
        words = re.findall(r"\w{5,}", title)
        if words:
            term = " AND ".join(f"{word}[ti]" for word in words)
            yield term, lambda record: is_meant(reference, record)
