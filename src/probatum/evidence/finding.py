"""What search found for a facet: passages, appraised sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, InstanceOf

from probatum.evidence.described import Described
from probatum.evidence.document import Document
from probatum.evidence.passage import Passage
from probatum.evidence.question import Facet
from probatum.evidence.value import Value

PEOPLE_WITH_CANCER = "people with cancer"
CHILDREN = "children"
ADVANCED_DISEASE = "advanced or recurrent disease"
IN_SITU = "stage 0 disease"
OTHER_LINE = "another line of treatment"
WOMEN, MEN = "women", "men"
OTHER_PATIENTS = frozenset(
    {PEOPLE_WITH_CANCER, CHILDREN, WOMEN, MEN, ADVANCED_DISEASE, IN_SITU, OTHER_LINE}
)
"""Labels of statements on patients of whom the question does not speak."""
PATIENTS_WITH = "patients with "
"""Begins the label of a statement on patients with a disease that the question does not name."""
LIMITED_SPREAD = f"{PATIENTS_WITH}solitary or few metastases"
IN_GENERAL = " in general"
"""Ends the label of a statement on a whole family of diseases."""


def is_of_other_patients(about: str | None) -> bool:
    """Whether what a sentence is labelled with are patients of whom the question says nothing."""
    return about is not None and (about in OTHER_PATIENTS or about.startswith(PATIENTS_WITH))


def is_in_general(about: str | None) -> bool:
    """Whether what a sentence is labelled with is a whole family of diseases."""
    return about is not None and about.endswith(IN_GENERAL)


class Sentence(Value):
    """``document.text[start:end]``, with what it speaks of."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    about: str | None = Field(
        default=None, description="The wider condition it speaks of; none: the one asked about."
    )
    direct: bool = Field(
        default=False,
        description="Whether it states the very line, stage or degree asked about, or names just "
        "what is compared.",
    )
    specific: bool = Field(
        default=False,
        description="Whether it tells a dose or names a drug, a regimen or an operation, not just "
        "a kind of treatment.",
    )
    unfit: str | None = Field(
        default=None, description="Why it is no evidence here: another disease, stage, age …"
    )


class Finding(Value):
    """A passage found for a facet, with a score that compares findings of all facets (0 to 1)."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    score: float = Field(ge=0)
    features: tuple[tuple[str, float], ...] = Field(
        default=(), description="What the score was made of, by name."
    )


class Sufficiency(Value):
    """How likely it is that the best of what was found for a facet answers it."""

    probability: float = Field(
        ge=0, le=1, description="Calibrated on questions of which it is known what answers them."
    )
    least: float = Field(ge=0, le=1, description="Below it the facet is a gap.")
    features: tuple[tuple[str, float], ...] = Field(
        default=(), description="What the probability was made of, by name."
    )

    @property
    def enough(self) -> bool:
        """Whether it is good enough to answer from."""
        return self.probability >= self.least


class Found(Value):
    """All findings of a facet, best first."""

    facet: Facet
    searched: str = Field(description="The search in words, for people.")
    findings: tuple[Finding, ...] = ()
    others: tuple[Finding, ...] = Field(
        default=(),
        description="What matched and is no evidence here: another disease, other patients, the "
        "methods of a study. Kept to say why, never to answer from.",
    )
    sufficiency: Sufficiency | None = Field(
        default=None, description="None where it is not judged."
    )

    @property
    def is_enough(self) -> bool:
        """Whether it may be answered from; what is not judged may."""
        return self.sufficiency is None or self.sufficiency.enough


class Evidence(Value):
    """All that was found for a question, with the documents it lies in, by id.

    `described` has each of them as far as it was read to appraise it; `documents` may read one
    when it is asked for, in the thread and for the time in which the library is open.
    """

    found: tuple[Found, ...] = ()
    documents: InstanceOf[Mapping[str, Document]] = Field(default_factory=dict)
    described: InstanceOf[Mapping[str, Described]] = Field(default_factory=dict)
    by_vectors: bool = Field(
        default=False, description="Whether vectors proposed any of the passages."
    )
