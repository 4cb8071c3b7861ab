"""A file of the owner's own (Markdown, text, HTML, Word, PDF) made into a document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from probatum.errors import SourceError
from probatum.evidence.dates import PartialDate
from probatum.evidence.document import (
    Audience,
    BibliographyEntry,
    Document,
    DocumentKind,
    Identifiers,
    Status,
)
from probatum.sources.abbreviations import abbreviations
from probatum.sources.marked_text import MarkedText
from probatum.sources.normalised import TextBuilder, clean
from probatum.sources.page_part import Heading, Part, Row, Stretch
from probatum.sources.reference_list import set_aside
from probatum.sources.written_date import only_dates, page_dates

_DISCLAIMER = re.compile(r"practical summary, for trying the software\b", re.I)


@dataclass(frozen=True)
class Facts:
    """What the file says of itself; whatever it does not say stays empty."""

    id: str = ""
    title: str = ""
    kind: DocumentKind = DocumentKind.GUIDELINE
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: PartialDate | None = None
    updated: PartialDate | None = None
    review_due: PartialDate | None = None
    saved: PartialDate | None = None
    """When the file was last saved: its date only where neither it nor its page states one."""
    audience: Audience = Audience.PROFESSIONAL
    jurisdiction: str | None = None
    identifiers: Identifiers = field(default_factory=Identifiers)
    licence: str | None = None
    status: Status = Status.CURRENT
    language: str = "en"
    bibliography: tuple[BibliographyEntry, ...] = ()


def document(path: Path, parts: Sequence[Part], facts: Facts) -> Document:
    """One document of the whole file. Raises `SourceError` when it holds no text.

    Dates that the metadata leave open are taken from lines such as "Last updated: May 2024"; such
    lines and the disclaimer of a practical summary are no evidence and leave the text. The title
    falls back to the first heading of level 1, then to the name of the file.
    """
    body, listed = set_aside(parts)
    bibliography = {entry.key: entry for entry in (*facts.bibliography, *listed)}
    builder = TextBuilder()
    marked = MarkedText(builder, tuple(bibliography))
    title = clean(facts.title).strip() or next(
        (marked.plain(part.text) for part in body if isinstance(part, Heading) and part.level == 1),
        "",
    )
    title = title or path.stem
    for part in body:
        if isinstance(part, Heading):
            shown = marked.plain(part.text)
            # The title heads everything; in a path it would only repeat itself.
            builder.heading(part.level, "" if shown == title else shown)
        elif isinstance(part, Row):
            marked.row(part)
        elif not (_DISCLAIMER.match(part.text.strip()) or only_dates(part.text)):
            marked.stretch(part)
    if not builder.blocks:
        raise SourceError(path, "holds no text; give a file with text in it")
    printed = page_dates([part.text for part in body if isinstance(part, Stretch)])
    published = facts.published or printed.published
    updated = facts.updated or printed.updated or (None if published else facts.saved)
    try:
        return Document(
            id=_id(path, facts, title),
            kind=facts.kind,
            title=title,
            text=builder.text,
            blocks=tuple(builder.blocks),
            topics=facts.topics,
            identifiers=facts.identifiers,
            authors=facts.authors,
            publisher=facts.publisher,
            published=published,
            updated=updated,
            review_due=facts.review_due or printed.review_due,
            language=facts.language,
            jurisdiction=facts.jurisdiction,
            audience=facts.audience,
            licence=facts.licence,
            keywords=facts.keywords,
            status=facts.status,
            bibliography=tuple(bibliography.values()),
            marks=tuple(builder.marks),
            grades=tuple(builder.grades),
            abbreviations=abbreviations(builder.text),
            origin=path.name,
        )
    except ValidationError as error:
        raise SourceError(path, f"cannot be kept as a document: {error}") from error


def slug(text: str) -> str:
    """Lower case, with a hyphen for whatever is neither letter nor digit."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def _id(path: Path, facts: Facts, title: str) -> str:
    """Stable when the content changes: of the stated id, else of the file's name and title."""
    if facts.id:
        room = "summary" if facts.kind is DocumentKind.PRACTICAL_SUMMARY else "file"
        return f"{room}:{slug(facts.id)}"
    mark = hashlib.sha256(f"{path.name}\n{title}".encode()).hexdigest()[:8]
    return f"file:{slug(path.stem) or 'page'}-{mark}"
