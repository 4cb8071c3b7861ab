import pytest

from probatum.evidence.document import StudyDesign
from probatum.sources.design import study_design


@pytest.mark.parametrize(
    ("types", "text", "design"),
    [
        (["Journal Article", "Meta-Analysis"], "Statins\n", StudyDesign.META_ANALYSIS),
        (["Randomized Controlled Trial", "Letter"], "A drug\n", StudyDesign.RANDOMISED_TRIAL),
        (["Editorial"], "Randomised trials at last\n", StudyDesign.OPINION),
        (["Review"], "Asthma: a systematic review\n", StudyDesign.SYSTEMATIC_REVIEW),
        (["Review"], "Asthma\nIn one trial patients were randomised.", StudyDesign.REVIEW),
        (["Clinical Trial, Phase II"], "A new drug\n", StudyDesign.CLINICAL_TRIAL),
        (["Clinical Trial"], "A drug\nMen were randomly assigned.", StudyDesign.RANDOMISED_TRIAL),
    ],
)
def test_publication_types_come_first(types, text, design):
    assert study_design(types, text) is design


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("Diet: a meta-analysis of cohort studies", StudyDesign.META_ANALYSIS),
        ("A randomized, double-blind trial of X", StudyDesign.RANDOMISED_TRIAL),
        ("X for Y: a randomised controlled trial", StudyDesign.RANDOMISED_TRIAL),
        ("Smoking and stroke: a case-control study", StudyDesign.CASE_CONTROL),
        ("Sleep\nWe did a cross-sectional survey of nurses.", StudyDesign.CROSS_SECTIONAL),
        ("Sleep\nIn this retrospective cohort study we saw it.", StudyDesign.COHORT),
        ("A rare rash\nWe describe a patient with a rash.", StudyDesign.CASE_REPORT),
        ("Sleep\nEarlier meta-analyses disagree.", None),
        ("X for Y: study protocol for a randomised trial", None),
    ],
)
def test_the_words_of_title_and_abstract_decide_where_types_are_silent(text, design):
    assert study_design([], text) is design


def test_animals_without_humans_are_animal_work():
    tags = ["Animals", "Rats"]
    assert study_design(["Randomized Controlled Trial"], "X", check_tags=tags) is (
        StudyDesign.ANIMAL_OR_LABORATORY
    )
    assert study_design([], "X", check_tags=["Animals", "Humans"]) is None
