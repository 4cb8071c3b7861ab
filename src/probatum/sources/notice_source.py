"""The protocol of a service that knows what became of works after their publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from probatum.evidence.standing import NoticeOn


class NoticeSource(Protocol):
    """Asks one service. Third parties' answer like ours."""

    name: str
    """As readers know it, and as the library keeps its notices: "Crossref"."""

    def notices_on(self, dois: Iterable[str]) -> Iterator[NoticeOn]:
        """Retractions, concerns, corrections and the like on these works.

        Raises `SourceUnavailable`; what came before holds.
        """
