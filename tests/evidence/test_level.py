"""Levels of evidence by the Oxford 2011 table: from the design, for the question."""

from __future__ import annotations

import pytest

from probatum.evidence.document import DocumentKind, StudyDesign
from probatum.evidence.level import oxford_level
from probatum.evidence.question import Intent
from tests.evidence_by_hand import document


def level(
    design: StudyDesign | None, intent: Intent = Intent.MANAGEMENT, text: str = "Drugone."
) -> int | None:
    return oxford_level(document(text, kind=DocumentKind.RESEARCH, design=design), intent)


@pytest.mark.parametrize(
    ("design", "expected"),
    [
        (StudyDesign.RANDOMISED_TRIAL, 2),
        (StudyDesign.COHORT, 3),
        (StudyDesign.CASE_CONTROL, 4),
        (StudyDesign.CASE_REPORT, 4),
        (StudyDesign.ANIMAL_OR_LABORATORY, 5),
        (StudyDesign.REVIEW, None),
        (StudyDesign.OPINION, None),
        (StudyDesign.CLINICAL_TRIAL, None),
        (None, None),
    ],
)
def test_a_study_of_treatment_has_the_level_of_its_design(
    design: StudyDesign | None, expected: int | None
) -> None:
    assert level(design) == expected
    assert level(design, Intent.DRUG) == expected


def test_a_review_is_level_one_only_when_it_is_of_randomised_trials() -> None:
    review = StudyDesign.SYSTEMATIC_REVIEW
    assert level(review, text="We pooled twelve randomised trials.") == 1
    assert level(review, text="We pooled randomized trials and cohort studies.") is None
    assert level(review, text="We pooled twelve studies.") is None


def test_a_diagnosis_is_best_tested_across_patients() -> None:
    assert level(StudyDesign.CROSS_SECTIONAL, Intent.DIAGNOSIS) == 2
    assert level(StudyDesign.RANDOMISED_TRIAL, Intent.DIAGNOSIS) is None


def test_an_inception_cohort_tells_prognosis_better_than_another() -> None:
    assert level(StudyDesign.COHORT, Intent.PROGNOSIS) == 3
    assert level(StudyDesign.COHORT, Intent.PROGNOSIS, "An inception cohort was followed.") == 2


def test_where_the_table_has_no_row_no_level_is_given() -> None:
    assert level(StudyDesign.COHORT, Intent.CAUSE) is None
    assert level(StudyDesign.COHORT, Intent.DESCRIPTION) is None
