"""Choosing the sentences of a facet: what a clinician needs, each able to stand alone, none twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from probatum.composition.cues import LONGEST, SentenceKind, defect, kind_of, points_back
from probatum.composition.likeness import tells_the_same, tokens
from probatum.evidence.document import Block, BlockKind, Document
from probatum.evidence.finding import Evidence, Finding, Found, Sentence

_WORTH = {
    SentenceKind.RECOMMENDATION: 1.0,
    SentenceKind.DOSE: 0.9,
    SentenceKind.CAUTION: 0.85,
    SentenceKind.OUTCOME: 0.7,
    SentenceKind.FACT: 0.6,
    SentenceKind.METHOD: 0.25,
    SentenceKind.BACKGROUND: 0.15,
}
_WORTH_IN_SECTION = {
    ("Prognosis", SentenceKind.OUTCOME): 1.0,
    ("Pitfalls", SentenceKind.CAUTION): 1.1,
    ("Pitfalls", SentenceKind.OUTCOME): 0.5,
    ("Pitfalls", SentenceKind.RECOMMENDATION): 0.4,
    ("Causes", SentenceKind.FACT): 1.0,
    ("Description", SentenceKind.FACT): 1.0,
    ("Assessment", SentenceKind.FACT): 0.8,
    ("Harms", SentenceKind.CAUTION): 1.0,
    ("Harms", SentenceKind.OUTCOME): 0.9,
}
_LEAST, _LEAST_OF_BEST = 0.17, 0.42
_FARTHEST_BACK = 2


class Quotation(NamedTuple):
    """``document.text[start:end]``, chosen for a facet with what it is worth."""

    document: Document
    finding: Finding
    start: int
    end: int
    about: str | None
    kind: SentenceKind
    worth: float

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.document.text[self.start : self.end]


class Selection:
    """Chooses facet by facet; what one facet took, no other repeats."""

    def __init__(self, evidence: Evidence) -> None:
        self._documents = evidence.documents
        self._taken: list[frozenset[str]] = []
        self.passed_over: dict[str, str] = {}

    def choose(self, found: Found, most: int) -> list[Quotation]:
        """Up to `most` quotations, best first; none when nothing is good enough."""
        candidates = sorted(self._candidates(found), key=lambda item: (-item.worth, item.start))
        chosen: list[Quotation] = []
        for candidate in candidates:
            best = chosen[0].worth if chosen else candidate.worth
            if len(chosen) == most or candidate.worth < max(_LEAST, _LEAST_OF_BEST * best):
                break
            words = tokens(candidate.text)
            if any(tells_the_same(words, other) for other in self._taken):
                self.passed_over.setdefault(candidate.text, "says what another sentence says")
                continue
            self._taken.append(words)
            chosen.append(candidate)
        return chosen

    def _candidates(self, found: Found) -> Iterator[Quotation]:
        required = [tokens(term) for term in found.facet.required]
        for finding in found.findings:
            document = self._documents[finding.passage.document]
            in_heading = _covers(required, tokens(" ".join(finding.passage.heading[-2:])))
            for place, sentence in enumerate(finding.sentences):
                text = document.text[sentence.start : sentence.end]
                if sentence.unfit:
                    self.passed_over.setdefault(text, sentence.unfit)
                    continue
                in_sentence = not required or _covers(required, tokens(text))
                if not in_sentence and not in_heading:
                    continue
                start = self._standing_alone(document, finding, place)
                if start is None:
                    self.passed_over.setdefault(text, "cannot stand alone")
                    continue
                yield self._quotation(found, finding, document, sentence, start, in_sentence)

    def _quotation(
        self,
        found: Found,
        finding: Finding,
        document: Document,
        sentence: Sentence,
        start: int,
        in_sentence: bool,
    ) -> Quotation:
        text = document.text[sentence.start : sentence.end]
        kind = kind_of(text)
        section = found.facet.section
        worth = finding.score * _WORTH_IN_SECTION.get((section, kind), _WORTH[kind])
        worth *= 1.0 if in_sentence else 0.7
        worth *= 0.85 if sentence.about else 1.0
        worth *= 0.85 if start < sentence.start else 1.0
        wanted = [tokens(term) for term in found.facet.terms]
        worth *= 0.7 + 0.1 * min(4, sum(_covers([term], tokens(text)) for term in wanted))
        return Quotation(document, finding, start, sentence.end, sentence.about, kind, worth)

    def _standing_alone(self, document: Document, finding: Finding, place: int) -> int | None:
        """Where the quote must begin for the sentence to be understood; None when it cannot be."""
        sentences = finding.sentences
        last = sentences[place]
        text = document.text[last.start : last.end]
        if defect(text) or _is_row(document, last):
            return None
        for back in range(_FARTHEST_BACK + 1):
            if place - back < 0:
                return None
            first = sentences[place - back]
            opening = document.text[first.start : first.end]
            if first.unfit or last.end - first.start > LONGEST or defect(opening):
                return None
            if back and not _continues(document, first, sentences[place - back + 1]):
                return None
            if not points_back(opening):
                return first.start
        return None


def _covers(terms: list[frozenset[str]], words: frozenset[str]) -> bool:
    return any(term and term <= words for term in terms)


def _block(document: Document, offset: int) -> Block | None:
    return next((block for block in document.blocks if block.start <= offset < block.end), None)


def _is_row(document: Document, sentence: Sentence) -> bool:
    block = _block(document, sentence.start)
    return block is None or block.kind in {BlockKind.TABLE_ROW, BlockKind.CAPTION}


def _continues(document: Document, first: Sentence, second: Sentence) -> bool:
    """Whether a quote may run from one to the other: in one block, or into an item of its list."""
    one, two = _block(document, first.start), _block(document, second.start)
    if one is None or two is None:
        return False
    return one == two or two.kind is BlockKind.LIST_ITEM
