"""The bottom line tells what can be done: named treatments, doses and intervals before the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probatum.composition.quoting import QuotingComposer
from probatum.evidence.answer import Answer
from probatum.evidence.document import Document
from probatum.evidence.question import Asker
from probatum.library.embedded import EmbeddedIndex
from probatum.workflows.ask import Inquiry, ask
from tests.evidence_by_hand import document


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    yield library
    library.close()


def answer(index: EmbeddedIndex, question: str, *documents: Document) -> Answer:
    index.add(documents)
    now = datetime(2026, 5, 1, tzinfo=UTC)
    return ask(Inquiry(text=question), index, QuotingComposer(), Asker(), now).answer


def bottom_line(index: EmbeddedIndex, question: str, *documents: Document) -> list[str]:
    return [claim.text for claim in answer(index, question, *documents).bottom_line]


def on(topic: str, *lines: str, name: str = "file:a", heading: str = "Treatment") -> Document:
    title = f"{topic.capitalize()}: {name}"
    return document("\n".join(lines), name=name, title=title, topics=(topic,), heading=(heading,))


ORDERED = "In stage I lung cancer, treatment with cisplatin 80 mg/m2 should be considered."


@pytest.mark.parametrize(
    "vague",
    [
        "Patients with stage I lung cancer should be considered for treatment in clinical trials.",
        "Treatment options for stage I lung cancer are determined by histology and general health.",
        "Depending on clinical circumstances, treatment of stage I lung cancer should be planned.",
        "The role of treatment of stage I lung cancer by surgery is unproven and should be studied.",
    ],
)
def test_what_only_frames_does_not_lead(index: EmbeddedIndex, vague: str) -> None:
    lines = bottom_line(
        index, "treatment of stage I lung cancer", on("lung cancer", vague, ORDERED)
    )
    assert ORDERED in lines
    assert vague not in lines


def test_of_equal_advice_the_one_with_a_dose_leads(index: EmbeddedIndex) -> None:
    vague = "A short course of radiation is recommended for bone metastases of rectal cancer."
    dose = "A single dose of 8 Gy of radiation is recommended for bone metastases of rectal cancer."
    lines = bottom_line(
        index, "management of rectal cancer with bone metastases", on("rectal cancer", vague, dose)
    )
    assert lines[0] == dose


CAUSE = "Drugone, a recommended treatment of breast cancer, has been linked to cancer fatigue."
RELIEF = "Exercise reduces cancer fatigue during and after treatment."


def test_relief_leads_and_the_cause_does_not(index: EmbeddedIndex) -> None:
    causes = on("fatigue", CAUSE, name="file:c", heading="Contributing factors")
    relief = on("fatigue", RELIEF, name="file:r", heading="Interventions")
    lines = bottom_line(index, "fatigue in patients with cancer", causes, relief)
    assert lines == [RELIEF]


def test_screening_is_answered_by_whom_benefit_and_harm(index: EmbeddedIndex) -> None:
    whom = "Annual screening of smokers aged 55 to 74 years by computed tomography is advised."
    benefit = "Screening by computed tomography reduces mortality from lung cancer by 20%."
    harm = "Screening by computed tomography gives false-positive results in 23% of rounds."
    treated = "Lung cancer is treated by surgery in its first stage, which should be done early."
    lines = bottom_line(
        index,
        "Should adults be screened for lung cancer?",
        on("lung cancer", whom, benefit, harm, name="file:s", heading="Screening"),
        on("lung cancer", treated, name="file:t"),
    )
    assert set(lines) == {whom, benefit, harm}


def test_without_a_word_on_screening_there_is_no_bottom_line(index: EmbeddedIndex) -> None:
    treated = "Lung cancer is treated by surgery in its first stage, which should be done early."
    found = answer(index, "Should adults be screened for lung cancer?", on("lung cancer", treated))
    assert found.bottom_line == ()
    assert "Benefit of screening" in [gap.facet for gap in found.gaps]


def test_a_staging_question_is_answered_by_system_and_investigations(index: EmbeddedIndex) -> None:
    system = "The AJCC has designated staging by TNM (tumor, node, metastasis) for bladder cancer."
    imaging = "Staging of bladder cancer needs CT of the abdomen and examination under anaesthesia."
    treated = "Radical cystectomy is a standard treatment option for stage II bladder cancer."
    source = on("bladder cancer", system, imaging, treated, heading="Stage information")
    assert set(bottom_line(index, "How is bladder cancer staged?", source)) == {system, imaging}


def test_a_question_on_testing_is_answered_by_what_to_test(index: EmbeddedIndex) -> None:
    test = "Every patient with advanced lung cancer should be tested for EGFR and ALK."
    approval = "The agency approved drugone for lung cancer with EGFR variants found by a test."
    cost = "Genetic testing costs less than 200 dollars, and EGFR testing of lung cancer less."
    source = on("lung cancer", approval, cost, test, heading="Molecular testing")
    assert bottom_line(index, "EGFR testing in lung cancer", source) == [test]


def test_the_cost_of_a_test_is_no_work_up(index: EmbeddedIndex) -> None:
    cost = "Genetic testing in anal cancer costs less than 200 dollars, and insurance varies."
    work_up = "Tests in anal cancer include biopsy and imaging of the pelvis."
    source = on("anal cancer", cost, work_up, heading="Diagnosis")
    assert bottom_line(index, "tests in anal cancer", source) == [work_up]


def test_what_only_speaks_of_a_disease_does_not_say_what_it_is(index: EmbeddedIndex) -> None:
    aside = "Infusions are the learning trials of nausea, a disease of cancer chemotherapy."
    found = answer(index, "What is cancer?", on("cancer", aside, heading="Description"))
    assert found.bottom_line == ()


def test_a_definition_says_what_it_is(index: EmbeddedIndex) -> None:
    definition = "Gout is a disease in which crystals inflame a joint, often the big toe."
    aside = "Patients with gout, a disease of kings, were often painted in the past centuries."
    lines = bottom_line(index, "What is gout?", on("gout", aside, definition))
    assert lines == [definition]


def test_a_chapter_counts_in_a_guide_that_is_named_after_no_disease(index: EmbeddedIndex) -> None:
    advice = "Ice chips for 30 minutes are recommended as treatment before a bolus of drugone."
    guide = document(
        advice,
        title="Oral complications of therapy",
        topics=("oral complications of therapy",),
        heading=("Oral mucositis", "Management"),
    )
    assert bottom_line(index, "treatment of oral mucositis", guide) == [advice]


def test_a_complementary_treatment_nobody_asked_about_comes_last(index: EmbeddedIndex) -> None:
    aside = "Acupuncture is recommended as treatment of lymphedema in a small study of 10 women."
    care = "Compression is recommended as treatment of lymphedema in women after surgery."
    lines = bottom_line(
        index,
        "treatment of lymphedema",
        document(aside, name="file:a", title="Acupuncture", topics=("acupuncture",),
                 heading=("Lymphedema", "Treatment")),
        on("lymphedema", care, name="file:b"),
    )  # fmt: skip
    assert lines[0] == care


def test_a_disease_of_children_is_answered_from_what_is_said_of_children(
    index: EmbeddedIndex,
) -> None:
    advice = "Children with Wilms tumor should have treatment by nephrectomy and vincristine."
    assert bottom_line(index, "Treatment of Wilms tumor", on("Wilms tumor", advice)) == [advice]


def test_a_harm_is_told_before_advice(index: EmbeddedIndex) -> None:
    harm = "Tamoxifen was associated with an increased risk of thrombosis, 3.1% by 14 years."
    source = on("breast cancer", harm, heading="Side effects")
    assert bottom_line(index, "Side effects of tamoxifen in breast cancer", source) == [harm]


def test_what_another_indication_is_treated_with_is_no_first_line(index: EmbeddedIndex) -> None:
    other = (
        "Chest radiation is sometimes given for superior vena cava syndrome, but chemotherapy "
        "alone is the appropriate initial treatment."
    )
    first = (
        "Initial treatment of extensive-stage small cell lung cancer is cisplatin and etoposide."
    )
    lines = bottom_line(
        index,
        "How is extensive-stage small cell lung cancer treated first line?",
        on("small cell lung cancer", other, first, heading="Extensive-stage disease"),
    )
    assert lines == [first]


def test_what_is_said_of_another_kind_of_pain_comes_last(index: EmbeddedIndex) -> None:
    other = "Gabapentin is recommended as first-line treatment of neuropathic pain at 300 mg."
    asked = "Morphine is recommended as treatment of severe cancer pain by mouth."
    lines = bottom_line(index, "treatment of cancer pain", on("cancer pain", other, asked))
    assert lines[0] == asked


def test_harms_are_asked_for_and_not_what_prevents_a_disease(index: EmbeddedIndex) -> None:
    harm = "Tamoxifen was associated with an increased risk of thrombosis, 3.1% by 14 years."
    use = "Tamoxifen is recommended to prevent breast cancer in women at a high risk, for years."
    source = on("breast cancer", use, harm, heading="Tamoxifen")
    assert bottom_line(index, "Side effects of tamoxifen in breast cancer", source) == [harm]


def test_who_carried_a_variant_in_a_trial_is_not_what_to_test(index: EmbeddedIndex) -> None:
    found = "Fifty (96%) patients had NTRK fusions of lung cancer that were detected by a test."
    source = on("lung cancer", found, heading="Molecular testing")
    assert bottom_line(index, "molecular testing in lung cancer", source) == []


def test_what_stands_on_treatment_is_no_accuracy_of_a_screening_test(index: EmbeddedIndex) -> None:
    treated = "Drugone treats thyroid cancer with a sensitivity to iodine and a specificity of use."
    found = answer(index, "Screening for thyroid cancer", on("thyroid cancer", treated))
    assert found.sections == ()


def test_what_names_nothing_to_do_is_no_bottom_line_on_treatment(index: EmbeddedIndex) -> None:
    burden = "After treatment, malignant pleural effusion comes back within 30 days in 60%."
    done = "Malignant pleural effusion has treatment by thoracentesis, which helps within a day."
    source = on("malignant pleural effusion", burden, done)
    assert bottom_line(index, "treatment of malignant pleural effusion", source) == [done]


def test_a_work_up_is_not_told_by_a_treatment(index: EmbeddedIndex) -> None:
    treated = "Budesonide reduces episodes of asthma, by 20% in a year of treatment of symptoms."
    assert bottom_line(index, "How is asthma diagnosed?", on("asthma", treated)) == []
