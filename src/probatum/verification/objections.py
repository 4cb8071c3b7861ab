"""All that the single checks have to say of a sentence and the words of its source."""

from __future__ import annotations

from probatum.evidence.claim import Reason
from probatum.verification.classes import check_classes
from probatum.verification.comparison import check_comparison
from probatum.verification.direction import check_direction
from probatum.verification.effect import check_effect
from probatum.verification.fractionation import check_fractionation
from probatum.verification.names import check_names
from probatum.verification.negation import check_hedging, check_negation
from probatum.verification.numbers import check_numbers
from probatum.verification.population import check_population
from probatum.verification.proportions import check_proportions
from probatum.verification.ratios import check_ratios
from probatum.verification.route import check_route
from probatum.verification.schedule import check_schedule
from probatum.verification.sequence import check_sequence
from probatum.verification.strength import check_strength

CHECKS = (
    check_names,
    check_population,
    check_classes,
    check_negation,
    check_hedging,
    check_direction,
    check_effect,
    check_comparison,
    check_sequence,
    check_strength,
    check_numbers,
    check_proportions,
    check_ratios,
    check_schedule,
    check_route,
    check_fractionation,
)
"""Each takes the sentence and the words of its source, and gives None when it has no objection."""


def objections(claim: str, source: str) -> tuple[Reason, ...]:
    """The reasons of every check; none for words that stand in the source as they are."""
    if claim in source:
        return ()
    return tuple(reason for check in CHECKS if (reason := check(claim, source)) is not None)
