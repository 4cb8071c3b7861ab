"""A question that follows another: what is kept, what is not, and what is searched anew."""

from __future__ import annotations

import pytest

from probatum.errors import EmptyQuestion
from probatum.evidence.question import Intent, Question
from probatum.retrieval.following import following
from probatum.retrieval.understanding import Context, understand

NOTHING = Context({}, {})
FIRST = (
    "Management of a 62-year-old woman with rectal adenocarcinoma after abdominoperineal resection, "
    "now with skeletal metastases, KRAS wild-type?"
)


def after(text: str, first: str = FIRST) -> Question:
    earlier, _ = understand(first, NOTHING)
    return following(text, earlier, NOTHING)[0]


def names(question: Question) -> list[str]:
    return [facet.name for facet in question.facets]


def test_the_patient_and_the_condition_stay_and_are_named() -> None:
    question = after("and if she is MSI-high?")
    assert question.condition is not None
    assert question.condition.name == "rectal cancer"
    assert question.history == ("abdominoperineal resection",)
    assert question.sites == ("bone",)
    assert question.attributes.age == "62-year-old"
    assert question.attributes.markers == ("MSI-high", "KRAS wild-type")
    assert question.follows == FIRST
    assert {"rectal cancer", "abdominoperineal resection", "bone", "62-year-old"} <= set(
        question.carried
    )
    assert "MSI-high" not in question.carried


def test_only_what_is_new_is_searched() -> None:
    assert names(after("and if she is MSI-high?")) == [
        "MSI-high or mismatch repair deficient disease"
    ]
    assert names(after("and with brain metastases?")) == ["Spread to brain"]


def test_a_part_asked_for_by_name_is_searched_again() -> None:
    assert names(after("What about follow-up?")) == ["Follow-up and monitoring"]


def test_another_intent_brings_its_own_parts() -> None:
    question = after("What is the prognosis?")
    assert question.intent is Intent.PROGNOSIS
    assert "Outlook and survival" in names(question)


@pytest.mark.parametrize(
    "text",
    [
        "what about her mother?",
        "and for another patient?",
        "Should his brother be tested?",
        "and my sister?",
    ],
)
def test_another_person_has_the_disease_talked_of_and_nothing_else(text: str) -> None:
    question = after(text)
    assert question.condition is not None
    assert question.condition.name == "rectal cancer"
    assert question.carried == ("rectal cancer",)
    assert question.history == question.sites == question.attributes.markers == ()
    assert question.attributes.age is None


def test_a_family_history_is_still_of_the_patient() -> None:
    assert after("and her family history?").history == ("abdominoperineal resection",)


def test_a_whole_question_on_another_disease_is_a_new_subject() -> None:
    question = after("How is asthma treated?")
    assert question.condition is not None
    assert question.condition.name == "asthma"
    assert question.carried == ()
    assert question.follows is None


def test_another_cancer_is_a_new_subject_however_short_the_question() -> None:
    question = after("and in breast cancer?")
    assert question.condition is not None
    assert question.condition.name == "breast cancer"
    assert question.history == ()


def test_a_disease_of_another_kind_is_one_more_that_the_patient_has() -> None:
    question = after("dose in renal failure?")
    assert question.condition is not None
    assert question.condition.name == "rectal cancer"
    assert question.attributes.comorbidities == ("renal impairment",)
    assert question.intent is Intent.DRUG
    assert "With renal impairment" in names(question)


def test_a_narrower_disease_replaces_the_wider_one() -> None:
    question = after("and if it is rectal cancer?", first="Treatment of colorectal cancer?")
    assert question.condition is not None
    assert question.condition.name == "rectal cancer"


def test_a_marker_said_again_replaces_what_was_said() -> None:
    assert after("and if KRAS mutated?").attributes.markers == ("KRAS mutated",)


def test_harms_are_of_the_treatment_talked_of() -> None:
    question = after(
        "is it safe in pregnancy?", first="Does methotrexate work in rheumatoid arthritis?"
    )
    assert question.interventions == ("methotrexate",)
    assert question.intent is Intent.HARM
    assert question.attributes.pregnant


def test_a_follow_up_of_a_follow_up_still_knows_the_patient() -> None:
    second = after("and if she is MSI-high?")
    third, _ = following("and with brain metastases?", second, NOTHING)
    assert third.attributes.markers == ("MSI-high", "KRAS wild-type")
    assert third.sites == ("bone", "brain")


def test_a_second_follow_up_searches_only_what_is_new_to_it() -> None:
    earlier = after("and if she is MSI-high?")
    question, _ = following("dose in renal failure?", earlier, NOTHING)
    assert names(question) == ["With renal impairment"]


def test_words_that_say_nothing_new_lay_out_the_whole() -> None:
    assert len(after("and then?").facets) > 5


def test_an_empty_follow_up_is_refused() -> None:
    with pytest.raises(EmptyQuestion):
        after(" ? ")
