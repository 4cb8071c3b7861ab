"""Names of drugs: told by their endings, and one drug for another."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.names import check_names, drugs
from probatum.verification.objections import objections


def test_drugs_are_told_from_words_that_end_like_them():
    text = (
        "Except for etanercept, peptides, nucleotides and cholesterol were no concept of tamoxifen."
    )
    assert drugs(text) == {"etanercept", "tamoxifen"}


def test_a_sentence_on_a_drug_that_the_source_does_not_name_is_not_carried():
    claim = "Ketorolac is recommended for patients in the intensive care unit."
    reason = check_names(claim, "Mortality of patients in the intensive care unit was 37%.")
    assert reason is not None
    assert reason.verdict is Verdict.NOT_FOUND


def test_one_drug_for_another_in_the_same_sentence_contradicts():
    reason = check_names(
        "Regorafenib lengthened survival in adults with rectal cancer.",
        "Sorafenib lengthened survival in adults with rectal cancer.",
    )
    assert reason is not None
    assert reason.verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "source",
    [
        "Sorafenib is given at 5 mg once daily on days 1 to 21 of a 28-day cycle.",
        "Trials of irinotecan in rectal cancer were stopped early.",
        "It was given at 35 mg twice daily on days 1 to 5 of a 28-day cycle.",
    ],
)
def test_a_sentence_on_another_drug_contradicts_nothing(source: str):
    claim = "Regorafenib 160 mg daily is given for 21 days of a 28-day cycle."
    raised = objections(claim, source)
    assert raised
    assert all(reason.verdict is not Verdict.CONTRADICTED for reason in raised)
