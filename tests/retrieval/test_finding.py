"""What is found for a question, and what never passes as evidence for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.evidence.document import Block, Document, DocumentKind, StudyDesign
from probatum.evidence.finding import Evidence
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Hit, Query
from probatum.retrieval import finding as finding_evidence
from probatum.retrieval.finding import find
from probatum.retrieval.understanding import Context, understand
from tests.evidence_by_hand import document

ASKED = "first-line treatment of metastatic rectal cancer?"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    yield library
    library.close()


def search(index: EmbeddedIndex, text: str = ASKED) -> Evidence:
    question, lexicon = understand(text, Context(index.topics(), index.abbreviations()))
    return find(question, lexicon, index, 2026)


def fit(evidence: Evidence) -> dict[str, str | None]:
    """Every sentence that is evidence, with what it is about."""
    return {
        evidence.documents[finding.passage.document].text[s.start : s.end]: s.about
        for found in evidence.found
        for finding in found.findings
        for s in finding.sentences
        if s.unfit is None
    }


def on(topic: str, text: str, **more: object) -> Document:
    return document(text, name=f"file:{topic.replace(' ', '-')}", topics=(topic,), **more)


RECTAL = "First-line chemotherapy with drugone is standard for metastatic disease."
WIDER = "First-line chemotherapy with drugtwo is used in metastatic colorectal cancer."
OTHER = "First-line chemotherapy with drugthree is standard in metastatic disease of this kind."


def test_a_sentence_is_taken_by_its_own_words_or_by_what_its_document_is_about(index):
    index.add([on("rectal cancer", RECTAL), on("pancreatic cancer", OTHER)])
    assert fit(search(index)) == {RECTAL: None}


def test_statements_on_the_wider_condition_are_labelled(index):
    index.add([on("colorectal cancer", WIDER)])
    assert fit(search(index)) == {WIDER: "colorectal cancer"}


def test_a_page_on_a_sibling_is_evidence_only_where_it_names_the_wider_condition(index):
    sibling = "First-line chemotherapy with drugfour is standard."
    index.add([on("colon cancer", f"{WIDER}\n{sibling}")])
    assert fit(search(index)) == {WIDER: "colorectal cancer"}


def test_another_cancer_named_in_a_page_on_this_one_is_not_evidence(index):
    other = "First-line chemotherapy with drugfive is standard in pancreatic cancer."
    index.add([on("rectal cancer", f"{RECTAL}\n{other}")])
    assert fit(search(index)) == {RECTAL: None}


def test_another_disease_is_recognised_by_the_abbreviation_the_document_defines(index):
    other = "First-line chemotherapy with drugfive is standard in PDAC."
    page = on(
        "rectal cancer",
        f"{RECTAL}\n{other}",
        abbreviations=(("PDAC", "pancreatic cancer"),),
    )
    index.add([page])
    assert fit(search(index)) == {RECTAL: None}


def test_a_disease_named_in_passing_in_a_page_on_another_is_not_evidence(index):
    index.add(
        [on("hodgkin lymphoma", "First-line treatment caused metastatic rectal cancer once.")]
    )
    assert fit(search(index)) == {}


def test_early_disease_children_pregnancy_and_animals_are_other_patients(index):
    lines = (
        "First-line adjuvant chemotherapy is given in stage II rectal cancer.",
        "First-line chemotherapy is given in children with rectal cancer.",
        "First-line chemotherapy is given in pregnant women with rectal cancer.",
        "First-line chemotherapy was given to mice with rectal cancer.",
    )
    index.add([on("rectal cancer", "\n".join((*lines, RECTAL)))])
    assert fit(search(index)) == {RECTAL: None}


def test_a_risk_of_recurrence_does_not_make_an_early_stage_an_advanced_one(index):
    early = "Drugtwo is the adjuvant first-line treatment of rectal cancer at risk of recurrence."
    late = "Drugthree, once an adjuvant treatment, is a first line in recurrent rectal cancer."
    index.add([on("rectal cancer", f"{early}\n{late}\n{RECTAL}")])
    assert fit(search(index)) == {RECTAL: None, late: None}


def test_what_needs_a_part_that_was_removed_is_no_advice_after_its_removal(index):
    stent = "A stent may be used as palliative treatment of obstruction in rectal cancer."
    asked = "management of metastatic rectal cancer{}?"
    index.add([on("rectal cancer", f"{stent}\n{RECTAL}")])
    assert stent in fit(search(index, asked.format("")))
    assert fit(search(index, asked.format(" after abdominoperineal resection"))) == {RECTAL: None}


def test_spread_of_any_cancer_is_told_by_each_with_its_name(index):
    general = "Radiation of 8 Gy relieves pain of bone metastases."
    breast = "Radiation of 20 Gy is given for bone metastases of breast cancer."
    brain = "Radiation of 30 Gy is given for brain metastases."
    index.add([
        on("cancer pain", f"{general}\n{brain}"),
        on("breast cancer", breast),
        on("osteoporosis", "Drugone of 5 mg makes bone dense where there are no metastases."),
    ])  # fmt: skip
    evidence = search(index, "What dose of radiation for painful bone metastases?")
    dose = evidence.found[0]
    found = {finding.passage.document for finding in dose.findings}
    assert found == {"file:cancer-pain", "file:breast-cancer"}
    assert fit(evidence)[general] is None
    assert fit(evidence)[breast] == "breast cancer"


def test_statements_on_cancer_in_general_serve_only_sites_and_palliation_and_say_so(index):
    general = "Palliative radiation may be used for bone metastases in cancer."
    index.add([on("cancer pain", general), on("rectal cancer", RECTAL)])
    evidence = search(index, "management of rectal cancer with bone metastases?")
    assert fit(evidence)[general] == "cancer in general"
    sections = {
        found.facet.section
        for found in evidence.found
        for finding in found.findings
        if any(s.unfit is None for s in finding.sentences) and "pain" in finding.passage.document
    }
    assert sections <= {"Management by site", "Supportive and palliative care"}


def test_a_small_cell_cancer_is_not_a_non_small_cell_cancer(index):
    one = "First-line treatment of non-small cell lung cancer is drugsix."
    other = "First-line treatment of small cell lung cancer is drugseven."
    index.add([on("lung cancer", f"{one}\n{other}")])
    assert fit(search(index, "first-line treatment of small cell lung cancer?")) == {other: None}


def test_guidelines_and_newer_work_rank_above_older_reports(index):
    text = "Drugone is recommended as first-line treatment of asthma."
    index.add([
        document(text, name="file:guideline", topics=("asthma",), updated="2025"),
        document(text, name="file:old", topics=("asthma",), updated="2001"),
        document(text, name="file:case", topics=("asthma",), updated="2025",
                 kind=DocumentKind.RESEARCH, design=StudyDesign.CASE_REPORT),
    ])  # fmt: skip
    evidence = search(index, "first-line treatment of asthma?")
    found = next(f for f in evidence.found if f.facet.name == "First-line treatment")
    ranked = [finding.passage.document for finding in (*found.findings, *found.others)]
    assert ranked == ["file:guideline", "file:old", "file:case"]


def test_methods_and_protocols_of_studies_are_not_results(index):
    text = "Patients with asthma were given drugone as first-line treatment for eight weeks."
    index.add([
        document(text, name="file:m", topics=("asthma",), kind=DocumentKind.RESEARCH,
                 heading=("Methods",)),
        document(text, name="file:p", topics=("asthma",), kind=DocumentKind.RESEARCH,
                 title="Drugone in asthma: protocol of a trial"),
    ])  # fmt: skip
    evidence = search(index, "first-line treatment of asthma?")
    assert not any(found.findings for found in evidence.found)
    assert any(found.others for found in evidence.found)


def test_without_a_known_condition_the_words_of_the_question_are_the_anchor(index):
    index.add([
        document("Insoles of cork make walking easier.", name="file:a", topics=()),
        document("Walking is hard without a stick.", name="file:b", topics=()),
    ])  # fmt: skip
    sentences = fit(search(index, "Do cork insoles make walking easier for a patient?"))
    assert list(sentences) == ["Insoles of cork make walking easier."]


def test_retracted_work_is_never_evidence(index):
    index.add([on("rectal cancer", RECTAL, status="retracted")])
    assert fit(search(index)) == {}


def test_pages_on_men_are_not_evidence_for_a_patient_who_is_none(index):
    index.add([on("male breast cancer", "First-line treatment of breast cancer in men is drugone.",
                  title="Male Breast Cancer Treatment")])  # fmt: skip
    assert fit(search(index, "first-line treatment of breast cancer in a woman?")) == {}
    assert fit(search(index, "first-line treatment of breast cancer in a man?"))


def test_statements_written_for_people_with_cancer_say_so_when_cancer_is_not_asked_about(index):
    text = "First-line treatment of depression is drugone, also during chemotherapy of cancer."
    index.add([on("depression", text, title="Depression in people with cancer")])
    assert fit(search(index, "first-line treatment of depression?")) == {text: "people with cancer"}


def test_advanced_disease_is_labelled_when_the_question_gives_no_stage(index):
    text = "First-line chemotherapy is a treatment option in metastatic rectal cancer."
    index.add([on("rectal cancer", text)])
    found = fit(search(index, "treatment of rectal cancer?"))
    assert found == {text: "advanced or recurrent disease"}


def test_statements_for_children_are_labelled_or_left_out_by_what_is_asked(index):
    text = "Children with asthma are given drugone as first-line treatment."
    index.add([on("asthma", text)])
    assert fit(search(index, "first-line treatment of asthma?")) == {text: "children"}
    assert fit(search(index, "first-line treatment of asthma in a 40-year-old man?")) == {}
    assert fit(search(index, "first-line treatment of asthma in a child?")) == {text: None}


def test_in_a_comparison_each_disease_has_its_own_evidence_and_the_second_is_named(index):
    one, two = "Asthma is a disease of the airways.", "COPD is a disease of the lungs."
    index.add([on("asthma", one), on("chronic obstructive pulmonary disease", two)])
    found = fit(search(index, "What is the difference between asthma and COPD?"))
    assert found == {one: None, two: "chronic obstructive pulmonary disease"}


POSITIVE = "In HER2-positive metastatic breast cancer drugone is recommended as first-line therapy."
NEGATIVE = "In HER2–negative metastatic breast cancer drugtwo is recommended as first-line therapy."
TRIPLE = (
    "In triple-negative metastatic breast cancer drugthree is recommended as first-line therapy."
)
LOW = "In HER2-low metastatic breast cancer drugfour is recommended as later therapy."
ANY = "In metastatic breast cancer drugfive is recommended as first-line therapy."
BOTH = "Drugsix is given in HER2-positive and HER2-negative metastatic breast cancer."


def test_what_holds_for_another_status_of_a_marker_is_no_evidence(index):
    lines = "\n".join((POSITIVE, NEGATIVE, TRIPLE, LOW, ANY, BOTH))
    index.add([on("metastatic breast cancer", lines)])
    asked = "first-line treatment of HER2-positive metastatic breast cancer?"
    assert set(fit(search(index, asked))) == {POSITIVE, ANY, BOTH}
    asked = "first-line treatment of HER2-negative metastatic breast cancer?"
    assert set(fit(search(index, asked))) == {NEGATIVE, TRIPLE, ANY, BOTH}
    asked = "first-line treatment of metastatic breast cancer?"
    assert set(fit(search(index, asked))) == {POSITIVE, NEGATIVE, TRIPLE, LOW, ANY, BOTH}


def test_what_stands_under_another_status_of_a_marker_is_no_evidence(index):
    text = "\n".join(("HER2-negative disease", ANY, "HER2-positive disease", POSITIVE))
    starts = [text.index(line) for line in ("HER2-negative d", "HER2-positive disease\n")]
    blocks = [
        Block(start=starts[0] + len("HER2-negative disease\n"), end=starts[1],
              heading=("HER2-negative disease",)),
        Block(start=starts[1] + len("HER2-positive disease\n"), end=len(text),
              heading=("HER2-positive disease",)),
    ]  # fmt: skip
    held = on("metastatic breast cancer", text).model_copy(update={"blocks": tuple(blocks)})
    index.add([held])
    asked = "first-line treatment of HER2-positive metastatic breast cancer?"
    assert set(fit(search(index, asked))) == {POSITIVE}


SECOND = "Adjuvant drugone is not recommended after surgery of stage II colon cancer."
THIRD = "Adjuvant drugtwo is recommended after surgery of stage III colon cancer."
EITHER = "Adjuvant drugthree may be given after surgery of stage II–III colon cancer."
NONE = "Adjuvant treatment of colon cancer begins within eight weeks of surgery."


def test_what_holds_for_another_stage_is_no_evidence(index):
    index.add([on("colon cancer", "\n".join((SECOND, THIRD, EITHER, NONE)))])
    asked = "adjuvant treatment of stage III colon cancer?"
    assert set(fit(search(index, asked))) == {THIRD, EITHER, NONE}
    asked = "adjuvant treatment of colon cancer?"
    assert set(fit(search(index, asked))) == {SECOND, THIRD, EITHER, NONE}


SPREAD = "Drugfour is a treatment option for patients with metastatic colon cancer."
FOLLOWED = (
    "Imaging after colon cancer is recommended to detect metastatic disease that can be cured."
)


def test_what_holds_for_advanced_disease_is_no_evidence_for_an_earlier_stage(index):
    index.add([on("colon cancer", "\n".join((THIRD, SPREAD, FOLLOWED)))])
    found = set(fit(search(index, "treatment and follow-up of stage III colon cancer?")))
    assert found == {THIRD, FOLLOWED}
    found = set(fit(search(index, "treatment and follow-up of stage IV colon cancer?")))
    assert found == {SPREAD, FOLLOWED}


def test_stages_of_other_diseases_are_kept_apart_too(index):
    third = "Drugone is recommended in stage 3 chronic kidney disease."
    fourth = "Drugtwo is recommended in stage 4 chronic kidney disease."
    index.add([on("chronic kidney disease", f"{third}\n{fourth}")])
    found = set(fit(search(index, "treatment of stage 4 chronic kidney disease?")))
    assert found == {fourth}


def test_what_is_said_of_infants_is_no_evidence_for_whoever_is_pregnant(index):
    infants = "In every infant a test for anemia is recommended before treatment."
    women = "In women with iron deficiency anemia drugone is a treatment option."
    index.add([on("anemia", infants), on("iron deficiency anemia", women)])
    found = fit(search(index, "How is iron deficiency anaemia treated in pregnancy?"))
    assert found == {women: None}
    found = fit(search(index, "How is iron deficiency anaemia treated?"))
    assert found == {women: None, infants: "children"}


def test_a_harm_of_screening_is_no_pitfall_of_treatment(index: EmbeddedIndex):
    harm = "Screening for rectal cancer should not be repeated, for its harms."
    index.add([on("rectal cancer", harm, title="Rectal Cancer Screening")])
    pitfalls = {f.facet.section: f for f in search(index).found}["Pitfalls"]
    assert not pitfalls.findings
    assert pitfalls.others


def test_pages_that_only_name_the_condition_fill_up_what_pages_on_it_leave(index, monkeypatch):
    said = "First-line chemotherapy of metastatic rectal cancer is given with drugone."
    index.add([document(said, name="file:other", title="Pumps", topics=())])
    assert any(found.findings or found.others for found in search(index).found)
    index.add(
        document(f"{said} {number}.", name=f"file:{number}", topics=("rectal cancer",))
        for number in range(40)
    )
    anchors: list[tuple[str, ...]] = []

    def overheard(query: Query, limit: int) -> tuple[Hit, ...]:
        anchors.append(query.must[0].fields)
        return EmbeddedIndex.search(index, query, limit)

    monkeypatch.setattr(index, "search", overheard)
    assert any(found.findings for found in search(index).found)
    full = [fields for fields in anchors if "text" not in fields]
    assert len(full) > len(anchors) - len(full), "of a facet that is full the words alone are left"


def test_the_best_are_the_best_of_all_however_few_are_appraised(index, monkeypatch):
    text = "{} chemotherapy with drug{} is {} in metastatic {}."
    cancers = ("rectal cancer", "colorectal cancer", "pancreatic cancer")
    for number in range(60):
        topic, asked = cancers[number % 3], "First-line " * (number % 5)
        said = text.format(asked, number, "standard " * (number % 7), topic)
        index.add([document(said, name=f"file:{number}", topics=(topic,))])
    appraised: list[str] = []
    judge = finding_evidence._Search._sentences

    def judged(search, passage, *rest):
        appraised.append(passage.id)
        return judge(search, passage, *rest)

    monkeypatch.setattr(finding_evidence._Search, "_sentences", judged)
    few, asked_few = search(index), len(set(appraised))
    monkeypatch.setattr(finding_evidence, "_KEPT", 60)
    every, asked_every = search(index), len(set(appraised))
    for some, of_all in zip(few.found, every.found, strict=True):
        both = (*some.findings, *some.others), (*of_all.findings, *of_all.others)
        assert both[0] == both[1][:15]
    assert asked_few < asked_every
