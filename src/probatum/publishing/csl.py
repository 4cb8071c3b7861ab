"""The references of an answer in CSL-JSON, which citation processors and Zotero read.

Citation Style Language 1.0.2, ``csl-data.json``: names and dates in parts, an `id` each.
"""

from __future__ import annotations

import json
from typing import Any

from probatum.evidence.answer import Answer, Reference
from probatum.evidence.document import DocumentKind
from probatum.publishing.author import family_and_initials
from probatum.publishing.references import cautions_of, link_of

_TYPES = {
    DocumentKind.GUIDELINE: "report",
    DocumentKind.PRACTICAL_SUMMARY: "report",
    DocumentKind.RESEARCH: "article-journal",
    DocumentKind.LABEL: "document",
    DocumentKind.TRIAL_RECORD: "dataset",
    DocumentKind.PATIENT_INFORMATION: "webpage",
    DocumentKind.BOOK: "book",
}


def to_csl(answer: Answer) -> str:
    """A JSON array, UTF-8, two-space indent, a line break at the end."""
    items = [_item(reference) for reference in answer.references]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    dated = reference.updated or (str(reference.year) if reference.year else None)
    item: dict[str, Any] = {
        "id": reference.document,
        "type": _TYPES[reference.kind],
        "title": reference.title,
        "author": [_name(author) for author in reference.authors],
        "container-title": reference.journal,
        "publisher": reference.publisher,
        "issued": {"date-parts": [[int(part) for part in dated.split("-")]]} if dated else None,
        "DOI": reference.doi,
        "PMID": reference.pmid,
        "PMCID": reference.pmcid,
        "URL": link_of(reference),
        "genre": str(reference.design) if reference.design else None,
        "note": "; ".join(cautions_of(reference)),
    }
    return {name: value for name, value in item.items() if value}


def _name(author: str) -> dict[str, str]:
    parts = family_and_initials(author)
    if parts is None:
        return {"literal": author}
    # With full stops: "AB" would be taken for one given name.
    return {"family": parts[0], "given": " ".join(f"{letter}." for letter in parts[1])}
