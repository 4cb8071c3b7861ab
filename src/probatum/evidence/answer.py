"""A structured answer: the shape that every composer makes and every publisher shows."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from probatum.evidence.claim import Claim
from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Access, Audience, DocumentKind, Status, StudyDesign
from probatum.evidence.question import Question, ReaderKind
from probatum.evidence.value import Value

DISCLAIMER = (
    "For health professionals, to support and not to replace clinical judgement. "
    "Check doses and indications against the cited source before acting."
)

PATIENT_DISCLAIMER = (
    "For information. It does not know you and is no medical advice: talk to your doctor or care "
    "team before you change anything, and call the emergency number when you feel in danger."
)


class Reference(Value):
    """One numbered entry of the answer's reference list."""

    number: int = Field(ge=1)
    document: str
    kind: DocumentKind
    title: str
    design: StudyDesign | None = None
    level: int | None = Field(
        default=None,
        ge=1,
        le=5,
        description="Oxford 2011 level for what was asked, derived by us from the design alone.",
    )
    participants: int | None = Field(
        default=None, ge=0, description="People the study took in, as its abstract states it."
    )
    audience: Audience = Audience.PROFESSIONAL
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    journal: str | None = None
    year: int | None = None
    updated: PartialDate | None = None
    review_due: PartialDate | None = None
    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None
    url: str | None = None
    status: Status = Status.CURRENT
    access: Access = Access.FULL_TEXT
    jurisdiction: str | None = None
    abroad: bool = Field(
        default=False, description="Whether it speaks for another country than the asker's."
    )
    note: str | None = Field(
        default=None, description='A caution printed with it: "not reviewed by a medical board".'
    )


class Section(Value):
    """Claims under one heading."""

    heading: str
    claims: tuple[Claim, ...] = Field(min_length=1)


class Gap(Value):
    """A facet for which the library holds nothing good enough."""

    facet: str
    searched: str
    why: str
    direct: bool = Field(
        default=False, description="Whether it is what was asked, in the asker's own words."
    )


class Conflict(Value):
    """Claims whose citations point different ways."""

    claims: tuple[str, ...] = Field(min_length=2)
    explanation: str


class Stage(StrEnum):
    """Editorial stage of an answer."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under review"
    CHANGES_REQUESTED = "changes requested"
    APPROVED = "approved"
    PUBLISHED = "published"
    EVIDENCE_CHANGED = "evidence changed"
    RETIRED = "retired"


class Review(Value):
    """Where the answer stands in editorial review."""

    stage: Stage = Stage.DRAFT
    caution: str = "Composed automatically from the library; no person has reviewed it."


class Writing(Value):
    """What a language model did to an answer, sentence by sentence, and why no more."""

    model: str | None = None
    kept: int = Field(default=0, ge=0, description="Sentences of the model that are shown.")
    replaced: int = Field(
        default=0, ge=0, description="Sentences nothing supported: their quotes are shown instead."
    )
    labelled: int = Field(
        default=0, ge=0, description="Those that follow their quotes as general medical knowledge."
    )
    left_out: int = Field(default=0, ge=0, description="Those left out together with their quotes.")
    refused: int = Field(
        default=0, ge=0, description="Sentences on no quote that the model was given."
    )
    tokens: int = Field(default=0, ge=0, description="Sent and written.")
    written: int = Field(default=0, ge=0, description="Of those, written by the model.")
    counted: bool = Field(
        default=True, description="Whether the provider counted them all; else some are estimated."
    )
    seconds: float = Field(default=0, ge=0)
    cost: float | None = Field(default=None, ge=0, description="None where no price is set.")
    currency: str | None = None
    trouble: str | None = Field(default=None, description="What broke the writing off.")
    told: str | None = Field(default=None, description="What was taken out before it was sent.")
    fallback: str | None = Field(
        default=None, description="Why the whole answer is that of the quoting composer."
    )


class Rewording(Value):
    """What a language model did to put sentences into words for a reader."""

    model: str
    kept: int = Field(default=0, ge=0, description="Sentences of the model that are shown.")
    refused: int = Field(
        default=0, ge=0, description="Sentences that say more or less, or otherwise: theirs stay."
    )
    tokens: int = Field(default=0, ge=0, description="Sent and written.")
    written: int = Field(default=0, ge=0, description="Of those, written by the model.")
    counted: bool = True
    seconds: float = Field(default=0, ge=0)
    cost: float | None = Field(default=None, ge=0, description="None where no price is set.")
    currency: str | None = None
    grade_before: float | None = Field(
        default=None, description="Years of school (US) to read it, Flesch-Kincaid."
    )
    grade_after: float | None = None
    trouble: str | None = Field(default=None, description="Why the sentences stayed as they were.")
    told: str | None = Field(default=None, description="What was taken out before it was sent.")


class Provenance(Value):
    """What is needed to run the question again and get the same answer."""

    library: str = Field(description="Snapshot: a hash over all documents and their texts.")
    documents: int = Field(ge=0)
    composer: str
    model: str | None = None
    writing: Writing | None = Field(default=None, description="Set when a model was to write.")
    rewording: Rewording | None = Field(
        default=None, description="Set when a model was to reword for the reader."
    )
    version: str
    asked_at: datetime
    settings: tuple[tuple[str, str], ...] = ()


class Answer(Value):
    """The whole answer. ``bottom_line`` may be empty only when there are gaps."""

    question: Question
    reader: ReaderKind = ReaderKind.CLINICIAN
    title: str
    bottom_line: tuple[Claim, ...] = ()
    sections: tuple[Section, ...] = ()
    pitfalls: tuple[Claim, ...] = ()
    algorithm: tuple[Claim, ...] = ()
    gaps: tuple[Gap, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    left_out: tuple[Claim, ...] = Field(
        default=(), description="Sentences that failed verification, with the reasons."
    )
    references: tuple[Reference, ...] = ()
    review: Review = Review()
    updated: datetime
    disclaimer: str = DISCLAIMER
    provenance: Provenance

    def claims(self) -> tuple[Claim, ...]:
        """Every claim that is shown, in reading order."""
        sections = (claim for section in self.sections for claim in section.claims)
        return (*self.bottom_line, *sections, *self.pitfalls, *self.algorithm)

    @property
    def model(self) -> str | None:
        """The language model that had any part in it: in reading, writing or rewording."""
        made = self.provenance
        parts = (self.question.model_reading, made.writing, made.rewording)
        return next((part.model for part in parts if part and part.model), None)
