"""Which outcome a trial measured, within what time and in which unit."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.outcome_measured import check_outcomes_measured
from probatum.verification.trial_record import trial_record

YES, NO = Verdict.SUPPORTED, Verdict.CONTRADICTED
PRIMARY = trial_record("primary trial", """Outcome Measurement:
  Progression-free Survival (PFS)
  From the start to the first sign of growth or death
  Time frame: 24 months
Results 1:
  Arm/Group Title: Drugone
  Overall Number of Participants Analyzed: 20
  Median (Full Range)
  Unit of Measure: months  5.5 (1 to 20)""".splitlines())  # fmt: skip
SECONDARY = trial_record("secondary trial", """Outcome Measurement:
  Number of Participants With Dose-Limiting Toxicities
  Time frame: 28 days
Results 1:
  Arm/Group Title: Drugtwo
  Overall Number of Participants Analyzed: 6
  Measure Type: Number
  Unit of Measure: participants  1""".splitlines())  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("the primary trial measured PFS", YES),
        ("the primary trial measured overall survival", NO),
        ("the primary trial did not use response rate or bone mineral density as its outcome "
         "measurement", YES),
        ("the primary trial studies PFS, whereas the secondary trial evaluates DLTs", YES),
        ("Neither the primary trial or the secondary trial measure PFS", NO),
        ("the primary trial and the secondary trial do not both measure PFS", YES),
        ("the primary trial uses a 2 year time frame", YES),
        ("the primary trial uses a 6 month time frame", NO),
        ("the primary trial and the secondary trial use the same time frame", NO),
        ("the primary trial and the secondary trial use different units of measure", YES),
        ("the primary trial and the secondary trial use non comparable outcome measures", YES),
        ("the primary trial and the secondary trial investigate the same outcome measures", NO),
        ("Patients in the primary trial had a longer overall survival than those in the secondary "
         "trial", NO),
        ("cohort 1 of the secondary trial had a much longer median PFS than the primary trial", NO),
    ],
)  # fmt: skip
def test_titles_frames_and_units_decide(claim: str, verdict: Verdict):
    reason = check_outcomes_measured(claim, [PRIMARY, SECONDARY])
    assert reason is not None
    assert reason.verdict is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "the primary trial studies PFS in mice",
        "the primary trial measured PFS of 5 months",
        "the primary trial measured happiness",
        "Patients of the primary trial had a long PFS",
        "the primary trial uses PFS or overall survival",
    ],
)
def test_what_is_said_besides_leaves_it_open(claim: str):
    assert check_outcomes_measured(claim, [PRIMARY, SECONDARY]) is None


def test_an_outcome_that_is_registered_without_values_was_measured():
    record = trial_record("", [
        "Outcome: Progression-free survival; Time frame: 24 months",
        "Outcome: Overall survival; Time frame: 5 years",
        "Outcome: Progression-free survival; Time frame: 24 months; Group: Drugone; Median: 5 months",
    ])  # fmt: skip
    reason = check_outcomes_measured("The trial measured overall survival", [record])
    assert reason is not None
    assert reason.verdict is YES
