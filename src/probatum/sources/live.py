"""The protocol of a source that is asked on the network, and what it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

from pydantic import Field, model_validator

from probatum.evidence.document import Document
from probatum.evidence.value import Value


class Pass(StrEnum):
    """The kind of work one search looks for."""

    GUIDELINES = "guidelines"
    REVIEWS = "systematic reviews"
    TRIALS = "randomised trials"


class LiveQuery(Value):
    """A search in words of the vocabulary only: nothing of the asker's own text is in it."""

    conditions: tuple[str, ...] = Field(default=(), description="Names of which one must occur.")
    terms: tuple[str, ...] = Field(default=(), description="Words of which one must occur.")
    kind: Pass
    since: int | None = Field(default=None, description="First year of publication.")
    until: int | None = Field(default=None, description="Last year of publication.")

    @model_validator(mode="after")
    def _asks_for_something(self) -> LiveQuery:
        if not self.conditions and not self.terms:
            raise ValueError("a query needs a condition or a term")
        return self


class LiveSource(Protocol):
    """Asks one service. Third parties' search like the built-in ones."""

    name: str
    """As readers know it: "PubMed"."""

    def search(self, query: LiveQuery, limit: int) -> Iterator[Document]:
        """At most ``limit`` works, most relevant first. Raises `SourceUnavailable`."""
