"""Quotations that could be used: where each begins and ends so that it can stand alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from probatum.composition.cues import (
    LONGEST,
    SentenceKind,
    defect,
    kind_of,
    opening_of,
    points_back,
)
from probatum.evidence.described import Described, DescribedBlock
from probatum.evidence.document import Block, BlockKind
from probatum.evidence.finding import Finding, Sentence

_FARTHEST_BACK = 2
_LONGEST_LIST, _LONGEST_ITEM, _LONGEST_LIST_BEFORE = 700, 170, 60


class Quotation(NamedTuple):
    """``document.text[start:end]``; `said_at` is where the sentence that matters begins."""

    document: Described
    finding: Finding
    start: int
    end: int
    said_at: int
    about: str | None
    kind: SentenceKind
    direct: bool = False
    specific: bool = False

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.document.text[self.start : self.end]

    def overlaps(self, other: Quotation) -> bool:
        """Whether both quote some of the same words of the same document."""
        same = self.document.id == other.document.id
        return same and self.start < other.end and other.start < self.end

    @property
    def said(self) -> str:
        """The sentence that matters, without what was added to make it understood."""
        return self.document.text[self.said_at : self.end]


def quotations(document: Described, finding: Finding) -> Iterator[Quotation | tuple[str, str]]:
    """Each usable quotation of a passage; for every other sentence (its text, the reason)."""
    for place, sentence in enumerate(finding.sentences):
        text = document.text[sentence.start : sentence.end]
        if sentence.unfit:
            yield text, sentence.unfit
        elif text.endswith(":"):
            yield _list(document, finding, place) or (text, "introduces what is too long to quote")
        else:
            yield _sentence(document, finding, place) or (text, _why(document, sentence, text))


def _sentence(document: Described, finding: Finding, place: int) -> Quotation | None:
    sentence = finding.sentences[place]
    text = document.text[sentence.start : sentence.end]
    if defect(text) or not _is_prose(document, sentence):
        return None
    trimmed = opening_of(text)
    if trimmed and not points_back(text[trimmed:]):
        start: int | None = sentence.start + trimmed
    else:
        start = _beginning(document, finding, place)
    if start is None:
        return None
    end, about = sentence.end, sentence.about
    said_at = max(start, sentence.start)
    kind, direct, specific = kind_of(text), sentence.direct, sentence.specific
    return Quotation(document, finding, start, end, said_at, about, kind, direct, specific)


def _beginning(document: Described, finding: Finding, place: int) -> int | None:
    """Where the quote must begin for the sentence to be understood; None when it cannot be."""
    sentences = finding.sentences
    last = sentences[place]
    for back in range(_FARTHEST_BACK + 1):
        if place - back < 0:
            return None
        first = sentences[place - back]
        opening = document.text[first.start : first.end]
        if first.unfit or last.end - first.start > LONGEST or defect(opening):
            return None
        if back and not _continues(document, first, sentences[place - back + 1]):
            return None
        if not points_back(opening) and not _leans_on_its_list(document, first):
            return first.start
    return None


def _list(document: Described, finding: Finding, place: int) -> Quotation | None:
    """A sentence that ends in a colon, with all the items of the list that follows it."""
    first = finding.sentences[place]
    items = []
    for sentence in finding.sentences[place + 1 :]:
        block = _block(document, sentence.start)
        if block is None or block.kind is not BlockKind.LIST_ITEM:
            break
        if sentence.end - sentence.start > _LONGEST_ITEM or sentence.unfit:
            return None
        items.append(sentence)
    opening = document.text[first.start : first.end]
    whole = bool(items) and not _goes_on(document, items[-1], finding.passage.end)
    if len(items) < 2 or not whole or items[-1].end - first.start > _LONGEST_LIST:
        return None
    if points_back(opening.replace("the following", "")) or len(opening.split()) < 5:
        return None
    kind = kind_of(opening.replace("the following", ""))
    start, end, about = first.start, items[-1].end, first.about
    specific = first.specific or any(item.specific for item in items)
    return Quotation(document, finding, start, end, start, about, kind, first.direct, specific)


def _goes_on(document: Described, item: Sentence, passage_end: int) -> bool:
    """Whether the list has further items beyond the end of the passage."""
    place = bisect_right(document.blocks, item.start, key=lambda block: block.start)
    following = document.blocks[place : place + 1]
    return any(b.start >= passage_end and b.kind is BlockKind.LIST_ITEM for b in following)


def _why(document: Described, sentence: Sentence, text: str) -> str:
    if reason := defect(text):
        return reason
    return "cannot stand alone" if _is_prose(document, sentence) else "is a row or caption"


def _block(document: Described, offset: int) -> Block | DescribedBlock | None:
    place = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    return document.blocks[place] if place >= 0 and offset < document.blocks[place].end else None


def _is_prose(document: Described, sentence: Sentence) -> bool:
    block = _block(document, sentence.start)
    return block is not None and block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}


def _leans_on_its_list(document: Described, sentence: Sentence) -> bool:
    """Whether it is an item that completes the sentence before its list ("… to:", "… include:")."""
    block = _block(document, sentence.start)
    if block is None or block.kind is not BlockKind.LIST_ITEM:
        return False
    place = bisect_right(document.blocks, block.start, key=lambda other: other.start) - 1
    before: Iterator[Block | DescribedBlock]
    before = reversed(document.blocks[max(0, place - _LONGEST_LIST_BEFORE) : place])
    lead = next((other for other in before if other.kind is not block.kind), None)
    if lead is None or lead.heading != block.heading:
        return False
    opening = document.text[lead.start : lead.end]
    return opening.endswith(":") and not opening.startswith("Evidence")


def _continues(document: Described, first: Sentence, second: Sentence) -> bool:
    """Whether a quote may run on: within a block, or from a study's description to its result."""
    one, two = _block(document, first.start), _block(document, second.start)
    if one is None or two is None:
        return False
    described = document.text[first.start : first.end]
    return one.start == two.start or (
        two.kind is BlockKind.LIST_ITEM and kind_of(described) is SentenceKind.METHOD
    )
