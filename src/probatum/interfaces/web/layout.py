"""An answer laid out for reading: each sentence with the marks that open its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from probatum.evidence.answer import Answer, Reference
from probatum.evidence.claim import Citation, Claim


class Cited(NamedTuple):
    """A citation by its number in reading order, from 1, with the sentence that it carries."""

    number: int
    claim: Claim
    citation: Citation
    reference: Reference


class Sentence(NamedTuple):
    """A claim with its citations."""

    claim: Claim
    cited: tuple[Cited, ...]


class Part(NamedTuple):
    """A section: its heading, and sentences by the facet that they answer."""

    heading: str
    facets: tuple[tuple[str, tuple[Sentence, ...]], ...]


class Layout(NamedTuple):
    """The sentences of an answer in the order in which they are read."""

    bottom_line: tuple[Sentence, ...]
    parts: tuple[Part, ...]
    pitfalls: tuple[Sentence, ...]
    algorithm: tuple[Sentence, ...]

    def cited(self) -> Iterator[Cited]:
        """Every citation."""
        facets = (facet for part in self.parts for facet in part.facets)
        inside = (sentence for _, sentences in facets for sentence in sentences)
        for sentence in (*self.bottom_line, *inside, *self.pitfalls, *self.algorithm):
            yield from sentence.cited


def layout(answer: Answer) -> Layout:
    """Number the citations of an answer."""
    references = {reference.number: reference for reference in answer.references}
    number = 0

    def sentences(claims: Iterable[Claim]) -> tuple[Sentence, ...]:
        return tuple(map(sentence, claims))

    def sentence(claim: Claim) -> Sentence:
        nonlocal number
        cited = []
        for citation in claim.citations:
            number += 1
            cited.append(Cited(number, claim, citation, references[citation.reference]))
        return Sentence(claim, tuple(cited))

    def facets(claims: Iterable[Claim]) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
        for label, alike in groupby(claims, lambda claim: claim.label or ""):
            yield label, sentences(alike)

    return Layout(
        bottom_line=sentences(answer.bottom_line),
        parts=tuple(Part(s.heading, tuple(facets(s.claims))) for s in answer.sections),
        pitfalls=sentences(answer.pitfalls),
        algorithm=sentences(answer.algorithm),
    )
