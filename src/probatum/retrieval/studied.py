"""Whose cancer a study was on that a paragraph tells of, where the patient's is another."""

from __future__ import annotations

import re

from probatum.evidence.finding import PATIENTS_WITH
from probatum.evidence.question import CANCER, Question
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.stranger import is_of_patients

_ANOTHER_STUDY = re.compile(
    r"^(?:in )?(?:one|an?|another|two|three|several|other|further|the|this|these|most|many)\b"
    r"[^.,;]{0,80}?\b(?:stud(?:y|ies)|trials?|reviews?|meta-anal\w+|series|reports?)\b",
    re.I,
)


class Studied:
    """Labels what is told of a study on patients with another cancer than the patient's.

    "One study compared exercise with drainage in people with oral cavity cancer. Exercise improved
    the range of motion." The second sentence is on these people too, though it names none.
    """

    def __init__(self, question: Question, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        names = lexicon.thesaurus
        own = [name for name in question.attributes.comorbidities if self._is_cancer(name)]
        self._own = frozenset(
            each
            for name in own
            for each in (name, *names.condition_of(name).broader, *names.narrower(name))
        )

    def about(self, sentence: str, before: str | None) -> str | None:
        """The label of a sentence; `before` is that of the one before it in its paragraph."""
        if not self._own:
            return None
        mentions = self._lexicon.mentions(sentence)
        cancers = [mention for mention in mentions if self._is_cancer(mention.name)]
        if not cancers:
            return None if _ANOTHER_STUDY.search(sentence) else before
        if any(mention.name in self._own for mention in cancers):
            return None
        others = (each.name for each in cancers if is_of_patients(each, sentence))
        return next((f"{PATIENTS_WITH}{name}" for name in others), None)

    def _is_cancer(self, name: str) -> bool:
        return name != CANCER and self._lexicon.thesaurus.group(name) == CANCER
