"""Whose cancer a study was on, sentence by sentence of a paragraph."""

from __future__ import annotations

import pytest

from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.studied import Studied
from probatum.retrieval.understanding import Context, understand

ON_OTHERS = "One study compared drainage with exercise in 39 people with oral cavity cancer."
LABEL = "patients with oral cavity cancer"
ASKED = "How is lymphedema after breast cancer surgery treated?"


def studied(text: str) -> Studied:
    question, _ = understand(text, Context({}, {}))
    return Studied(question, Lexicon())


def test_what_follows_a_study_on_another_cancer_is_on_its_patients_too():
    told = studied(ASKED)
    first = told.about(ON_OTHERS, None)
    assert first == LABEL
    assert told.about("Exercise improved the range of motion.", first) == LABEL


@pytest.mark.parametrize(
    "sentence",
    [
        "Another trial tested compression garments.",
        "A small randomized study of weight training followed.",
        "In women with breast cancer, garments helped.",
        "It is rare in cancers of the breast and after treatment of oral cavity cancer.",
    ],
)
def test_another_study_or_the_patients_own_cancer_ends_it(sentence: str):
    assert studied(ASKED).about(sentence, LABEL) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "It follows surgery of the breast, and of melanoma.",
        "Tumors such as lymphoma and melanoma may cause it.",
        "Women with triple-negative breast cancer have it as often.",
    ],
)
def test_a_cancer_that_is_only_named_or_is_a_kind_of_the_patients_is_no_other(sentence: str):
    assert studied(ASKED).about(sentence, None) is None


def test_where_the_question_names_no_cancer_nothing_is_labelled():
    assert studied("How is lymphedema treated?").about(ON_OTHERS, None) is None
