from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.errors import SourceError
from probatum.evidence.document import StudyDesign
from probatum.sources.design import _ABSTRACT_WORDS, _TITLE_WORDS, parts_with, study_design
from probatum.sources.pubmed import PubMedSource
from tests.both_forms import both


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


SPOKEN = (
    *(
        "meta-analysis",
        "Meta-Analysis",
        "metaanalysi",
        "randomi",
        "randomised",
        "we report ",
        "case",
    ),
    *(
        ".",
        "\n",
        " ",
        "  ",
        "é",
        "İ",
        "\u212a",
        "ΑΣ",
        "\U0001d6fc",
        "\ud800",
        "s",
        "x" * 7,
        "control study",
    ),
)


@given(
    text=st.lists(st.one_of(st.sampled_from(SPOKEN), st.text(max_size=3))).map("".join),
    words=st.sampled_from(
        [_ABSTRACT_WORDS, _TITLE_WORDS, (b"aaa", b"aaaa", b"baab"), (b"x", b"yy"), (b"A",), ()]
    ),
    end=st.sampled_from([".", "\n", "é", "-"]),
)
def test_both_forms_find_the_same_parts(text: str, words: tuple[bytes, ...], end: str):
    compiled, told = both(parts_with)
    assert compiled(text, words, end) == told(text, words, end)


@given(st.text("aab. ", max_size=40).map(str), st.integers(0, 3))
def test_both_forms_find_words_that_overlap(text: str, kind: int):
    compiled, told = both(parts_with)
    text += ("", "é", "\u2003", "\U0001d6fc")[kind]  # letters then take more room each
    words = (b"aaa", b"aab a", b"abaa", b"baba")
    assert compiled(text, words, ".") == told(text, words, ".")


def test_every_word_is_found_wherever_it_stands():
    compiled, told = both(parts_with)
    for words in (_TITLE_WORDS, _ABSTRACT_WORDS):
        for word in words:
            for before in range(12):
                text = "-" * before + word.decode()
                assert compiled(text, words, ".") == told(text, words, ".")
                assert word in compiled(text + ".", words, ".")
                assert compiled(text[:-1], words, ".") == told(text[:-1], words, ".")


def test_both_forms_find_the_same_parts_of_real_records(shared_data: Path):
    compiled, told = both(parts_with)
    count = 0
    for path in sorted((shared_data / "fixtures" / "pubmed-xml").rglob("*.xml")):
        try:
            texts = [document.text for document in PubMedSource().read(path)]
        except SourceError:
            continue
        for text in texts:
            found = compiled(text, _ABSTRACT_WORDS, ".")
            assert found == told(text, _ABSTRACT_WORDS, ".")
            count += len(found)
    assert count > 100
