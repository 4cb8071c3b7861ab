"""What a question says of the patient: age, sex, stage, line of therapy, markers."""

from __future__ import annotations

import re

from probatum.evidence.question import Attributes, Question
from probatum.retrieval import vocabulary_files as files

_AGE = re.compile(
    r"\b(?:aged? )?(\d{1,3}(?:\.\d)?)[\s-]*(?:(years?|months?|weeks?|days?|y\.?o\.?|"
    r"yrs?)\b(?:[\s-]*olds?)?)",
    re.I,
)
_AGE_WORDS = re.compile(
    r"\b(newborn|neonate|infant|baby|babies|toddler|child(?:ren)?|pediatric|paediatric|teenager|"
    r"adolescents?|elderly|older adults?|kid|boy|girl)\b",
    re.I,
)
# Not HER-2, HE (hepatic encephalopathy) or the bundle of His.
_FEMALE = re.compile(
    r"\b(wom[ae]n|female|girl|lady|mother|pregnant|(?-i:[Ss]he|[Hh]er(?![\s-]?2)))\b", re.I
)
_MALE = re.compile(
    r"\b(m[ae]n|male|boy|gentleman|father|(?-i:[Hh]e|his|(?<!of )His(?!-| bundle)))\b", re.I
)
GESTATION = r"gestation(?!al\s+trophoblast)\w*"
"""A gestational trophoblastic tumour comes after a pregnancy."""
_PREGNANT = re.compile(rf"\b(pregnan\w+|{GESTATION}|trimester)\b", re.I)
_STAGE = re.compile(r"\bstages?[\s-]*(0|I{1,3}V?|IV|[1-4])[ABCabc]?\b")
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
LOCALLY_ADVANCED = "locally advanced"
_LOCALLY_ADVANCED = re.compile(
    r"\b(?:locally|locoregionally)[\s-]advanced\b|\badvanced,? locally\b", re.I
)
_ADVANCED = re.compile(
    r"\b(metasta\w+|recurren\w+|relapsed?|unresectable|inoperable|disseminated|advanced|extensive[\s-](?:stage|disease)|"
    r"palliative)\b",
    re.I,
)
_UNRESECTABLE = re.compile(
    r"\b(?:unresectable|inoperable|(?:not|non-?)[\s-]?(?:resectable|operable)|"
    r"cannot be (?:resected|removed))\b",
    re.I,
)
_EARLY = re.compile(
    r"\b(early[\s-]stage|early|limited[\s-](?:stage|disease)|locali[sz]ed|resectable|adjuvant|non-?metastatic)\b",
    re.I,
)
_LINE = re.compile(
    r"\b(first|second|third|fourth|1st|2nd|3rd)[\s-]line\b|\b(refractory|"
    r"previously treated|treatment-naive)\b",
    re.I,
)
_MARKER = re.compile(
    r"\b(K?RAS|NRAS|BRAF|HER-?2(?:/neu)?|EGFR|ALK|ROS1|MSI(?:-?H(?:igh)?)?|dMMR|pMMR|PD-?L1|"
    r"BRCA[12]?|NTRK|"
    r"triple[- ]negative|hormone receptor|estrogen receptor|oestrogen receptor)\b"
    r"(?:[\s-]*(positive|negative|mutated|mutant|mutation|wild[- ]type|high|amplified|"
    r"V600E|G12C))?|\b(?:ER|PR|HR)[\s–-](?:positive|negative)\b",
    re.I,
)
_CHILD_YEARS = 18
_OF_CANCER = {
    "chemotherapy", "chemotherapy regimen", "endocrine therapy", "immune checkpoint inhibitor",
    "antibody-drug conjugate", "PARP inhibitor", "CDK4/6 inhibitor",
}  # fmt: skip
_BESIDES_CANCER = {"cyclophosphamide"}
_CLASSES_OF_CANCER = {"anthracyclines", "checkpoint inhibitors", "aromatase inhibitors"}
"""Kinds and classes of treatment that are given for cancer alone."""


def attributes(text: str, comorbidities: tuple[str, ...]) -> Attributes:
    """Read them from the words of the question; what is not said stays empty."""
    age = _AGE.search(text) or _AGE_WORDS.search(text)
    female, male = _FEMALE.search(text), _MALE.search(text)
    line = _LINE.search(text)
    return Attributes(
        age=age.group(0).strip() if age else None,
        sex=_first(female, male),
        pregnant=bool(_PREGNANT.search(text)),
        stage=_stage(text),
        line=line.group(0).lower() if line else None,
        markers=tuple(dict.fromkeys(match.group(0) for match in _MARKER.finditer(text))),
        comorbidities=comorbidities,
    )


def is_child(found: Attributes) -> bool:
    """Whether the patient is under 18 years by the words of the question."""
    if found.age is None:
        return False
    number = re.match(r"\D*(\d+)", found.age)
    if not number:
        return not re.search(r"elderly|older", found.age, re.I)
    return not re.search(r"y", found.age, re.I) or int(number.group(1)) < _CHILD_YEARS


def is_unresectable(text: str) -> bool:
    """Whether it speaks of a tumour that cannot be removed."""
    return bool(_UNRESECTABLE.search(text))


def is_advanced(found: Attributes) -> bool:
    """Whether a cancer is metastatic, recurrent or otherwise advanced."""
    return found.stage in {"IV", "advanced"}


def is_treated_for_cancer(question: Question) -> bool:
    """Whether it names a treatment that only people with a cancer have."""
    named = (*question.interventions, *question.history)
    known = (entry for name in named if (entry := files.treatments().get(name)))
    kinds = (entry.kind for entry in known if entry.name not in _BESIDES_CANCER)
    return any(kind in _OF_CANCER for kind in kinds) or not _CLASSES_OF_CANCER.isdisjoint(named)


def _first(female: re.Match[str] | None, male: re.Match[str] | None) -> str | None:
    if female and male:
        return "female" if female.start() < male.start() else "male"
    return "female" if female else "male" if male else None


def _stage(text: str) -> str | None:
    if match := _STAGE.search(text):
        return _ROMAN.get(match.group(1), match.group(1).upper())
    if _ADVANCED.search(_LOCALLY_ADVANCED.sub("", text)):
        return "advanced"
    if _LOCALLY_ADVANCED.search(text):
        return LOCALLY_ADVANCED
    return "early" if _EARLY.search(text) else None
