"""All that the single checks have to say of a sentence and the words of its source."""

from __future__ import annotations

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.arm_figures import check_arm_figures
from probatum.verification.classes import check_classes
from probatum.verification.comparison import check_comparison
from probatum.verification.direction import check_direction
from probatum.verification.effect import check_effect
from probatum.verification.fractionation import check_fractionation
from probatum.verification.names import CHECK as NAMES
from probatum.verification.names import check_names, drugs, unnamed_drugs
from probatum.verification.negation import check_hedging, check_negation
from probatum.verification.numbers import check_numbers
from probatum.verification.population import check_population
from probatum.verification.proportions import check_proportions
from probatum.verification.ratios import check_ratios
from probatum.verification.rejection import check_rejection
from probatum.verification.relative_risk import check_relative_risk
from probatum.verification.route import check_route
from probatum.verification.schedule import check_schedule
from probatum.verification.sequence import check_sequence
from probatum.verification.strength import check_strength

CHECKS = (
    check_names,
    check_population,
    check_classes,
    check_negation,
    check_rejection,
    check_hedging,
    check_direction,
    check_effect,
    check_comparison,
    check_arm_figures,
    check_sequence,
    check_strength,
    check_numbers,
    check_proportions,
    check_ratios,
    check_relative_risk,
    check_schedule,
    check_route,
    check_fractionation,
)
"""Each takes the sentence and the words of its source, and gives None when it has no objection."""


def objections(claim: str, source: str) -> tuple[Reason, ...]:
    """The reasons of every check; none for words that stand in the source as they are.

    A source that names none of the claim's drugs speaks of something else: it contradicts nothing.
    """
    if claim in source:
        return ()
    raised = tuple(reason for check in CHECKS if (reason := check(claim, source)) is not None)
    if any(r.check == NAMES and r.verdict is Verdict.CONTRADICTED for r in raised):
        return raised
    if drugs(claim) and unnamed_drugs(claim, source) == drugs(claim):
        return tuple(reason for reason in raised if reason.verdict is not Verdict.CONTRADICTED)
    return raised
