"""Entailment: what a model makes of a sentence and the words of a source, beside the rules.

The model is optional. It can give the positive evidence that shared words cannot (a paraphrase),
and it can contradict; it never lifts an objection of a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from probatum.evidence.claim import Reason, Verdict

CHECK = "entailment"


class Probabilities(NamedTuple):
    """Of one pair, each 0 to 1, summing to 1; calibrated, so that they can be compared."""

    supports: float
    contradicts: float
    neither: float


class Entailment(Protocol):
    """A model that judges pairs. Where none is installed, callers pass None."""

    @property
    def name(self) -> str:
        """Name and version, for the provenance."""

    @property
    def supports_at(self) -> float:
        """The least probability that counts as support, chosen on the model's own held-out data."""

    @property
    def contradicts_at(self) -> float:
        """The least probability that counts as contradiction."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Probabilities]:
        """Probabilities for each (words of the source, claim), in order."""


def reason_of(model: Entailment, found: Probabilities, source: str) -> Reason | None:
    """What the model says of a pair; None when it is not sure enough of anything."""
    if found.contradicts >= model.contradicts_at:
        verdict, text = Verdict.CONTRADICTED, "the model judges that the source says the opposite"
        probability = found.contradicts
    elif found.supports >= model.supports_at:
        verdict, text = (
            Verdict.SUPPORTED,
            "the model judges that the source says the same in other words",
        )
        probability = found.supports
    else:
        return None
    said = f"{text} ({model.name}, probability {probability:.2f})"
    return Reason(check=CHECK, verdict=verdict, text=said, words=source)
