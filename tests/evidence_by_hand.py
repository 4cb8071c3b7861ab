"""Small documents for tests, written by hand."""

from __future__ import annotations

from probatum.evidence.document import Block, Document, DocumentKind


def document(
    text: str = "Drugone is given at 5 mg once daily.",
    *,
    name: str = "file:one",
    heading: tuple[str, ...] = ("Treatment",),
    **more: object,
) -> Document:
    """One paragraph a line, all under one heading."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(heading=heading, start=start, end=start + len(line)))
        start += len(line) + 1
    fields: dict[str, object] = {
        "id": name,
        "kind": DocumentKind.GUIDELINE,
        "title": "A guideline",
        "text": text,
        "blocks": tuple(blocks),
        "topics": ("exampleitis",),
    }
    return Document.model_validate(fields | more)
