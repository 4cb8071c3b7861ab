"""Ratios told in words; the sources are made up."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.relative_risk import check_relative_risk, told
from probatum.verification.support import Window, support

HAZARD = (
    "In adults with asthma, drugmab reduced the risk of death compared with placebo "
    "(hazard ratio 0.74; 95% CI, 0.60-0.91)."
)
RISK = "Smoking was associated with stroke in adults (relative risk 2.0; 95% CI, 1.5-2.8)."
ODDS = RISK.replace("relative risk", "odds ratio")


def verdict(claim: str, source: str) -> Verdict:
    return support(claim, [Window(source, "", "d")]).verdict


@pytest.mark.parametrize(
    "claim",
    [
        "In adults with asthma, drugmab lowered the risk of death by 26% compared with placebo.",
        "In adults with asthma, drugmab led to a 26% lower risk of death than placebo.",
        "In adults with asthma, drugmab led to a 26% reduction in the risk of death compared with "
        "placebo.",
    ],
)
def test_a_percentage_that_follows_from_a_ratio_is_supported(claim: str):
    assert verdict(claim, HAZARD) is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("In adults with asthma, drugmab led to a 40% lower risk of death than placebo.", HAZARD),
        ("In adults with asthma, drugmab led to a 26% higher risk of death than placebo.", HAZARD),
        ("In adults with asthma, placebo led to a 26% lower risk of death than drugmab.", HAZARD),
        ("Smoking tripled the risk of stroke in adults.", RISK),
        ("Smoking halved the risk of stroke in adults.", RISK),
        ("One in ten adults had nausea with drugmab.", "Of adults 25% had nausea with drugmab."),
    ],
)
def test_another_factor_another_way_and_other_arms_are_contradicted(claim: str, source: str):
    assert verdict(claim, source) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("Smoking doubled the risk of stroke in adults.", RISK, Verdict.SUPPORTED),
        ("Smoking doubled the odds of stroke in adults.", ODDS, Verdict.SUPPORTED),
        ("Smoking doubled the risk of stroke in adults.", ODDS, Verdict.PARTLY),
        ("Smoking doubled the odds of stroke in adults.", RISK, Verdict.PARTLY),
        ("Drugmab led to a 26% lower risk of stroke than placebo.", HAZARD, Verdict.PARTLY),
        ("Placebo led to a 35% higher risk of death than drugmab.", HAZARD, Verdict.PARTLY),
    ],
)
def test_odds_are_not_risk_and_a_ratio_is_of_its_own_outcome(
    claim: str, source: str, expected: Verdict
):
    reason = check_relative_risk(claim, source)
    assert reason is not None
    assert reason.verdict is expected


def test_a_factor_that_the_source_does_not_give_is_not_supported():
    source = "Smoking was associated with a risk of stroke in adults."
    assert verdict("Smoking tripled the risk of stroke in adults.", source) is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Drugmab halved the risk of falls.", "The risk of falls fell from 20% to 10%."),
        ("Drugmab halved the risk of falls.", "Drugmab halved the risk of falls in adults."),
        ("Drugmab lowered the score by 26%.", HAZARD),
        ("Drugmab lowered the risk of falls by 26%.", "It cut the risk of falls by 26%."),
    ],
)
def test_where_the_source_gives_it_itself_there_is_no_objection(claim: str, source: str):
    assert check_relative_risk(claim, source) is None


@pytest.mark.parametrize(
    "claim",
    ["One in four adults had nausea with drugmab.", "A quarter of adults had nausea with drugmab."],
)
def test_a_part_in_words_is_answered_by_a_percentage(claim: str):
    assert verdict(claim, "Nausea was seen in 25% of adults with drugmab.") is Verdict.SUPPORTED


def test_percentage_points_are_no_ratio():
    assert told("The rate was 5 percentage points lower with drugmab.") == ()
