"""Conditions, sexes, tumours, markers and states of patients against the criteria of a trial."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.eligibility import check_eligibility
from probatum.verification.patient_words import conditions_in
from probatum.verification.performance_status import scored
from probatum.verification.trial_record import trial_record
from probatum.verification.tumour_extent import extent

YES, NO = Verdict.SUPPORTED, Verdict.CONTRADICTED
PRIMARY = trial_record("primary trial", """Inclusion Criteria:
  Women with breast cancer, T1-2 N0-1 M0
  HER2-positive tumour (IHC 3+)
  ECOG performance status 0 or 1
  LVEF >/= 50%
  Life expectancy of more than six months
  Able to swallow tablets
Exclusion Criteria:
  Pregnant or breast-feeding
  Myocardial infarction within 6 months
  Chronic liver disease
  Other malignancies except basal cell carcinoma of the skin
  Uncontrolled hypertension
  History of seizures""".splitlines())  # fmt: skip
SECONDARY = trial_record("secondary trial", """DISEASE CHARACTERISTICS:
  Histologically proven breast cancer
  Extracranial metastases allowed
  No autoimmune disease
PATIENT CHARACTERISTICS:
  Men and women
  Not pregnant or nursing""".splitlines())  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Pregnant women are excluded from the primary trial", YES),
        ("Lactating women are eligible for the primary trial", NO),
        ("Patients with cirrhosis are excluded from the primary trial", YES),
        ("Patients with epilepsy are eligible for the primary trial", NO),
        ("Patients with dysphagia are excluded from the primary trial", YES),
        ("Patients with lung cancer are eligible for the primary trial", NO),
        ("Patients with a skin cancer are excluded from the primary trial", NO),
        ("Patients with a myocardial infarction in the last 3 months are excluded from the "
         "primary trial", YES),
        ("Patients with extracranial metastases are excluded from the secondary trial", NO),
        ("Patients with lupus are excluded from the secondary trial", YES),
        ("Nursing patients are not eligible for the primary trial or the secondary trial", YES),
    ],
)  # fmt: skip
def test_conditions_are_known_by_other_and_wider_names(claim: str, verdict: Verdict):
    reason = check_eligibility(claim, [PRIMARY, SECONDARY])
    assert reason is not None
    assert reason.verdict is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Patients with hypertension are excluded from the primary trial",
        "Patients with a myocardial infarction 9 months ago are excluded from the primary trial",
        "Patients with asthma are excluded from the primary trial",
        "Pregnant women are excluded from the primary trial because they have no time",
        "Pregnant women are excluded from the primary trial unless they are nursing",
        "Patients without seizures are eligible for the primary trial",
        "Patients with cirrhosis, gout and asthma are excluded from the primary trial",
    ],
)
def test_what_is_narrower_later_or_not_read_is_left_open(claim: str):
    assert check_eligibility(claim, [PRIMARY]) is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Men are not eligible for the primary trial", YES),
        ("Only men are eligible for the primary trial", NO),
        ("Only women are eligible for the secondary trial", NO),
        ("Patients with T2 N1 M0 breast cancer are eligible for the primary trial", YES),
        ("Patients with T4 N1 M0 breast cancer are eligible for the primary trial", NO),
        ("Patients with HER2 negative tumours are eligible for the primary trial", NO),
        ("Only patients with HER2 positive breast cancer are eligible for the primary trial", YES),
        ("Patients who are capable of all self-care but unable to carry out any work are eligible "
         "for the primary trial", NO),
        ("Fully active patients are excluded from the primary trial", NO),
        ("Patients with LVEF of 60% are eligible for the primary trial", YES),
        ("Patients must have a life expectancy over half a year to take part in the primary trial",
         YES),
    ],
)  # fmt: skip
def test_sex_tumour_marker_and_state_are_read(claim: str, verdict: Verdict):
    reason = check_eligibility(claim, [PRIMARY, SECONDARY])
    assert reason is not None
    assert reason.verdict is verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Patients with cirrhosis are excluded from the primary trial, but not from the secondary "
         "trial", None),
        ("Pregnant women are excluded from the primary trial, but not from the secondary trial", NO),
        ("Patients with extracranial metastases are eligible for the secondary trial, but not for "
         "the primary trial", None),
    ],
)  # fmt: skip
def test_the_other_trial_is_asked_the_same(claim: str, verdict: Verdict | None):
    reason = check_eligibility(claim, [PRIMARY, SECONDARY])
    assert (reason.verdict if reason else None) is verdict


def test_a_limit_that_lost_its_sign_is_no_limit():
    record = trial_record("primary trial", ["Inclusion Criteria:", "Bilirubin  1.5 x ULN"])
    claim = "Patients with bilirubin of 1 x ULN are excluded from the primary trial"
    assert check_eligibility(claim, [record]) is None


def test_descriptions_of_performance_are_scores():
    assert "ECOG 4" in scored("Completely disabled patients are eligible")
    assert "ECOG 2" in scored("capable of all selfcare but unable to carry out any work activities")
    assert "ECOG 0" in scored("able to carry on all pre-disease performance without restriction")


def test_a_kind_of_diabetes_that_is_another_disease_is_not_named():
    assert [named.name for named in conditions_in("diabetes mellitus")] == ["diabetes mellitus"]
    assert not conditions_in("diabetes insipidus")


def test_categories_are_read_together_and_as_ranges():
    assert extent("T1-3 N0 M0") == {"T": {"1", "2", "3"}, "N": {"0"}, "M": {"0"}}
    assert extent("a T2N1M0 tumour") == {"T": {"2"}, "N": {"1"}, "M": {"0"}}
    assert extent("no more than 2 nodes") == {}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Patients with cirrhosis were not eligible for the trial", YES),
        ("Patients with cirrhosis were eligible for the trial", NO),
        ("Completely disabled patients were eligible for the trial", NO),
    ],
)
def test_a_record_without_a_name_is_the_one_that_is_cited(claim: str, verdict: Verdict):
    lines = ["Eligibility", "Sex: all", "Inclusion Criteria", "ECOG performance status 0 or 1",
             "Exclusion Criteria", "Chronic liver disease"]  # fmt: skip
    reason = check_eligibility(claim, [trial_record("", lines)])
    assert reason is not None
    assert reason.verdict is verdict
