"""Newer evidence that is clearly stronger than what an article rests on.

The rule errs on the side of silence; why it is as it is: decision 0023. For a part (facet) of the
question, a study counts when all of this holds:

1. It came into the library after the question was asked, stands (no notice on it), is not cited.
2. The same search that answers questions finds it for that facet, and a sentence of it would be
   quoted there: on this very condition, not on a wider one or on other patients.
3. It is dated later than everything that the article cites for that facet.
4. By its design (Oxford 2011, for what was asked) it is stronger than every study cited for that
   facet; or as strong, at level 1 or 2. Where only documents without a level are cited, as
   guidelines, it must be of level 1: a review of randomised trials.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from probatum.composition.selection import Choice, Selection
from probatum.evidence.answer import Answer, Reference
from probatum.evidence.changed import ChangeKind, EvidenceChange, Words
from probatum.evidence.claim import Claim
from probatum.evidence.document import DocumentKind, Status
from probatum.evidence.finding import Evidence, Found
from probatum.evidence.level import oxford_level
from probatum.evidence.question import Asker, Question
from probatum.library.index import Index, Summary
from probatum.retrieval.finding import find
from probatum.retrieval.understanding import context_of, understand

_AS_STRONG_COUNTS = 2
_WITHOUT_LEVELS = 1
_MOST_CITED = 3


class Newcomers:
    """Studies that came into a library since a moment, each with the moment it came."""

    def __init__(self, index: Index, since: str) -> None:
        self._index = index
        self._context = context_of(index)
        self._came = dict(index.added_since(since, DocumentKind.RESEARCH))
        self._subjects = {name: _subject(index.summary(name)) for name in self._came}
        self._on: dict[tuple[str, ...], tuple[str, ...]] = {}

    def may_bear_on(self, names: tuple[str, ...], since: str) -> bool:
        """Whether one that came since a moment names the condition, called so in lower case."""
        return any(self._came[one] >= since for one in self._that_name(names))

    def came_since(self, moment: str) -> int:
        """How many came at or after a moment."""
        return sum(came >= moment for came in self._came.values())

    def came_after(self, moment: str) -> bool:
        """Whether one came later than that second."""
        return any(came > moment for came in self._came.values())

    def changes(self, answer: Answer, since: str, now: datetime) -> Iterator[EvidenceChange]:
        """One for each study that came since a moment and bears on a facet."""
        question = answer.question
        cited = {reference.document for reference in answer.references}
        wanted = {
            name
            for name in self._on_its_condition(question)
            if self._came[name] >= since and name not in cited
        }
        if not wanted:
            return
        jurisdiction = dict(answer.provenance.settings).get("jurisdiction")
        _, lexicon = understand(question.text, self._context, known_clinical=True)
        asker = Asker(reader=answer.reader, jurisdiction=jurisdiction)
        found = find(question, lexicon, self._index, now.year, asker)
        told: set[str] = set()
        for facet, choice in _usable(_stronger(answer, found, wanted)):
            document = choice.quotation.document
            if document.id not in told:
                told.add(document.id)
                yield _change(answer, facet.facet.name, choice, now)

    def _on_its_condition(self, question: Question) -> tuple[str, ...]:
        """Those whose title or topics name it: to search for each article would take hours."""
        condition = question.condition
        if condition is None:
            return ()
        return self._that_name(
            tuple(name.lower() for name in (condition.name, *condition.synonyms))
        )

    def _that_name(self, names: tuple[str, ...]) -> tuple[str, ...]:
        if names not in self._on:
            subjects = self._subjects.items()
            self._on[names] = tuple(
                one for one, subject in subjects if any(name in subject for name in names)
            )
        return self._on[names]


def _subject(summary: Summary) -> str:
    return "\n".join((summary.title, *summary.topics)).lower()


def _stronger(answer: Answer, evidence: Evidence, wanted: set[str]) -> Evidence:
    """Of each facet what is in newer and clearly stronger studies than those cited for it."""

    def counts(name: str, cited: tuple[Reference, ...]) -> bool:
        document = evidence.described[name]
        level = oxford_level(document, answer.question.intent)
        dated = document.updated or document.published
        if name not in wanted or document.status is not Status.CURRENT:
            return False
        if level is None or dated is None or not cited:
            return False
        return _is_as_strong(level, cited) and _is_later(dated, cited)

    found = []
    for one in evidence.found:
        cited = _cited_for(answer, _claims_on(answer, one.facet.name))
        kept = tuple(each for each in one.findings if counts(each.passage.document, cited))
        found.append(one.model_copy(update={"findings": kept, "others": ()}))
    return evidence.model_copy(update={"found": tuple(found)})


def _usable(evidence: Evidence) -> Iterator[tuple[Found, Choice]]:
    """Sentences that would be quoted, on the condition itself, best first in each facet."""
    for found, choices in Selection(evidence, {}, len(evidence.described)).chosen:
        yield from ((found, choice) for choice in choices if choice.quotation.about is None)


def _change(answer: Answer, facet: str, choice: Choice, now: datetime) -> EvidenceChange:
    quotation = choice.quotation
    document = quotation.document
    level = oxford_level(document, answer.question.intent)
    dated = document.updated or document.published
    return EvidenceChange(
        kind=ChangeKind.NEWER,
        at=now,
        document=document.id,
        title=document.title,
        facet=facet,
        cited=tuple(_words(answer, _claims_on(answer, facet)))[:_MOST_CITED],
        now=Words(
            document=document.id,
            title=document.title,
            quote=quotation.text,
            start=quotation.start,
            end=quotation.end,
            heading=quotation.finding.passage.heading,
            dated=dated,
            level=level,
        ),
        reason=(
            f"On {facet}, the library has a later {document.design} (Oxford level {level} by "
            f"design, {dated}) than what is cited: {document.title.rstrip('.')} ({document.id})."
        ),
    )


def _claims_on(answer: Answer, facet: str) -> tuple[Claim, ...]:
    return tuple(claim for claim in answer.claims() if claim.label == facet)


def _is_as_strong(level: int, references: Iterable[Reference]) -> bool:
    levels = [one.level for one in references if one.level is not None]
    if not levels:
        return level <= _WITHOUT_LEVELS
    best = min(levels)
    return level < best or level == best <= _AS_STRONG_COUNTS


def _is_later(dated: str, references: Iterable[Reference]) -> bool:
    """Than all of them, as far as their dates are told; an undated one is not known to be older."""
    for one in references:
        other = one.updated or (str(one.year) if one.year else None)
        if other is None:
            return False
        digits = min(len(dated), len(other))
        if dated[:digits] <= other[:digits]:
            return False
    return True


def _cited_for(answer: Answer, claims: Iterable[Claim]) -> tuple[Reference, ...]:
    numbers = {citation.reference for claim in claims for citation in claim.citations}
    return tuple(one for one in answer.references if one.number in numbers)


def _words(answer: Answer, claims: Iterable[Claim]) -> Iterator[Words]:
    references = {reference.number: reference for reference in answer.references}
    for claim in claims:
        for citation in claim.citations:
            reference = references[citation.reference]
            year = str(reference.year) if reference.year else None
            yield Words(
                document=citation.document,
                title=reference.title,
                quote=citation.quote,
                start=citation.start,
                end=citation.end,
                heading=citation.heading,
                dated=reference.updated or year,
                level=reference.level,
            )
