"""One result of Europe PMC's search, form "core", as a document.

https://europepmc.org/RestfulWebService
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from probatum.evidence.document import (
    Access,
    Document,
    DocumentKind,
    Identifiers,
    MeshHeading,
    Notice,
    NoticeKind,
    Status,
)
from probatum.evidence.standing import standing
from probatum.sources.abbreviations import abbreviations
from probatum.sources.design import study_design
from probatum.sources.identifier import doi, pmcid, pmid
from probatum.sources.language import language
from probatum.sources.marked_abstract import abstract, plain
from probatum.sources.publication_date import partial_date
from probatum.sources.pubmed_record import topics

_HEADING = re.compile(r"<h4>(.*?)</h4>", re.I | re.S)
_GUIDELINES = frozenset({"guideline", "practice guideline"})
_NOTICES = {
    "retraction in": NoticeKind.RETRACTION,
    "retracted and republished in": NoticeKind.RETRACTION,
    "expression of concern in": NoticeKind.EXPRESSION_OF_CONCERN,
    "erratum in": NoticeKind.CORRECTION,
    "partial retraction in": NoticeKind.CORRECTION,
    "corrected and republished in": NoticeKind.CORRECTION,
    "update in": NoticeKind.UPDATED_BY,
}


def document(result: Mapping[str, Any]) -> Document | None:
    """None for a result without an identifier or a title. Raises ``ValueError`` when damaged."""
    identifiers = Identifiers(
        pmid=pmid(_text(result, "pmid")),
        pmcid=pmcid(_text(result, "pmcid")),
        doi=doi(_text(result, "doi")),
    )
    title = plain(_text(result, "title")).removesuffix(".")
    name = next(
        (f"{system}:{number}" for system in ("pmid", "pmcid", "doi")
         if (number := getattr(identifiers, system))), None
    )  # fmt: skip
    if name is None or not title:
        return None
    builder = abstract(_text(result, "abstractText"), _HEADING, title)
    types = tuple(map(str, _list(result, "pubTypeList", "pubType")))
    lower = {kind.lower() for kind in types}
    mesh = tuple(_mesh(result))
    notices = tuple(_notices(result))
    return Document(
        id=name,
        kind=DocumentKind.GUIDELINE if lower & _GUIDELINES else DocumentKind.RESEARCH,
        title=title,
        text=builder.text,
        blocks=tuple(builder.blocks),
        # Rare diseases stand nowhere here.
        topics=topics((), [(item.descriptor, item.qualifiers) for item in mesh if item.major]),
        identifiers=identifiers,
        authors=tuple(_authors(result)),
        journal=_text(_inner(_inner(result, "journalInfo"), "journal"), "title") or None,
        published=partial_date(*_text(result, "firstPublicationDate").split("-"))
        or partial_date(_text(result, "pubYear")),
        language=language(_text(result, "language")),
        access=Access.ABSTRACT_ONLY,
        licence=_text(result, "license") or None,
        publication_types=types,
        design=study_design(
            types, f"{title}\n{builder.text}", check_tags={item.descriptor for item in mesh}
        ),
        mesh=mesh,
        keywords=tuple(map(str, _list(result, "keywordList", "keyword"))),
        status=Status.RETRACTED if "retracted publication" in lower else standing(notices),
        notices=notices,
        abbreviations=abbreviations(builder.text),
        source="europepmc",
        origin="Europe PMC",
    )


def is_open(result: Mapping[str, Any]) -> bool:
    """Whether the full text may be had."""
    return _text(result, "isOpenAccess") == "Y" and bool(_text(result, "pmcid"))


def _mesh(result: Mapping[str, Any]) -> Iterator[MeshHeading]:
    for entry in _list(result, "meshHeadingList", "meshHeading"):
        qualifiers = _list(entry, "meshQualifierList", "meshQualifier")
        yield MeshHeading(
            descriptor=_text(entry, "descriptorName"),
            qualifiers=tuple(_text(qualifier, "qualifierName") for qualifier in qualifiers),
            major=any(_text(part, "majorTopic_YN") == "Y" for part in (entry, *qualifiers)),
        )


def _notices(result: Mapping[str, Any]) -> Iterator[Notice]:
    for entry in _list(result, "commentCorrectionList", "commentCorrection"):
        if kind := _NOTICES.get(_text(entry, "type").lower()):
            number = pmid(_text(entry, "id")) if _text(entry, "source") == "MED" else None
            text = _text(entry, "reference")
            yield Notice(kind=kind, text=text, pmid=number, doi=doi(text))


def _authors(result: Mapping[str, Any]) -> Iterator[str]:
    for entry in _list(result, "authorList", "author"):
        if named := _text(entry, "fullName") or _text(entry, "collectiveName"):
            yield named


def _inner(result: Any, name: str) -> Mapping[str, Any]:
    inner = result.get(name) if isinstance(result, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


def _list(result: Any, outer: str, name: str) -> list[Any]:
    found = _inner(result, outer).get(name, [])
    return found if isinstance(found, list) else []


def _text(result: Any, name: str) -> str:
    found = result.get(name) if isinstance(result, Mapping) else None
    return " ".join(str(found).split()) if isinstance(found, str | int) else ""
