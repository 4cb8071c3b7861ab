"""Claims, the citations that carry them, and verdicts on them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from probatum.evidence.value import Value


class Basis(StrEnum):
    """What a claim rests on. General knowledge is never shown without that label."""

    EVIDENCE = "evidence"
    GENERAL = "general medical knowledge"


class Verdict(StrEnum):
    """Whether the cited words carry the claim."""

    SUPPORTED = "supported"
    PARTLY = "partly supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not found"


class Reason(Value):
    """Why a check came to its verdict, and the words that it rests on."""

    check: str = Field(description='Name of the check: "quotation", "numbers".')
    verdict: Verdict
    text: str
    words: str = Field(default="", description="The words of the source or claim it rests on.")


class Citation(Value):
    """The exact words that carry a claim: ``quote == document.text[start:end]``."""

    reference: int = Field(ge=1, description="Number in the answer's reference list.")
    document: str
    passage: str
    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    heading: tuple[str, ...] = ()
    primary: tuple[str, ...] = Field(
        default=(), description="PMIDs of the primary sources that the quoted words cite."
    )

    @model_validator(mode="after")
    def _offsets_fit_the_quote(self) -> Citation:
        if self.end - self.start != len(self.quote):
            raise ValueError("the quote's length differs from end - start")
        return self


class Explanation(Value):
    """A term of a sentence in plain words: ``text[start:end]`` is the term as written."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    term: str
    plain: str


class Claim(Value):
    """One sentence of an answer."""

    text: str = Field(min_length=1)
    original: str | None = Field(
        default=None,
        description="The sentence before a model put it into words for this reader.",
    )
    label: str | None = Field(
        default=None, description="Facet it answers; words of ours without medical content."
    )
    basis: Basis = Basis.EVIDENCE
    verdict: Verdict = Verdict.NOT_FOUND
    reasons: tuple[Reason, ...] = ()
    grade: str | None = Field(default=None, description="As the source states it; never invented.")
    about: str | None = Field(
        default=None,
        description="Set when the quoted words speak of a wider or other condition than asked.",
    )
    citations: tuple[Citation, ...] = ()
    explained: tuple[Explanation, ...] = Field(
        default=(), description="Terms that this reader may not know, each once in an answer."
    )
    folded: bool = Field(
        default=False,
        description="Whether it gives doses or a schedule, shown to a patient only when opened.",
    )
