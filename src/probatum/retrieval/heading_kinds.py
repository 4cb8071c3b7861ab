"""Which headings of MeSH and ICD-10-CM name a condition or treatment, and which names mislead.

What the branches of MeSH are is told in its "MeSH Tree Structures", what the letters of ICD-10-CM
are in the chapters of its tabular list. Groups are those of ``conditions.txt``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from probatum.evidence.subject_heading import SubjectHeading
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.words import forms

_GROUPS = {
    # MeSH, in the order in which they tell of what kind a heading of several branches is
    "C04": "cancer", "F03": "mental", "C01": "infection", "C02": "infection", "C03": "infection",
    "C13": "gynaecological", "C26": "injury", "C14": "cardiovascular", "C15": "haematological",
    "C08": "respiratory", "C10": "neurological", "C11": "eye", "C09": "ear nose and throat",
    "C07": "dental", "C06": "gastrointestinal", "C17": "skin", "C12": "urological",
    "C19": "endocrine", "C18": "endocrine", "C05": "rheumatological", "C20": "rheumatological",
    "C16": "genetic", "C24": "other", "C25": "other", "C23": "symptom",
}  # fmt: skip
_OBSTETRIC = ("C13.703", "C12.050.703")
_SYMPTOMS = "C23.888"
_PROCESSES = ("C04.697", "C04.834", "C10.597", "C16.320.290", "C22", "C21")
"""What befalls a tissue or an animal, and no disease of a patient; signs come as symptoms."""
_TISSUES = "C04.557"
_BY_SITE = "C04.588"
_PROCEDURES, _DRUG_CLASSES = ("E02", "E04"), "D27.505"
_SHALLOW = {"C26", "F03"}
"""Branches whose second level names conditions already: burns, anxiety disorders."""
_ICD_GROUPS = (
    (r"[AB]", "infection"), (r"C|D0", "cancer"), (r"D[1-4]", "other"), (r"D", "haematological"),
    (r"E", "endocrine"), (r"F", "mental"), (r"G", "neurological"), (r"H[0-5]", "eye"),
    (r"H", "ear nose and throat"), (r"I", "cardiovascular"), (r"J", "respiratory"),
    (r"K[01]", "dental"), (r"K", "gastrointestinal"), (r"L", "skin"), (r"M", "rheumatological"),
    (r"N[0-2]", "renal"), (r"N[34]", "urological"), (r"N5", "urological"),
    (r"N", "gynaecological"), (r"O", "obstetric"), (r"P", "child"), (r"Q", "genetic"),
    (r"R", "symptom"), (r"[ST]", "injury"),
)  # fmt: skip
_DEEP, _DEEPEST_WIDE = 3, 2
_SHORT, _SHORT_WORD, _LONG = 3, 4, 7
_UNSPECIFIC = re.compile(
    r"\b(?:unspecified|unknown|undetermined|others?|elsewhere|classified|NOS|NEC|sequela\w*|"
    r"encounter|without|not specified|due to|following|history of|in diseases|complicating|"
    r"status|as the cause|abnormal|certain|multiple|mixed|with)\b",
    re.I,
)
SHORT, COMMON, UNSPECIFIC = "short form", "common word", "unspecific"
LENGTHY, WIDE, FRAGMENT = "lengthy", "wide", "fragment"


class HeadingKind(NamedTuple):
    """What a heading names, "condition" or "treatment", its group, and whether it is too wide."""

    kind: str
    group: str
    wide: bool = False


def heading_kind(heading: SubjectHeading, *, mesh: bool, has_narrower: bool) -> HeadingKind | None:
    """Of what kind it is; none when it names neither condition nor treatment.

    One that is too wide to be meant is kept for the tree and recognised by none of its names.
    """
    return _of_mesh(heading, has_narrower) if mesh else _of_icd(heading)


def held_back(name: str, *, preferred: bool, leaning: bool = False) -> str:
    """Why a name is not recognised where it stands in a text; "" when it is.

    One that is `leaning` is told within another, as "axis" under fractures of the neck.
    """
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name)
    letters = sum(map(str.isalpha, name))
    if letters <= _SHORT:
        return SHORT
    if len(words) > _LONG:
        return LENGTHY
    if len(words) == 1:
        if set(forms(name)) <= files.common_words():
            return COMMON
        if leaning:
            return FRAGMENT
        if letters <= _SHORT_WORD and not preferred:
            return SHORT
    return ""


def is_unspecific(name: str) -> bool:
    """Whether it names what is left over from others, as classifications must."""
    return bool(_UNSPECIFIC.search(name))


def _of_mesh(heading: SubjectHeading, has_narrower: bool) -> HeadingKind | None:
    diseases = [place for place in heading.places if _is_disease(place)]
    if diseases:
        tissue = _TISSUES in {place[: len(_TISSUES)] for place in diseases}
        by_site = any(place.startswith(_BY_SITE) for place in diseases)
        wide = all(_is_wide(place) for place in diseases)
        of_tissue = tissue and has_narrower and not by_site
        return HeadingKind("condition", _group(diseases), wide or of_tissue)
    if any(place.startswith(_PROCEDURES) for place in heading.places):
        depth = max(place.count(".") for place in heading.places) + 1
        return HeadingKind("treatment", "procedure", wide=depth <= _DEEP)
    if any(place.startswith(_DRUG_CLASSES) for place in heading.places):
        depth = max(place.count(".") for place in heading.places) + 1
        return HeadingKind("treatment", "drug class", wide=depth <= _DEEP)
    return HeadingKind("treatment", "drug") if heading.classes else None


def _is_disease(place: str) -> bool:
    if place.startswith(_PROCESSES):
        return False
    branch = place[:3]
    return branch in _GROUPS and (branch != "C23" or place.startswith(_SYMPTOMS))


def _is_wide(place: str) -> bool:
    depth = place.count(".") + 1
    return depth < (_DEEPEST_WIDE if place[:3] in _SHALLOW else _DEEP)


def _group(places: list[str]) -> str:
    if any(place.startswith(_OBSTETRIC) for place in places):
        return "obstetric"
    branches = {place[:3] for place in places}
    return next(group for branch, group in _GROUPS.items() if branch in branches)


def _of_icd(heading: SubjectHeading) -> HeadingKind | None:
    group = next((g for start, g in _ICD_GROUPS if re.match(start, heading.code)), None)
    if group is None or is_unspecific(heading.name):
        return None
    return HeadingKind("condition", group)
