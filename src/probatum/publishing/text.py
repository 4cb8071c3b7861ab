"""An answer as plain text for a terminal, wrapped, with numbered references."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from probatum.evidence.answer import Answer, Section
from probatum.evidence.claim import Claim
from probatum.publishing.references import (
    FOLDED,
    UNANSWERED,
    cautions_of,
    citation_of,
    is_unanswered,
    kind_of,
    left_out_of,
    lines_of,
    link_of,
    marks_of,
    reading_of,
    remarks_of,
    words_of,
    writing_of,
)


def to_text(answer: Answer, width: int = 96) -> str:
    """`width` in characters, at least 40."""
    page = _Page(max(40, width))
    return "\n".join(page.lines(answer)) + "\n"


class _Page:
    def __init__(self, width: int) -> None:
        self._width = width

    def lines(self, answer: Answer) -> Iterator[str]:
        yield from self._wrap(answer.title.upper())
        stage = answer.review.stage.value.capitalize()
        yield from self._wrap(
            f"{stage}. {answer.review.caution} Last updated {answer.updated:%Y-%m-%d}."
        )
        yield ""
        yield "Understood as"
        for name, value in reading_of(answer.question):
            yield from self._wrap(f"{name}: {value}", "  ", "    ")
        if answer.claims():
            yield from self._heading("Bottom line")
            if is_unanswered(answer):
                yield from self._wrap(UNANSWERED)
            for claim in answer.bottom_line:
                yield from self._claim(claim, "")
        for section in answer.sections:
            yield from self._section(section)
        yield from self._advice(answer)
        yield from self._end(answer)

    def _section(self, section: Section) -> Iterator[str]:
        yield from self._heading(section.heading)
        for label, claims in groupby(section.claims, lambda claim: claim.label):
            yield from self._wrap(f"{label}:")
            for claim in claims:
                yield from self._claim(claim, "- ")

    def _advice(self, answer: Answer) -> Iterator[str]:
        if answer.pitfalls:
            yield from self._heading("Pitfalls")
            for claim in answer.pitfalls:
                yield from self._claim(claim, "- ")
        if answer.algorithm:
            yield from self._heading("Algorithm")
            for number, claim in enumerate(answer.algorithm, start=1):
                sentence = " ".join(lines_of(claim))
                about = f" (about {claim.about})" if claim.about else ""
                step = f"{number}. {claim.label}: {sentence} {marks_of(claim)}{about}"
                yield from self._wrap(step, "", "   ")

    def _end(self, answer: Answer) -> Iterator[str]:
        yield from self._list(
            "Not in the library", [f"{gap.facet}: {gap.why}" for gap in answer.gaps]
        )
        conflicts = [conflict.explanation for conflict in answer.conflicts]
        yield from self._list("Sources that disagree", conflicts)
        yield from self._list("Left out", left_out_of(answer))
        if words := words_of(answer):
            yield from self._heading("Words explained")
            for term, plain in words:
                yield from self._wrap(f"{term}: {plain}", "", "    ")
        yield from self._references(answer)
        yield ""
        yield from self._wrap(writing_of(answer) or "")
        yield from self._wrap(answer.disclaimer)

    def _list(self, heading: str, items: Sequence[str]) -> Iterator[str]:
        if items:
            yield from self._heading(heading)
        for item in items:
            yield from self._wrap(f"- {item}", "", "  ")

    def _references(self, answer: Answer) -> Iterator[str]:
        if answer.references:
            yield from self._heading("References")
        for reference in answer.references:
            text = f"[{reference.number}] {kind_of(reference)}. {citation_of(reference)}"
            cautions = cautions_of(reference)
            text += f" [{'; '.join(cautions)}]" if cautions else ""
            yield from self._wrap(text, "", "    ")
            if link := link_of(reference):
                yield f"    {link}"

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield text
        yield "-" * len(text)

    def _claim(self, claim: Claim, bullet: str) -> Iterator[str]:
        lines = lines_of(claim)
        if claim.folded:
            lines[0] = f"[{FOLDED}] {lines[0]}"
        remarks = "; ".join(remarks_of(claim))
        lines[-1] += f" {marks_of(claim)}" + (f" ({remarks})" if remarks else "")
        yield from self._wrap(lines[0], bullet, " " * len(bullet))
        for line in lines[1:]:
            yield from self._wrap(f"· {line}", " " * len(bullet) + "  ", " " * len(bullet) + "    ")

    def _wrap(self, text: str, first: str = "", rest: str = "") -> list[str]:
        return textwrap.wrap(
            text,
            self._width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
