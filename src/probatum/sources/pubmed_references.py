"""The works that a PubMed record or book entry cites."""

from __future__ import annotations

import re
from itertools import count

from probatum.compiled import compiled
from probatum.evidence.plain import Plain
from probatum.sources.identifier import doi, pmid
from probatum.sources.xml_text import attributes, flat_all, leaf

# As nearly all references are written, in one step.
_USUAL = re.compile(
    rb"<Reference>\s*<Citation>([^<]*(?:</?(?:[biu]|su[bp])>[^<]*)*)</Citation>\s*"
    rb'(?:<ArticleIdList>(?:\s*<ArticleId IdType="'
    rb'(?:pubmed">([^<]*)|doi">([^<]*)|(?:pmc|pii|mid)">[^<]*)</ArticleId>)*\s*</ArticleIdList>'
    rb"\s*)?</Reference>"
)
_PARTS = leaf("Citation", "ArticleId", begin="Reference")
_YEAR = re.compile(r"((?:1[5-9]|20)(?<!\w\d\d)\d\d)(?: [A-Z][a-z]{2}(?: \d+)?)?;")


def bibliography(references: bytes) -> tuple[Plain, ...]:
    """The works cited, numbered in their order."""
    cited = cited_as_usual(references)
    return _numbered(_written_otherwise(references)) if cited is None else cited


@compiled("probatum.sources._references")
def cited_as_usual(references: bytes) -> tuple[Plain, ...] | None:
    """The same where all are written as nearly all are; else None."""
    if not references:
        return ()
    cited = _USUAL.findall(references)
    if len(cited) != references.count(b"<Reference") - references.count(b"<ReferenceList"):
        return None
    return _numbered(cited)


def _numbered(cited: list[tuple[bytes, bytes, bytes]]) -> tuple[Plain, ...]:
    if not cited:
        return ()
    texts, pubmed, dois = map(flat_all, zip(*cited, strict=True))
    return tuple(map(_entry, map(str, count(1)), texts, pubmed, dois))


def _written_otherwise(references: bytes) -> list[tuple[bytes, bytes, bytes]]:
    texts: list[bytes] = []
    names: list[dict[str, bytes]] = []
    for tag, written, inner, _ in _PARTS.findall(references):
        if not tag:  # here one begins
            texts.append(b"")
            names.append({})
        elif tag == b"Citation":
            texts[-1] = texts[-1] or inner.strip()
        else:
            names[-1][attributes(written).get("IdType", "")] = inner
    return [
        (text, named.get("pubmed", b""), named.get("doi", b""))
        for text, named in zip(texts, names, strict=True)
    ]


def _entry(key: str, text: str, pubmed: str, doi_: str) -> Plain:
    cited: Plain = {"key": key, "text": text}
    if pubmed and (found := pmid(pubmed)):
        cited["pmid"] = found
    if doi_ and (found := doi(doi_)):
        cited["doi"] = found
    if year := year_of(text):
        cited["year"] = year
    return cited


def year_of(citation: str) -> int | None:
    """The year before volume and pages, as MEDLINE writes them."""
    found = _YEAR.search(citation)
    return int(found[1]) if found else None
