"""How far tumours reach that a sentence speaks of."""

from __future__ import annotations

import pytest

from probatum.retrieval.extent import Extent
from probatum.retrieval.understanding import Context, understand


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        (
            "Local excision is no option for tumors that invade the muscularis.",
            "patients with tumors that invade the muscularis",
        ),
        (
            "Margins are positive in tumors involving the pelvic sidewall.",
            "patients with tumors that invade the pelvic sidewall",
        ),
        ("Absence of tumor involvement in the lymph nodes foretells longer survival.", None),
        ("The depth of tumor invasion of the bowel wall is measured.", None),
    ],
)
def test_tumours_that_invade_are_told_from_a_finding_of_involvement(sentence, label):
    question, _ = understand("management of rectal cancer?", Context({}, {}))
    assert Extent(question, cancer=True).about(sentence, ()) == label
