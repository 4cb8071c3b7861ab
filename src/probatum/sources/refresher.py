"""The protocol of a service that tells how documents stand now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from probatum.evidence.document import Document
from probatum.evidence.standing import NoticeOn


class Refreshed(NamedTuple):
    """What a service tells now: records, notices on works, and ids that it no longer knows."""

    documents: tuple[Document, ...] = ()
    notices: tuple[NoticeOn, ...] = ()
    missing: tuple[str, ...] = ()


class Refresher(Protocol):
    """Asks one service about documents that the library holds. Third parties' ask like ours."""

    name: str
    """As readers know it: "PubMed"."""

    prefixes: tuple[str, ...]
    """Beginnings of the ids of documents it may know: "pmid:"."""

    days: int
    """Age after which a document is asked about again, unless the owner says otherwise."""

    batch: int
    """How many documents it is asked about at a time."""

    def refresh(self, documents: Sequence[Document]) -> Refreshed:
        """What it tells of them now. Raises `SourceUnavailable`."""
