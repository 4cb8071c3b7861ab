"""An answer for one kind of reader. Words are explained and doses folded; no sentence changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from probatum.evidence.answer import PATIENT_DISCLAIMER, Answer
from probatum.evidence.claim import Claim, Explanation
from probatum.evidence.document import Document
from probatum.evidence.doses import tells_a_dose
from probatum.evidence.question import ReaderKind
from probatum.readers.glossary import Glossary, terms


def for_reader(
    answer: Answer, documents: Mapping[str, Document], abbreviations: Mapping[str, str]
) -> Answer:
    """A clinician gets the answer as it is, a trainee abbreviations, a patient all terms explained.

    An abbreviation means what the cited document says; `abbreviations` of the vocabulary, long form
    by short form, stand in where it says nothing.
    """
    if answer.reader is ReaderKind.CLINICIAN:
        return answer
    patient = answer.reader is ReaderKind.PATIENT
    marked = _Marking(patient, documents, abbreviations)
    return answer.model_copy(
        update={
            "bottom_line": marked.claims(answer.bottom_line),
            "sections": tuple(
                section.model_copy(update={"claims": marked.claims(section.claims)})
                for section in answer.sections
            ),
            "pitfalls": marked.claims(answer.pitfalls),
            "algorithm": marked.claims(answer.algorithm),
            "disclaimer": PATIENT_DISCLAIMER if patient else answer.disclaimer,
        }
    )


class _Marking:
    """Each term is explained where it first stands."""

    def __init__(
        self, patient: bool, documents: Mapping[str, Document], abbreviations: Mapping[str, str]
    ) -> None:
        self._glossary = Glossary(terms() if patient else ())
        self._patient = patient
        self._documents = documents
        self._abbreviations = abbreviations
        self._met: set[str] = set()

    def claims(self, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(
            claim.model_copy(
                update={
                    "explained": tuple(self._first(claim)),
                    "folded": self._patient and tells_a_dose(claim.text),
                }
            )
            for claim in claims
        )

    def _first(self, claim: Claim) -> Iterator[Explanation]:
        short_forms = dict(self._abbreviations)
        for citation in claim.citations:
            if citation.document in self._documents:
                short_forms.update(self._documents[citation.document].abbreviations)
        for explanation in self._glossary.explain(claim.text, short_forms):
            if explanation.term not in self._met:
                self._met.add(explanation.term)
                yield explanation
