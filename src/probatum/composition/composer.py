"""The protocol every composer keeps."""

from __future__ import annotations

from typing import Protocol

from probatum.evidence.answer import Conflict, Gap, Reference, Section, Writing
from probatum.evidence.claim import Claim
from probatum.evidence.finding import Evidence
from probatum.evidence.question import Question
from probatum.evidence.value import Value


class Composition(Value):
    """What a composer makes: an answer without verdicts, review and provenance."""

    title: str
    bottom_line: tuple[Claim, ...] = ()
    sections: tuple[Section, ...] = ()
    pitfalls: tuple[Claim, ...] = ()
    algorithm: tuple[Claim, ...] = ()
    gaps: tuple[Gap, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    references: tuple[Reference, ...] = ()
    passed_over: tuple[tuple[str, str], ...] = ()
    """Sentences that were read and not used, each with the reason."""
    left_out: tuple[Claim, ...] = ()
    """Sentences that nothing supports, with their quotes and the reasons."""
    writing: Writing | None = None
    """What a model did, where one was to write."""


class Composer(Protocol):
    """Found by the entry point group ``probatum.composers``."""

    name: str

    def compose(self, question: Question, evidence: Evidence) -> Composition:
        """Lay the evidence out as an answer. Adds no fact that no quote carries."""
