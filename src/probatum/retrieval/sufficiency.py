"""Whether the best that was found for a facet is good enough, or the facet is a gap.

    p = 1 / (1 + exp(-(BIAS + PASSAGE * passage + SENTENCE * sentence)))

is the probability that one of the first passages answers the facet. Both features are shares of
what was asked that is found again, each word weighed by its rarity in the library: of the best
passage with its title and headings, and of the best sentence. No score of the engine is in it, so
that it stays the same whichever way passages are found. The weights were fitted by
`probatum evaluate enough --fit` on the questions "chosen on", as was the threshold: see decision
37 and docs/benchmarks/enough.md.

That is told of facets in the asker's own words. For staging, follow-up and prognosis, which the
plan of every cancer has and which are looked for by words that half of a guideline holds
("survival"), what counts is whether a part of a guideline on this very disease is headed so:

    p = 1 / (1 + exp(-(PART_BIAS + MATCH * match + NAMED * named)))

by the factors of ranking (`retrieval.ranking`) that say so, and none of an engine: decision 45.

All other parts of a plan, as treatments, may stand under any heading:

    p = 1 / (1 + exp(-(STATED_BIAS + ON_IT * on_it + STATED * stated)))

by how far the first passages are on the disease, and how many of them state what the part
requires: decision 67. Research, on whose abstracts none of this was fitted, is judged only in the
asker's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp, prod
from typing import NamedTuple

from probatum.evidence.described import Described
from probatum.evidence.document import DocumentKind
from probatum.evidence.finding import Finding, Sufficiency
from probatum.evidence.question import Facet
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.words import padded

FIRST = 5
"""Passages that are looked at: the best of them decides."""
BIAS, PASSAGE, SENTENCE = -2.23, 1.89, 0.95
LEAST = 0.35
PART_BIAS, MATCH, NAMED = -6.80, 4.42, 2.08
STATED_BIAS, ON_IT, STATED = -7.84, 6.00, 2.80
LEAST_STATED = 0.2
_ON_THE_DISEASE = ("fit", "purpose")
_ON_THE_PART = ("heading", "subject", *_ON_THE_DISEASE)
_PLAN, _JUDGED = "cancer", {"Assessment", "Monitoring", "Prognosis"}
_IN_PARTS = {DocumentKind.GUIDELINE, DocumentKind.PRACTICAL_SUMMARY}
_FOR_READERS = {*_IN_PARTS, DocumentKind.PATIENT_INFORMATION}


class Features(NamedTuple):
    """Shares, 0 to 1, of what was asked, each word weighed by `Index.rarity`."""

    passage: float
    """What stands in the title, headings and text of the best passage."""
    sentence: float
    """What stands in the best of all sentences that are fit for the question."""


class PartFeatures(NamedTuple):
    """How far what was found is a part of a guideline of that name."""

    match: float
    """Of the first passages, the best product of the factors for heading, subject, fit, purpose."""
    named: float
    """The share of the first passages, 0 to 1, that stand under a heading with a required word."""


class StatedFeatures(NamedTuple):
    """How far what was found states what the part of a plan is on."""

    on_it: float
    """Of the first passages, the best product of the factors for fit and purpose."""
    stated: float
    """The share of the first passages, 0 to 1, of which a fit sentence, or a heading over it, has
    a required word."""


AnyFeatures = Features | PartFeatures | StatedFeatures

_WEIGHTS: Mapping[type[AnyFeatures], tuple[float, ...]] = {
    Features: (BIAS, PASSAGE, SENTENCE),
    PartFeatures: (PART_BIAS, MATCH, NAMED),
    StatedFeatures: (STATED_BIAS, ON_IT, STATED),
}


def sufficiency(
    facet: Facet,
    findings: Sequence[Finding],
    documents: Mapping[str, Described],
    rarity: Mapping[str, float],
) -> Sufficiency | None:
    """The decision on what was found, best first; none where nothing was, or is not judged."""
    found: AnyFeatures
    if not findings:
        return None
    kind = documents[findings[0].passage.document].kind
    if facet.own:
        found = features(facet, findings, documents, rarity)
    elif facet.name in _parts() and kind in _IN_PARTS:
        found = part_features(facet, findings)
    elif is_judged_by_statements(facet) and kind in _FOR_READERS:
        found = stated_features(facet, findings, documents)
    else:
        return None
    return Sufficiency(
        probability=probability(found),
        least=least(found),
        features=tuple(zip(found._fields, found, strict=True)),
    )


def features(
    facet: Facet,
    findings: Sequence[Finding],
    documents: Mapping[str, Described],
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


def part_features(facet: Facet, findings: Sequence[Finding]) -> PartFeatures:
    """Those of the first findings for a part of the plan."""
    first = findings[:FIRST]
    required = [padded(term) for term in facet.required]
    headings = [padded(" ".join(finding.passage.heading[-1:])) for finding in first]
    return PartFeatures(
        match=_best(first, _ON_THE_PART),
        named=sum(any(term in heading for term in required) for heading in headings) / FIRST,
    )


def stated_features(
    facet: Facet, findings: Sequence[Finding], documents: Mapping[str, Described]
) -> StatedFeatures:
    """Those of the first findings for a part that may stand under any heading."""
    first = findings[:FIRST]
    required = [padded(term) for term in facet.required]
    stated = 0
    for finding in first:
        text = documents[finding.passage.document].text
        fit = (text[s.start : s.end] for s in finding.sentences if s.unfit is None)
        lines = (padded(" ".join((*finding.passage.heading, sentence))) for sentence in fit)
        stated += any(term in line for line in lines for term in required)
    return StatedFeatures(on_it=_best(first, _ON_THE_DISEASE), stated=stated / len(first))


def _best(findings: Iterable[Finding], names: Iterable[str]) -> float:
    """The best product of the factors of those names."""
    factors = (dict(finding.features) for finding in findings)
    return max(prod(of.get(name, 1.0) for name in names) for of in factors)


def probability(found: AnyFeatures) -> float:
    """That one of the first passages answers the facet."""
    bias, *weights = _WEIGHTS[type(found)]
    score = bias + sum(weight * value for weight, value in zip(weights, found, strict=True))
    return 1 / (1 + exp(-score))


def least(found: AnyFeatures) -> float:
    """The probability from which it is taken for answered."""
    return LEAST_STATED if isinstance(found, StatedFeatures) else LEAST


def is_judged_by_statements(facet: Facet) -> bool:
    """Whether it is a part of a plan that may stand under any heading."""
    return not facet.own and bool(facet.required) and facet.name not in _parts()


@cache
def _parts() -> frozenset[str]:
    plan = (entry for entry in files.facets() if entry.plan == _PLAN)
    return frozenset(entry.name for entry in plan if entry.section in _JUDGED)


def _names(term: str, facet: Facet) -> tuple[str, ...]:
    """How a term may be written: a treatment by any of its names, all else as asked."""
    synonyms = set(facet.required) - set(facet.terms)
    written = facet.required if synonyms and term in facet.required else (term,)
    return tuple(map(padded, written))


def _share(text: str, asked: Mapping[tuple[str, ...], float]) -> float:
    here = padded(text)
    held = sum(rare for names, rare in asked.items() if any(name in here for name in names))
    whole = sum(asked.values())
    return held / whole if whole else 1.0
