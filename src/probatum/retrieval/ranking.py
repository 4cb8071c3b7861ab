"""Ranking by more than likeness: kind and design, date, status, heading, terms covered.

The score of a passage is a product of plain factors, each between 0 and 1 or a little above, so
that no single one can carry an unfit passage to the top. `likeness` is BM25 over the best of the
facet; the others say what a clinician would ask next: who says so, when, and of whom.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from probatum.evidence.described import Described
from probatum.evidence.document import Audience, DocumentKind, Status, StudyDesign
from probatum.evidence.jurisdiction import is_abroad, is_house, is_own
from probatum.evidence.question import Asker, Facet, Intent, ReaderKind
from probatum.retrieval.words import forms, padded

_KIND = {
    DocumentKind.GUIDELINE: 1.0,
    DocumentKind.PRACTICAL_SUMMARY: 0.95,
    DocumentKind.LABEL: 0.9,
    DocumentKind.RESEARCH: 0.75,
    DocumentKind.BOOK: 0.75,
    DocumentKind.PATIENT_INFORMATION: 0.7,
    DocumentKind.TRIAL_RECORD: 0.5,
}
_DESIGN = {
    StudyDesign.META_ANALYSIS: 1.15,
    StudyDesign.SYSTEMATIC_REVIEW: 1.15,
    StudyDesign.RANDOMISED_TRIAL: 1.1,
    StudyDesign.CASE_REPORT: 0.6,
    StudyDesign.OPINION: 0.6,
    StudyDesign.ANIMAL_OR_LABORATORY: 0.1,
}
_OTHER_PURPOSE = re.compile(r"\b(screening|prevention|genetics of|hereditary|cancer risks)\b", re.I)
_SCREENING = re.compile(r"\bscreening\b", re.I)
_ON_CAUSES = re.compile(
    r"\b(?:contributing factors|causes?|a?etiolog\w+|risk factors?|pathogenesis|"
    r"(?:patho)?physiology|incidence|prevalence|epidemiology|anatomy|mechanisms?)\b",
    re.I,
)
_ON_TREATING = re.compile(r"\b(?:manag|treat|interven|therap)\w*", re.I)
_ON_HARMS = re.compile(r"\b(?:toxicit\w+|adverse|side effects?)\b", re.I)
_ON_A_DRUG = re.compile(r"\b(?:dosing|dosage|toxicit\w+|adverse|side effects?)\b", re.I)
_CAUSES, _HARMS, _DOSES, _SCREENED = "causes", "harms", "doses", "screening"
_NOT_TO_TREAT = {_CAUSES, _HARMS}
_TREATING = {"Treatment", "Supportive and palliative care", "Management by site"}
_FINDING_OUT = {"Assessment", "Staging", "Testing", "Screening"}
_PROTOCOL = re.compile(r"\b(protocol|rationale|study design|design and methods|design of)\b", re.I)
_CONCLUSION = re.compile(r"\b(conclusions?|interpretation|in brief|key points?)\b", re.I)
_RESULTS = re.compile(r"\b(results?|findings|outcomes?)\b", re.I)
_STATUS = {Status.OF_CONCERN: 0.5, Status.SUPERSEDED: 0.3, Status.RETRACTED: 0.0}
_HOUSE, _OWN_COUNTRY, _ABROAD = 1.2, 1.1, 0.95
_FOR_THIS_READER = 2.2
_HALVES_IN_YEARS = 12
_LEAST_FOR_AGE, _UNDATED = 0.4, 0.75
_BESIDE_THE_PURPOSE = 0.4


class Asked(NamedTuple):
    """What ranking must know of the question: its intent, this year, and who asks."""

    intent: Intent
    this_year: int
    by: Asker = Asker()


def features(
    likeness: float,
    document: Described,
    heading: tuple[str, ...],
    facet: Facet,
    asked: Asked,
) -> dict[str, float]:
    """Factors by name; their product is the score."""
    return {
        "likeness": likeness,
        "kind": _KIND[document.kind],
        "design": _DESIGN.get(document.design, 1.0) if document.design else 1.0,
        "status": _STATUS.get(document.status, 1.0),
        "date": _recency(document, asked.this_year),
        "jurisdiction": _jurisdiction(document.jurisdiction, asked.by.jurisdiction),
        "reader": _reader(document.audience, asked.by.reader),
        "part": _part(document, heading),
        "purpose": _purpose(document, heading, asked.intent, facet),
        "heading": 1.0 + 0.5 * _covered(facet.terms, " ".join(heading[1:] or heading)),
    }


def _jurisdiction(of: str | None, own: str | None) -> float:
    """What one's own house wrote outranks what one's country says, and that another's."""
    if is_house(of):
        return _HOUSE
    if is_own(of, own):
        return _OWN_COUNTRY
    return _ABROAD if is_abroad(of, own) else 1.0


def _reader(audience: Audience, reader: ReaderKind) -> float:
    """What was written for patients is easier on one, and outranks the same said to doctors."""
    both = audience is Audience.PATIENT and reader is ReaderKind.PATIENT
    return _FOR_THIS_READER if both else 1.0


def _recency(document: Described, this_year: int) -> float:
    dated = document.updated or document.published
    if not dated:
        return _UNDATED
    age = max(0, this_year - int(dated[:4]))
    return max(_LEAST_FOR_AGE, float(0.5 ** (age / _HALVES_IN_YEARS)))


def _part(document: Described, heading: tuple[str, ...]) -> float:
    """Of a study, what it found: not its background, its methods or what it set out to do."""
    if document.kind is not DocumentKind.RESEARCH:
        return 1.0
    if _is_protocol(document.title):
        return 0.0
    path = " / ".join(heading)
    if _CONCLUSION.search(path):
        return 1.0
    if _RESULTS.search(path):
        return 0.8
    return 0.7 if path in {"", "Abstract"} else 0.0


def _purpose(document: Described, heading: tuple[str, ...], intent: Intent, facet: Facet) -> float:
    """A document on screening, prevention or heredity is not written to guide treatment.

    What it warns of is a harm of screening, and no pitfall of what was asked about. Nor is the
    part on what causes a disease, whatever treatments it names, or that on a drug's dose a
    work-up.
    """
    under = _told_by(heading)
    if facet.section in _TREATING and not under.isdisjoint(_NOT_TO_TREAT):
        return _BESIDE_THE_PURPOSE
    if facet.section in _FINDING_OUT and _DOSES in under:
        return _BESIDE_THE_PURPOSE
    if intent is Intent.SCREENING:
        of_it = _SCREENED in under or _SCREENING.search(document.title)
        return 1.1 if of_it else _BESIDE_THE_PURPOSE
    if not _has_other_purpose(document.title):
        return 1.0
    if intent in {Intent.PREVENTION, Intent.CAUSE}:
        return 1.1
    if intent is Intent.TESTING and not _SCREENING.search(document.title):
        return 1.0
    harms = facet.section == "Pitfalls" and intent is not Intent.DIAGNOSIS
    return 0.0 if harms else _BESIDE_THE_PURPOSE


@lru_cache(maxsize=4_096)
def _told_by(heading: tuple[str, ...]) -> frozenset[str]:
    """What the headings of a passage are on, of causes, harms, doses and screening."""
    inner = heading[-1] if heading else ""
    on = {
        _CAUSES: _is_on_causes(heading),
        _HARMS: bool(_ON_HARMS.search(" / ".join(heading[-2:]))),
        _DOSES: bool(_ON_A_DRUG.search(inner)),
        _SCREENED: bool(_SCREENING.search(" / ".join(heading))),
    }
    return frozenset(name for name, told in on.items() if told)


def _is_on_causes(heading: tuple[str, ...]) -> bool:
    """Whether a heading is on causes or frequency, and none within it on treating causes."""
    on_causes = [place for place, text in enumerate(heading) if _ON_CAUSES.search(text)]
    if not on_causes:
        return False
    rest = heading[on_causes[0] :]
    return not any(_ON_TREATING.search(text) and _ON_CAUSES.search(text) for text in rest)


@lru_cache(maxsize=4_096)  # asked again for each facet
def _is_protocol(title: str) -> bool:
    return bool(_PROTOCOL.search(title))


@lru_cache(maxsize=4_096)
def _has_other_purpose(title: str) -> bool:
    return bool(_OTHER_PURPOSE.search(title))


def _covered(terms: tuple[str, ...], text: str) -> float:
    """Whether one (0.7) or several (1) of the terms stand in the text."""
    here = padded(text)
    count = sum(term in here for term in _padded(terms))
    return min(1.0, 0.4 + 0.3 * count) if count else 0.0


@lru_cache(maxsize=1_000)
def _padded(terms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of each term between blanks, as they stand in a text of forms."""
    return tuple(padded(term) for term in terms if forms(term))
