"""Which of two is compared with which."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.objections import objections

SOURCE = "Drugmab led to longer survival than othermab in adults with asthma."
RESULTS = "Median survival was 28.7 months with drugmab and 25.0 months with othermab."


def contradictions(claim: str, source: str) -> str:
    found = objections(claim, source)
    return "; ".join(r.text for r in found if r.verdict is Verdict.CONTRADICTED)


@pytest.mark.parametrize(
    ("claim", "source", "words"),
    [
        ("Othermab led to longer survival than drugmab in adults with asthma.", SOURCE, "changed"),
        ("Survival was longer with othermab than with drugmab in asthma.", SOURCE, "other way"),
        ("Compared with drugmab, othermab lengthened survival in asthma.", SOURCE, "other way"),
        ("Drugmab led to shorter survival than othermab in adults with asthma.", SOURCE, "less"),
        (
            RESULTS.replace("28.7", "x").replace("25.0", "28.7").replace("x", "25.0"),
            RESULTS,
            "28.7",
        ),
        (
            "With drugmab, survival reached 25.0 months; with othermab, 28.7 months.",
            RESULTS,
            "28.7",
        ),
        ("Survival with othermab versus drugmab was 28.7 versus 25.0 months.", RESULTS, "28.7"),
    ],
)
def test_a_comparison_turned_round_is_contradicted(claim: str, source: str, words: str):
    assert words in contradictions(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Othermab led to shorter survival than drugmab in adults with asthma.", SOURCE),
        ("Compared with othermab, drugmab lengthened survival in adults with asthma.", SOURCE),
        ("With othermab, survival was 25.0 months, and with drugmab 28.7 months.", RESULTS),
        ("Survival with drugmab versus othermab was 28.7 versus 25.0 months.", RESULTS),
        ("Nausea and fatigue were common with it.", "Fatigue and nausea were common with it."),
    ],
)
def test_the_same_comparison_in_other_order_is_not(claim: str, source: str):
    assert contradictions(claim, source) == ""
