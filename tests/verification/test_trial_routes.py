"""By which way a trial gives what it gives."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.trial_record import trial_record
from probatum.verification.trial_routes import check_trial_routes

ORAL = trial_record("primary trial", """INTERVENTION 1:
  Drugone
  Patients receive drugone 20 mg orally once daily.""".splitlines())  # fmt: skip
IV = trial_record("secondary trial", """INTERVENTION 1:
  Drugmab
  Drugmab 5 mg/kg IV on day 1.""".splitlines())  # fmt: skip
SILENT = trial_record("secondary trial", ["INTERVENTION 1:", "Drugmab", "5 mg/kg on day 1."])


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("the primary trial participants only receive treatment orally", Verdict.SUPPORTED),
        ("the primary trial participants do not receive any medication by IV", Verdict.SUPPORTED),
        ("the primary trial and the secondary trial participants do not receive any medication "
         "orally", Verdict.CONTRADICTED),
        ("the primary trial participants receive oral medication, whereas the secondary trial "
         "participants receive it by IV", Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_the_arms_decide(claim: str, verdict: Verdict):
    reason = check_trial_routes(claim, [ORAL, IV])
    assert reason is not None
    assert reason.verdict is verdict


def test_that_no_way_is_named_does_not_say_that_there_is_none():
    claim = "the secondary trial participants do not receive any medication orally"
    assert check_trial_routes(claim, [ORAL, SILENT]) is None
