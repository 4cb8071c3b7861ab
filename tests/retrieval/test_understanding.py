"""How questions are read."""

from __future__ import annotations

import pytest

from probatum.errors import EmptyQuestion, NotClinical
from probatum.evidence.question import Intent, Question
from probatum.retrieval.patient import is_child
from probatum.retrieval.understanding import Context, understand

NOTHING = Context({}, {})
METASTATIC = (
    "management of a patient with rectal adenocarcinoma after abdominoperineal resection and "
    "chemoradiation, now with skeletal, retroperitoneal and inguinal metastases?"
)


def read(text: str, context: Context = NOTHING) -> Question:
    return understand(text, context)[0]


def name(question: Question) -> str | None:
    return question.condition.name if question.condition else None


def test_a_vignette_is_read_for_condition_history_sites_and_stage():
    question = read(METASTATIC)
    assert question.condition
    assert question.condition.name == "rectal cancer"
    assert question.condition.broader == ("colorectal cancer",)
    assert question.condition.written == "rectal adenocarcinoma"
    assert question.history == ("abdominoperineal resection", "chemoradiation")
    assert question.sites == (
        "bone", "retroperitoneal lymph nodes", "inguinal lymph nodes",
    )  # fmt: skip
    assert question.interventions == ()
    assert question.attributes.stage == "advanced"
    assert question.intent is Intent.MANAGEMENT


def test_each_site_and_each_molecular_subgroup_is_searched_by_itself():
    names = [facet.name for facet in read(METASTATIC).facets]
    for site in ("bone", "retroperitoneal lymph nodes", "inguinal lymph nodes"):
        assert f"Spread to {site}" in names
    for part in ("First-line systemic therapy", "BRAF V600E disease", "HER2-positive disease",
                 "MSI-high or mismatch repair deficient disease", "After earlier radiation",
                 "Palliative and symptomatic treatment", "Follow-up and monitoring"):  # fmt: skip
        assert part in names


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("treatment of carcinoma of the rectum", "rectal cancer"),
        ("oesophageal cancer: first-line treatment?", "esophageal cancer"),
        ("Dose of apixaban in AF?", "atrial fibrillation"),
        ("A woman with asthma whose mother had breast cancer. What treatment?", "asthma"),
        ("non-small cell lung cancer prognosis", "non-small cell lung cancer"),
        ("Iron deficiency in a pregnant woman: what treatment?", "iron deficiency anemia"),
    ],
)
def test_the_condition_is_found_by_its_names_spellings_and_short_forms(text: str, condition: str):
    context = Context({}, {"AF": ("atrial fibrillation",)})
    assert name(read(text, context)) == condition


def test_everyday_words_are_not_taken_for_acronyms():
    question = read("What should a doctor or nurse do for a patient with sepsis who is tested?")
    assert question.interventions == ()
    assert name(question) == "sepsis"


def test_a_topic_of_the_library_is_known_though_the_vocabulary_lacks_it():
    context = Context({"quellmann syndrome": 1}, {})
    assert name(read("treatment of Quellmann syndrome?", context)) == "quellmann syndrome"


def test_abbreviations_are_expanded_from_the_question_the_vocabulary_and_the_library():
    context = Context({}, {"QLM": ("quellmann disease",)})
    question = read("COPD and QLM: what treatment?", context)
    assert dict(question.abbreviations) == {
        "COPD": "chronic obstructive pulmonary disease",
        "QLM": "quellmann disease",
    }


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("What is the prognosis of angiosarcoma?", Intent.PROGNOSIS),
        ("How should asthma be treated?", Intent.MANAGEMENT),
        ("What dose of ibuprofen for migraine?", Intent.DRUG),
        ("What are the symptoms of sepsis?", Intent.DIAGNOSIS),
        ("Is warfarin better than apixaban in atrial fibrillation?", Intent.COMPARISON),
        ("How can malaria be prevented?", Intent.PREVENTION),
        ("What causes gout?", Intent.CAUSE),
        ("What are the side effects of metformin in type 2 diabetes?", Intent.HARM),
        ("What is Parkinson disease?", Intent.DESCRIPTION),
        ("How can we treat infection caused by Neisseria gonorrhoeae?", Intent.MANAGEMENT),
        ("How do gout and pseudogout differ?", Intent.COMPARISON),
        ("Should average-risk adults be screened for lung cancer?", Intent.SCREENING),
        ("breast cancer screening interval", Intent.SCREENING),
        ("How often should women have a Pap test?", Intent.SCREENING),
        ("How is lung cancer treated that was found by screening?", Intent.MANAGEMENT),
        ("How is bladder cancer staged?", Intent.STAGING),
        ("staging of cervical cancer", Intent.STAGING),
        ("Treatment of bladder cancer after staging", Intent.MANAGEMENT),
        ("How is anal cancer diagnosed and staged?", Intent.DIAGNOSIS),
        ("Which molecular tests before treatment of lung cancer?", Intent.TESTING),
        ("EGFR testing in lung cancer", Intent.TESTING),
        ("HER2 testing in gastric cancer", Intent.TESTING),
        ("Is prophylactic cranial irradiation used in lung cancer?", Intent.MANAGEMENT),
        ("Should we test for BRCA mutations in ovarian cancer?", Intent.TESTING),
        ("Which blood tests in anal cancer?", Intent.DIAGNOSIS),
    ],
)
def test_the_intent_is_told_from_the_asking_words(text: str, intent: Intent):
    assert read(text).intent is intent


def test_a_marker_is_read_however_it_is_written():
    for text in ("HER2-positive", "HER-2 positive", "HER2/neu positive", "HER-2/neu-positive"):
        assert read(f"{text} gastric cancer").attributes.markers == (text,)


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("HER-2 positive gastric cancer", None),
        ("HER 2 positive breast cancer in a man", "male"),
        ("rifaximin for HE in cirrhosis", None),
        ("atrial fibrillation: ablation near the bundle of His", None),
        ("He has cirrhosis", "male"),
        ("melanoma: what about her brain metastases?", "female"),
    ],
)
def test_names_of_genes_and_diseases_are_no_pronouns(text: str, sex: str | None):
    assert read(text).attributes.sex == sex


@pytest.mark.parametrize(
    ("text", "pregnant"),
    [
        ("treatment of gestational trophoblastic disease", False),
        ("How is gestational diabetes treated?", True),
        ("asthma at 32 weeks of gestation", True),
        ("preterm labour in multiple gestations", True),
    ],
)
def test_whom_a_pregnancy_is_over_for_is_not_pregnant(text: str, *, pregnant: bool):
    assert read(text).attributes.pregnant is pregnant


def test_age_and_sex_are_read_and_children_told_from_adults():
    boy = read("A 6-year-old boy with asthma: what treatment?").attributes
    assert (boy.age, boy.sex, is_child(boy)) == ("6-year-old", "male", True)
    woman = read("A 76 year old woman with asthma: what treatment?").attributes
    assert (woman.sex, is_child(woman)) == ("female", False)


def test_prior_treatment_is_told_from_treatment_asked_about():
    question = read("Colon cancer progressing after FOLFOX and bevacizumab: is cetuximab useful?")
    assert question.history == ("FOLFOX", "bevacizumab")
    assert question.interventions == ("cetuximab",)


@pytest.mark.parametrize("text", ["", "   ", "?!"])
def test_an_empty_question_is_refused(text: str):
    with pytest.raises(EmptyQuestion):
        read(text)


def test_a_question_longer_than_a_page_is_refused():
    with pytest.raises(EmptyQuestion, match="shorten"):
        read("asthma " * 1000)


def test_a_question_of_another_world_is_refused():
    with pytest.raises(NotClinical):
        read("What is the average salary of a carpenter in Vienna?")


def test_a_symptom_whose_causes_are_asked_outweighs_the_disease_it_came_with():
    question = read(
        "A patient with metastatic lung cancer has sudden shortness of breath. "
        "What are the possible causes of dyspnea?"
    )
    assert name(question) == "dyspnea"
    assert "lung cancer" in question.attributes.comorbidities


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("follow-up after colon cancer surgery", True),
        ("How should patients be monitored after treatment of hypertension?", True),
        ("What surveillance is advised after resection of rectal cancer?", True),
        ("management and follow-up of melanoma", False),
        ("treatment of colon cancer", False),
    ],
    ids=["follow-up", "monitored", "surveillance", "management too", "treatment"],
)
def test_where_follow_up_is_asked_about_it_is_the_answer(text: str, *, first: bool):
    facets = read(text).facets
    assert (facets[0].section == "Answer" and "follow-up" in facets[0].terms) == first
    assert any(facet.key for facet in facets[1:]) == (not first)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("hot flashes in women with breast cancer", "hot flashes"),
        ("What helps against fatigue during treatment of leukemia?", "cancer-related fatigue"),
        ("fatigue in patients with cancer", "cancer-related fatigue"),
        ("management of pain from pancreatic cancer", "cancer pain"),
        ("How should nausea be managed in patients with ovarian cancer?", "nausea and vomiting"),
        ("How is pruritus best treated in people with lymphoma?", "pruritus"),
        ("treatment of hot flashes for men with prostate cancer", "hot flashes"),
        ("He has lung cancer and is constipated. What helps against constipation?", "constipation"),
        (
            "A woman with breast cancer and liver metastases feels sick. What helps against nausea?",
            "nausea and vomiting",
        ),
        ("nausea in a woman with ovarian cancer and liver metastases", "nausea and vomiting"),
        ("fatigue in metastatic breast cancer with brain metastases", "cancer-related fatigue"),
        ("pain from bone metastases in breast cancer", "cancer"),
        ("pain in a man with prostate cancer and bone metastases", "cancer"),
        ("fatigue after transurethral resection of bladder tumor, now liver metastases", "cancer"),
        (
            "A man with lung cancer has dyspnea. What is the treatment of this cancer?",
            "lung cancer",
        ),
        ("A woman with fatigue from breast cancer: what treatment?", "breast cancer"),
        ("cough and hemoptysis in lung cancer: which treatment?", "lung cancer"),
        ("treatment of edema in heart failure", "heart failure"),
    ],
    ids=[
        "in",
        "during",
        "in all cancers",
        "from",
        "managed in",
        "treated in",
        "for",
        "asked alone",
        "metastases told before",
        "metastases told of the patient",
        "metastases of a named cancer",
        "of metastases",
        "pain with metastases",
        "a treatment named for a tumor",
        "cancer asked",
        "presents",
        "among others",
        "no cancer",
    ],
)
def test_relief_of_a_symptom_in_people_with_cancer_is_about_the_symptom(text: str, about: str):
    question = read(text)
    assert name(question) == about
    assert question.subject is None


def test_qualifying_words_name_the_narrower_disease():
    question = read("prognosis of a triple negative ductal breast carcinoma?")
    assert name(question) == "triple-negative breast cancer"
    assert question.condition
    assert "breast cancer" in question.condition.broader


def test_two_diseases_that_are_compared_are_each_searched():
    question = read("What is the difference between asthma and COPD?")
    assert [name(question), *(other.name for other in question.compared)] == [
        "asthma",
        "chronic obstructive pulmonary disease",
    ]
    of = {facet.of for facet in question.facets if facet.name.startswith("What it is")}
    assert of == {None, "chronic obstructive pulmonary disease"}


def test_another_disease_of_the_patient_is_searched_within_the_one_asked_about():
    question = read("How should hypertension be treated in a patient with chronic kidney disease?")
    facet = next(f for f in question.facets if f.section == "Special situations")
    assert facet.name == "With chronic kidney disease"
    assert "CKD" in facet.required


def test_a_word_that_is_also_an_acronym_is_a_word_unless_in_capitals():
    assert read("What are hearing aids for an older patient?").abbreviations == ()
    assert dict(read("Treatment of AIDS?").abbreviations)["AIDS"].startswith("acquired")


def test_a_question_on_a_thing_that_is_no_condition_is_searched_by_its_words():
    question = read("Is there information about urinalysis for a patient?")
    assert question.condition is None
    assert question.intent is Intent.DESCRIPTION
    assert question.facets[0].terms == ("urinalysis",)


def test_the_subgroup_of_a_named_marker_comes_first_and_to_the_bottom_line():
    question = read("First-line treatment of metastatic NSCLC with EGFR mutation?")
    assert question.attributes.markers == ("EGFR mutation",)
    treatment = [facet for facet in question.facets if facet.section == "Treatment"]
    markers = [facet for facet in treatment if facet.name.startswith(("EGFR", "Immunotherapy"))]
    assert [(facet.name, facet.key) for facet in markers] == [
        ("EGFR-mutated disease", True),
        ("Immunotherapy and PD-L1", False),
    ]
    assert not any(facet.section == "Answer" for facet in question.facets[1:])


def test_metastases_named_without_a_cancer_are_asked_of_cancer_as_such():
    question = read("What is the dose of radiation for painful bone metastases?")
    assert (name(question), question.sites) == ("cancer", ("bone",))
    assert question.facets[0].name == "Dose and schedule"
    assert question.facets[0].key
    assert all("bone metastases" in facet.required for facet in question.facets)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Treatment of tuberculosis with spread to lymph nodes?", "tuberculosis"),
        ("How are brain metastases from melanoma treated?", "melanoma"),
    ],
)
def test_spread_of_a_disease_that_is_named_is_asked_of_that_disease(text: str, condition: str):
    assert name(read(text)) == condition


def test_a_site_named_before_the_disease_is_what_is_asked_and_comes_first():
    first = read("How should brain metastases from melanoma be treated?").facets[0]
    later = read("Treatment of melanoma with brain metastases?").facets[0]
    assert (first.name, first.key) == ("Spread to brain", True)
    assert later.name != "Spread to brain"
