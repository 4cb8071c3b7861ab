"""A sentence that is surer than its source."""

from __future__ import annotations

from probatum.evidence.claim import Verdict
from probatum.verification.strength import check_strength

SOURCE = (
    "In a retrospective study of 90 adults, delay was associated with an increased risk of death."
)


def test_an_association_made_a_cause_is_only_partly_supported_though_the_study_is_named():
    reason = check_strength(SOURCE.replace("was associated with", "causes"), SOURCE)
    assert reason is not None
    assert reason.verdict is Verdict.PARTLY


def test_an_association_in_other_words_stays_one():
    other = SOURCE.replace("was associated with an increased risk", "correlated with increases")
    assert check_strength(other, SOURCE) is None


def test_one_of_two_associations_made_a_cause_is_only_partly_supported():
    source = "Tea was associated with fewer falls, and coffee was associated with more falls."
    claim = source.replace("coffee was associated with", "coffee causes")
    reason = check_strength(claim, source)
    assert reason is not None
    assert reason.verdict is Verdict.PARTLY
    assert check_strength(source, source) is None
