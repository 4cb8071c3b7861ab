"""Which parts are searched for what is asked of a condition."""

from __future__ import annotations

import pytest

from probatum.evidence.question import Facet, Question
from probatum.retrieval.understanding import Context, understand


def read(text: str) -> Question:
    return understand(text, Context({}, {}))[0]


def keys(text: str) -> list[str]:
    return [facet.name for facet in read(text).facets if facet.key]


def facet(text: str, name: str) -> Facet:
    return next(each for each in read(text).facets if each.name == name)


def test_a_question_on_screening_asks_whom_for_what_benefit_and_at_what_harm() -> None:
    assert keys("Should average-risk adults be screened for lung cancer?") == [
        "Whom to screen, with what and how often",
        "Benefit of screening",
        "Harms of screening",
    ]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Should PSA screening be offered to men?", "prostate cancer"),
        ("How often should women have a Pap test?", "cervical cancer"),
        ("Is screening by mammography worth it?", "breast cancer"),
    ],
)
def test_a_screening_test_named_alone_tells_what_is_screened_for(text: str, condition: str) -> None:
    asked = read(text).condition
    assert asked is not None
    assert asked.name == condition


def test_a_question_on_staging_asks_for_the_system_and_for_investigations_alone() -> None:
    assert keys("How is esophageal cancer staged?") == [
        "Staging system and stages",
        "Investigations for staging",
    ]


def test_who_asks_for_diagnosis_and_staging_gets_both() -> None:
    names = keys("How is anal cancer diagnosed and staged?")
    assert {"Tests and diagnosis", "Staging system and stages"} <= set(names)
    assert "Symptoms and signs" not in names


def test_what_to_test_names_the_marker_that_is_asked_about() -> None:
    what = facet("MSI testing in colorectal cancer", "What to test")
    assert {"microsatellite instability", "mismatch repair", "dMMR"} <= set(what.required)
    assert "EGFR" not in what.required


def test_any_marker_may_be_named_where_none_is_asked_about() -> None:
    assert "testing" in facet("molecular testing in lung cancer", "What to test").required


@pytest.mark.parametrize(
    "text",
    [
        "fatigue in patients with cancer",
        "lymphedema after breast cancer",
        "oral mucositis during chemotherapy",
        "What helps against itching?",
    ],
)
def test_of_what_is_borne_relief_is_asked_first(text: str) -> None:
    first = next(each for each in read(text).facets if not each.own)
    assert (first.section, first.name, first.key) == ("Treatment", "What to do", True)


def test_that_the_patient_has_a_cancer_is_no_part_of_its_own() -> None:
    assert "With cancer" not in [
        each.name for each in read("fatigue in patients with cancer").facets
    ]


def test_a_stage_in_words_is_no_part_of_its_own() -> None:
    for stage in ("limited-stage", "extensive-stage"):
        assert not any(each.own for each in read(f"How is {stage} lung cancer treated?").facets)


def test_locally_advanced_disease_is_not_taken_for_metastatic() -> None:
    for text in ("pancreatic cancer, locally advanced: treatment?", "locally advanced lung cancer"):
        assert read(text).attributes.stage == "locally advanced"
    assert read("locally advanced or metastatic lung cancer").attributes.stage == "advanced"


def test_the_prostate_is_not_prostatitis() -> None:
    asked = read("What can go wrong with the prostate?").condition
    assert asked is None or asked.name != "prostatitis"
