"""A published article as a plain sequence of parts, from which paged forms are made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from probatum.evidence.article import SignOff
from probatum.evidence.claim import Claim
from probatum.evidence.published import Published
from probatum.publishing.article_page import for_readers
from probatum.publishing.references import (
    FOLDED,
    UNANSWERED,
    cautions_of,
    citation_of,
    is_unanswered,
    kind_of,
    lines_of,
    link_of,
    marks_of,
    reading_of,
    remarks_of,
    words_of,
    writing_of,
)

_NO_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


class Style(StrEnum):
    """What a part is; a form gives each its look."""

    TITLE = "title"
    CAUTION = "caution"
    HEADING = "heading"
    LABEL = "label"
    LINE = "line"
    ITEM = "item"
    STEP = "step"
    QUOTE = "quote"
    REFERENCE = "reference"
    SMALL = "small"


class Part(NamedTuple):
    """A paragraph. `marks` are numbers of references, `beside` what stands after it in small."""

    style: Style
    text: str
    marks: str = ""
    beside: str = ""
    link: str | None = None


class Facing(NamedTuple):
    """Cited words beside those that face them, under what each side is."""

    heads: tuple[str, str]
    sides: tuple[str, str]


def outline(published: Published) -> Iterator[Part | Facing]:
    """Everything a reader sees, in order; without the words of the question.

    Characters that no page can hold are left out.
    """
    for part in _parts(published):
        if isinstance(part, Facing):
            one, other = part.sides
            yield part._replace(sides=(printable(one), printable(other)))
        else:
            yield part._replace(text=printable(part.text), beside=printable(part.beside))


def printable(text: str) -> str:
    """Without characters that XML 1.0 cannot hold."""
    return _NO_XML.sub("", text)


def _parts(published: Published) -> Iterator[Part | Facing]:
    answer = for_readers(published)
    yield Part(Style.TITLE, answer.title)
    standing = f"{answer.review.stage.capitalize()}. {answer.review.caution}"
    yield Part(Style.CAUTION, standing)
    dates = f"Last updated {answer.updated:%Y-%m-%d}. For: {answer.reader}."
    yield Part(Style.SMALL, dates)
    for name, value in reading_of(answer.question):
        yield Part(Style.SMALL, f"{name}: {value}")
    if answer.claims():
        yield Part(Style.HEADING, "Bottom line")
    if is_unanswered(answer):
        yield Part(Style.CAUTION, UNANSWERED)
    yield from _claims(answer.bottom_line, Style.LINE)
    for section in answer.sections:
        yield Part(Style.HEADING, section.heading)
        for label, some in groupby(section.claims, lambda claim: claim.label):
            if label:
                yield Part(Style.LABEL, label)
            yield from _claims(some, Style.ITEM)
    for heading, claims, style in (
        ("Pitfalls", answer.pitfalls, Style.ITEM),
        ("Algorithm", answer.algorithm, Style.STEP),
    ):
        if claims:
            yield Part(Style.HEADING, heading)
            yield from _claims(claims, style)
    yield from _lists(published)
    yield from _changes(published)
    yield from _references(published)
    yield from _review(published)
    if written := writing_of(answer):
        yield Part(Style.SMALL, written)
    yield Part(Style.SMALL, answer.disclaimer)


def _claims(claims: Iterable[Claim], style: Style) -> Iterator[Part]:
    for claim in claims:
        label = f"{claim.label}: " if style is Style.STEP and claim.label else ""
        folded = f"({FOLDED}) " if claim.folded else ""
        sentence = " ".join(lines_of(claim))
        yield Part(
            style, f"{label}{folded}{sentence}", marks_of(claim), "; ".join(remarks_of(claim))
        )
        for citation in claim.citations:
            if citation.quote != claim.text:
                quote = " ".join(citation.quote.split())
                yield Part(Style.QUOTE, f"“{quote}”", f"[{citation.reference}]")


def _lists(published: Published) -> Iterator[Part]:
    answer = published.answer
    for heading, items in (
        ("Not in the library", [f"{gap.facet}: {gap.why}" for gap in answer.gaps]),
        ("Sources that disagree", [one.explanation for one in answer.conflicts]),
        ("Words explained", [f"{term}: {plain}" for term, plain in words_of(answer)]),
    ):
        if items:
            yield Part(Style.HEADING, heading)
            yield from (Part(Style.ITEM, item) for item in items)


def _changes(published: Published) -> Iterator[Part | Facing]:
    if published.changes:
        yield Part(Style.HEADING, "What became of its evidence")
    for change in published.changes:
        yield Part(Style.LINE, f"{change.at:%Y-%m-%d}: {change.reason}")
        cited = "\n".join(words.quote for words in change.cited)
        if cited and change.now:
            told = f"{change.now.quote}\n{change.now.title}, {change.now.dated or 'undated'}"
            yield Facing(("What is cited here", "What there is now"), (cited, told))
        elif cited:
            told = f"{change.kind.capitalize()}{': ' if change.notice else ''}{change.notice}"
            yield Facing(("What is cited here", "What is said of it"), (cited, told))


def _references(published: Published) -> Iterator[Part]:
    if published.answer.references:
        yield Part(Style.HEADING, "References")
    for reference in published.answer.references:
        text = f"{reference.number}. {kind_of(reference)}. {citation_of(reference)}"
        cautions = "; ".join(cautions_of(reference))
        yield Part(Style.REFERENCE, text, beside=cautions, link=link_of(reference))


def _review(published: Published) -> Iterator[Part]:
    yield Part(Style.HEADING, "Review")
    yield from (Part(Style.ITEM, signed_in_words(one)) for one in published.signed)
    due = f"; review due {published.review_due}" if published.review_due else ""
    yield Part(Style.LINE, f"Published {published.published_at:%Y-%m-%d}{due}.")


def signed_in_words(one: SignOff) -> str:
    """Who signed which revision, when, under which rules, with what interests."""
    name = f"{one.name}, {one.title}" if one.title else one.name
    return (
        f"{name}, signed revision {one.revision} on {one.at:%Y-%m-%d} under version {one.policy} "
        f"of the policy. Conflicts of interest: {one.interests}"
    )
