"""A work as Crossref registers it, and the notices that publishers and Retraction Watch put on it.

https://www.crossref.org/documentation/retrieve-metadata/rest-api
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from probatum.evidence.dates import PartialDate
from probatum.evidence.document import (
    Access,
    Document,
    DocumentKind,
    Identifiers,
    Notice,
    NoticeKind,
)
from probatum.evidence.standing import NoticeOn, standing
from probatum.sources.abbreviations import abbreviations
from probatum.sources.design import study_design
from probatum.sources.identifier import doi
from probatum.sources.json_file import line, lines, part, parts, words
from probatum.sources.language import language
from probatum.sources.marked_abstract import abstract, plain
from probatum.sources.publication_date import partial_date

_BOOKS = frozenset({"book", "book-chapter", "edited-book", "monograph", "reference-book"})
_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "withdrawal": NoticeKind.RETRACTION,
    "removal": NoticeKind.RETRACTION,
    "expression of concern": NoticeKind.EXPRESSION_OF_CONCERN,
    "correction": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "erratum": NoticeKind.CORRECTION,
    "addendum": NoticeKind.CORRECTION,
    "clarification": NoticeKind.CORRECTION,
    "partial retraction": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
    "new version": NoticeKind.UPDATED_BY,
    "new edition": NoticeKind.UPDATED_BY,
}
"""https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/registering-updates"""
_FROM = {"publisher": "the publisher", "retraction-watch": "Retraction Watch"}
_PREFIX = re.compile(r"(</?)jats:")
_SECTION = re.compile(r"<title>(.*?)</title>", re.S)


def document(work: dict[str, Any]) -> Document | None:
    """None for a record without a DOI or a title."""
    name = doi(line(work, "DOI"))
    title = plain(next(iter(lines(work, "title")), ""))
    if name is None or not title:
        return None
    builder = abstract(_PREFIX.sub(r"\1", words(work, "abstract")), _SECTION, title)
    book = line(work, "type") in _BOOKS
    notices = tuple(_notices_on(work))
    return Document(
        id=f"doi:{name}",
        kind=DocumentKind.BOOK if book else DocumentKind.RESEARCH,
        title=title,
        text=builder.text,
        blocks=tuple(builder.blocks),
        identifiers=Identifiers(doi=name, url=f"https://doi.org/{name}"),
        authors=tuple(_authors(work)),
        publisher=line(work, "publisher") or None,
        journal=None if book else plain(next(iter(lines(work, "container-title")), "")) or None,
        published=_date(part(work, "issued")) or _date(part(work, "published")),
        language=language(line(work, "language")),
        access=Access.ABSTRACT_ONLY,
        design=study_design((), f"{title}\n{builder.text}"),
        status=standing(notices),
        notices=notices,
        gives=tuple(notice for _, notice in _updates(work, "update-to")),
        abbreviations=abbreviations(builder.text),
        source="crossref",
        origin="Crossref",
    )


def notices_given(work: dict[str, Any]) -> Iterator[NoticeOn]:
    """What a notice says, as each work it is on carries it: it names the notice."""
    own = doi(line(work, "DOI"))
    for target, notice in _updates(work, "update-to"):
        pointing_back = notice.model_copy(update={"doi": own})
        yield NoticeOn(kind="doi", value=target, notice=pointing_back)


def _notices_on(work: dict[str, Any]) -> Iterator[Notice]:
    return (notice for _, notice in _updates(work, "updated-by"))


def _updates(work: dict[str, Any], field: str) -> Iterator[tuple[str, Notice]]:
    """The DOI that an entry names, and the notice; kinds that are not known are passed over."""
    for entry in parts(work, field):
        named = doi(line(entry, "DOI"))
        kind = _KINDS.get(line(entry, "type").lower().replace("_", " ").replace("-", " "))
        if named and kind:
            origin = _FROM.get(line(entry, "source"), "Crossref")
            label = line(entry, "label") or line(entry, "type").capitalize()
            text = f"{label}, according to {origin}"
            date = _date(part(entry, "updated"))
            yield named, Notice(kind=kind, text=text, doi=named, date=date)


def _authors(work: dict[str, Any]) -> Iterator[str]:
    for author in parts(work, "author"):
        initials = "".join(name[0] for name in re.split(r"[\s.-]+", line(author, "given")) if name)
        if named := f"{line(author, 'family')} {initials}".strip() or line(author, "name"):
            yield named


def _date(stated: dict[str, Any]) -> PartialDate | None:
    """From ``{"date-parts": [[2021, 3, 5]]}``, whose numbers may be missing from the end."""
    first = next(iter(stated.get("date-parts") or ()), None)
    numbers = [str(number) for number in first or () if number] if isinstance(first, list) else []
    return partial_date(*numbers[:3]) if numbers else None
