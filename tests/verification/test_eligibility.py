"""Sentences on who may take part in a trial; the criteria are written by hand."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.eligibility import check_eligibility
from probatum.verification.trial_record import trial_record

RECORD = trial_record("primary trial", """Inclusion Criteria:
  Women >= 18 years of age
  Histologically confirmed breast cancer, stage I-III
  HER2-positive tumor
  ECOG performance status 0-1
  Adequate renal function
  No prior treatment with fulvestrant
Exclusion Criteria:
  Uncontrolled hypertension
  Pregnant or breast-feeding
  Brain metastases, unless treated""".splitlines())  # fmt: skip


def said(claim: str) -> Verdict | None:
    reason = check_eligibility(claim, [RECORD])
    return reason.verdict if reason else None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Patients with uncontrolled hypertension are excluded from the primary trial",
         Verdict.SUPPORTED),
        ("Patients with uncontrolled hypertension are eligible for the primary trial",
         Verdict.CONTRADICTED),
        ("Patients must have adequate renal function to be eligible for the primary trial",
         Verdict.SUPPORTED),
        ("Patients treated with fulvestrant are not eligible for the primary trial",
         Verdict.SUPPORTED),
        ("Prior treatment with fulvestrant will not prevent a patient from participating in the "
         "primary trial", Verdict.CONTRADICTED),
        ("Patients with stage 4 cancer are excluded from the primary trial", Verdict.SUPPORTED),
        ("Patients with stage IV cancer can be eligible for the primary trial",
         Verdict.CONTRADICTED),
        ("An ECOG score < 2 is necessary to be eligible for the primary trial", Verdict.SUPPORTED),
        ("An ECOG score of 3 is required in the primary trial", Verdict.CONTRADICTED),
        ("Patients must have HER2- breast cancer to participate in the primary trial",
         Verdict.CONTRADICTED),
        ("Ann is a 56 year old woman, she can be eligible for the primary trial",
         Verdict.SUPPORTED),
        ("Ann is a 17 year old woman, she can be eligible for the primary trial",
         Verdict.CONTRADICTED),
        ("Tom is a 56 year old man, he can be eligible for the primary trial",
         Verdict.CONTRADICTED),
    ],
)  # fmt: skip
def test_the_criteria_decide(claim: str, verdict: Verdict):
    assert said(claim) is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Patients with brain metastases are excluded from the primary trial",
        "Patients with diabetes are excluded from the primary trial",
        "Women with a stable disease must take part in the primary trial",
        "Survival was longer in the primary trial",
    ],
)
def test_what_has_an_exception_or_is_not_named_is_left_open(claim: str):
    assert said(claim) is None
