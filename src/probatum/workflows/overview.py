"""Overviews of topics: what the guidelines of the library recommend, in their own words.

A guideline gives its recommendations, its cautions, what it instructs, and doses that it grades; a
practical summary all that it states. A graded result is no advice.
Nothing is chosen for a patient and nothing is judged: grades are the source's.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import groupby
from threading import Lock

from probatum.composition.cues import SentenceKind, instructs
from probatum.composition.quotations import Quotation, quotations
from probatum.errors import UnknownDocument
from probatum.evidence.document import BibliographyEntry, Document, DocumentKind, Status
from probatum.evidence.finding import Finding, Sentence
from probatum.evidence.passage import Passage, passages
from probatum.evidence.published import slug_of
from probatum.evidence.sentences import sentence_spans
from probatum.evidence.value import Value
from probatum.library.index import Index, Summary

KINDS = (DocumentKind.GUIDELINE, DocumentKind.PRACTICAL_SUMMARY)
_ADVICE = frozenset({SentenceKind.RECOMMENDATION, SentenceKind.CAUTION})
_NO_STATEMENT = frozenset({SentenceKind.METHOD, SentenceKind.BACKGROUND})
_REMEMBERED = 32


class Topic(Value):
    """A condition, the name of its page, and the guidelines about it in order of reading."""

    name: str
    slug: str
    guidelines: tuple[Summary, ...]


class Statement(Value):
    """``document.text[start:end]``, its grade as stated, and the numbers of the works it cites."""

    quote: str
    start: int
    end: int
    grade: str | None = None
    cited: tuple[int, ...] = ()


class Part(Value):
    """Statements under one heading path."""

    heading: tuple[str, ...]
    statements: tuple[Statement, ...]


class Cited(Value):
    """A work that the statements cite, numbered in the order in which they do."""

    number: int
    entry: BibliographyEntry


class Overview(Value):
    """One guideline: its statements by heading, and the works that these cite."""

    document: Document
    parts: tuple[Part, ...]
    references: tuple[Cited, ...]

    @property
    def statements(self) -> int:
        """How many there are."""
        return sum(len(part.statements) for part in self.parts)


class Topics:
    """The topics of the library, listed again when the library has changed. Safe for threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._snapshot = ""
        self._topics: dict[str, Topic] = {}
        self._read: OrderedDict[tuple[str, str], Overview] = OrderedDict()

    def all(self, index: Index) -> tuple[Topic, ...]:
        """Every topic on which the library holds a guideline or a practical summary, by name."""
        return tuple(self._fresh(index).values())

    def named(self, slug: str, index: Index) -> Topic:
        """The topic of that name in an address. Raises `UnknownDocument`."""
        found = self._fresh(index).get(slug)
        if found is None:
            raise UnknownDocument("the library holds no guideline on such a topic")
        return found

    def overview(self, name: str, index: Index) -> Overview:
        """What the guideline of that id states. Raises `UnknownDocument`."""
        document = index.document(name)
        key = (document.id, document.text_hash)
        with self._lock:
            found = self._read.get(key)
        if found is None or found.document != document:
            found = overview(document)
            with self._lock:
                self._read[key] = found
                while len(self._read) > _REMEMBERED:
                    self._read.popitem(last=False)
        return found

    def _fresh(self, index: Index) -> dict[str, Topic]:
        with self._lock:
            snapshot = index.snapshot()
            if snapshot != self._snapshot:
                self._topics = {topic.slug: topic for topic in _topics(index.summaries(KINDS))}
                self._snapshot = snapshot
            return self._topics


def overview(document: Document) -> Overview:
    """What a guideline states, quoted."""
    numbers: dict[str, Cited] = {}

    def numbered(entry: BibliographyEntry) -> int:
        return numbers.setdefault(entry.key, Cited(number=len(numbers) + 1, entry=entry)).number

    def statement(quotation: Quotation) -> Statement:
        start, end = quotation.start, quotation.end
        return Statement(
            quote=quotation.text,
            start=start,
            end=end,
            grade=document.grade_between(start, end),
            cited=tuple(map(numbered, document.cited_between(start, end))),
        )

    stated = groupby(_stated(document), key=lambda one: one.finding.passage.heading)
    parts = [
        Part(heading=heading, statements=tuple(map(statement, those))) for heading, those in stated
    ]
    return Overview(document=document, parts=tuple(parts), references=tuple(numbers.values()))


def _topics(summaries: Iterable[Summary]) -> Iterator[Topic]:
    about: dict[str, list[Summary]] = {}
    for summary in summaries:
        if summary.status not in {Status.RETRACTED, Status.SUPERSEDED}:
            for topic in summary.topics[:1]:
                about.setdefault(topic.lower(), []).append(summary)
    for name in sorted(about):
        yield Topic(
            name=name, slug=slug_of(name), guidelines=tuple(sorted(about[name], key=_first))
        )


def _first(summary: Summary) -> tuple[int, int, int, str]:
    """Guidelines before summaries, the newer before the older, the longer before the shorter."""
    kind = KINDS.index(summary.kind)
    return kind, -(summary.year or 0), -summary.characters, summary.id


def _stated(document: Document) -> Iterator[Quotation]:
    """In reading order, none over words of the one before it."""
    last = 0
    for passage in passages(document):
        for item in quotations(document, _unappraised(passage)):
            if isinstance(item, Quotation) and item.start >= last and _is_stated(document, item):
                yield item
                last = item.end


def _is_stated(document: Document, quotation: Quotation) -> bool:
    if document.kind is DocumentKind.PRACTICAL_SUMMARY:
        return quotation.kind not in _NO_STATEMENT
    if quotation.kind in _ADVICE or instructs(quotation.said):
        return True
    graded = document.grade_between(quotation.start, quotation.end) is not None
    return graded and quotation.kind is SentenceKind.DOSE


def _unappraised(passage: Passage) -> Finding:
    """All sentences of a passage, for no question."""
    spans = sentence_spans(passage.text)
    sentences = [Sentence(start=passage.start + a, end=passage.start + b) for a, b in spans]
    return Finding(passage=passage, sentences=tuple(sentences), score=1.0)
