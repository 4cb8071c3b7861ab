"""The works that a page cites: in the library or known to a service, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from probatum.errors import SourceUnavailable, UnknownDocument
from probatum.evidence.checked import ForeignPage, ForeignReference, ResolvedReference
from probatum.evidence.document import Document, DocumentKind, Status, StudyDesign
from probatum.library.index import Clause, Index, Query
from probatum.sources.reference_lookup import ReferenceLookup
from probatum.verification.reference_entry import first_author
from probatum.verification.words import stems
from probatum.workflows.other_disease import OtherDisease

LIBRARY = "the library"
_SAME_TITLE, _SHORT_TITLE = 0.6, 6
_PASSAGES, _WORKS = 100, 12
"""Passages found by a title, of which one work may hold many, and works looked at."""
_HIGHEST_PMID = 60_000_000
"""PubMed gives about 1.6 million numbers a year and stood near 41 million in 2025."""
_SELF_PUBLISHED = re.compile(
    r"^\W*(?:practical|clinical|topic|evidence|answer)?\s?(?:summary|review|overview|article|answer)"
    r"(?: article)?\s?[.:]",
    re.I,
)
_SAYING = 2
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SEGMENT = re.compile(r"[.?!]\s+")


class CitedWorks:
    """Resolves the references of one page."""

    def __init__(
        self,
        page: ForeignPage,
        index: Index,
        other_disease: OtherDisease,
        lookups: Sequence[ReferenceLookup] = (),
    ) -> None:
        self._page = page
        self._index = index
        self._other_disease = other_disease
        self._lookups = list(lookups)
        self.unavailable: list[str] = []
        self.fetched: dict[str, Document] = {}
        """Works that services gave and the library does not hold, by the key of their reference."""

    def resolve(self, reference: ForeignReference) -> ResolvedReference:
        """Find the cited work by its identifiers, then by its title; then ask the services."""
        document = (
            self._by_identifier(reference)
            or self._by_address(reference)
            or self._by_title(reference)
        )
        held = document is not None
        known_to = LIBRARY if held else ""
        if document is None and reference.listed:
            document, known_to = self._asked(reference)
        said = tuple(self._said(reference, document))
        if document is None:
            return ResolvedReference(
                reference=reference,
                secondary=bool(_SELF_PUBLISHED.match(reference.text)),
                self_cited=self._is_own(reference),
                problems=(self._unknown(reference), *said),
            )
        return ResolvedReference(
            reference=reference,
            document=document.id if held else None,
            title=document.title,
            kind=document.kind,
            status=document.status,
            known_to=known_to,
            secondary=_is_secondary(document),
            self_cited=self._is_own(reference),
            problems=said,
        )

    def _said(self, reference: ForeignReference, document: Document | None) -> Iterator[str]:
        if document is None:
            yield from _implausible(reference)
        else:
            yield from _disagreements(reference, document)
            if document.status is not Status.CURRENT:
                yield f"the work is {document.status.value}"
            if other := self._other_disease.of_work(document):
                yield f"about another disease: {other}"
            if _is_secondary(document):
                yield f"a secondary source{_primary(document)}"
        if document is None and _SELF_PUBLISHED.match(reference.text):
            yield "a secondary source: cite the works that it rests on"
        if self._is_own(reference):
            yield f"a citation of oneself: published by {self._page.publisher}, as the page is"

    def _unknown(self, reference: ForeignReference) -> str:
        if not reference.listed:
            return "cited in the text, and the page's reference list does not have it"
        if not self._lookups:
            return "not in the library: cannot be checked"
        names = " and ".join(lookup.name for lookup in self._lookups)
        if reference.pmid or reference.doi or reference.pmcid:
            return f"invented? Neither the library nor {names} knows its identifier"
        return f"not found in the library nor by {names}: perhaps invented"

    def _is_own(self, reference: ForeignReference) -> bool:
        """Whether it was put up by the publisher of the page."""
        name = self._page.publisher.lower()
        return (
            bool(name) and re.search(rf"\b{re.escape(name)}\b", reference.text.lower()) is not None
        )

    def _by_identifier(self, reference: ForeignReference) -> Document | None:
        named = (("pmid", reference.pmid), ("pmcid", reference.pmcid), ("doi", reference.doi))
        for kind, value in named:
            if value:
                try:
                    return self._index.document(f"{kind}:{value}")
                except UnknownDocument:
                    continue
        return None

    def _by_address(self, reference: ForeignReference) -> Document | None:
        """By its web address, whose words are mostly those of the title."""
        if not reference.url:
            return None
        address = _plain_address(reference.url)
        titled = self._titled_with(_LONG_WORD.findall(address.partition("/")[2]))
        return next((d for d in titled if _plain_address(d.identifiers.url) == address), None)

    def _by_title(self, reference: ForeignReference) -> Document | None:
        titled = self._titled_with(_LONG_WORD.findall(reference.text)[:24])
        return next((document for document in titled if _is_titled(reference, document)), None)

    def _titled_with(self, words: Sequence[str]) -> Iterator[Document]:
        """Works whose titles have most of the words, nearest first."""
        if not words:
            return
        clauses = tuple(Clause(any_of=(word,), fields=("title",)) for word in words)
        hits = self._index.search(Query(should=clauses, with_retracted=True), _PASSAGES)
        for name in list(dict.fromkeys(hit.passage.document for hit in hits))[:_WORKS]:
            yield self._index.document(name)

    def _asked(self, reference: ForeignReference) -> tuple[Document | None, str]:
        """A service that gives no answer is not asked again, and that is said."""
        for lookup in list(self._lookups):
            try:
                document = lookup.look_up(reference)
            except SourceUnavailable as error:
                self._lookups.remove(lookup)
                self.unavailable.append(str(error))
                continue
            if document is not None:
                self.fetched[reference.key] = document
                return document, lookup.name
        return None, ""


def _plain_address(address: str | None) -> str:
    """Without scheme, "www.", query and a last slash, lower case."""
    bare = re.sub(r"^https?://(?:www\.)?|[?#].*$", "", (address or "").lower())
    return bare.rstrip("/")


def _implausible(reference: ForeignReference) -> Iterator[str]:
    """What no work can have."""
    if reference.year and reference.year > date.today().year + 1:
        yield f"invented? The year {reference.year} is still to come"
    if reference.pmid and int(reference.pmid) > _HIGHEST_PMID:
        yield f"invented? PubMed has given no number as high as {reference.pmid}"


def _disagreements(reference: ForeignReference, document: Document) -> Iterator[str]:
    identified = _says_more(reference) and (reference.pmid or reference.doi or reference.pmcid)
    if identified and _title_share(reference, document) < _SAME_TITLE:
        yield f"the identifier belongs to another work: {document.title}"
    dated = document.published or document.updated
    if reference.year and dated and abs(reference.year - int(dated[:4])) > 1:
        yield f"the year disagrees: it is {dated[:4]}, not {reference.year}"
    if identified and document.journal and _names_other_journal(reference, document):
        yield f"the journal disagrees: it is {document.journal}"
    author = first_author(reference)
    if identified and author and document.authors and author not in _named(document):
        yield f"the first author disagrees: it is {document.authors[0]}"


def _says_more(reference: ForeignReference) -> bool:
    """Whether the entry names the work by more than its identifier or address."""
    rest = re.sub(r"https?://\S+|\b10\.\d{4,9}/\S+|\bPMC\d+", " ", reference.text)
    return len(_LONG_WORD.findall(re.sub(r"\bPMID\b|\bdoi\b", " ", rest, flags=re.I))) >= _SAYING


def _named(document: Document) -> frozenset[str]:
    """Words of its title and authors; an entry may begin with either."""
    words = f"{document.title} {' '.join(document.authors)} {document.publisher or ''}"
    return frozenset(re.findall(r"[\w'’-]+", words.lower()))


def _names_other_journal(reference: ForeignReference, document: Document) -> bool:
    named = _journal(reference, document)
    return bool(named) and not _same_journal(named, document.journal or "")


def _journal(reference: ForeignReference, document: Document) -> str:
    """The words between the title and the year, where the entry is written so."""
    segments = _SEGMENT.split(reference.text)
    title = stems(document.title)
    shares = [len(title & stems(segment)) for segment in segments]
    after = segments[shares.index(max(shares)) + 1 :] if max(shares) else []
    named = re.split(r"\d|[;:(]|PMID|doi|https?", " ".join(after[:2]))[0] if after else ""
    return named.strip(" .,")


def _same_journal(written: str, journal: str) -> bool:
    """Each word of one begins a word of the other, in order: "N Engl J Med"."""
    short, long = (
        [w for w in re.findall(r"\w+", text.lower()) if w not in {"the", "of", "and", "for", "in"}]
        for text in (written, journal)
    )
    if len("".join(short)) > len("".join(long)):
        short, long = long, short
    rest = iter(long)
    return all(
        any(word.startswith(part) or part.startswith(word) for word in rest) for part in short
    )


def _is_secondary(document: Document) -> bool:
    return document.kind is DocumentKind.PRACTICAL_SUMMARY or document.design is StudyDesign.REVIEW


def _primary(document: Document) -> str:
    """How many works the summary itself rests on."""
    count = sum(bool(entry.pmid or entry.doi) for entry in document.bibliography)
    return f": cite the works that it rests on ({count} listed there)" if count else ""


def _is_titled(reference: ForeignReference, document: Document) -> bool:
    """Most words of the title stand in the entry, of a short one all; no other PMID is given."""
    pmid = document.identifiers.pmid
    if pmid and reference.pmid and pmid != reference.pmid:
        return False
    short = len(stems(document.title)) < _SHORT_TITLE
    return _title_share(reference, document) >= (1.0 if short else _SAME_TITLE)


def _title_share(reference: ForeignReference, document: Document) -> float:
    """Part of the title's words that stand in the reference."""
    title = stems(document.title)
    return len(title & stems(reference.text)) / max(1, len(title))
