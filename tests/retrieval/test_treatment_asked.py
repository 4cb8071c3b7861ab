"""A question on a drug is answered with that drug: its dose, its harms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probatum.composition.quoting import QuotingComposer
from probatum.evidence.answer import Answer
from probatum.evidence.question import Asker
from probatum.library.embedded import EmbeddedIndex
from probatum.workflows.ask import Inquiry, ask
from tests.evidence_by_hand import document

OWN = "In atrial fibrillation apixaban is given as 5 mg twice daily."
OTHER = "In atrial fibrillation edoxaban is given as 60 mg once daily."
BESIDE = "Edoxaban 30 mg daily caused fewer strokes than apixaban in atrial fibrillation."
CLASS = "Direct oral anticoagulants are contraindicated in atrial fibrillation with a metal valve."
HARM = "Apixaban caused the adverse event of major bleeding in 2% with atrial fibrillation."
OTHER_HARM = "Warfarin caused the adverse event of major bleeding in 3% with atrial fibrillation."


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    yield library
    library.close()


def answer(index: EmbeddedIndex, question: str, *lines: str) -> Answer:
    index.add([document("\n".join(lines), topics=("atrial fibrillation",))])
    return ask(
        Inquiry(text=question), index, QuotingComposer(), Asker(), datetime(2026, 5, 1, tzinfo=UTC)
    ).answer


def texts(answer: Answer) -> set[str]:
    return {claim.text for claim in answer.claims()}


def test_the_dose_of_one_drug_is_not_that_of_another(index):
    found = answer(index, "dose of apixaban in atrial fibrillation?", OWN, OTHER, BESIDE)
    assert texts(found) == {OWN}
    assert [claim.text for claim in found.bottom_line] == [OWN]


def test_without_a_dose_of_it_that_is_said_and_nothing_stands_in_the_bottom_line(index):
    found = answer(index, "dose of apixaban in atrial fibrillation?", OTHER, BESIDE, HARM)
    assert not found.bottom_line
    assert any(gap.facet == "Dose and schedule" and gap.direct for gap in found.gaps)
    assert not texts(found) & {OTHER, BESIDE}


def test_the_harms_of_one_drug_are_not_those_of_another(index):
    found = answer(
        index, "side effects of apixaban in atrial fibrillation?", OTHER_HARM, HARM, CLASS
    )
    assert HARM in texts(found)
    assert OTHER_HARM not in texts(found)


def test_what_is_said_of_its_class_holds_for_a_drug(index):
    found = answer(index, "side effects of apixaban in atrial fibrillation?", HARM, CLASS)
    assert CLASS in texts(found)


def test_a_sentence_without_a_drug_counts_where_its_document_is_on_the_drug(index):
    dose = "The usual dose in atrial fibrillation is 5 mg twice daily for adults."
    text = document(dose, topics=("atrial fibrillation",), title="Apixaban: label")
    index.add([text])
    asked = Inquiry(text="dose of apixaban in atrial fibrillation?")
    found = ask(asked, index, QuotingComposer(), Asker(), datetime(2026, 5, 1, tzinfo=UTC)).answer
    assert texts(found) == {dose}
    index.add([document(dose, name=text.id, topics=("atrial fibrillation",), title="Arrhythmias")])
    found = ask(asked, index, QuotingComposer(), Asker(), datetime(2026, 5, 1, tzinfo=UTC)).answer
    assert not texts(found)


def test_what_treatments_there_are_is_no_question_on_one_drug(index):
    found = answer(index, "How should atrial fibrillation be treated?", OWN, OTHER)
    assert texts(found) == {OWN, OTHER}
