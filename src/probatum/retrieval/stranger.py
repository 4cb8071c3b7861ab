"""Whether a sentence is on patients with some other disease, which the patient is not said to have.

"Allopurinol is used in gout" in a document on asthma is no evidence on asthma, though nothing in it
names a disease that could be taken for asthma. "Patients with gout" there may have both: such a
sentence is labelled. A disease named as a harm, a cause or a finding ("may cause osteoporosis") is
another matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from probatum.retrieval.lexicon import Lexicon, Mention

_WORDS = r"(?:[\w-]+ ){0,2}"
_PATIENTS = re.compile(
    r"\b(?:patients?|people|persons?|adults?|men|women|children|those|individuals?|anyone|"
    rf"participants?) {_WORDS}(?:with|who have|who had|having) {_WORDS}$",
    re.I,
)
_TREATMENT = re.compile(
    rf"\b(?:treat|treating|treatment|management|therapy|diagnosis) (?:of|for|in)? ?{_WORDS}$|"
    r"\b(?:effective|efficacy|used|useful|indicated|recommended|approved|licen[cs]ed|benefits?|"
    rf"trials?|study|studies) (?:in|for|of) {_WORDS}$",
    re.I,
)
_TREATED = re.compile(
    r"^,? (?:is|are|was|were|can be|may be|should be) (?:\w+ly )?(?:treated|managed|diagnosed)\b",
    re.I,
)


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


def on_a_part(name: str, headings: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a heading names that disease: the document treats it as a part of its subject."""
    return any(name in lexicon.conditions(heading) for heading in headings)


def _on(mention: Mention, sentence: str, lexicon: Lexicon) -> Stranger | None:
    if lexicon.thesaurus.group(mention.name) in {"symptom", None}:
        return None
    before, after = sentence[: mention.start], sentence[mention.end :]
    if _PATIENTS.search(before):
        return Stranger(mention.name, patients=True)
    if _TREATMENT.search(before) or _TREATED.search(after):
        return Stranger(mention.name, patients=False)
    return None
