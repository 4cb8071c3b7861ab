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


MEASURED = trial_record("primary trial", """Inclusion Criteria:
  Age over 18 years and under 70 years
  Platelet count >= 100,000/mm3
  Absolute neutrophil count greater than or equal to 1.5 x 10^9/L
  Left ventricular ejection fraction of at least 50%
  Life expectancy of at least 12 weeks
  Bilirubin <= 1.5 x ULN
Exclusion Criteria:
  Creatinine > 1.5 mg/dL""".splitlines())  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Patients with a platelet count of 150,000/mm3 are eligible for the primary trial",
         Verdict.SUPPORTED),
        ("Patients with a platelet count of 50 x 10^9/L are eligible for the primary trial",
         Verdict.CONTRADICTED),
        ("Patients with an ANC of 1,200/mm3 are excluded from the primary trial",
         Verdict.SUPPORTED),
        ("Patients with an LVEF of 40% cannot take part in the primary trial", Verdict.SUPPORTED),
        ("Patients must have a life expectancy of more than 3 months to take part in the primary "
         "trial", Verdict.SUPPORTED),
        ("Patients must have a life expectancy of more than 1 year to take part in the primary "
         "trial", Verdict.CONTRADICTED),
        ("Patients with bilirubin of 2 x ULN are eligible for the primary trial",
         Verdict.CONTRADICTED),
        ("Patients with creatinine of 2.0 mg/dL are excluded from the primary trial",
         Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_limits_are_compared_as_ranges_in_one_unit(claim: str, verdict: Verdict):
    reason = check_eligibility(claim, [MEASURED])
    assert (reason.verdict if reason else None) is verdict


def test_to_be_let_in_every_criterion_must_be_met_and_to_be_kept_out_one_is_enough():
    fit = "Patients with a platelet count of 150,000/mm3 and {} are eligible for the primary trial"
    unfit = fit.replace("eligible for", "excluded from")
    assert _said(fit.format("an LVEF of 40%")) is Verdict.CONTRADICTED
    assert _said(unfit.format("an LVEF of 40%")) is Verdict.SUPPORTED
    assert _said(fit.format("an LVEF of 60%")) is Verdict.SUPPORTED
    assert _said(unfit.format("an LVEF of 60%")) is Verdict.CONTRADICTED


def test_what_the_criteria_do_not_speak_of_leaves_a_sentence_open():
    claim = (
        "Patients with a platelet count of 150,000/mm3 and blue eyes since early childhood are "
        "eligible for the primary trial"
    )
    assert _said(claim) is None


def test_limits_in_another_unit_say_nothing():
    claim = "Patients with bilirubin of 1.0 mg/dL are eligible for the primary trial"
    assert _said(claim) is None


def _said(claim: str) -> Verdict | None:
    reason = check_eligibility(claim, [MEASURED])
    return reason.verdict if reason else None


WHOLE = trial_record("primary trial", """Inclusion Criteria:
  Women 18 to 75 years of age
  erbB-2 gene amplified tumor (FISH or CISH)
  Stage I-III
  AST less than or equal to 2.5 times the upper limit of normal
  Able to give written informed consent
  Adequate renal function
  Previous hormone therapy for 4-6 years
Exclusion Criteria:
  Pregnant or breast-feeding""".splitlines())  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Women of any age can participate in the primary trial", Verdict.CONTRADICTED),
        ("There is no age limit for the primary trial", Verdict.CONTRADICTED),
        ("Ann is 30 years old, she cannot take part in the primary trial due to her age",
         Verdict.CONTRADICTED),
        ("Ann is 80 years old, she cannot take part in the primary trial due to her age",
         Verdict.SUPPORTED),
        ("All cancer stages are accepted for the primary trial", Verdict.CONTRADICTED),
        ("Black women cannot take part in the primary trial", Verdict.CONTRADICTED),
        ("Patients eligible for the primary trial must live in the USA", Verdict.CONTRADICTED),
        ("There are no racial criteria for entry into the primary trial", Verdict.SUPPORTED),
        ("Patients cannot be excluded from the primary trial on the basis of gender",
         Verdict.CONTRADICTED),
        ("Informed consent is optional for entry in the primary trial", Verdict.CONTRADICTED),
        ("Informed consent is mandatory for entry in the primary trial", Verdict.SUPPORTED),
        ("Patients not willing to sign informed consent are excluded from the primary trial",
         Verdict.SUPPORTED),
        ("Adequate renal function is not necessary for participating in the primary trial",
         Verdict.CONTRADICTED),
        ("Adequate renal function is needed for participating in the primary trial",
         Verdict.SUPPORTED),
        ("Patients with HER2 positive tumors are ineligible for the primary trial",
         Verdict.CONTRADICTED),
        ("Patients must have a triple negative tumor to participate in the primary trial",
         Verdict.CONTRADICTED),
        ("Candidates for the primary trial must have a life expectancy over 6 months",
         Verdict.CONTRADICTED),
        ("Patients with AST more than 2 times the upper limit of normal are excluded from the "
         "primary trial", Verdict.CONTRADICTED),
        ("Patients with AST more than 3 times the upper limit of normal are excluded from the "
         "primary trial", Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_criteria_are_read_as_a_whole(claim: str, verdict: Verdict):
    reason = check_eligibility(claim, [WHOLE])
    assert reason is not None
    assert reason.verdict is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Women with gout that does not require treatment are eligible for the primary trial",
        "There is no age limit for the primary trial. Patients need only be French",
    ],
)
def test_what_is_said_besides_keeps_criteria_as_a_whole_open(claim: str):
    bare = WHOLE._replace(inclusion=WHOLE.inclusion[1:-1])
    assert check_eligibility(claim, [bare]) is None
