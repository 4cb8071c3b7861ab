"""Which way an outcome went with one arm against another, in the sentence and in its source."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.arms import Arms
from probatum.verification.comparative import statement
from probatum.verification.effect_words import Direction
from probatum.verification.outcome import reading
from probatum.verification.support import Window, support

ARMS = Arms("drugmab", "placebo")


@pytest.mark.parametrize(
    ("text", "outcome", "direction"),
    [
        ("Attacks were fewer with drugmab than with placebo (P = 0.01).", "attacks", "less"),
        ("Attacks were more frequent with placebo than with drugmab.", "attacks", "less"),
        ("Compared with placebo, drugmab raised the number of attacks.", "attacks", "more"),
        ("Drugmab gave a greater reduction in pain than placebo.", "pain", "less"),
        ("The decrease in pain was smaller with drugmab than with placebo.", "pain", "more"),
        ("Drugmab improved pain compared with placebo.", "pain", "less"),
        ("Drugmab improved lung function compared with placebo.", "lung function", "more"),
        ("Attacks were fewer with drugmab than placebo (P = 0.21).", "attacks", "no difference"),
        ("Attacks were lower with drugmab, but not significantly.", "attacks", "no difference"),
        ("Attacks did not differ between drugmab and placebo.", "attacks", "no difference"),
        ("There were no between-group differences in attacks.", "attacks", "no difference"),
        ("Drugmab and placebo had similar attacks.", "attacks", "no difference"),
        (
            "Drugmab changed attacks (hazard ratio 0.8; 95% CI, 0.5 to 1.2).",
            "attacks",
            "no difference",
        ),
        (
            "Sleep was longer with drugmab than with placebo; attacks were the same in both groups.",
            "attacks",
            "no difference",
        ),
        ("Time to relief was faster with drugmab than with placebo.", "time to relief", "less"),
        ("Attacks fell in the control group as against the intervention group.", "attacks", "more"),
    ],
)
def test_the_direction_is_read_for_the_arm_asked_about(text: str, outcome: str, direction: str):
    found = reading(text, "", ARMS, outcome)
    assert found is not None
    assert found.direction == direction


@pytest.mark.parametrize(
    "text",
    [
        "We assessed whether drugmab reduces attacks compared with placebo.",
        "Attacks decreased in both groups.",
        "Attacks were counted every week with drugmab and placebo.",
    ],
)
def test_an_aim_a_change_in_all_arms_and_a_method_say_no_direction(text: str):
    assert reading(text, "", ARMS, "attacks") is None


@pytest.mark.parametrize(
    ("sentence", "one", "other", "outcome", "direction"),
    [
        (
            "Compared with placebo, drugmab reduced attacks.",
            "drugmab",
            "placebo",
            "attacks",
            Direction.DOWN,
        ),
        (
            "Pain was lower with drugmab than with placebo.",
            "drugmab",
            "placebo",
            "Pain",
            Direction.DOWN,
        ),
        (
            "There was no significant difference in sleep between drugmab and placebo.",
            "drugmab",
            "placebo",
            "sleep",
            Direction.SAME,
        ),
        ("Drugmab improved pain.", "Drugmab", "", "pain", Direction.DOWN),
    ],
)
def test_a_sentence_on_an_effect_is_taken_apart(
    sentence: str, one: str, other: str, outcome: str, direction: Direction
):
    found = statement(sentence)
    assert found is not None
    assert (found.arms, found.outcome, found.direction) == (Arms(one, other), outcome, direction)


@pytest.mark.parametrize(
    "sentence",
    [
        "Drugmab is given once a week.",
        "Doses greater than 60 mg, and age of less than 5 years, raise the risk of deafness.",
        "Drugmab reduced pain, but sleep was not better.",
    ],
)
def test_what_is_no_plain_sentence_on_one_effect_is_not(sentence: str):
    assert statement(sentence) is None


TRIAL = (
    "In the trial of older adults, asthma attacks over the year were significantly less frequent "
    "among those assigned to drugmab than among those assigned to placebo (P = 0.004)."
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Compared with placebo, drugmab reduced asthma attacks.", Verdict.SUPPORTED),
        ("Compared with placebo, drugmab increased asthma attacks.", Verdict.CONTRADICTED),
        (
            "There was no significant difference in asthma attacks between drugmab and placebo.",
            Verdict.CONTRADICTED,
        ),
    ],
)
def test_a_paraphrase_on_an_effect_is_carried_or_contradicted(claim: str, verdict: Verdict):
    assert support(claim, [Window(TRIAL, "", "d")]).verdict is verdict


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Drugmab reduced the need for steroids compared with placebo.",
            "Lung function improved more with drugmab than with placebo (P < 0.001), whereas the "
            "need for steroids was similar in both groups.",
        ),
        (
            "Compared with placebo, drugmab improved sleep.",
            "Sleep was somewhat better with drugmab than with placebo over these long weeks, but "
            "this difference was not significant.",
        ),
        (
            "Compared with placebo, drugmab reduced falls in the second year of the study.",
            "Falls in the second year were 30 with drugmab and 31 with placebo (P = 0.9).",
        ),
    ],
)
def test_no_difference_in_a_later_clause_contradicts_a_difference(claim: str, source: str):
    assert support(claim, [Window(source, "", "d")]).verdict is Verdict.CONTRADICTED


def test_a_reason_is_given_once():
    found = support(
        "Compared with placebo, drugmab increased asthma attacks.", [Window(TRIAL, "", "d")]
    )
    assert len(found.reasons) == len(set(found.reasons))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        # The arms are not named: which way round it went is not known from these words.
        (
            "Compared with placebo, drugmab reduced asthma attacks.",
            "Asthma attacks were significantly fewer in one of the groups (P = 0.01).",
        ),
        # All words are there, and not the direction.
        (
            "Compared with placebo, drugmab reduced asthma attacks in older adults.",
            "In older adults, drugmab was compared with placebo, and asthma attacks were counted.",
        ),
    ],
)
def test_words_alone_do_not_carry_which_way_an_outcome_went(claim: str, source: str):
    found = support(claim, [Window(source, "", "d")])
    assert found.verdict in {Verdict.PARTLY, Verdict.NOT_FOUND}
