"""Which studies tell how treatments compare: by design, people, drugs and comparison.

A reviewer of a drug class looks first for randomised trials in patients that set one of the drugs
against another. Each factor has that plain meaning; they were chosen on the five reviews of
Cohen (2006) that fall into the half "chosen on", and none of them knows a single review.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import prod

from probatum.evidence.document import Document, StudyDesign
from probatum.evidence.question import Intent
from probatum.retrieval.intent import intent
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.words import forms, padded

_DESIGN = {
    StudyDesign.META_ANALYSIS: 2.0,
    StudyDesign.SYSTEMATIC_REVIEW: 2.0,
    StudyDesign.RANDOMISED_TRIAL: 2.0,
    StudyDesign.CASE_REPORT: 0.5,
    StudyDesign.OPINION: 0.5,
    StudyDesign.ANIMAL_OR_LABORATORY: 0.1,
}
_NO_DESIGN = 0.8
_TREATMENT = re.compile(r"\b(?:drugs?|treatments?|therap(?:y|ies)|medications?)\b", re.I)
_PATIENTS = re.compile(r"\b(?:patients?|children|adults|women)\b", re.I)
_NO_PATIENTS = re.compile(
    r"\bpharmacokinetic|\bbioavailab|\bhealthy (?:volunteers|subjects|men|male)", re.I
)
_COMPARED = re.compile(r"\bversus\b|\bvs\b|\bcompar|\bplacebo", re.I)


class Comparing:
    """A question of how treatments compare: `drugs` are those it names, members of classes too."""

    def __init__(self, drugs: Iterable[str]) -> None:
        self._drugs = {" ".join(forms(name)) for name in drugs}

    def factors(self, document: Document) -> dict[str, float]:
        """By name; their product multiplies likeness."""
        text = f"{document.title} {document.text}"
        title, whole = padded(document.title), padded(text)
        design = document.design
        return {
            "design": _DESIGN.get(design, 1.0) if design else _NO_DESIGN,
            "people": 1.0 if _PATIENTS.search(text) else 0.6,
            "volunteers": 0.5 if _NO_PATIENTS.search(text) else 1.0,
            "drug in title": 1.5 if self._named(title) else 1.0,
            "two drugs": 1.5 if self._named(whole) > 1 else 1.0,
            "compared": 1.3 if _COMPARED.search(document.title) else 1.0,
        }

    def factor(self, document: Document) -> float:
        """The product of the factors."""
        return prod(self.factors(document).values())

    def _named(self, line: str) -> int:
        return sum(f" {name} " in line for name in self._drugs)


def comparing(text: str, lexicon: Lexicon) -> Comparing | None:
    """None, unless the question asks how treatments compare."""
    named = [mention.name for mention in lexicon.mentions(text) if mention.kind == "treatment"]
    if intent(text) is not Intent.COMPARISON or not (named or _TREATMENT.search(text)):
        return None
    return Comparing(
        drug for name in named for drug in (lexicon.thesaurus.members(name) or (name,))
    )
