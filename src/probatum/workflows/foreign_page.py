"""Reading a page written elsewhere: Markdown, text, a web page, PDF or Word, taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from probatum.errors import SourceError, UsageError
from probatum.evidence.checked import ForeignClaim, ForeignPage, ForeignReference
from probatum.evidence.document import BibliographyEntry, Block, Document
from probatum.sources.source import Source
from probatum.verification.citations import Bibliography, Mark
from probatum.verification.page import claims_of, read_page
from probatum.verification.reference_entry import reference_of

_TEXT = {".md", ".markdown", ".txt", ".text", ""}
_MOST_BYTES = 50_000_000
_MOST_SENTENCES = 2_000
_FEWEST_WORDS, _ENGLISH = 40, 0.12
"""Least share of the commonest English words in a text of that many words."""
_COMMON = re.compile(
    r"\b(?:the|of|and|in|to|a|is|for|with|that|be|are|on|as|by|or|this|was|at|from|not|it|which|"
    r"were|an|may|should|has|have|can)\b",
    re.I,
)
_SITE = re.compile(
    r"<meta[^>]+(?:property|name)=[\"'](?:og:site_name|application-name|publisher|author)[\"'][^>]+"
    r"content=[\"']([^\"']{2,80})[\"']",
    re.I,
)


def foreign_page(path: Path, sources: Sequence[Source]) -> ForeignPage:
    """The page in a file. Raises `UsageError` and `SourceError`, each saying what to do."""
    if path.stat().st_size > _MOST_BYTES:
        raise UsageError(f"{path} is larger than {_MOST_BYTES:,} bytes; give the answer alone")
    data = path.read_bytes()
    if not data.strip():
        raise UsageError(f"{path} is empty: there is no sentence to check")
    source = next((s for s in sources if s.general and s.recognises(path, data[:4096])), None)
    if path.suffix.lower() in _TEXT and not data.startswith(b"%PDF-"):
        page = read_page(_decoded(path, data))
    elif source is None:
        raise UsageError(
            f"{path} is no page that can be read; give Markdown, text, HTML, PDF, Word (.docx) or "
            "our own JSON"
        )
    else:
        page = page_of(_document(path, source)).model_copy(update={"publisher": _site(data)})
    return _checkable(path, page)


def page_of(document: Document) -> ForeignPage:
    """A page from a document that a source has read."""
    bibliography = Bibliography(_reference(entry) for entry in document.bibliography)
    claims: list[ForeignClaim] = []
    for block in document.blocks:
        text = document.text[block.start : block.end]
        heading = block.heading[-1] if block.heading else ""
        claims += claims_of(text, heading, bibliography, _marks(document, block))
    return ForeignPage(
        title=document.title, claims=tuple(claims), references=bibliography.references
    )


def _marks(document: Document, block: Block) -> list[Mark]:
    """Marks that the source set aside, by their places in the block."""
    return [
        Mark(mark.offset - block.start, mark.keys)
        for mark in document.marks
        if block.start < mark.offset <= block.end
    ]


def _reference(entry: BibliographyEntry) -> ForeignReference:
    read = reference_of(entry.key, entry.text)
    known = {"pmid": entry.pmid, "doi": entry.doi, "url": entry.url, "year": entry.year}
    return read.model_copy(update={name: value for name, value in known.items() if value})


def _decoded(path: Path, data: bytes) -> str:
    if b"\0" in data[:65536] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageError(f"{path} is a binary file; give Markdown, text, HTML, PDF or Word (.docx)")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not UTF-8 text; save it as Markdown or plain text in UTF-8"
        ) from error


def _document(path: Path, source: Source) -> Document:
    found = next(iter(source.read(path)), None)
    if found is None:
        raise SourceError(path, "holds no text; give a file with text in it")
    return found


def _site(data: bytes) -> str:
    match = _SITE.search(data[:65536].decode("utf-8", "replace"))
    return match[1].strip() if match else ""


def _checkable(path: Path, page: ForeignPage) -> ForeignPage:
    if not page.claims:
        raise UsageError(f"there is no sentence to check in {path}; give the answer's own text")
    if len(page.claims) > _MOST_SENTENCES:
        raise UsageError(
            f"{path} holds {len(page.claims):,} sentences, more than the {_MOST_SENTENCES:,} that "
            "are checked at once; give one chapter, or the answer alone"
        )
    text = " ".join(claim.text for claim in page.claims)
    words = len(text.split())
    if words >= _FEWEST_WORDS and len(_COMMON.findall(text)) < _ENGLISH * words:
        raise UsageError(f"{path} does not seem to be in English, the one language that is checked")
    return page
