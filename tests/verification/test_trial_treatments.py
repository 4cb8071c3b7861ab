"""What the arms of a trial are given, against the record's words on each arm."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.arm_doses import amounts, cycles, doses_of, plain
from probatum.verification.treatment_kinds import treatments
from probatum.verification.trial_arms import trial_arms
from probatum.verification.trial_record import trial_record
from probatum.verification.trial_treatments import check_treatments

YES, NO = Verdict.SUPPORTED, Verdict.CONTRADICTED
PRIMARY = trial_record("primary trial", """INTERVENTION 1:
  Low dose
  Patients take letrozole 2.5 mg by mouth once daily and metformin 500 mg twice daily
INTERVENTION 2:
  High dose
  Patients take letrozole 2.5 mg by mouth once daily and metformin 1000 mg twice daily""".splitlines())  # fmt: skip
SECONDARY = trial_record("secondary trial", """INTERVENTION 1:
  Paclitaxel
  Paclitaxel 80 mg/m^2 IV on day 1 of a 21-day cycle
INTERVENTION 2:
  Placebo
  Placebo given IV on day 1 of a 21-day cycle
  Yoga: once weekly""".splitlines())  # fmt: skip
LIBRARY = trial_record("", [
    "Arms and interventions",
    "Arm: Drug arm (Experimental); Description: 50 mg a day; Interventions: Drug: Sunitinib",
    "Arm: Comparator (Placebo comparator); Description: matched; Interventions: Drug: Placebo",
    "Intervention: Sunitinib (Drug); Description: Sunitinib 50 mg by mouth once daily",
    "Intervention: Placebo (Drug); Description: by mouth once daily",
])  # fmt: skip


GIVEN = [
    ("Paclitaxel is used in the secondary trial", YES),
    ("Cohort 2 of the secondary trial receives paclitaxel", NO),
    ("The primary trial does not use bevacizumab or tamoxifen", YES),
    ("the primary trial participants receive letrozole, this is not used in the secondary "
     "trial", YES),
    ("Only cohort 2 of the secondary trial does yoga", YES),
    ("Only cohort 1 of the primary trial receives letrozole", NO),
    ("Neither the primary trial or the secondary trial use radiotherapy", YES),
    ("Metformin is used in both cohorts of the primary trial, but not at all in the secondary "
     "trial", YES),
    ("Paclitaxel is used in only one of the cohorts of the secondary trial", YES),
]  # fmt: skip
DOSED = [
    ("Cohort 1 of the primary trial receives metformin 500 mg twice daily", YES),
    ("Cohort 1 of the primary trial receives 0.5 g metformin twice daily", YES),
    ("Cohort 1 of the primary trial receives metformin 850 mg twice daily", NO),
    ("Cohort 1 of the secondary trial receives 80 mg/m2 paclitaxel by IV", YES),
    ("Cohort 1 of the secondary trial receives paclitaxel orally", NO),
    ("Cohort 1 of the secondary trial receives paclitaxel in a 3 week cycle", YES),
    ("Cohort 1 of the secondary trial receives paclitaxel in a 4 week cycle", NO),
    ("Patients in the primary trial receive at least 500 mg of metformin", YES),
]  # fmt: skip
COMPARED = [
    ("Cohort 2 of the primary trial receives a higher dose of metformin than cohort 1", YES),
    ("Cohort 1 of the primary trial receives more metformin than cohort 2", NO),
    ("Cohort 2 of the primary trial receives twice the dose of metformin of cohort 1", YES),
    ("Both cohorts of the primary trial receive the same dose of letrozole", YES),
    ("Both cohorts of the primary trial receive the same dose of metformin", NO),
    ("In the primary trial metformin is given more often than letrozole", YES),
    ("Both cohorts of the primary trial receive the same drugs at different doses", YES),
    ("the primary trial and the secondary trial do not use any of the same drugs", YES),
    ("the primary trial and the secondary trial use the same route of administration", NO),
]  # fmt: skip
ARMS = [
    ("Cohort 2 of the secondary trial is the control group", YES),
    ("Cohort 1 of the secondary trial is the control group", NO),
    ("There are no placebo groups in the primary trial", YES),
    ("the primary trial and the secondary trial have the same number of study groups", YES),
    ("the primary trial is a single arm trial", NO),
    ("the primary trial has two cohorts", YES),
    ("the primary trial does not specify a dosage or frequency for its intervention", NO),
]  # fmt: skip

MORE_THAN_WAS_READ = [
    # One thing of several that is not given is enough, and so is neither of two.
    ("Cohort 1 of the primary trial receives letrozole, metformin and paclitaxel in a quiet room",
     NO),
    ("Cohort 2 of the secondary trial receives paclitaxel or docetaxel", NO),
    ("the primary trial and the secondary trial do not use yoga or surgery", NO),
    ("Only one cohort of the primary trial receives metformin 1000 mg", YES),
    ("Only one cohort of the primary trial receives letrozole 2.5 mg", NO),
    ("the primary trial receives more metformin than the secondary trial", YES),
    ("the primary trial receives more paclitaxel than the secondary trial", NO),
    ("The same dose of paclitaxel is used in the primary trial and the secondary trial", NO),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "verdict"), [*GIVEN, *DOSED, *COMPARED, *ARMS, *MORE_THAN_WAS_READ]
)
def test_what_is_said_of_arms_is_compared_with_the_record(claim: str, verdict: Verdict):
    reason = check_treatments(claim, [PRIMARY, SECONDARY])
    assert reason is not None
    assert reason.verdict is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Aspirin is used against pain",
        "Cohort 1 of the primary trial receives letrozole at bedtime in a quiet room",
        "Patients in the secondary trial receive paclitaxel",
        "Cohort 1 of the primary trial tolerates metformin well",
        "Cohort 1 of the secondary trial receives paclitaxel or docetaxel",
    ],
)
def test_what_is_not_plainly_told_is_left_open(claim: str):
    assert check_treatments(claim, [PRIMARY, SECONDARY]) is None


def test_a_drug_may_be_of_a_class_that_the_arm_does_not_name():
    claim = "Cohort 1 of the primary trial receives hormone therapy"
    record = trial_record("primary trial", ["INTERVENTION 1:", "Drugnib", "sunitinib 5 mg daily"])
    assert check_treatments(claim, [record]) is None


def test_what_an_arm_had_before_is_not_given():
    lines = ["INTERVENTION 1:", "Neratinib", "neratinib 240 mg daily after prior trastuzumab"]
    record = trial_record("primary trial", lines)
    assert check_treatments("the primary trial does not use trastuzumab", [record]) is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The Drug arm of this trial received sunitinib 50 mg once daily", YES),
        ("In this trial arm 2 received sunitinib", NO),
        ("This trial has two arms", YES),
        ("In the trial the Comparator arm received sunitinib", NO),
    ],
)
def test_records_of_the_library_are_read_too(claim: str, verdict: Verdict):
    reason = check_treatments(claim, [LIBRARY])
    assert reason is not None
    assert reason.verdict is verdict


def test_arms_are_read_from_rows_and_from_lists():
    assert [arm.name for arm in PRIMARY.arms] == ["Low dose", "High dose"]
    assert [arm.name for arm in LIBRARY.arms] == ["Drug arm", "Comparator"]
    assert "50 mg by mouth" in LIBRARY.arms[0].text
    assert trial_arms(["Anaemia 3/50", "Inclusion Criteria:", "Women"]) == ()


def test_each_drug_has_its_own_dose():
    text = "lapatinib 1500 mg orally with paclitaxel at 80 mg/m^2 in a 28-day treatment cycle"
    one, other = treatments("lapatinib and paclitaxel")
    assert [dose.written for dose in doses_of(one, text)] == ["1500 mg"]
    assert [dose.unit for dose in doses_of(other, text)] == ["mg/m2"]
    assert cycles(text) == {28.0}


def test_a_dose_for_a_day_is_not_one_dose():
    day, single = (amounts(plain(text))[0] for text in ("120 mg per day", "120 mg twice daily"))
    assert day.equals(single) is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("the primary trial uses AZD-9496", NO),
        ("the primary trial does not use oral letrozole", NO),
        ("the primary trial does not use letrozole and yoga", None),
        ("Patients in the primary trial receive letrozole mesylate orally", YES),
        ("Unlike the secondary trial, the primary trial uses metformin", YES),
    ],
)
def test_codes_salts_and_denied_ways_are_read(claim: str, verdict: Verdict | None):
    reason = check_treatments(claim, [PRIMARY, SECONDARY])
    assert (reason.verdict if reason else None) is verdict


def test_an_arm_without_a_dose_is_not_compared_and_one_without_the_drug_has_not_the_same():
    claim = "In the trial both arms received the same dose of sunitinib"
    lines = ["INTERVENTION 1:", "Early", "sunitinib", "INTERVENTION 2:", "Late", "sunitinib"]
    assert check_treatments(claim, [trial_record("", lines)]) is None
    reason = check_treatments(claim, [LIBRARY])
    assert reason is not None
    assert reason.verdict is NO
