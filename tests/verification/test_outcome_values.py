"""Sentences on what was measured in the arms of a trial; the records are written by hand."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.outcome_values import check_outcome_values
from probatum.verification.trial_outcomes import trial_outcomes
from probatum.verification.trial_record import TrialRecord, trial_record

SURVIVAL = trial_record("primary trial", """Outcome Measurement:
  Progression-Free Survival (PFS)
  Time from the first dose to progression or death.
  Time frame: up to 3 years
Results 1:
  Arm/Group Title: Drugone
  Arm/Group Description: Drugone 20 mg by mouth
  Overall Number of Participants Analyzed: 120
  Median (Full Range)
  Unit of Measure: months  9.0        (0.5 to 30.1)
Results 2:
  Arm/Group Title: Placebo
  Overall Number of Participants Analyzed: 118
  Median (Full Range)
  Unit of Measure: months  6.0        (0.4 to 21.5)""".splitlines())  # fmt: skip
RESPONSE = trial_record("secondary trial", """Outcome Measurement:
  Number of Participants With Best Overall Response
  Time frame: 1 year
Results 1:
  Arm/Group Title: Drugtwo + Drugthree
  Overall Number of Participants Analyzed: 50
  Measure Type: Count of Participants
  Unit of Measure: Participants  Complete Response: 5  10.0%
  Partial Response: 20  40.0%
  Stable Disease: 15  30.0%
Results 2:
  Arm/Group Title: Drugtwo
  Overall Number of Participants Analyzed: 40
  Measure Type: Count of Participants
  Unit of Measure: Participants  Complete Response: 0   0.0%
  Partial Response: 8  20.0%
  Stable Disease: 22  55.0%""".splitlines())  # fmt: skip
ROWS = (
    "Outcome: Thirst at rest; Group: Tea; Participants analysed: 60",
    "Outcome: Thirst at rest; Group: Plain water; Participants analysed: 58",
    "Outcome: Thirst at rest; Time frame: 4 weeks; Group: Tea; Mean: 3.2 points; "
    "Standard deviation: 1.1",
    "Outcome: Thirst at rest; Time frame: 4 weeks; Group: Plain water; Mean: 4.8 points; "
    "Standard deviation: 1.3",
)


def said(claim: str, *records: TrialRecord) -> Verdict | None:
    reason = check_outcome_values(claim, records)
    return reason.verdict if reason else None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Cohort 1 of the primary trial had a longer median PFS than cohort 2", Verdict.SUPPORTED),
        ("The placebo group of the primary trial had a longer median PFS than the Drugone group",
         Verdict.CONTRADICTED),
        ("Cohort 1 of the primary trial produced better results than cohort 2", Verdict.SUPPORTED),
        ("The Drugone group of the primary trial had a median PFS of 9 months", Verdict.SUPPORTED),
        ("The Drugone group of the primary trial had a median PFS of over 1 year",
         Verdict.CONTRADICTED),
        ("The median PFS was over 2 months longer in cohort 1 of the primary trial than in "
         "cohort 2", Verdict.SUPPORTED),
        ("The median PFS was over 4 months longer in cohort 1 of the primary trial than in "
         "cohort 2", Verdict.CONTRADICTED),
        ("The longest PFS in cohort 2 of the primary trial was over 2 years",
         Verdict.CONTRADICTED),
        ("The median PFS of both cohorts of the primary trial was less than a year",
         Verdict.SUPPORTED),
        ("Patients receiving Drugone in the primary trial had a median PFS twice as long as those "
         "receiving Placebo", Verdict.CONTRADICTED),
    ],
)  # fmt: skip
def test_times_are_reckoned_in_one_unit(claim: str, verdict: Verdict):
    assert said(claim, SURVIVAL) is verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("5 patients in cohort 1 of the secondary trial achieved complete response",
         Verdict.SUPPORTED),
        ("None of the patients in cohort 2 of the secondary trial achieved complete response",
         Verdict.SUPPORTED),
        ("No patients in cohort 1 of the secondary trial achieved complete response",
         Verdict.CONTRADICTED),
        ("Half of the patients in cohort 1 of the secondary trial achieved complete response or "
         "partial response", Verdict.SUPPORTED),
        ("More than 30% of patients in cohort 2 of the secondary trial achieved CR or PR",
         Verdict.CONTRADICTED),
        ("A higher percentage of patients in cohort 2 of the secondary trial had stable disease "
         "than in cohort 1", Verdict.SUPPORTED),
        ("The majority of patients in cohort 2 of the secondary trial had stable disease",
         Verdict.SUPPORTED),
        ("Less than 12% of patients in the secondary trial achieved complete response",
         Verdict.SUPPORTED),
        ("85% of patients in cohort 1 of the secondary trial did not achieve complete response",
         Verdict.CONTRADICTED),
    ],
)  # fmt: skip
def test_people_and_parts_of_them_are_counted(claim: str, verdict: Verdict):
    assert said(claim, RESPONSE) is verdict


@pytest.mark.parametrize(
    "claim",
    [
        # Another outcome, another arm, another measure of the same, a word that is not understood.
        "Cohort 1 of the primary trial had a longer overall survival than cohort 2",
        "Cohort 3 of the primary trial had a longer PFS than cohort 2",
        "Cohort 1 of the primary trial had a PFS of 9 mg",
        "Cohort 1 of the primary trial had a longer PFS than cohort 2 among people with gout",
        "There was no significant difference in PFS between the cohorts of the primary trial",
        "The trial was stopped early",
    ],
)
def test_what_the_values_do_not_tell_is_left_open(claim: str):
    assert said(claim, SURVIVAL) is None


def test_a_response_that_no_row_is_of_is_left_open():
    claim = "8 patients in cohort 2 of the secondary trial had progressive disease"
    assert said(claim, RESPONSE) is None


def test_rows_of_the_library_are_read_as_lists_are():
    (outcome,) = trial_outcomes(ROWS)
    assert (outcome.title, outcome.unit, outcome.frame) == ("Thirst at rest", "points", "4 weeks")
    assert outcome.people == (("Tea", 60), ("Plain water", 58))
    assert [(v.group, v.value) for v in outcome.values] == [("Tea", 3.2), ("Plain water", 4.8)]
    record = trial_record("", ROWS)
    assert said("The Tea group had less thirst than the Plain water group", record) is (
        Verdict.SUPPORTED
    )
    assert said("The Tea group had more thirst than the Plain water group", record) is (
        Verdict.CONTRADICTED
    )


def test_of_several_outcomes_the_one_that_is_named_is_taken():
    other = tuple(line.replace("Thirst at rest", "Hours of sleep") for line in ROWS)
    record = trial_record("", (*ROWS, *other))
    assert said("The Tea group had less thirst at rest than the Plain water group", record) is (
        Verdict.SUPPORTED
    )
    assert said("The Tea group had less hunger than the Plain water group", record) is None


def test_the_reason_gives_the_values():
    claim = "Cohort 1 of the primary trial had a longer median PFS than cohort 2"
    reason = check_outcome_values(claim, [SURVIVAL])
    assert reason is not None
    assert reason.text == "Cohort 1 of the primary trial: 9, cohort 2: 6"


def test_values_that_were_not_reached_are_no_numbers():
    lines = [line.replace("9.0        (0.5 to 30.1)", "NA  [1]    (8.1 to NA)")
             for line in ("Outcome Measurement:", "  Survival", "Results 1:",
                          "  Arm/Group Title: Drugone",
                          "  Unit of Measure: months  9.0        (0.5 to 30.1)")]  # fmt: skip
    assert trial_outcomes(lines) == ()


DENSITY = trial_record("primary trial", """Outcome Measurement:
  Percent Change From Baseline in Bone Density
  Time frame: 1 year
Results 1:
  Arm/Group Title: Early
  Overall Number of Participants Analyzed: 60
  Mean (Standard Deviation)
  Unit of Measure: percent change  2.1 (0.5)
Results 2:
  Arm/Group Title: Late
  Overall Number of Participants Analyzed: 61
  Mean (Standard Deviation)
  Unit of Measure: percent change  -3.2 (0.6)""".splitlines())  # fmt: skip
OBJECTIVE = trial_record("primary trial", """Outcome Measurement:
  Objective Response Rate (ORR)
  Time frame: 1 year
Results 1:
  Arm/Group Title: Drugone
  Overall Number of Participants Analyzed: 40
  Measure Type: Number
  Unit of Measure: participants  10""".splitlines())  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "record", "verdict"),
    [
        ("On average cohort 1 of the primary trial had an increased bone density", DENSITY,
         Verdict.SUPPORTED),
        ("On average cohort 2 of the primary trial had an increased bone density", DENSITY,
         Verdict.CONTRADICTED),
        ("All patients in cohort 1 of the primary trial had an increased bone density", DENSITY,
         None),
        ("Cohort 1 of the primary trial had a smaller percent change in bone density than cohort 2",
         DENSITY, Verdict.SUPPORTED),
        ("The median PFS was longest in cohort 1 of the primary trial", SURVIVAL,
         Verdict.SUPPORTED),
        ("The median PFS was shortest in cohort 1 of the primary trial", SURVIVAL,
         Verdict.CONTRADICTED),
        ("Less than half of the primary trial participants achieved CR or PR", OBJECTIVE,
         Verdict.SUPPORTED),
        ("Not a single patient in the primary trial achieved CR or PR", OBJECTIVE,
         Verdict.CONTRADICTED),
    ],
)  # fmt: skip
def test_directions_and_extremes_of_groups_are_read(
    claim: str, record: TrialRecord, verdict: Verdict | None
):
    assert said(claim, record) is verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The placebo group of the primary trial performed better than the test group, as a lower "
         "PFS is ideal", Verdict.CONTRADICTED),
        ("The median time from the first dose until progression or death was longer in cohort 1 of "
         "the primary trial than in cohort 2", Verdict.SUPPORTED),
        ("More than a dozen patients in cohort 2 of the secondary trial had stable disease",
         Verdict.SUPPORTED),
        ("Less than 60% of patients in cohort 2 of the secondary trial had no stable disease",
         Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_a_clause_that_does_not_hold_decides_and_denials_are_counted(claim: str, verdict: Verdict):
    assert said(claim, SURVIVAL if "primary" in claim else RESPONSE) is verdict


TWICE = trial_record("primary trial", """Outcome Measurement:
  Percentage of Participants With Progressive Disease
Results 1:
  Arm/Group Title: Drugone
  Overall Number of Participants Analyzed: 100
  Measure Type: Number
  Unit of Measure: percentage of participants  By the centre: 30.0
  By the investigator: 34.0
Results 2:
  Arm/Group Title: Drugtwo
  Overall Number of Participants Analyzed: 100
  Measure Type: Number
  Unit of Measure: percentage of participants  By the centre: 32.0
  By the investigator: 36.0""".splitlines())  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Cohort 1 of the primary trial had a lower percentage of patients with progressive disease "
         "than cohort 2", Verdict.SUPPORTED),
        ("Less than 33% of patients in cohort 1 of the primary trial had progressive disease", None),
    ],
)  # fmt: skip
def test_of_several_rows_of_which_none_is_named_all_must_agree(claim: str, verdict: Verdict | None):
    assert said(claim, TWICE) is verdict
