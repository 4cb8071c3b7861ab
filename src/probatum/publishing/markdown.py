"""An answer as Markdown (CommonMark): text of sources is escaped, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from probatum.evidence.answer import Answer
from probatum.evidence.claim import Claim
from probatum.evidence.published import Published
from probatum.publishing.article_page import for_readers
from probatum.publishing.outline import signed_in_words
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

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def to_markdown(answer: Answer) -> str:
    """The whole answer; quotes are numbered links to their references."""
    return "\n".join(_lines(answer)).rstrip() + "\n"


def article_markdown(published: Published) -> str:
    """A published article, without the words of its question, with who signed it."""
    lines = [to_markdown(for_readers(published)), "## Review\n"]
    lines += [f"- {_safe(signed_in_words(one))}" for one in published.signed]
    due = f"; review due {published.review_due}" if published.review_due else ""
    lines.append(f"- Published {published.published_at:%Y-%m-%d}{due}")
    for change in published.changes:
        lines.append(f"\n**{change.at:%Y-%m-%d}**: {_safe(change.reason)}\n")
        lines += [f"> Cited here: {_safe(words.quote)}\n" for words in change.cited]
        if change.now:
            lines.append(f"> Now: {_safe(change.now.quote)} ({_safe(change.now.title)})\n")
    return "\n".join(lines).rstrip() + "\n"


def _lines(answer: Answer) -> Iterator[str]:
    yield f"# {_safe(answer.title)}\n"
    stage = f"{answer.review.stage.value.capitalize()}. {_safe(answer.review.caution)}"
    yield f"*{stage} Last updated {answer.updated:%Y-%m-%d}. For: {answer.reader.value}.*\n"
    if answer.question.text:
        yield f"> {_safe(answer.question.text)}\n"
    for name, value in reading_of(answer.question):
        yield f"- {name}: {_safe(value)}"
    if answer.claims():
        yield "\n## Bottom line\n"
        if is_unanswered(answer):
            yield f"{UNANSWERED}\n"
        for claim in answer.bottom_line:
            yield f"**{_sentence(claim)}** {_beside(claim)}\n"
    for section in answer.sections:
        yield f"\n## {section.heading}\n"
        for label, claims in groupby(section.claims, lambda claim: claim.label):
            yield f"\n**{_safe(label or '')}**\n"
            yield from (f"- {_sentence(claim)} {_beside(claim)}" for claim in claims)
    yield from _advice(answer)
    yield from _end(answer)


def _advice(answer: Answer) -> Iterator[str]:
    if answer.pitfalls:
        yield "\n## Pitfalls\n"
        yield from (f"- {_sentence(claim)} {_beside(claim)}" for claim in answer.pitfalls)
    if answer.algorithm:
        yield "\n## Algorithm\n"
        for number, claim in enumerate(answer.algorithm, start=1):
            about = f" (about {_safe(claim.about)})" if claim.about else ""
            step = f"{_sentence(claim)} {_safe(marks_of(claim))}{about}"
            yield f"{number}. *{_safe(claim.label or '')}*: {step}"


def _end(answer: Answer) -> Iterator[str]:
    if answer.gaps:
        yield "\n## Not in the library\n"
        yield from (f"- {_safe(gap.facet)}: {_safe(gap.why)}" for gap in answer.gaps)
    if answer.conflicts:
        yield "\n## Sources that disagree\n"
        yield from (f"- {_safe(conflict.explanation)}" for conflict in answer.conflicts)
    if left_out := left_out_of(answer):
        yield "\n## Left out\n"
        yield from (f"- {_safe(sentence)}" for sentence in left_out)
    if words := words_of(answer):
        yield "\n## Words explained\n"
        yield from (f"- **{_safe(term)}**: {_safe(plain)}" for term, plain in words)
    if answer.references:
        yield "\n## References\n"
    for reference in answer.references:
        cautions = "".join(f" **[{_safe(caution)}]**" for caution in cautions_of(reference))
        link = link_of(reference)
        address = f" <{link}>" if link else ""
        text = f"{kind_of(reference)}. {_safe(citation_of(reference))}"
        yield f"{reference.number}. {text}{address}{cautions}"
    yield "\n---"
    if written := writing_of(answer):
        yield f"{_safe(written)}\n"
    yield _safe(answer.disclaimer)


def _sentence(claim: Claim) -> str:
    sentence = " ".join(_safe(line) for line in lines_of(claim))
    return f"({FOLDED}) {sentence}" if claim.folded else sentence


def _beside(claim: Claim) -> str:
    remarks = "; ".join(remarks_of(claim))
    return _safe(marks_of(claim)) + (f" ({_safe(remarks)})" if remarks else "")


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
