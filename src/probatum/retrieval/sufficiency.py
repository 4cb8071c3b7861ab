"""Whether the best that was found for a facet is good enough, or the facet is a gap.

    p = 1 / (1 + exp(-(BIAS + PASSAGE * passage + SENTENCE * sentence)))

is the probability that one of the first passages answers the facet. Both features are shares of
what was asked that is found again, each word weighed by its rarity in the library: of the best
passage with its title and headings, and of the best sentence. No score of the engine is in it, so
that it stays the same whichever way passages are found. The weights were fitted by
`probatum evaluate enough --fit` on the questions "chosen on", as was the threshold: see decision
37 and docs/benchmarks/enough.md.

It is told of facets in the asker's own words alone. For parts of the plan ("Prognosis") no feature
parted what answers from what does not; they keep their required words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple

from probatum.evidence.document import Document
from probatum.evidence.finding import Finding, Sufficiency
from probatum.evidence.question import Facet
from probatum.retrieval.words import forms

FIRST = 5
"""Passages that are looked at: the best of them decides."""
BIAS, PASSAGE, SENTENCE = -2.23, 1.89, 0.95
LEAST = 0.35


class Features(NamedTuple):
    """Shares, 0 to 1, of what was asked, each word weighed by `Index.rarity`."""

    passage: float
    """What stands in the title, headings and text of the best passage."""
    sentence: float
    """What stands in the best of all sentences that are fit for the question."""


def sufficiency(
    facet: Facet,
    findings: Sequence[Finding],
    documents: Mapping[str, Document],
    rarity: Mapping[str, float],
) -> Sufficiency | None:
    """The decision on what was found, best first; none where nothing was, or is not judged."""
    if not (findings and facet.own):
        return None
    found = features(facet, findings, documents, rarity)
    return Sufficiency(
        probability=probability(found),
        least=LEAST,
        features=tuple(zip(Features._fields, found, strict=True)),
    )


def features(
    facet: Facet,
    findings: Sequence[Finding],
    documents: Mapping[str, Document],
    rarity: Mapping[str, float],
) -> Features:
    """Those of the first findings; `rarity` is that of the facet's terms."""
    asked = {_names(term, facet): max(rarity.get(term, 0.0), 0.0) for term in facet.terms}
    passage = sentence = 0.0
    for finding in findings[:FIRST]:
        document, found = documents[finding.passage.document], finding.passage
        whole = f"{document.title} . {' . '.join(found.heading)} . {found.text}"
        passage = max(passage, _share(whole, asked))
        fit = (s for s in finding.sentences if s.unfit is None)
        shares = (_share(document.text[s.start : s.end], asked) for s in fit)
        sentence = max(sentence, *shares, 0.0)
    return Features(passage, sentence)


def probability(found: Features) -> float:
    """That one of the first passages answers the facet."""
    return 1 / (1 + exp(-(BIAS + PASSAGE * found.passage + SENTENCE * found.sentence)))


def _names(term: str, facet: Facet) -> tuple[str, ...]:
    """How a term may be written: a treatment by any of its names, all else as asked."""
    synonyms = set(facet.required) - set(facet.terms)
    written = facet.required if synonyms and term in facet.required else (term,)
    return tuple(f" {' '.join(forms(name))} " for name in written)


def _share(text: str, asked: Mapping[tuple[str, ...], float]) -> float:
    here = f" {' '.join(forms(text))} "
    held = sum(rare for names, rare in asked.items() if any(name in here for name in names))
    whole = sum(asked.values())
    return held / whole if whole else 1.0
