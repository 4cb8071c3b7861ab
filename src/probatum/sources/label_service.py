"""The protocol of a service that gives the labels of a drug."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from probatum.evidence.document import Document


class LabelService(Protocol):
    """Asks one service."""

    name: str
    """As readers know it: "DailyMed"."""

    def labels(self, drug: str, limit: int) -> Iterator[Document]:
        """At most ``limit`` labels of a drug, by its generic or brand name.

        Raises `SourceUnavailable`.
        """
