"""Whether a sentence is on patients with some other disease, which the patient is not said to have.

"Allopurinol is used in gout" in a document on asthma is no evidence on asthma, though nothing in it
names a disease that could be taken for asthma. "Patients with gout" there may have both: such a
sentence is labelled. A disease named as a harm, a cause or a finding ("may cause osteoporosis") is
another matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from probatum.evidence.question import CANCER
from probatum.retrieval.lexicon import Lexicon, Mention

_WORDS = r"(?:[\w-]+ ){0,2}"
_PATIENTS = re.compile(
    r"\b(?:patients?|people|persons?|adults?|men|women|children|those|individuals?|anyone|"
    rf"participants?) {_WORDS}(?:with|who have|who had|having) {_WORDS}$",
    re.I,
)
_TREATMENT = re.compile(
    rf"\b(?:treat|treating|treatment|management|therapy|diagnosis) (?:of|for|in)? ?{_WORDS}$|"
    r"\b(?:effective|efficacy|used|useful|given|reserved|indicated|recommended|approved|licen[cs]ed|benefits?|"
    rf"trials?|study|studies) (?:in|for|of) {_WORDS}$",
    re.I,
)
_TREATED = re.compile(
    r"^,? (?:is|are|was|were|can be|may be|should be) (?:\w+ly )?(?:treated|managed|diagnosed)\b",
    re.I,
)


_BESIDE = re.compile(
    r"^ (?:patients |people |and |plus |with |who (?:also )?ha(?:ve|d) |both |co-?existing |"
    r"co-?morbid |concomitant |concurrent |complicated by )+$",
    re.I,
)
_OPENING = re.compile(r"in (?:(?!with\b)[\w-]+ ){0,5}", re.I)
_ARE_PATIENTS = re.compile(r"^ (?:patients|people) ", re.I)


class Stranger(NamedTuple):
    """A disease whose treatment a sentence is on, or only whose patients."""

    name: str
    patients: bool


def stranger(sentence: str, lexicon: Lexicon, known: Collection[str]) -> Stranger | None:
    """The disease whose patients or treatment it is on; none where it names one that is `known`.

    Symptoms are no strangers: patients with the disease asked about have them.
    """
    diseases = [mention for mention in lexicon.mentions(sentence) if mention.kind == "condition"]
    if any(mention.name in known for mention in diseases):
        return None
    found = (_on(mention, sentence, lexicon) for mention in diseases)
    return next(filter(None, found), None)


def companion(sentence: str, asked: str, known: Collection[str], lexicon: Lexicon) -> str | None:
    """A disease that the patients of a sentence have beside the one asked about.

    "In heart failure, COPD …", "patients with heart failure and COPD" and "COPD patients with heart
    failure" are not everyone with COPD. Two cancers are rather two groups of patients; a symptom, a
    wider or narrower condition and what is `known` of the patient are no second disease.
    """
    diseases = [mention for mention in lexicon.mentions(sentence) if mention.kind == "condition"]
    for first in diseases[:1]:
        if _OPENING.fullmatch(sentence[: first.start]) and first.name not in known:
            return first.name if _is_another(first.name, asked, lexicon) else None
    for one, other in pairwise(diseases):
        between = sentence[one.end : other.start]
        of_patients = _PATIENTS.search(sentence[: one.start]) or _ARE_PATIENTS.match(between)
        if asked in (one.name, other.name) and of_patients and _BESIDE.match(between):
            beside = other.name if one.name == asked else one.name
            if beside not in known and _is_another(beside, asked, lexicon):
                return beside
    return None


def _is_another(name: str, asked: str, lexicon: Lexicon) -> bool:
    covers, group = lexicon.thesaurus.covers, lexicon.thesaurus.group(name)
    related = name == asked or covers(name, asked) or covers(asked, name)
    return not related and group not in {"symptom", CANCER, None}


def on_a_part(name: str, headings: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a heading names that disease: the document treats it as a part of its subject."""
    return any(name in lexicon.conditions(heading) for heading in headings)


def is_of_patients(mention: Mention, sentence: str) -> bool:
    """Whether it is what the patients of a sentence have: "in 39 people with gout"."""
    return bool(_PATIENTS.search(sentence[: mention.start]))


def _on(mention: Mention, sentence: str, lexicon: Lexicon) -> Stranger | None:
    if lexicon.thesaurus.group(mention.name) in {"symptom", None}:
        return None
    before, after = sentence[: mention.start], sentence[mention.end :]
    if is_of_patients(mention, sentence):
        return Stranger(mention.name, patients=True)
    if _TREATMENT.search(before) or _TREATED.search(after):
        return Stranger(mention.name, patients=False)
    return None
