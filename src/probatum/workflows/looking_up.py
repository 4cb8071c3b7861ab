"""Looking something up in a library: a work by identifier, a quoted phrase, a plain question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probatum.errors import UnknownDocument
from probatum.evidence.document import DocumentKind
from probatum.evidence.passage import passages
from probatum.library.analysis import stands
from probatum.library.index import Clause, Hit, Index, Query
from probatum.retrieval.fusion import DEPTH, ranked
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.naming import concepts
from probatum.retrieval.reranker import FIRST, Reranker, reranked
from probatum.retrieval.thesaurus import thesaurus_of
from probatum.retrieval.understanding import topics_in
from probatum.retrieval.wording import clauses

_PHRASE = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_IDENTIFIERS = (
    ("pmid", re.compile(r"\bPMID\s*:?\s*0*(\d{1,8})\b", re.I)),
    ("pmcid", re.compile(r"\b(PMC\d+)\b", re.I)),
    ("doi", re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+)", re.I)),
    ("nct", re.compile(r"\b(NCT\d{8})\b", re.I)),
)


def look_up(
    text: str,
    index: Index,
    *,
    limit: int = 10,
    kinds: tuple[DocumentKind, ...] = (),
    reranker: Reranker | None = None,
) -> tuple[Hit, ...]:
    """Passages for what somebody typed, retracted ones among them, best first.

    A work that is named by PMID, PMCID, DOI or NCT number comes first and, where nothing else is
    asked, alone. A phrase in quotation marks must stand there as it is; without one, what stands
    under a heading that was named gains, vectors find other words too, where the library has them,
    and a `reranker` orders the first anew. Raises
    `ModelDamaged`, when that cannot be used.
    """
    named, rest = _named(text, index)
    phrases = [phrase for phrase in _PHRASE.findall(rest) if phrase.strip()]
    plain = _PHRASE.sub(r" \1 ", rest).replace('"', " ")
    lexicon = Lexicon(topics_in(plain, index.topics()), thesaurus_of(index))
    query = Query(
        must=tuple(Clause(any_of=(phrase,)) for phrase in phrases),
        should=clauses(plain, index, concepts(plain, lexicon)),
        kinds=kinds,
        documents=named,
        with_retracted=True,
    )
    hits = index.search(query, max(limit, DEPTH)) if query.must or query.should else ()
    if phrases:  # which search finds by pairs of their words
        hits = tuple(hit for hit in hits if all(_has(phrase, hit, index) for phrase in phrases))
    elif query.should:
        hits = ranked(plain, hits, index, query)
    if reranker and query.should:
        hits = reranked(plain, hits[: max(limit, FIRST)], reranker)
    if hits or not named:
        return hits[:limit]
    return tuple(hit for name in named for hit in _opening(name, index, kinds))[:limit]


def _named(text: str, index: Index) -> tuple[tuple[str, ...], str]:
    """Documents of the library that are named by an identifier, and the text without those."""
    found: list[str] = []
    for kind, pattern in _IDENTIFIERS:
        for match in pattern.finditer(text):
            name = _doi(match[1]) if kind == "doi" else match[1].upper()
            found += index.named(kind, name) or _by_id(f"{kind}:{name}", index)
            text = text.replace(match[0], " ")
    return tuple(dict.fromkeys(found)), text


def _has(phrase: str, hit: Hit, index: Index) -> bool:
    passage = hit.passage
    told = (passage.text, *passage.heading, index.summary(passage.document).title)
    return any(stands(phrase, text) for text in told)


def _doi(written: str) -> str:
    """Without what the sentence around it ends with: a bracket belongs to it when opened in it."""
    name = written.rstrip(".,;:?!").lower()
    return name[:-1] if name.endswith(")") and name.count(")") > name.count("(") else name


def _by_id(name: str, index: Index) -> tuple[str, ...]:
    try:
        return (index.summary(name).id,)
    except UnknownDocument:
        return ()


def _opening(name: str, index: Index, kinds: tuple[DocumentKind, ...]) -> Iterator[Hit]:
    """A document by the passage it opens with."""
    document = index.document(name)
    if not kinds or document.kind in kinds:
        yield from (Hit(passage=passage, score=1.0) for passage in passages(document)[:1])
