"""The way of a question: understand, find, compose, verify, answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.metadata import version
from typing import NamedTuple

from probatum.composition.composer import Composer, Composition
from probatum.evidence.answer import Answer, Conflict, Provenance, Reference, Section
from probatum.evidence.claim import Basis, Claim, Verdict
from probatum.evidence.document import Document, DocumentKind
from probatum.evidence.finding import Evidence
from probatum.evidence.jurisdiction import is_abroad
from probatum.evidence.level import oxford_level
from probatum.evidence.participants import participants
from probatum.evidence.question import Asker, Correction, Question
from probatum.evidence.value import Value
from probatum.library.index import Index
from probatum.readers.reading import for_reader
from probatum.readers.rewording import Documents, Rewriter
from probatum.retrieval.correction import corrected
from probatum.retrieval.finding import find_by_facet
from probatum.retrieval.following import following
from probatum.retrieval.model_reading import ModelReader
from probatum.retrieval.understanding import context_of
from probatum.retrieval.vocabulary_files import abbreviations
from probatum.verification.verifier import verify


class Inquiry(Value):
    """A question, the one it follows, and what its asker changed in the reading of it."""

    text: str
    correction: Correction = Correction()
    follows: Question | None = None


class Aid(NamedTuple):
    """What a model of the owner's does besides composing, where it is to."""

    reader: ModelReader | None = None
    rewriter: Rewriter | None = None


NO_AID = Aid()


class Understood(Value):
    """The first step: how the question is read."""

    question: Question


class Searched(Value):
    """What has been found so far; there is one such step for each facet."""

    evidence: Evidence


class Composed(Value):
    """What was laid out, not verified yet."""

    composition: Composition


class Asked(Value):
    """The answer, with what ``--explain`` shows beside it."""

    answer: Answer
    evidence: Evidence
    passed_over: tuple[tuple[str, str], ...]


Step = Understood | Searched | Composed | Asked


def ask(  # noqa: PLR0913 - a question, and who does each step
    inquiry: Inquiry,
    index: Index,
    composer: Composer,
    asker: Asker,
    now: datetime,
    aid: Aid = NO_AID,
) -> Asked:
    """Answer a question from a library. Raises `EmptyQuestion`, `NotClinical`."""
    steps = answering(inquiry, index, composer, asker, now, aid)
    return next(step for step in steps if isinstance(step, Asked))


def answering(  # noqa: PLR0913 - a question, and who does each step
    inquiry: Inquiry,
    index: Index,
    composer: Composer,
    asker: Asker,
    now: datetime,
    aid: Aid = NO_AID,
) -> Iterator[Step]:
    """The same step by step, `Asked` last, for whoever shows how far it has come.

    Whoever takes no further step has cancelled it.
    """
    context = context_of(index)
    read, lexicon = following(inquiry.text, inquiry.follows, context)
    question = corrected(read, inquiry.correction, lexicon.thesaurus)
    if aid.reader:
        question = aid.reader.read(question, inquiry.follows, lexicon)
    yield Understood(question=question)
    evidence = Evidence()
    for evidence in find_by_facet(question, lexicon, index, now.year, asker):
        yield Searched(evidence=evidence)
    composed = composer.compose(question, evidence)
    yield Composed(composition=composed)
    kept, left_out = _verified(composed, evidence)
    writing = composed.writing
    provenance = Provenance(
        library=index.snapshot(),
        documents=index.stats().documents,
        composer="quoting" if writing and writing.fallback else composer.name,
        model=writing.model if writing and not writing.fallback else None,
        writing=writing,
        version=version("probatum"),
        asked_at=now,
        settings=tuple(_settings(asker, evidence)),
    )
    answer = Answer(
        question=question,
        reader=asker.reader,
        title=composed.title,
        bottom_line=kept.bottom_line,
        sections=kept.sections,
        pitfalls=kept.pitfalls,
        algorithm=kept.algorithm,
        gaps=composed.gaps,
        conflicts=_standing(composed, kept),
        left_out=(*composed.left_out, *left_out),
        references=tuple(
            _placed(reference, evidence.documents[reference.document], question, asker)
            for reference in composed.references
        ),
        updated=now,
        provenance=provenance,
    )
    if aid.rewriter:
        stated = Documents(evidence.documents, abbreviations())
        answer = aid.rewriter.reworded(answer, stated)
    yield Asked(
        answer=for_reader(answer, evidence.documents, abbreviations()),
        evidence=evidence,
        passed_over=composed.passed_over,
    )


def _settings(asker: Asker, evidence: Evidence) -> Iterator[tuple[str, str]]:
    if asker.jurisdiction:
        yield "jurisdiction", asker.jurisdiction
    if evidence.by_vectors:
        yield "vectors", "used"


def _placed(
    reference: Reference, document: Document, question: Question, asker: Asker
) -> Reference:
    """A guideline of another country is marked as such, a study with its size and level."""
    guideline = reference.kind is DocumentKind.GUIDELINE
    return reference.model_copy(
        update={
            "abroad": guideline and is_abroad(reference.jurisdiction, asker.jurisdiction),
            "level": oxford_level(document, question.intent),
            "participants": participants(document),
        }
    )


def _is_shown(claim: Claim) -> bool:
    """What its quotes support, and what cites nothing and is labelled as resting on nothing."""
    general = claim.basis is Basis.GENERAL and not claim.citations
    return general or claim.verdict is Verdict.SUPPORTED


def _standing(composed: Composition, kept: Composition) -> tuple[Conflict, ...]:
    """Conflicts of which both sides are shown."""
    sections = (claim for section in kept.sections for claim in section.claims)
    shown = {c.quote for claim in (*sections, *kept.pitfalls) for c in claim.citations}
    return tuple(each for each in composed.conflicts if shown.issuperset(each.claims))


def _verified(composed: Composition, evidence: Evidence) -> tuple[Composition, tuple[Claim, ...]]:
    """What is supported or labelled stays; the rest is left out, visibly."""
    left_out: list[Claim] = []

    def supported(claims: Iterable[Claim]) -> tuple[Claim, ...]:
        checked = [verify(claim, evidence.documents) for claim in claims]
        left_out.extend(claim for claim in checked if not _is_shown(claim))
        return tuple(filter(_is_shown, checked))

    sections = [(section.heading, supported(section.claims)) for section in composed.sections]
    kept = composed.model_copy(
        update={
            "bottom_line": supported(composed.bottom_line),
            "sections": tuple(Section(heading=h, claims=c) for h, c in sections if c),
            "pitfalls": supported(composed.pitfalls),
            "algorithm": supported(composed.algorithm),
        }
    )
    return kept, tuple(left_out)
