"""A document: one guideline, paper, label, trial record or page, with all that is known of it.

``Document.text`` is the normalised text. Every offset in Probatum counts characters into it, and a
quote is true when it equals ``text[start:end]``. Citation marks ("[12]") and printed levels of
evidence are taken out of the text by the source that reads the file, and kept beside it, with the
place they stood at, as `CitationMark` and `StatedGrade`.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from functools import cached_property

from pydantic import Field, model_validator

from probatum.evidence.dates import PartialDate
from probatum.evidence.value import Value


class DocumentKind(StrEnum):
    """What a document is, as its references are typed for the reader."""

    GUIDELINE = "guideline"
    PRACTICAL_SUMMARY = "practical summary"
    RESEARCH = "research"
    LABEL = "label"
    TRIAL_RECORD = "trial record"
    PATIENT_INFORMATION = "patient information"
    BOOK = "book"


class StudyDesign(StrEnum):
    """Study design, from publication types first and from the text only when they are silent."""

    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic review"
    RANDOMISED_TRIAL = "randomised trial"
    CLINICAL_TRIAL = "clinical trial"
    COHORT = "cohort"
    CASE_CONTROL = "case-control"
    CROSS_SECTIONAL = "cross-sectional"
    CASE_REPORT = "case report"
    REVIEW = "review"
    OPINION = "opinion"
    ANIMAL_OR_LABORATORY = "animal or laboratory"


class Audience(StrEnum):
    """For whom the publisher wrote the document."""

    PROFESSIONAL = "professional"
    PATIENT = "patient"


class Access(StrEnum):
    """How much of the work the library holds."""

    FULL_TEXT = "full text"
    ABSTRACT_ONLY = "abstract only"


class Status(StrEnum):
    """Whether the document still stands. The graver word wins when several notices apply."""

    CURRENT = "current"
    CORRECTED = "corrected"
    OF_CONCERN = "of concern"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class NoticeKind(StrEnum):
    """Kinds of notice a publisher attaches to a work."""

    RETRACTION = "retraction"
    EXPRESSION_OF_CONCERN = "expression of concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"
    REPLACED_BY = "replaced by"
    UPDATED_BY = "updated by"


class BlockKind(StrEnum):
    """The smallest stretch of text that a source tells apart."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    CAPTION = "caption"


class Block(Value):
    """``text[start:end]`` is one paragraph, list item or table row under ``heading``."""

    kind: BlockKind = BlockKind.PARAGRAPH
    heading: tuple[str, ...] = Field(default=(), description="Heading path, outermost first.")
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class BibliographyEntry(Value):
    """One entry of the document's own reference list."""

    key: str = Field(description='As marks name it, unique in the document: "8.21" or "B12".')
    text: str
    pmid: str | None = Field(default=None, pattern=r"^\d{1,8}$")
    doi: str | None = None
    year: int | None = Field(default=None, ge=1500, le=2200)
    url: str | None = None


class CitationMark(Value):
    """An inline citation that stood right before ``text[offset]`` (so after ``text[:offset]``)."""

    offset: int = Field(ge=0)
    keys: tuple[str, ...] = Field(min_length=1)


class StatedGrade(Value):
    """A grade or level printed right before ``text[offset]``, in the source's own words."""

    offset: int = Field(ge=0)
    text: str = Field(min_length=1)


class MeshHeading(Value):
    """A MeSH descriptor as indexed, with its qualifiers."""

    descriptor: str
    qualifiers: tuple[str, ...] = ()
    major: bool = False


class Notice(Value):
    """A retraction, concern, correction or replacement, pointing at the work that gives it."""

    kind: NoticeKind
    text: str = ""
    pmid: str | None = None
    doi: str | None = None
    date: PartialDate | None = None


class Identifiers(Value):
    """Names of the work elsewhere. Each is optional; DOI is lower case without a resolver."""

    pmid: str | None = Field(default=None, pattern=r"^\d{1,8}$")
    pmcid: str | None = Field(default=None, pattern=r"^PMC\d+$")
    doi: str | None = Field(default=None, pattern=r"^10\.\S+$")
    nct: str | None = Field(default=None, pattern=r"^NCT\d{8}$")
    isbn: str | None = None
    url: str | None = None


class Document(Value):
    """One work. Raises ``pydantic.ValidationError`` when an offset lies outside the text."""

    id: str = Field(
        pattern=r"^[a-z]+:\S+$", description='Stable over re-reading: "pmid:18421054", "pdq:…".'
    )
    kind: DocumentKind
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    blocks: tuple[Block, ...] = Field(min_length=1)
    topics: tuple[str, ...] = Field(
        default=(),
        description="Conditions the document as a whole is about, from its title or indexing, "
        "most specific first. Empty when it has no single subject.",
    )
    identifiers: Identifiers = Identifiers()
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    journal: str | None = None
    published: PartialDate | None = None
    updated: PartialDate | None = None
    review_due: PartialDate | None = None
    language: str = "en"
    jurisdiction: str | None = Field(
        default=None,
        description='Country or body it speaks for: "US", "WHO"; "house" for one\'s own.',
    )
    audience: Audience = Audience.PROFESSIONAL
    access: Access = Access.FULL_TEXT
    licence: str | None = None
    publication_types: tuple[str, ...] = ()
    design: StudyDesign | None = None
    mesh: tuple[MeshHeading, ...] = ()
    keywords: tuple[str, ...] = ()
    status: Status = Status.CURRENT
    notices: tuple[Notice, ...] = ()
    gives: tuple[Notice, ...] = Field(
        default=(), description="Notices it gives on other works; each names the work it is on."
    )
    bibliography: tuple[BibliographyEntry, ...] = ()
    marks: tuple[CitationMark, ...] = ()
    grades: tuple[StatedGrade, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = Field(
        default=(), description="(short, long) as the document defines them."
    )
    reading: str | None = Field(
        default=None,
        description="What a reader must know of how its text was read: by OCR, without some pages.",
    )
    revised: PartialDate | None = Field(
        default=None, description="When the source last revised its record of the work."
    )
    source: str = Field(
        default="", description='Short name of the source that read it: "pubmed"; "" when unknown.'
    )
    origin: str = Field(default="", description="File name it was read from; for people only.")

    @model_validator(mode="after")
    def _offsets_lie_in_the_text(self) -> Document:
        size = len(self.text)
        last = 0
        for block in self.blocks:
            if not last <= block.start < block.end <= size:
                raise ValueError(f"block {block.start}–{block.end} overlaps or leaves the text")
            last = block.end
        offsets = [mark.offset for mark in self.marks] + [grade.offset for grade in self.grades]
        if max(offsets, default=0) > size:
            raise ValueError(f"offset {max(offsets)} lies outside a text of {size}")
        return self

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the normalised text, UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def cited_between(self, start: int, end: int) -> tuple[BibliographyEntry, ...]:
        """The bibliography entries marked in ``text[start:end]`` or right at its end, in order."""
        entries = {entry.key: entry for entry in self.bibliography}
        keys = (key for mark in self.marks if start < mark.offset <= end for key in mark.keys)
        return tuple(entries[key] for key in dict.fromkeys(keys) if key in entries)

    def grade_between(self, start: int, end: int) -> str | None:
        """The grade stated in ``text[start:end]`` or right at its end, when there is just one."""
        stated = {grade.text for grade in self.grades if start < grade.offset <= end}
        return stated.pop() if len(stated) == 1 else None
