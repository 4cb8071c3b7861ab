"""The level of evidence that a study's design gives, by the Oxford 2011 table.

OCEBM Levels of Evidence Working Group. The Oxford 2011 Levels of Evidence. Oxford Centre for
Evidence-Based Medicine, 2011. Its rows are kinds of question, its columns levels from 1, the
strongest, to 5. A level may be lowered for quality, imprecision or indirectness, and raised for a
large effect: that takes a reader, so that the level here is the one to begin from, no verdict. It
is derived by us and is never shown as a grade that the source states.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from probatum.evidence.described import Described
from probatum.evidence.document import StudyDesign
from probatum.evidence.question import Intent

_REVIEWS = {StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW}
_TREATMENT: Mapping[StudyDesign, int] = {
    StudyDesign.RANDOMISED_TRIAL: 2,
    StudyDesign.COHORT: 3,
    StudyDesign.CASE_CONTROL: 4,
    StudyDesign.CASE_REPORT: 4,
    StudyDesign.ANIMAL_OR_LABORATORY: 5,
}
_DIAGNOSIS = {StudyDesign.CROSS_SECTIONAL: 2, StudyDesign.CASE_CONTROL: 4}
_PROGNOSIS = {StudyDesign.COHORT: 3, StudyDesign.CASE_CONTROL: 4, StudyDesign.CASE_REPORT: 4}
_BY_INTENT: Mapping[Intent, Mapping[StudyDesign, int]] = {
    Intent.MANAGEMENT: _TREATMENT,
    Intent.DRUG: _TREATMENT,
    Intent.COMPARISON: _TREATMENT,
    Intent.PREVENTION: _TREATMENT,
    Intent.HARM: _TREATMENT,
    Intent.SCREENING: _TREATMENT,
    Intent.DIAGNOSIS: _DIAGNOSIS,
    Intent.STAGING: _DIAGNOSIS,
    Intent.TESTING: _DIAGNOSIS,
    Intent.PROGNOSIS: _PROGNOSIS,
}
_INCEPTION = re.compile(r"\binception cohorts?\b", re.I)
_RANDOMISED = re.compile(r"\brandomi[sz]ed\b|\bRCTs?\b", re.I)
_OBSERVATIONAL = re.compile(r"\b(?:observational|cohort|case-control|non-?randomi[sz]ed)\b", re.I)
_ABSTRACT = 4000
"""Characters in which a study says what it is."""


def oxford_level(document: Described, intent: Intent) -> int | None:
    """1 to 5 for what was asked; none where the design does not tell, as for guidelines."""
    rows = _BY_INTENT.get(intent)
    design = document.design
    if rows is None or design is None:
        return None
    told = f"{document.title}\n{document.text[:_ABSTRACT]}"
    if design in _REVIEWS:
        return _of_a_review(told) if rows is _TREATMENT else None
    if rows is _PROGNOSIS and design is StudyDesign.COHORT and _INCEPTION.search(told):
        return 2
    return rows.get(design)


def _of_a_review(told: str) -> int | None:
    """A review is as strong as the studies in it: level 1 only when they are randomised trials."""
    if not _RANDOMISED.search(told):
        return None
    return None if _OBSERVATIONAL.search(told) else 1
