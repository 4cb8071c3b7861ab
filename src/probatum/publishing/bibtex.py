r"""The references of an answer in BibTeX.

Values stand in braces. Within them TeX's own characters are escaped, braces are written as commands
so that they always balance, and the title keeps its capitals by a second pair of braces (Patashnik,
BibTeXing, 1988). Other characters stay as they are, in UTF-8, as Biber and today's LaTeX read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from probatum.evidence.answer import Answer, Reference
from probatum.evidence.document import DocumentKind
from probatum.publishing.author import family_and_initials
from probatum.publishing.references import cautions_of, link_of

_TYPES = {
    DocumentKind.RESEARCH: "article",
    DocumentKind.BOOK: "book",
    DocumentKind.GUIDELINE: "techreport",
    DocumentKind.PRACTICAL_SUMMARY: "techreport",
}
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_SPECIAL = str.maketrans(_ESCAPES)


def to_bibtex(answer: Answer) -> str:
    """One entry for each reference, with keys that are unique in the file."""
    return "\n".join(_entry(reference) for reference in answer.references)


def _entry(reference: Reference) -> str:
    kind = _TYPES.get(reference.kind, "misc")
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(reference, kind))
    return f"@{kind}{{{_key(reference)},\n{fields}}}\n"


def _fields(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_text(reference.title)}}}"
    if reference.authors:
        yield "author", " and ".join(map(_name, reference.authors))
    publisher = {"techreport": "institution", "book": "publisher"}.get(kind, "organization")
    plain = {
        "journal": reference.journal,
        publisher: reference.publisher,
        "year": str(reference.year) if reference.year else None,
        "note": "; ".join(cautions_of(reference)),
    }
    yield from ((name, _text(value)) for name, value in plain.items() if value)
    # Read by programs, not set in type: only what would end the value is escaped.
    raw = {"doi": reference.doi, "pmid": reference.pmid, "url": link_of(reference)}
    yield from ((name, _raw(value)) for name, value in raw.items() if value)


def _key(reference: Reference) -> str:
    """The document's id in letters, digits and dashes, behind its number, which none shares."""
    return f"{reference.number}-" + re.sub(r"[^A-Za-z0-9]+", "-", reference.document).strip("-")


def _name(author: str) -> str:
    """Family name and initials; what is not of that form in braces, so that it stays one name."""
    parts = family_and_initials(author)
    if parts is None:
        return f"{{{_text(author)}}}"
    return f"{_text(parts[0])}, {' '.join(f'{letter}.' for letter in parts[1])}"


def _text(text: str) -> str:
    return " ".join(text.split()).translate(_SPECIAL)


def _raw(text: str) -> str:
    return "".join(text.split()).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
