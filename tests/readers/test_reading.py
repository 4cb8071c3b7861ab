"""An answer for a clinician, a trainee and a patient."""

from __future__ import annotations

from datetime import UTC, datetime

from probatum.evidence.answer import DISCLAIMER, PATIENT_DISCLAIMER, Answer, Provenance, Section
from probatum.evidence.claim import Citation, Claim
from probatum.evidence.question import Question, ReaderKind
from probatum.readers.reading import for_reader
from tests.evidence_by_hand import document

TEXT = "Metastatic disease is treated with drugone 5 mg twice daily, and OS was longer."
SOURCE = document(TEXT, abbreviations=(("OS", "overall survival"),))
CITATION = Citation(
    reference=1, document=SOURCE.id, passage="p", quote=TEXT, start=0, end=len(TEXT)
)
CLAIM = Claim(text=TEXT, citations=(CITATION,))


def read(reader: ReaderKind) -> Answer:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    answer = Answer(
        question=Question(text="treatment?"),
        reader=reader,
        title="Exampleitis",
        bottom_line=(CLAIM,),
        sections=(Section(heading="Treatment", claims=(CLAIM,)),),
        updated=now,
        provenance=Provenance(library="x", documents=1, composer="q", version="1", asked_at=now),
    )
    return for_reader(answer, {SOURCE.id: SOURCE}, {"OS": "opening snap"})


def test_a_clinician_gets_the_answer_as_it_is() -> None:
    answer = read(ReaderKind.CLINICIAN)
    assert answer.bottom_line == (CLAIM,)
    assert answer.disclaimer == DISCLAIMER


def test_a_trainee_gets_abbreviations_as_the_source_means_them() -> None:
    (claim,) = read(ReaderKind.TRAINEE).bottom_line
    assert [(one.term, one.plain) for one in claim.explained] == [("OS", "overall survival")]
    assert not claim.folded


def test_a_patient_gets_terms_explained_and_doses_folded() -> None:
    answer = read(ReaderKind.PATIENT)
    (claim,) = answer.bottom_line
    assert [TEXT[one.start : one.end] for one in claim.explained] == [
        "Metastatic disease",
        "twice daily",
        "OS",
    ]
    assert claim.folded
    assert answer.disclaimer == PATIENT_DISCLAIMER


def test_no_sentence_is_reworded_for_anybody() -> None:
    for reader in ReaderKind:
        assert [claim.text for claim in read(reader).claims()] == [TEXT, TEXT]


def test_a_term_is_explained_once_in_an_answer() -> None:
    assert read(ReaderKind.PATIENT).sections[0].claims[0].explained == ()
