"""What ``--explain`` shows: what was searched, found, and left out, with scores."""

from __future__ import annotations

from collections.abc import Iterator

from probatum.readers.ease import ease
from probatum.workflows.ask import Asked

_SHOWN_FINDINGS, _SHOWN_CHARACTERS, _SHOWN_PASSED_OVER = 5, 110, 60


def explanation(asked: Asked) -> Iterator[str]:
    """Lines for people, facet by facet."""
    yield "\nHOW THIS ANSWER WAS MADE"
    for found in asked.evidence.found:
        yield f"\n{found.facet.section} › {found.facet.name}"
        yield f"  searched: {found.searched}"
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


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]}…"
