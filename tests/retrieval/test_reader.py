"""A patient is answered from what was written for patients, where the library has it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from probatum.evidence.document import Audience, DocumentKind
from probatum.evidence.question import Asker, ReaderKind
from probatum.library.embedded import EmbeddedIndex
from probatum.wiring import composer
from probatum.workflows.ask import Inquiry, ask
from tests.evidence_by_hand import document

TREATED = "Adults with iron deficiency anaemia should be treated with"
FOR_DOCTORS = document(
    f"{TREATED} oral iron once daily before breakfast.",
    name="file:doctors",
    title="Iron deficiency anaemia in adults",
    topics=("iron deficiency anaemia",),
    published="2024",
)
FOR_PATIENTS = document(
    f"{TREATED} iron tablets that they take in the morning.",
    name="file:patients",
    title="Iron deficiency anaemia: a leaflet",
    topics=("iron deficiency anaemia",),
    published="2024",
    kind=DocumentKind.PATIENT_INFORMATION,
    audience=Audience.PATIENT,
)


def first_cited(folder: Path, reader: ReaderKind) -> str:
    index = EmbeddedIndex(folder, create=True)
    index.add([FOR_DOCTORS, FOR_PATIENTS])
    question = Inquiry(text="How is iron deficiency anaemia treated in adults?")
    now = datetime(2026, 5, 1, tzinfo=UTC)
    answer = ask(question, index, composer("quoting"), Asker(reader=reader), now).answer
    index.close()
    return answer.references[0].document


def test_a_patient_gets_the_leaflet_and_a_clinician_the_guideline(tmp_path: Path) -> None:
    assert first_cited(tmp_path / "one", ReaderKind.PATIENT) == "file:patients"
    assert first_cited(tmp_path / "two", ReaderKind.CLINICIAN) == "file:doctors"
