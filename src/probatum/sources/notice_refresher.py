"""What became of works with a DOI: the notices that any `NoticeSource` knows."""

from __future__ import annotations

from collections.abc import Sequence

from probatum.evidence.document import Document
from probatum.sources.notice_source import NoticeSource
from probatum.sources.refresher import Refreshed


class NoticeRefresher:
    """Keeps the `Refresher` protocol: notices by DOI, from any `NoticeSource`."""

    prefixes: tuple[str, ...] = ("pmid:", "doi:", "pmc:", "file:", "page:")
    days = 30
    batch = 50

    def __init__(self, source: NoticeSource) -> None:
        self.name = source.name
        self._source = source

    def refresh(self, documents: Sequence[Document]) -> Refreshed:
        """Notices on the works that have a DOI."""
        names = [name for document in documents if (name := document.identifiers.doi)]
        return Refreshed(notices=tuple(self._source.notices_on(names)) if names else ())
