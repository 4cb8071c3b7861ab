"""Sentences on patients with some other disease."""

from __future__ import annotations

import pytest

from probatum.evidence.question import Facet
from probatum.retrieval.applicability import ByCondition, applicability
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.stranger import Stranger, companion, stranger
from probatum.retrieval.thesaurus import PACKAGE
from probatum.retrieval.understanding import Context, understand
from tests.evidence_by_hand import document

LEXICON = Lexicon()
TREATMENT = Facet(name="Treatment", section="Treatment", terms=("treatment",))


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("Allopurinol is effective in gout.", Stranger("gout", patients=False)),
        ("Patients with gout should drink enough water.", Stranger("gout", patients=True)),
        ("Treatment of gout begins with colchicine.", Stranger("gout", patients=False)),
        ("Gout can be treated with colchicine.", Stranger("gout", patients=False)),
        ("In patients with gout and asthma, colchicine is used.", None),
        ("High doses of inhaled corticosteroids may cause osteoporosis.", None),
        ("Watch for pneumonia and for glaucoma.", None),
        ("Patients with cough need a spirometry.", None),
    ],
)
def test_the_disease_whose_patients_a_sentence_is_on_is_told(sentence: str, other: Stranger | None):
    assert stranger(sentence, LEXICON, {"asthma"}) == other


@pytest.mark.parametrize(
    ("heading", "comorbidities", "judged"),
    [
        (("Treatment",), (), (None, "speaks of the treatment of gout")),
        (("Asthma with gout",), (), ("gout", None)),
        (("Treatment",), ("gout",), (None, None)),
    ],
    ids=["in passing", "as a part of the document", "the patient has it"],
)
def test_in_a_document_on_asthma_a_sentence_on_gout_is_no_evidence_on_asthma(
    heading: tuple[str, ...], comorbidities: tuple[str, ...], judged: object
):
    judge = ByCondition(PACKAGE.condition_of("asthma"), LEXICON, comorbidities).judge
    page = document("Of asthma.", topics=("asthma",), title="Asthma in adults")
    sentence = "To lower uric acid, allopurinol is of use and is effective in gout."
    assert judge(sentence, heading, page, TREATMENT) == judged


def test_patients_with_another_disease_may_have_both_and_are_named():
    judge = ByCondition(PACKAGE.condition_of("hypertension"), LEXICON).judge
    page = document("Of it.", topics=("hypertension",), title="Hypertension in adults")
    sentence = "A goal below 130/80 mmHg is advised for people with chronic kidney disease."
    about = "patients with chronic kidney disease"
    assert judge(sentence, ("Goals",), page, TREATMENT) == (about, None)


def test_a_wider_disease_in_a_document_on_another_kind_is_named_in_passing():
    judge = ByCondition(PACKAGE.condition_of("acute lymphoblastic leukemia"), LEXICON).judge
    page = document("Of it.", topics=("myeloproliferative neoplasm",), title="Myeloproliferation")
    about, unfit = judge("It may turn into leukemia.", ("Eosinophilic Leukemia",), page, TREATMENT)
    assert about is None
    assert unfit == "names it in passing, in a document on myeloproliferative neoplasm"


@pytest.mark.parametrize(
    ("text", "unfit"),
    [
        ("nutrition in patients with cancer", True),
        ("treatment of bone metastases of solid tumours", False),
        ("nutrition in head and neck cancer", False),
    ],
    ids=["of every cancer", "of cancers that spread to a site", "of a family of cancers"],
)
def test_what_is_said_of_one_cancer_is_no_evidence_on_all(text: str, *, unfit: bool):
    question = understand(text, Context({"cancer": 3}, {}))[0]
    judge = applicability(question, LEXICON).judge
    page = document("Of it.", topics=("laryngeal cancer",), title="Laryngeal cancer")
    for sentence in ("In laryngeal cancer a feeding tube helps.", "For such cancer a tube helps."):
        about, why = judge(sentence, ("Treatment",), page, TREATMENT)
        assert (about, why) == (
            (None, "speaks of laryngeal cancer alone") if unfit else ("laryngeal cancer", None)
        )


def test_the_name_of_a_body_is_no_disease():
    judge = ByCondition(PACKAGE.condition_of("stomach cancer"), LEXICON).judge
    page = document("Of it.", topics=("stomach cancer",), title="Stomach cancer")
    sentence = "The International Gastric Cancer Linkage Consortium advises yearly breast MRI."
    _, unfit = judge(sentence, ("Breast Cancer Risk Management",), page, TREATMENT)
    assert unfit is not None


@pytest.mark.parametrize(
    ("sentence", "beside"),
    [
        ("Drugone helped 120 patients with heart failure and asthma.", "heart failure"),
        ("Drugone helped people with asthma and concomitant heart failure.", "heart failure"),
        ("In asthma patients with heart failure, drugone is given.", "heart failure"),
        ("In severe heart failure drugone may not be wanted for asthma.", "heart failure"),
        ("Drugone helped patients with heart failure or asthma.", None),
        ("Drugone helped patients with asthma and cough.", None),
        ("Drugone helped patients with asthma and gout.", None),
        ("Asthma and heart failure both cause breathlessness.", None),
    ],
)
def test_a_disease_that_patients_must_have_besides_is_told(sentence: str, beside: str | None):
    assert companion(sentence, "asthma", {"asthma", "gout"}, LEXICON) == beside


def test_what_was_found_in_patients_with_a_second_disease_says_so():
    judge = ByCondition(PACKAGE.condition_of("asthma"), LEXICON).judge
    page = document("Of it.", topics=("asthma",), title="Asthma in adults")
    sentence = "Drugone improved breathing in 120 patients with heart failure and asthma."
    assert judge(sentence, ("Treatment",), page, TREATMENT) == ("patients with heart failure", None)
    known = ByCondition(PACKAGE.condition_of("asthma"), LEXICON, ("heart failure",)).judge
    assert known(sentence, ("Treatment",), page, TREATMENT) == (None, None)
