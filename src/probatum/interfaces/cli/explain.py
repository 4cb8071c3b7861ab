"""What ``--explain`` shows: what was searched, found, and left out, with scores."""

from __future__ import annotations

from collections.abc import Iterator

from probatum.evidence.answer import Reference
from probatum.evidence.finding import Found
from probatum.evidence.model_reading import ModelReading
from probatum.evidence.question import Question
from probatum.publishing.references import kind_of
from probatum.readers.ease import ease
from probatum.workflows.ask import Asked

_SHOWN_FINDINGS, _SHOWN_CHARACTERS, _SHOWN_PASSED_OVER = 5, 110, 60


def explanation(asked: Asked) -> Iterator[str]:
    """Lines for people, facet by facet."""
    yield "\nHOW THIS ANSWER WAS MADE"
    if reading := asked.answer.question.model_reading:
        yield from _read_by_model(reading)
    yield from _named_by(asked.answer.question)
    for found in asked.evidence.found:
        yield from _part(found)
    if asked.answer.references:
        yield "\nAppraised"
        yield from map(_appraised, asked.answer.references)
    yield "\nLeft out"
    for claim in asked.answer.left_out:
        reasons = "; ".join(reason.text for reason in claim.reasons)
        yield f"  {claim.verdict}: {_short(claim.text)} ({reasons})"
    for text, reason in asked.passed_over[:_SHOWN_PASSED_OVER]:
        yield f"  {reason}: {_short(text)}"
    more = len(asked.passed_over) - _SHOWN_PASSED_OVER
    if more > 0:
        yield f"  … and {more} more sentences"
    if read := ease(claim.text for claim in asked.answer.claims()):
        yield f"\nReading ease {read.score:g} (Flesch), grade {read.grade:g} (Flesch-Kincaid)"
    provenance = asked.answer.provenance
    yield (
        f"\nlibrary {provenance.library[:12]} ({provenance.documents} documents), composer "
        f"{provenance.composer}, probatum {provenance.version}"
    )


def _named_by(question: Question) -> Iterator[str]:
    """Which vocabulary the conditions were read by, with other names and what is wider."""
    for condition in filter(None, (question.condition, *question.compared)):
        yield f"\n{condition.name}, read by {condition.vocabulary or 'the own vocabulary'}"
        if condition.synonyms:
            yield f"  also: {'; '.join(condition.synonyms)}"
        if condition.broader:
            yield f"  wider: {'; '.join(condition.broader)}"


def _part(found: Found) -> Iterator[str]:
    """What was searched for a facet, whether it is enough, and the passages nearest to it."""
    yield f"\n{found.facet.section} › {found.facet.name}"
    yield f"  searched: {found.searched}"
    if judged := found.sufficiency:
        parts = ", ".join(f"{name} {value:.2f}" for name, value in judged.features)
        said = "good enough" if judged.enough else "not good enough"
        yield f"  {said}: {judged.probability:.2f}, at least {judged.least:.2f} ({parts})"
    for finding in (*found.findings, *found.others)[:_SHOWN_FINDINGS]:
        passage = finding.passage
        fit = sum(sentence.unfit is None for sentence in finding.sentences)
        parts = ", ".join(f"{name} {value:g}" for name, value in finding.features)
        of_all = f"{fit}/{len(finding.sentences)} sentences fit"
        yield f"  {finding.score:.2f}  {passage.id}  {of_all}"
        yield f"        {' › '.join(passage.heading)}"
        yield f"        {parts}"
    if not (found.findings or found.others):
        yield "  nothing found"


def _appraised(reference: Reference) -> str:
    """What is known of a source: kind, design, size, level, date, status, whom it speaks for."""
    known = (
        kind_of(reference),
        f"of {reference.updated or reference.year or 'no date'}",
        reference.status.value,
        f"for {reference.jurisdiction}" if reference.jurisdiction else "",
        "for another country than the asker's" if reference.abroad else "",
        f"written for {reference.audience.value}s",
    )
    return f"  [{reference.number}] {'; '.join(filter(None, known))}"


def _read_by_model(reading: ModelReading) -> Iterator[str]:
    """What a model read beside the rules, and what became of it."""
    yield f"\nRead by rules, and by the model {reading.model}"
    if reading.trouble:
        yield f"  the rules read alone: {reading.trouble}"
    for part, words in reading.pico:
        yield f"  {part}: {', '.join(words)}"
    if reading.agreed:
        yield f"  both alike: {', '.join(reading.agreed)}"
    for one in reading.differences:
        rules, model = ("; ".join(side) or "nothing" for side in (one.rules, one.model))
        yield f"  {one.part}: the rules read {rules}, the model {model} ({one.taken})"
    if reading.refused:
        yield f"  not kept, since the question has no such words: {reading.refused}"
    if reading.told:
        yield f"  {reading.told}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]}…"
