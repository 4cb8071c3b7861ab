"""Denials without a "not"."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.rejection import check_rejection
from probatum.verification.support import Window, support

SOURCE = "Drugmab prevents attacks in adults with severe asthma."


@pytest.mark.parametrize(
    "claim",
    [
        "Nobody with severe asthma should receive drugmab to prevent attacks.",
        "Under no circumstances does drugmab prevent attacks in adults with asthma.",
        "It is wrong that drugmab prevents attacks in adults with severe asthma.",
        "It is a myth that drugmab prevents attacks in severe asthma.",
        "That drugmab prevents attacks in adults with severe asthma is false.",
        "Drugmab prevents nothing in adults with severe asthma.",
    ],
)
def test_what_turns_the_statement_of_the_other_contradicts_it_either_way_round(claim: str):
    for one, other in ((claim, SOURCE), (SOURCE, claim)):
        reason = check_rejection(one, other)
        assert reason is not None
        assert reason.verdict in (Verdict.CONTRADICTED, Verdict.NOT_FOUND)
    assert support(claim, [Window(SOURCE, "Asthma", "d")]).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "claim",
    [
        "Drugmab is useless in adults with severe asthma.",
        "Drugmab is banned for adults with severe asthma.",
        "Drugmab is harmful in adults with severe asthma.",
        "Adults with severe asthma should refuse drugmab against attacks.",
        "Drugmab fails adults with severe asthma.",
        "Drugmab does nothing against attacks in adults with severe asthma.",
    ],
)
def test_a_judgement_that_the_source_does_not_share_is_not_found_though_all_else_is_there(
    claim: str,
):
    assert support(claim, [Window(SOURCE, "Asthma", "d")]).verdict in (
        Verdict.NOT_FOUND,
        Verdict.CONTRADICTED,
    )


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Drugmab is useless in gout.", "Drugmab was not effective in gout."),
        ("Drugmab is unsafe in pregnancy.", "Drugmab carries a risk of toxicity in pregnancy."),
        ("Nobody had an attack under drugmab.", "No attack was seen under drugmab."),
        ("Drugmab is banned in children.", "Drugmab is banned in children and infants."),
        ("Never smokers did better with drugmab.", "Non-smokers did better with drugmab."),
    ],
)
def test_what_the_source_says_in_words_of_its_own_is_no_rejection(claim: str, source: str):
    assert check_rejection(claim, source) is None


def test_what_is_only_asked_or_supposed_is_not_turned():
    source = "We assessed whether drugmab prevents attacks in adults with severe asthma."
    reason = check_rejection("Drugmab prevents nothing in adults with severe asthma.", source)
    assert reason is not None
    assert reason.verdict is Verdict.NOT_FOUND
