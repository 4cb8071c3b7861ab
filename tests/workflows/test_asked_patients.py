"""The bottom line is about the patients asked about: their subgroup, line and stage."""

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

FIRST_LINE_HER2 = "How is metastatic HER2-positive breast cancer treated first-line?"
FIRST = (
    "In HER2-positive metastatic breast cancer, adding drugone to first-line drugtwo is preferred."
)
LATER = "In HER2-positive metastatic breast cancer after trastuzumab, drugthree is recommended."
OTHER = "In metastatic breast cancer with a BRCA1 variant, first-line drugfour is recommended."


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    yield library
    library.close()


def answer(index: EmbeddedIndex, question: str, *documents: Document) -> Answer:
    index.add(documents)
    now = datetime(2026, 5, 1, tzinfo=UTC)
    return ask(Inquiry(text=question), index, QuotingComposer(), Asker(), now).answer


def on(topic: str, *lines: str, name: str = "file:a", heading: str = "Treatment") -> Document:
    return document("\n".join(lines), name=name, topics=(topic,), title=topic, heading=(heading,))


def bottom(found: Answer) -> list[str]:
    return [claim.text for claim in found.bottom_line]


def labels(found: Answer) -> dict[str, str | None]:
    return {claim.text: claim.about for claim in found.claims()}


def test_another_line_of_treatment_is_labelled_and_no_bottom_line(index):
    found = answer(index, FIRST_LINE_HER2, on("breast cancer", LATER, FIRST))
    assert bottom(found) == [FIRST]
    assert labels(found)[LATER] == "another line of treatment"


def test_where_a_later_line_is_asked_about_it_is_the_bottom_line(index):
    question = "Second-line treatment of metastatic HER2-positive breast cancer?"
    found = answer(index, question, on("breast cancer", FIRST, LATER))
    assert bottom(found) == [LATER]


def test_another_subgroup_is_labelled_and_no_bottom_line(index):
    found = answer(index, FIRST_LINE_HER2, on("breast cancer", OTHER, FIRST))
    assert bottom(found) == [FIRST]
    assert labels(found)[OTHER] == "patients with BRCA1 altered disease"


def test_a_heading_in_capitals_on_another_status_is_read_too(index):
    advice = "In metastatic breast cancer, first-line drugfour is recommended."
    other = on("breast cancer", advice, name="file:b", heading="HER2-Negative Breast Cancer")
    found = answer(index, FIRST_LINE_HER2, on("breast cancer", FIRST), other)
    assert bottom(found) == [FIRST]
    assert advice not in labels(found)


def test_a_part_on_the_opposite_status_is_no_gap(index):
    found = answer(index, FIRST_LINE_HER2, on("breast cancer", FIRST))
    assert "Triple-negative disease" not in {gap.facet for gap in found.gaps}


def test_an_early_stage_is_no_evidence_for_extensive_disease(index):
    early = "Surgery is recommended for early-stage (I–IIIA) small cell lung cancer."
    limited = (
        "In limited-stage small cell lung cancer first-line drugone with radiation is preferred."
    )
    own = "In extensive-stage small cell lung cancer drugone with drugtwo is first-line treatment."
    question = "How is small cell lung cancer, extensive stage, treated first line?"
    found = answer(index, question, on("small cell lung cancer", early, limited, own))
    assert set(labels(found)) == {own}
    assert bottom(found) == [own]


def test_what_did_no_good_is_no_way_to_treat(index):
    vain = "Adding drugone to first-line treatment of metastatic colon cancer did not improve survival."
    good = (
        "First-line treatment of metastatic colon cancer is drugtwo with drugthree in most adults."
    )
    question = "first-line treatment of metastatic colon cancer?"
    found = answer(index, question, on("colon cancer", vain, good))
    assert bottom(found) == [good]
    assert bottom(answer(index, question, on("colon cancer", vain))) == []


def test_a_treatment_asked_for_and_not_found_is_not_replaced_by_a_work_up(index):
    work_up = "Staging of melanoma is done by imaging and biopsy of the lymph nodes."
    found = answer(
        index, "How is stage II melanoma treated?", on("melanoma", work_up, heading="Staging")
    )
    assert work_up in labels(found)
    assert bottom(found) == []


def test_a_few_metastases_are_not_everyones(index):
    few = "A solitary brain metastasis of melanoma can be treated with palliative excision."
    found = answer(index, "How is metastatic melanoma treated?", on("melanoma", few))
    assert set(labels(found).values()) == {"patients with solitary or few metastases"}
    assert bottom(found) == []


def test_what_is_on_the_very_condition_is_found_among_much_on_a_wider_one(index):
    own = "First-line treatment of chronic lymphocytic leukemia is drugone in most patients."
    wider = [
        document(
            f"First-line treatment of leukemia is first-line drug {n} in first-line treatment.",
            name=f"file:{n}", topics=("leukemia",), title="First-line treatment of leukemia",
        )
        for n in range(40)
    ]  # fmt: skip
    question = "How is chronic lymphocytic leukemia treated first-line?"
    found = answer(index, question, *wider, on("chronic lymphocytic leukemia", own))
    assert own in bottom(found)


def test_what_is_named_by_denying_the_condition_does_not_stand_in_its_way(index):
    own = "First-line treatment of Hodgkin lymphoma is drugone in adults of every age."
    others = [
        document(
            f"First-line treatment of non-Hodgkin lymphoma is drug {n} as first-line treatment.",
            name=f"file:{n}", topics=("non-Hodgkin lymphoma",), title="Non-Hodgkin lymphoma",
        )
        for n in range(80)
    ]  # fmt: skip
    found = answer(index, "first-line treatment of Hodgkin lymphoma?", *others, on("lymphoma", own))
    assert own in bottom(found)


CHOICE = "Drug: denosumab or zoledronic acid for bone metastases of solid tumours?"
COMPARED = (
    "Denosumab delayed fractures from bone metastases of solid tumours more than zoledronic acid."
)
ASIDE = "Radiation is recommended as treatment of painful bone metastases of solid tumours."
AGAINST_NOTHING = (
    "Denosumab lowered fractures from bone metastases of cancer compared with placebo."
)


def test_one_treatment_or_another_is_a_comparison_and_about_nothing_else(index):
    found = answer(index, CHOICE, on("cancer", ASIDE, AGAINST_NOTHING, COMPARED))
    assert found.question.intent == "comparison"
    assert bottom(found)[0] == COMPARED
    assert ASIDE not in labels(found)
    compared = [s.claims for s in found.sections if s.heading == "Comparison"]
    assert AGAINST_NOTHING not in {claim.text for claims in compared for claim in claims}


def test_where_nothing_compares_them_the_bottom_line_has_one_sentence_on_each(index):
    one = "Cisplatin with etoposide is recommended for small cell lung cancer in fit adults."
    other = "Carboplatin is an option in small cell lung cancer when kidney function is low."
    question = "Cisplatin or carboplatin in small cell lung cancer?"
    found = answer(index, question, on("small cell lung cancer", one, other))
    assert set(bottom(found)) == {one, other}


def test_treatment_that_the_patient_had_is_no_choice(index):
    question = "Treatment of melanoma after nivolumab or ipilimumab?"
    assert answer(index, question, on("melanoma", ASIDE)).question.intent == "management"


def test_another_degree_is_no_evidence_and_the_asked_one_comes_first(index):
    low = "For low emetogenic chemotherapy, dexamethasone alone prevents nausea and vomiting."
    plain = (
        "Antiemetic drugs are recommended for prevention of nausea and vomiting by chemotherapy."
    )
    high = "For highly emetogenic chemotherapy, three drugs with olanzapine prevent nausea and vomiting."
    question = "Prevention of nausea and vomiting with highly emetogenic chemotherapy"
    found = answer(index, question, on("nausea and vomiting", low, plain, high))
    assert bottom(found)[0] == high
    assert low not in labels(found)


UNRESECTABLE = "Treatment of unresectable stage III non-small cell lung cancer"
CHEST_WALL = (
    "Surgery is recommended for resectable stage III non-small cell lung cancer of the wall."
)
ADJUVANT = "Adjuvant chemotherapy is recommended in stage III non-small cell lung cancer."
CHEMORADIATION = (
    "Chemoradiation therapy is recommended for unresectable stage III non-small cell lung cancer."
)


def test_what_can_be_resected_is_no_evidence_where_the_tumour_cannot(index):
    found = answer(
        index, UNRESECTABLE,
        on("non-small cell lung cancer", CHEST_WALL, ADJUVANT, CHEMORADIATION),
    )  # fmt: skip
    assert bottom(found) == [CHEMORADIATION]
    assert set(labels(found).items()) == {(CHEMORADIATION, None)}
    assert "Surgery" not in {gap.facet for gap in found.gaps}


def test_what_cannot_be_resected_is_no_evidence_where_the_tumour_can(index):
    found = answer(
        index, "Treatment of resectable stage III non-small cell lung cancer",
        on("non-small cell lung cancer", CHEST_WALL, CHEMORADIATION),
    )  # fmt: skip
    assert set(labels(found)) == {CHEST_WALL}


def test_other_parts_of_a_stage_are_no_evidence(index):
    other = "Radiation therapy is recommended for stages IIIB and IIIC non-small cell lung cancer."
    own = "Surgery is recommended for stages II to IIIA non-small cell lung cancer in fit adults."
    question = "Treatment of stage IIIA non-small cell lung cancer"
    assert set(labels(answer(index, question, on("lung cancer", other, own)))) == {own}


def test_what_comes_before_cancer_is_labelled_where_no_stage_is_asked_about(index):
    before = "Surgical excision is the treatment of choice for stage 0 anal cancer."
    found = answer(index, "How is anal cancer treated?", on("anal cancer", before))
    assert labels(found) == {before: "stage 0 disease"}
    assert bottom(found) == []


def test_disease_that_has_not_spread_is_no_evidence_for_disease_that_has(index):
    text = (
        "Nonmetastatic prostate cancer may lead to bone metastases later on and is treated early."
    )
    question = "management of prostate cancer with bone metastases?"
    assert labels(answer(index, question, on("prostate cancer", text))) == {}
