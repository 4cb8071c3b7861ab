"""Looking through a library: its documents, one document leaf by leaf, and what it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from pydantic import Field

from probatum.evidence.answer import Answer
from probatum.evidence.document import Document, DocumentKind, Status, StudyDesign
from probatum.evidence.passage import Passage, stretches
from probatum.evidence.value import Value
from probatum.library.index import Index, Summary
from probatum.workflows.looking_up import look_up
from probatum.workflows.opening import OpenedBlock, marked_blocks

PAGE = 25
"""Documents on a page of the list."""
LEAF = 24_000
"""Characters after which a document goes on on its next leaf, at the next passage."""
_HITS = 200
_MOST_READ = 3_000
"""Documents that are read at most in looking for a design, which no list tells."""
_MOST_LACKING = 60


class Wanted(Value):
    """Which documents to list. Empty: all of them. Years are inclusive."""

    words: str = ""
    kind: DocumentKind | None = None
    design: StudyDesign | None = None
    status: Status | None = None
    since: int | None = None
    until: int | None = None


class Entry(Value):
    """A document of the list, with the passage that was found when words were looked for."""

    summary: Summary
    design: StudyDesign | None = None
    passage: Passage | None = None


class Listed(Value):
    """One page of the list, and whether there are more."""

    entries: tuple[Entry, ...]
    more: bool


class Leaf(Value):
    """Part of a document: blocks by heading, and where the leaves before and after it begin."""

    document: Document
    parts: tuple[tuple[tuple[str, ...], tuple[OpenedBlock, ...]], ...]
    contents: tuple[tuple[tuple[str, ...], int], ...] = Field(
        default=(), description="Each heading with the offset it begins at."
    )
    before: int | None = None
    after: int | None = None


class Lacking(Value):
    """A facet that questions about a condition asked for in vain, and how many questions."""

    condition: str
    facet: str
    questions: int


def browse(index: Index, wanted: Wanted, page: int = 0) -> Listed:
    """Documents by id or, when words are looked for, by how well their best passage fits."""
    found = _searched(index, wanted) if wanted.words.strip() else _all(index)
    fitting: Iterator[Entry] = (entry for entry in found if _fits(entry.summary, wanted))
    if wanted.design:
        fitting = _of_design(index, islice(fitting, _MOST_READ), wanted.design)
    entries = tuple(islice(fitting, page * PAGE, (page + 1) * PAGE + 1))
    return Listed(
        entries=tuple(_with_design(index, entry) for entry in entries[:PAGE]),
        more=len(entries) > PAGE,
    )


def leaf(document: Document, at: int = 0, marked: tuple[int, int] = (0, 0)) -> Leaf:
    """The leaf of a document that holds the character `at`, with `marked` told apart."""
    parts = tuple(stretches(document.blocks))
    leaves = list(_leaves(parts))
    place = max((n for n, those in enumerate(leaves) if those[0][1] <= at), default=0)
    contents: dict[tuple[str, ...], int] = {}
    for heading, start, _ in parts:
        contents.setdefault(heading, start)
    shown = [
        (heading, marked_blocks(document, start, end, marked))
        for heading, start, end in leaves[place]
    ]
    return Leaf(
        document=document,
        parts=tuple(shown),
        contents=tuple(contents.items()),
        before=leaves[place - 1][0][1] if place else None,
        after=leaves[place + 1][0][1] if place + 1 < len(leaves) else None,
    )


def lacking(answers: Iterable[Answer]) -> tuple[Lacking, ...]:
    """What recent questions asked for in vain, the most frequent first; each question once."""
    counted: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    for answer in answers:
        text = " ".join(answer.question.text.lower().split())
        if text in seen:
            continue
        seen.add(text)
        condition = answer.question.condition
        name = condition.name if condition else "no condition recognised"
        # Where no condition was read, its plan says nothing about what the library should hold.
        missed = (gap.facet for gap in answer.gaps if condition or gap.direct)
        counted.update((name, facet) for facet in dict.fromkeys(missed))
    return tuple(
        Lacking(condition=condition, facet=facet, questions=number)
        for (condition, facet), number in counted.most_common(_MOST_LACKING)
    )


def _all(index: Index) -> Iterator[Entry]:
    return (Entry(summary=summary) for summary in index.summaries())


def _searched(index: Index, wanted: Wanted) -> Iterator[Entry]:
    kinds = (wanted.kind,) if wanted.kind else ()
    seen: set[str] = set()
    for hit in look_up(wanted.words, index, limit=_HITS, kinds=kinds):
        if hit.passage.document not in seen:
            seen.add(hit.passage.document)
            yield Entry(summary=index.summary(hit.passage.document), passage=hit.passage)


def _fits(summary: Summary, wanted: Wanted) -> bool:
    year = summary.year
    return (
        wanted.kind in {None, summary.kind}
        and wanted.status in {None, summary.status}
        and (wanted.since is None or (year is not None and year >= wanted.since))
        and (wanted.until is None or (year is not None and year <= wanted.until))
    )


def _of_design(index: Index, entries: Iterable[Entry], design: StudyDesign) -> Iterator[Entry]:
    for entry in entries:
        if index.document(entry.summary.id).design is design:
            yield entry


def _with_design(index: Index, entry: Entry) -> Entry:
    design = index.document(entry.summary.id).design
    return entry.model_copy(update={"design": design}) if design else entry


def _leaves(
    parts: Iterable[tuple[tuple[str, ...], int, int]],
) -> Iterator[list[tuple[tuple[str, ...], int, int]]]:
    here: list[tuple[tuple[str, ...], int, int]] = []
    for part in parts:
        if here and part[2] - here[0][1] > LEAF:
            yield here
            here = []
        here.append(part)
    if here:
        yield here
