"""Stages, grades and types of a sentence against those of its source."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.classes import check_classes

SOURCE = "Relapse was seen in 4% with stage I, in 9% with stage II and in 20% with stage III gout."


def test_a_class_that_is_named_once_more_than_in_the_source_is_another():
    reason = check_classes(SOURCE.replace("stage III", "stage I"), SOURCE)
    assert reason is not None
    assert reason.verdict is Verdict.CONTRADICTED
    assert "stage 1 once more" in reason.text


@pytest.mark.parametrize(
    "claim",
    [
        SOURCE,
        "In 20% with stage III, in 9% with stage II and in 4% with stage I gout relapse was seen.",
        "Relapse was seen in 9% with stage II gout.",
        "Of all with stage I, those with stage I of the toe alone did best.",
    ],
)
def test_other_order_and_part_of_the_classes_are_the_same(claim: str):
    assert check_classes(claim, SOURCE) is None
