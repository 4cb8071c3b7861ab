"""What a quotation is worth for a facet: what its passage is, and what the sentence tells.

A product of plain factors, as in ranking: the score of the passage, the kind of sentence where it
would stand, how many terms of the facet it has, and what makes it more or less to the point.
"""

from __future__ import annotations

from probatum.composition.assessing import FINDING_OUT, finds_out
from probatum.composition.cues import SentenceKind, has_cue, is_framing, tells_causes
from probatum.composition.quotations import Quotation
from probatum.evidence.finding import Found, is_in_general, is_of_other_patients
from probatum.evidence.question import Facet

_KIND = {
    SentenceKind.RECOMMENDATION: 1.0,
    SentenceKind.CAUTION: 0.85,
    SentenceKind.DOSE: 0.75,
    SentenceKind.OUTCOME: 0.7,
    SentenceKind.FACT: 0.6,
    SentenceKind.UNCERTAIN: 0.5,
    SentenceKind.METHOD: 0.0,
    SentenceKind.BACKGROUND: 0.0,
}
_KIND_IN_SECTION = {
    ("Answer", SentenceKind.FACT): 0.9,
    ("Answer", SentenceKind.OUTCOME): 0.9,
    ("Prognosis", SentenceKind.OUTCOME): 1.0,
    ("Pitfalls", SentenceKind.CAUTION): 1.1,
    ("Pitfalls", SentenceKind.OUTCOME): 0.0,
    ("Pitfalls", SentenceKind.FACT): 0.0,
    ("Pitfalls", SentenceKind.DOSE): 0.0,
    ("Pitfalls", SentenceKind.RECOMMENDATION): 0.0,
    ("Causes", SentenceKind.FACT): 1.0,
    ("Description", SentenceKind.FACT): 1.0,
    ("Description", SentenceKind.BACKGROUND): 0.5,
    ("Assessment", SentenceKind.FACT): 0.8,
    ("Staging", SentenceKind.FACT): 0.9,
    ("Testing", SentenceKind.FACT): 0.8,
    ("Screening", SentenceKind.OUTCOME): 0.9,
    ("Screening", SentenceKind.FACT): 0.9,
    ("Benefits and harms", SentenceKind.OUTCOME): 1.0,
    ("Benefits and harms", SentenceKind.CAUTION): 0.9,
    ("Benefits and harms", SentenceKind.FACT): 0.8,
    ("Harms", SentenceKind.CAUTION): 1.0,
    ("Harms", SentenceKind.OUTCOME): 0.9,
}
_WIDER, _GENERAL, _WIDENED, _OTHERS = 0.9, 0.75, 0.85, 0.7
_DIRECT, _AN_EFFECT = 1.3, 0.5
_SPECIFIC, _NO_TREATMENT, _NOTHING_TO_DO = 1.15, 0.85, 0.4
_OF_SCREENING = {"Screening", "Benefits and harms"}
HOW_TO_TREAT = {
    "Treatment", "Management by site", "Supportive and palliative care", "Special situations",
}  # fmt: skip
"""Sections that tell what to do."""


def worth_of(item: Quotation, found: Found, terms: int) -> float:
    """From 0, never to be shown there, upwards; `terms` of the facet stand in the sentence."""
    facet = found.facet
    kind = _KIND_IN_SECTION.get((facet.section, item.kind), _KIND[item.kind])
    if facet.together and not item.direct:
        return 0.0
    if facet.section == "Description" and facet.key and not item.direct:
        return 0.0  # to speak of a disease is not to say what it is
    if facet.section in _OF_SCREENING and not _is_on_screening(item):
        return 0.0
    if facet.section in FINDING_OUT and not finds_out(facet.section, item.said):
        return 0.0
    worth = item.finding.score * kind * (0.7 + 0.1 * min(4, terms)) * _to_the_point(item, facet)
    if is_of_other_patients(item.about):
        worth *= _OTHERS
    elif item.about:
        worth *= _GENERAL if is_in_general(item.about) else _WIDER
    if facet.section == "Description" and facet.key:
        worth *= _DIRECT
    if item.direct:
        # What compares just what was asked about stands in the comparison, not with a treatment.
        worth *= _DIRECT * (_DIRECT if facet.together else 1.0)
    return worth * (_WIDENED if item.start < item.said_at else 1.0)


def _to_the_point(item: Quotation, facet: Facet) -> float:
    """How far it tells what its section is for."""
    if facet.section == "Prognosis":
        return _AN_EFFECT if has_cue("prolongs", item.said) else 1.0
    if facet.section in HOW_TO_TREAT:
        return _concreteness(item)
    if facet.section in _OF_SCREENING:
        return _on_screening(item, on_whom=facet.section == "Screening")
    return 1.0


def _concreteness(item: Quotation) -> float:
    """What could be ordered outweighs a kind of treatment, and that what only frames."""
    if is_framing(item.said) or tells_causes(item.said):
        return _NOTHING_TO_DO
    if item.specific:
        return _SPECIFIC
    return 1.0 if has_cue("names a treatment", item.said) else _NO_TREATMENT


def _is_on_screening(item: Quotation) -> bool:
    """Whether the sentence, its headings or its document speak of screening."""
    around = (item.said, *item.finding.passage.heading, item.document.title)
    return any("screen" in text.lower() for text in around)


def _on_screening(item: Quotation, *, on_whom: bool) -> float:
    """Whom to screen is told by an age or an interval."""
    if is_framing(item.said) or (on_whom and tells_causes(item.said)):
        return _NOTHING_TO_DO
    return _SPECIFIC if on_whom and has_cue("when to screen", item.said) else 1.0
