"""The references of an answer in RIS, for reference managers.

RIS (Research Information Systems) format specification, 2011 version: a tag, two spaces, a hyphen
and a space before each value; a value is one line; records end with ``ER``. Lines end with CR LF.
"""

from __future__ import annotations

from collections.abc import Iterator

from probatum.evidence.answer import Answer, Reference
from probatum.evidence.document import DocumentKind
from probatum.publishing.author import family_and_initials
from probatum.publishing.references import cautions_of, link_of

_TYPES = {
    DocumentKind.GUIDELINE: "RPRT",
    DocumentKind.PRACTICAL_SUMMARY: "RPRT",
    DocumentKind.RESEARCH: "JOUR",
    DocumentKind.LABEL: "GEN",
    DocumentKind.TRIAL_RECORD: "DATA",
    DocumentKind.PATIENT_INFORMATION: "ELEC",
    DocumentKind.BOOK: "BOOK",
}


def to_ris(answer: Answer) -> str:
    """One record for each reference; without a reference, an empty text."""
    return "".join("\r\n".join(_lines(reference)) + "\r\n\r\n" for reference in answer.references)


def _lines(reference: Reference) -> Iterator[str]:
    values: list[tuple[str, str | None]] = [
        ("TY", _TYPES[reference.kind]),
        ("ID", reference.document),
        ("TI", reference.title),
        *(("AU", _name(author)) for author in reference.authors),
        ("T2", reference.journal),
        ("PB", reference.publisher),
        ("PY", str(reference.year) if reference.year else None),
        ("DA", _date(reference.updated)),
        ("DO", reference.doi),
        ("AN", reference.pmid),
        ("C2", reference.pmcid),
        ("UR", link_of(reference)),
        ("M3", str(reference.design) if reference.design else None),
        *(("N1", caution) for caution in cautions_of(reference)),
    ]
    for tag, value in values:
        if value:
            yield f"{tag}  - {_line(value)}"
    yield "ER  - "


def _name(author: str) -> str:
    """Family name, comma, initials with full stops; the name of a group as it is."""
    parts = family_and_initials(author)
    return f"{parts[0]}, {' '.join(f'{letter}.' for letter in parts[1])}" if parts else author


def _date(partial: str | None) -> str | None:
    """YYYY/MM/DD/, with the parts left empty that are not known."""
    if not partial:
        return None
    year, month, day, *_ = [*partial.split("-"), "", ""]
    return f"{year}/{month}/{day}/"


def _line(text: str) -> str:
    """One line: a line break in a value would begin another tag."""
    return " ".join(text.split())
