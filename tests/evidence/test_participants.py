"""How many people a study took in, as its abstract states it."""

from __future__ import annotations

import pytest

from probatum.evidence.document import DocumentKind, StudyDesign
from probatum.evidence.participants import participants
from tests.evidence_by_hand import document


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("We randomly assigned 1,204 adults with wheeze to drugone or placebo.", 1204),
        ("A total of 86 elderly patients were enrolled at four clinics.", 86),
        ("Between two summers, 2041 women with anaemia were randomised.", 2041),
        ("Drugone was given at 50 mg to patients who were enrolled.", None),
        ("The age was 60 years in the patients.", None),
        ("Three patients were enrolled.", None),
    ],
)
def test_the_number_is_read_to_the_letter_or_not_at_all(text: str, number: int | None):
    study = document(text, kind=DocumentKind.RESEARCH, design=StudyDesign.RANDOMISED_TRIAL)
    assert participants(study) == number


def test_what_is_no_study_of_people_has_none():
    text = "A total of 86 patients were enrolled."
    mice = StudyDesign.ANIMAL_OR_LABORATORY
    assert participants(document(text, kind=DocumentKind.GUIDELINE)) is None
    assert participants(document(text, kind=DocumentKind.RESEARCH, design=mice)) is None
