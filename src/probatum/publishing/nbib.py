"""The references of an answer with the tags of MEDLINE, as PubMed exports them (``.nbib``).

NLM, MEDLINE/PubMed Data Element (Field) Descriptions: a tag of at most four letters, filled up with
spaces, a hyphen and a space; further lines of a value are indented by six spaces; an empty line
parts records.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from probatum.evidence.answer import Answer, Reference
from probatum.evidence.document import DocumentKind, StudyDesign
from probatum.publishing.author import family_and_initials
from probatum.publishing.references import cautions_of, link_of

_WIDTH = 88
_TYPES = {
    DocumentKind.GUIDELINE: "Practice Guideline",
    DocumentKind.PRACTICAL_SUMMARY: "Guideline",
    DocumentKind.RESEARCH: "Journal Article",
    DocumentKind.LABEL: "Product Label",
    DocumentKind.TRIAL_RECORD: "Dataset",
    DocumentKind.PATIENT_INFORMATION: "Patient Education Handout",
    DocumentKind.BOOK: "Book",
}
_DESIGNS = {
    StudyDesign.META_ANALYSIS: "Meta-Analysis",
    StudyDesign.SYSTEMATIC_REVIEW: "Systematic Review",
    StudyDesign.RANDOMISED_TRIAL: "Randomized Controlled Trial",
    StudyDesign.CLINICAL_TRIAL: "Clinical Trial",
    StudyDesign.CASE_REPORT: "Case Reports",
    StudyDesign.REVIEW: "Review",
}


def to_nbib(answer: Answer) -> str:
    """One record for each reference; without a reference, an empty text."""
    return "\n".join("\n".join(_lines(reference)) + "\n" for reference in answer.references)


def _lines(reference: Reference) -> Iterator[str]:
    design = _DESIGNS.get(reference.design) if reference.design else None
    link = link_of(reference)
    values: list[tuple[str, str | None]] = [
        ("PMID", reference.pmid),
        ("DP", _date(reference)),
        ("TI", reference.title),
        *(field for author in reference.authors for field in _names(author)),
        ("LA", "eng"),
        ("PT", _TYPES[reference.kind]),
        ("PT", design),
        ("TA", reference.journal),
        ("JT", reference.journal),
        ("PB", reference.publisher),
        ("PMC", reference.pmcid),
        ("AID", f"{reference.doi} [doi]" if reference.doi else None),
        ("URL", link),
        *(("GN", f"NOTE: {caution}") for caution in cautions_of(reference)),
        ("OWN", "Probatum"),
    ]
    for tag, value in values:
        if value:
            yield from _field(tag, value)


def _field(tag: str, value: str) -> list[str]:
    """A value on as many lines as it takes; a word is never broken."""
    return textwrap.wrap(
        " ".join(value.split()),
        _WIDTH,
        initial_indent=f"{tag:<4}- ",
        subsequent_indent=" " * 6,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _names(author: str) -> Iterator[tuple[str, str]]:
    """In full and as indexed; a group by its own name."""
    parts = family_and_initials(author)
    if parts is None:
        yield "CN", author
        return
    yield "FAU", f"{parts[0]}, {' '.join(parts[1])}"
    yield "AU", author


def _date(reference: Reference) -> str | None:
    """Year, month and day as far as they are known: "2024 03 05"."""
    if reference.updated:
        return reference.updated.replace("-", " ")
    return str(reference.year) if reference.year else None
