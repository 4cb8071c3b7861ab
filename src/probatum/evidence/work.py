"""One work, one document: the same paper, told by several records, joined into its best form.

Joining is symmetrical: which record came first makes no difference to the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from probatum.evidence.document import Access, Document, DocumentKind, Identifiers, MeshHeading
from probatum.evidence.standing import graver

NAMES = ("pmid", "pmcid", "doi")
"""Identifiers that tell one work from another, the most reliable first."""

_Item = TypeVar("_Item")


def names_of(identifiers: Identifiers) -> dict[str, str]:
    """The identifiers by which a work is known again, by kind."""
    known = {kind: getattr(identifiers, kind) for kind in NAMES}
    return {kind: value for kind, value in known.items() if value}


def same_work(one: Mapping[str, Iterable[str]], other: Mapping[str, Iterable[str]]) -> bool:
    """Whether two sets of names are of one work: the first kind that both know decides.

    Two records may share a DOI and still be two papers when their PMIDs differ.
    """
    for kind in NAMES:
        here, there = {*one.get(kind, ())}, {*other.get(kind, ())}
        if here and there:
            return not here.isdisjoint(there)
    return False


def preferred_id(ids: Iterable[str]) -> str:
    """The id that a work keeps: that of PubMed, else an owner's or publisher's, else PMC's, DOI."""
    order = {"pmid": 0, "pmcid": 2, "doi": 3}
    return min(ids, key=lambda name: (order.get(name.partition(":")[0], 1), name))


def merged(one: Document, other: Document) -> Document:
    """Both in one: the best text, and of everything else what the better informed record says."""
    best, rest = (one, other) if _worth(one) >= _worth(other) else (other, one)
    indexed = next((record for record in (best, rest) if record.mesh), best)
    return best.model_copy(
        update={
            "id": preferred_id((one.id, other.id)),
            # Any word is more telling than that it is a paper of some kind.
            "kind": rest.kind if best.kind is DocumentKind.RESEARCH else best.kind,
            "topics": _union(best.topics, rest.topics),
            "identifiers": _identifiers(best.identifiers, rest.identifiers),
            "authors": best.authors or rest.authors,
            "publisher": best.publisher or rest.publisher,
            "journal": best.journal or rest.journal,
            "published": best.published or rest.published,
            "updated": max(filter(None, (best.updated, rest.updated)), default=None),
            "review_due": best.review_due or rest.review_due,
            "jurisdiction": best.jurisdiction or rest.jurisdiction,
            "licence": best.licence or rest.licence,
            "publication_types": _union(best.publication_types, rest.publication_types),
            # Indexers read the whole paper; a design told from words is the second choice.
            "design": indexed.design or best.design or rest.design,
            "mesh": _headings(best.mesh, rest.mesh),
            "keywords": _union(best.keywords, rest.keywords),
            "status": graver(best.status, rest.status),
            "notices": _union(best.notices, rest.notices),
            "gives": _union(best.gives, rest.gives),
            "abbreviations": _union(best.abbreviations, rest.abbreviations),
        }
    )


def _worth(document: Document) -> tuple[bool, str, int, str, str, str]:
    """Full text before abstract, then the newer, the longer; the rest only keeps ties stable."""
    dated = document.updated or document.published or ""
    full = document.access is Access.FULL_TEXT
    text = document.text
    return full, dated, len(text), document.text_hash, document.source, document.id


def _union(first: Iterable[_Item], second: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _headings(
    first: tuple[MeshHeading, ...], second: tuple[MeshHeading, ...]
) -> tuple[MeshHeading, ...]:
    named = {heading.descriptor for heading in first}
    return (*first, *(heading for heading in second if heading.descriptor not in named))


def _identifiers(first: Identifiers, second: Identifiers) -> Identifiers:
    return second.model_copy(update=first.model_dump(exclude_none=True))
