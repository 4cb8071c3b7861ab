"""A clinical question as it was understood."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from probatum.evidence.model_reading import ModelReading
from probatum.evidence.value import Value


class Intent(StrEnum):
    """What the asker wants to know."""

    MANAGEMENT = "management"
    DRUG = "drug and dose"
    DIAGNOSIS = "diagnosis and work-up"
    SCREENING = "screening"
    STAGING = "staging"
    TESTING = "molecular testing"
    PROGNOSIS = "prognosis"
    HARM = "harm"
    COMPARISON = "comparison"
    PREVENTION = "prevention"
    CAUSE = "cause"
    DESCRIPTION = "description"


class ReaderKind(StrEnum):
    """Who reads the answer."""

    CLINICIAN = "clinician"
    TRAINEE = "trainee"
    PATIENT = "patient"


class Asker(Value):
    """Who asks: how they read, and where they practise."""

    reader: ReaderKind = ReaderKind.CLINICIAN
    jurisdiction: str | None = Field(default=None, description='Country: "DE" (ISO 3166-1).')


ANYBODY = Asker()
"""A clinician of no country in particular."""


CANCER = "cancer"
"""The name of the condition that is asked about where no cancer is named."""


class Condition(Value):
    """A disease or problem, by preferred name, with the names it may go by in a text."""

    name: str
    synonyms: tuple[str, ...] = ()
    broader: tuple[str, ...] = Field(
        default=(), description="Names of wider conditions whose statements also cover this one."
    )
    written: str = Field(default="", description="The words of the question it was read from.")
    vocabulary: str = Field(
        default="",
        description="Vocabularies of the owner's that name it, with its codes; empty where the "
        "package's own alone does.",
    )


class Attributes(Value):
    """What the question says of the patient. Empty where it is silent."""

    age: str | None = None
    sex: str | None = None
    pregnant: bool = False
    stage: str | None = None
    line: str | None = Field(default=None, description="Line of therapy asked about.")
    markers: tuple[str, ...] = ()
    comorbidities: tuple[str, ...] = ()


class Facet(Value):
    """One part of a question, searched by itself."""

    name: str = Field(description='As a reader would say it: "Bone metastases".')
    section: str = Field(description="Heading of the answer it is laid out under.")
    terms: tuple[str, ...] = Field(min_length=1)
    required: tuple[str, ...] = Field(
        default=(), description="At least one of these must stand in the sentence or its heading."
    )
    at_least: int = Field(
        default=0, ge=0, description="How many of the terms must stand in the sentence."
    )
    of: str | None = Field(
        default=None, description="In a comparison, the other condition that it is about."
    )
    together: bool = Field(
        default=False,
        description="Whether a sentence must name all the treatments that are compared.",
    )
    key: bool = Field(
        default=False, description="Whether its best sentence belongs to the bottom line."
    )
    own: bool = Field(default=False, description="Whether its terms are the asker's own words.")
    wider: tuple[str, ...] = Field(
        default=(),
        description="Wider subjects whose statements are accepted for this facet, always labelled.",
    )


class Correction(Value):
    """What the asker changed in the reading of a question."""

    condition: str | None = Field(default=None, description="The condition that is meant.")
    without: tuple[str, ...] = Field(
        default=(), description="Names of what was read and is not meant, of facets too."
    )
    also: tuple[str, ...] = Field(default=(), description="Words to look for besides.")


class Question(Value):
    """The question and its reading, shown to the asker."""

    text: str = Field(min_length=1)
    condition: Condition | None = None
    subject: str | None = Field(
        default=None,
        description="Its rarest word, which must be named: without a known condition, if the "
        "library has it; beside one, if no treatment is known and no other word tells as much.",
    )
    compared: tuple[Condition, ...] = Field(
        default=(), description="Other conditions that it is to be compared with."
    )
    history: tuple[str, ...] = Field(default=(), description="Prior treatment.")
    sites: tuple[str, ...] = Field(default=(), description="Sites and findings.")
    interventions: tuple[str, ...] = ()
    attributes: Attributes = Attributes()
    intent: Intent = Intent.MANAGEMENT
    abbreviations: tuple[tuple[str, str], ...] = ()
    facets: tuple[Facet, ...] = ()
    follows: str | None = Field(
        default=None, description="The question before this one, whose patient or disease is meant."
    )
    carried: tuple[str, ...] = Field(
        default=(), description="Names of what was carried over from the question before."
    )
    correction: Correction = Field(
        default=Correction(), description="What the asker changed in this reading."
    )
    model_reading: ModelReading | None = Field(
        default=None, description="Set when a model was to read the question too."
    )
