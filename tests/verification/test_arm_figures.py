"""Figures given to a group of a trial."""

from __future__ import annotations

import pytest

from probatum.verification.arm_figures import check_arm_figures, given

SOURCE = (
    "Five-year survival was 62% in the radiotherapy group and 51% in the resection group (P = .01)."
    " Local control was reached by 81% of patients in the resection group."
)
ARMS = "Median survival was 22.8 months (95% CI, 9-31) in arm A, 12.5 months in arm B."


@pytest.mark.parametrize(
    ("claim", "source", "words"),
    [
        ("Survival at 5 years was 51% in the radiotherapy group and 62% in the resection group.",
         SOURCE, "the sentence gives radiotherapy 51%, the source 62%"),
        ("Five-year survival was 62% after resection.", SOURCE, "gives resection 62%"),
        ("Median survival was 12.5 months in arm A.", ARMS, "arm A 12.5 months, the source 22.8"),
    ],
)  # fmt: skip
def test_the_figure_of_the_other_group_contradicts(claim: str, source: str, words: str):
    reason = check_arm_figures(claim, source)
    assert reason is not None
    assert words in reason.text


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Survival was 51% with resection and 62% with radiotherapy.", SOURCE),
        ("Local control was 81% in the resection group.", SOURCE),
        ("Survival was 62% in women.", SOURCE),
        ("Median survival was 12.5 months in arm B.", ARMS),
    ],
)
def test_its_own_figure_and_that_of_a_group_not_named_there_do_not(claim: str, source: str):
    assert check_arm_figures(claim, source) is None


def test_a_group_is_told_by_its_own_words():
    assert [(each.figure, each.unit, sorted(each.group)) for each in given(ARMS)] == [
        ("22.8", "month", ["a"]),
        ("12.5", "month", ["b"]),
    ]
