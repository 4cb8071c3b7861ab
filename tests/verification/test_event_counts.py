"""Sentences that count adverse events, reckoned with the figures of trial records.

The records are written by hand; neither the trials nor their figures are real.
"""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.event_amounts import fisher
from probatum.verification.event_counts import check_event_counts
from probatum.verification.spelling import respelt
from probatum.verification.trial_record import TrialRecord, trial_record

FIRST = trial_record("primary trial", """Adverse Events 1:
  Total: 20/100 (20.00%)
  Anaemia 8/100 (8.00%)
  Febrile neutropenia * 5/100 (5.00%)
  Nausea 2/100 (2.00%)
  Catheter infection 1/100 (1.00%)
  Lung infection 0/100 (0.00%)
Adverse Events 2:
  Total: 30/50 (60.00%)
  Anaemia 4/50 (8.00%)
  Febrile neutropenia * 10/50 (20.00%)
  Nausea 0/50 (0.00%)
  Catheter infection 2/50 (4.00%)
  Lung infection 3/50 (6.00%)""".splitlines())  # fmt: skip
SECOND = trial_record("secondary trial", """Adverse Events 1:
  Total: 3/30 (10.00%)
  Anaemia 1/30 (3.33%)
  Vomiting 2/30 (6.67%)""".splitlines())  # fmt: skip
ROWS = trial_record("", """Group: Tea; Time frame: 1 year; With any serious adverse event: 5 of 60
Group: Plain water; Time frame: 1 year; With any serious adverse event: 2 of 58
Serious adverse event: Scald; System: Injury; Group: Tea; Participants: 4 of 60; Events: 4
Serious adverse event: Scald; System: Injury; Group: Plain water; Participants: 1 of 58
""".splitlines())  # fmt: skip


def said(claim: str, *records: TrialRecord) -> Verdict | None:
    reason = check_event_counts(claim, records)
    return reason.verdict if reason else None


@pytest.mark.parametrize(
    "claim",
    [
        "In cohort 1 of the primary trial 8 patients had anaemia",
        "8% of patients in cohort 1 of the primary trial suffered from anemia",
        "There were twice as many cases of anaemia in cohort 1 of the primary trial as in cohort 2",
        "A higher percentage of patients in cohort 2 of the primary trial experienced febrile "
        "neutropenia than in cohort 1",
        "Cohort 1 of the primary trial had more cases of nausea than cohort 2",
        "There were no cases of nausea in cohort 2 of the primary trial",
        "More than half of the patients in cohort 2 of the primary trial had adverse events",
        "Less than 10% of the primary trial patients had anaemia",
        "12 patients in the primary trial suffered anaemia",
        "There were 5 more cases of febrile neutropenia in cohort 2 of the primary trial than in "
        "cohort 1",
        "There was a 15% difference in febrile neutropenia between cohort 1 and cohort 2 of the "
        "primary trial",
        "1 in 5 patients in cohort 1 of the primary trial had an adverse event",
        "Febrile neutropenia was the most common adverse event in the primary trial",
        "Anaemia was the most common adverse event in cohort 1 of the primary trial and febrile "
        "neutropenia was the most common in cohort 2",
        "There were 5 patients with infections in cohort 2 of the primary trial",
        "None of the individual adverse events in the primary trial affected more than 20% of "
        "patients",
        "there was one type of adverse event which did not affect any of the patients in cohort 1 "
        "of the primary trial",
    ],
)
def test_what_the_figures_say_is_supported(claim: str):
    assert said(claim, FIRST) is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "9% of patients in cohort 1 of the primary trial suffered from anemia",
        "A lower percentage of patients in cohort 2 of the primary trial experienced febrile "
        "neutropenia compared to cohort 1",
        "Compared to cohort 1 of the primary trial, cohort 2 had more cases of nausea",
        "No patients in cohort 1 of the primary trial suffered nausea",
        "There were 6 more cases of febrile neutropenia in cohort 2 of the primary trial than in "
        "cohort 1",
        "the most common adverse event in cohort 2 of the primary trial was anaemia",
        "Only one patient in cohort 1 of the primary trial had a lung infection",
        "There were significantly more cases of catheter infection in cohort 2 of the primary "
        "trial than in cohort 1",
    ],
)
def test_what_the_figures_deny_is_contradicted(claim: str):
    assert said(claim, FIRST) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("There were more cases of vomiting in the secondary trial than in the primary trial",
         Verdict.SUPPORTED),
        ("the primary trial had 11 more cases of anaemia than the secondary trial",
         Verdict.SUPPORTED),
        ("Neither the primary trial nor the secondary trial recorded any cases of vomiting",
         Verdict.CONTRADICTED),
        ("Vomiting was recorded in the secondary trial but not in the primary trial",
         Verdict.SUPPORTED),
        ("All recorded cases of vomiting in the primary trial and the secondary trial occurred in "
         "the secondary trial", Verdict.SUPPORTED),
        ("A total of 3 patients in the secondary trial had adverse events, compared to 50 in the "
         "primary trial", Verdict.SUPPORTED),
        ("cohort 2 of the primary trial had 2 cases of catheter infection, and cohort 1 had 1",
         Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_two_trials_are_told_apart(claim: str, verdict: Verdict):
    assert said(claim, FIRST, SECOND) is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Patients in cohort 1 of the primary trial liked anaemia more than those in cohort 2 did",
        "More patients with brown hair in cohort 2 of the primary trial had anaemia than in "
        "cohort 1",
        "The least common adverse event in cohort 2 of the primary trial was vomiting",
        "The trial was stopped early",
    ],
)
def test_what_is_not_understood_is_left_open(claim: str):
    assert said(claim, FIRST) not in {Verdict.SUPPORTED, Verdict.CONTRADICTED}


THIRD = trial_record("primary trial", """Adverse Events 1:
  Total: 12/12 (100.00%)
  Platelet count decreased 3/12 (25.00%)
  Atrial fibrillation 1/12 (8.33%)
  Cardiac failure congestive 2/12 (16.67%)
  Rash 12/12 (100.00%)
Adverse Events 2:
  Total: 6/10 (60.00%)
  Platelet count decreased 3/10 (30.00%)
  Atrial fibrillation 0/10 (0.00%)
  Cardiac failure congestive 0/10 (0.00%)
  Rash 4/10 (40.00%)""".splitlines())  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("There were 3 cases of thrombocytopenia in cohort 1 of the primary trial",
         Verdict.SUPPORTED),
        ("There were 4 cases of low platelets in cohort 1 of the primary trial",
         Verdict.CONTRADICTED),
        ("More patients in cohort 1 of the primary trial had cardiac adverse events than in "
         "cohort 2", Verdict.SUPPORTED),
        ("There were 2 different cardiac adverse events in cohort 1 of the primary trial",
         Verdict.SUPPORTED),
        ("All of the patients in cohort 1 of the primary trial had a rash", Verdict.SUPPORTED),
        ("All of the patients in cohort 2 of the primary trial had a rash", Verdict.CONTRADICTED),
        ("Cohort 1 and 2 of the primary trial had the same number of cases of thrombocytopenia",
         Verdict.SUPPORTED),
        ("Cohort 1 and 2 of the primary trial had the same number of cases of rash",
         Verdict.CONTRADICTED),
        ("There were more cases of rash than thrombocytopenia in cohort 2 of the primary trial",
         Verdict.SUPPORTED),
        ("There were no strokes in cohort 1 of the primary trial", Verdict.SUPPORTED),
        ("A total of 3 patients in cohort 1 of the primary trial had either atrial fibrillation or "
         "heart failure", Verdict.SUPPORTED),
        ("8/10 patients in cohort 2 of the primary trial did not have a rash",
         Verdict.CONTRADICTED),
    ],
)  # fmt: skip
def test_events_in_other_words_and_other_kinds_of_counts(claim: str, verdict: Verdict):
    assert said(claim, THIRD) is verdict


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (
            "There was one stroke in cohort 1 of the primary trial",
            "stroke is not listed by this name",
        ),
        (
            "3 patients in cohort 1 of the primary trial suffered from Anaphylaxis",
            "not listed by this name",
        ),
        ("9 tall patients in cohort 2 of the primary trial had a rash", "4 of 10"),
    ],
)
def test_what_may_be_listed_otherwise_or_was_read_in_part_is_not_found_and_says_why(
    claim: str, told: str
):
    reason = check_event_counts(claim, [THIRD])
    assert reason is not None
    assert reason.verdict is Verdict.NOT_FOUND
    assert told in reason.text


def test_an_event_that_begins_like_one_that_is_listed_may_be_the_same():
    record = trial_record("", ["Adverse Events 1:", "  Hepatotoxicity 1/20 (5.00%)"])
    assert said("One patient in cohort 1 suffered from toxic hepatitis", record) is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Only 1 of the 4 adverse events in cohort 1 of the primary trial affected more than 5 "
         "patients", Verdict.SUPPORTED),
        ("Every adverse event in cohort 1 of the primary trial occurred more than once",
         Verdict.CONTRADICTED),
        ("For all adverse event types in cohort 1 of the primary trial, at least one case was "
         "recorded", Verdict.SUPPORTED),
        ("None of the adverse events in cohort 2 of the primary trial affected more than 50% of "
         "patients", Verdict.SUPPORTED),
        ("Only two types of adverse events, rash and atrial fibrillation, occurred in more than 10% "
         "of patients in cohort 2 of the primary trial", Verdict.CONTRADICTED),
        ("Cohort 1 and 2 of the primary trial recorded the same number of each type of adverse "
         "events", Verdict.CONTRADICTED),
        ("compared to cohort 2 of the primary trial, there are more cases of every adverse event in "
         "cohort 1", Verdict.CONTRADICTED),
        ("Rash was the only recorded adverse event in cohort 2 of the primary trial",
         Verdict.CONTRADICTED),
        ("There were 8 more cases of rash and 1 more case of atrial fibrillation in cohort 1 of the "
         "primary trial than in cohort 2", Verdict.SUPPORTED),
        ("There were 8 more cases of rash and 2 more cases of atrial fibrillation in cohort 1 of "
         "the primary trial than in cohort 2", Verdict.CONTRADICTED),
        ("In the primary trial there were more cases of rash in cohort 1 than in cohort 2",
         Verdict.SUPPORTED),
        ("Cohort one of the primary trial had 3x more cases of rash than cohort two",
         Verdict.SUPPORTED),
        ("The majority of patinets in cohort 2 of the primary trial experienced at least one "
         "adverse event", Verdict.SUPPORTED),
        ("All 2 of the heart failure cases in the primary trial were in cohort 1",
         Verdict.SUPPORTED),
        ("All 4 of the heart failure cases in the primary trial were in cohort 1",
         Verdict.CONTRADICTED),
        ("No less than 3 patients in cohort 2 of the primary trial had a rash", Verdict.SUPPORTED),
        ("Cohort 2 of the primary trial recorded multiple incidents of rash", Verdict.SUPPORTED),
        ("One of the cohorts in the primary trial had more than 90% of patients experiencing a "
         "rash", Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_sorts_of_events_and_several_at_once_are_reckoned(claim: str, verdict: Verdict):
    assert said(respelt(claim), THIRD) is verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("There were no cases of vomiting in either the primary trial or the secondary trial",
         Verdict.CONTRADICTED),
        ("Across both the primary trial and the secondary trial there were 13 cases of anaemia",
         Verdict.SUPPORTED),
        ("Cohort 1 of the primary trial had more than 3 times the number of patients as the "
         "secondary trial", Verdict.SUPPORTED),
        ("the primary trial and the secondary trial have the same total number of patients",
         Verdict.CONTRADICTED),
        ("The only adverse event observed in both the primary trial and the secondary trial was "
         "nausea", Verdict.CONTRADICTED),
        ("the primary trial and the secondary trial have entirely different adverse events",
         Verdict.CONTRADICTED),
    ],
)  # fmt: skip
def test_two_trials_are_taken_together(claim: str, verdict: Verdict):
    assert said(claim, FIRST, SECOND) is verdict


@pytest.mark.parametrize("line", ["Rash *  [1]3/20 (15.00%)", "Rash 2 [1]3/20 (15.00%)",
                                  "Rash *3/20 (15.00%)", "Rash3/20 (15.00%)"])  # fmt: skip
def test_a_count_is_read_beside_a_footnote(line: str):
    record = trial_record("", ["Adverse Events 1:", f"  {line}"])
    assert [(count.term, count.affected) for count in record.counts] == [("Rash", 3)]


def test_two_trials_with_no_event_alike_share_none():
    claim = "the primary trial and the secondary trial did not have any of the same adverse events"
    assert said(claim, THIRD, SECOND) is Verdict.SUPPORTED
    assert said(claim, FIRST, SECOND) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "claim",
    [
        "One patient in cohort 1 of the primary trial had a grade 4 rash",
        "Rash was only recorded in cohort 1 of the primary trial",
        "There were more cases of rash in cohort 3 of the primary trial than in cohort 1",
    ],
)
def test_grades_and_groups_that_the_record_does_not_have_leave_a_sentence_open(claim: str):
    assert said(claim, THIRD) not in {Verdict.SUPPORTED, Verdict.CONTRADICTED}


def test_the_reason_gives_the_figures():
    reason = check_event_counts(
        "There were more cases of anaemia in cohort 2 of the primary trial than in cohort 1",
        [FIRST],
    )
    assert reason is not None
    assert "cohort 2 of the primary trial: 4 of 50 (8.0%), cohort 1: 8 of 100 (8.0%)" in reason.text


def test_groups_are_known_by_their_names_and_only_serious_events_are_counted_in_our_library():
    claim = "There were more serious cases of scald in the tea group than in the plain water group"
    assert said(claim, ROWS) is Verdict.SUPPORTED
    assert said(claim.replace("more", "fewer"), ROWS) is Verdict.CONTRADICTED
    assert said(claim.replace("serious ", ""), ROWS) is None


def test_fisher_s_exact_test_gives_the_published_value():
    # The lady tasting tea: 3 of 4 against 1 of 4.
    assert fisher(3, 4, 1, 4) == pytest.approx(0.4857, abs=1e-4)
    assert fisher(4, 4, 0, 4) == pytest.approx(2 / 70)


SEVERAL = trial_record("primary trial", """Adverse Events 1:
Total: 6/20
Atrial fibrillation 3/20
Cardiac failure 2/20
Vomiting 0/20
Adverse Events 2:
Total: 1/10
Atrial fibrillation 1/10
Cardiac failure 0/10
Vomiting 0/10""".splitlines())  # fmt: skip
OTHER = trial_record("secondary trial", """Adverse Events 1:
Total: 2/8
Cardiac failure 2/8
Back pain 1/8""".splitlines())  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The highest number of occurrences for any adverse event in the primary trial was 4",
         Verdict.SUPPORTED),
        ("The highest number of occurrences for any adverse event in the primary trial was 2",
         Verdict.CONTRADICTED),
        ("All of the adverse events recorded in the primary trial were cardiac related",
         Verdict.SUPPORTED),
        ("All of the adverse events recorded in the secondary trial were cardiac related",
         Verdict.CONTRADICTED),
        ("There were no cases of gout or scurvy in the primary trial", Verdict.SUPPORTED),
        ("There were no cases of gout or back pain in the secondary trial", Verdict.CONTRADICTED),
        ("There were several cases of cardiac failure in the primary trial", Verdict.SUPPORTED),
        ("The majority of patients in the secondary trial had adverse events",
         Verdict.CONTRADICTED),
        ("Unlike the secondary trial, the primary trial did not record any cases of back pain",
         Verdict.SUPPORTED),
        ("2 patients in the secondary trial suffered from cardiac failure, 0 in the primary trial",
         Verdict.CONTRADICTED),
        ("The primary trial had a total of 30 patients across both its cohorts",
         Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_events_are_reckoned_together(claim: str, verdict: Verdict):
    reason = check_event_counts(claim, [SEVERAL, OTHER])
    assert reason is not None
    assert reason.verdict is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "There were no cases of nerve block in the primary trial",
        "The primary trial recorded three types of adverse events",
    ],
)
def test_what_the_record_may_mean_by_another_word_is_left_open(claim: str):
    record = trial_record("primary trial", """Adverse Events 1:
Block of the heart 0/20
Heartburn 1/20
Vomiting 2/20""".splitlines())  # fmt: skip
    reason = check_event_counts(claim, [record])
    assert reason is None
