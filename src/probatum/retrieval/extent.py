"""How far a tumour reaches, as a question or a sentence says it in words and not by a stage."""

from __future__ import annotations

import re

from probatum.evidence.finding import PATIENTS_WITH
from probatum.evidence.question import Intent, Question
from probatum.evidence.rooted import Rooted
from probatum.retrieval.patient import LOCALLY_ADVANCED

_LOCALLY_ADVANCED = Rooted(r"\blocally[\s-]advanced\b", "locally")
_IN_WORDS = (
    Rooted(r"\blimited[\s-](?:stage|disease)\b", "limited"),
    Rooted(r"\bextensive[\s-](?:stage|disease)\b", "extensive"),
    _LOCALLY_ADVANCED,
)
_RESECTED = Rooted(
    r"\b(?:after (?:an? |complete |curative )*(?:resection|surgery)|adjuvant|resected)\b",
    *("resect", "surgery", "adjuvant"),
)
_INVADING = Rooted(
    r"\b(?:for|of|in) tumou?rs? (?:that |which )?(?:directly )?(?:invad|involv)(?:es?|ing) "
    r"(?:the )?(?P<into>(?:\w+ )?\w+)",
    *("invad", "involv"),
)
_ASKED_INVADING = re.compile(r"\binva(?:d|s)", re.I)
_TNM = re.compile(r"\btumou?r,? (?:lymph )?nodes?,? (?:and )?metastas[ie]s\b", re.I)


def without_tnm(sentence: str) -> str:
    """Without the words that TNM stands for: they name no metastasis."""
    return _TNM.sub("", sentence)


class Extent:
    """Tells whether a sentence is on tumours that reach as far as the patient's."""

    def __init__(self, question: Question, *, cancer: bool) -> None:
        written = f"{question.text} {question.attributes.stage}"
        self._asked = [each for each in _IN_WORDS if cancer and each.search(written)]
        self._locally_advanced = cancer and question.attributes.stage == LOCALLY_ADVANCED
        treated = cancer and question.intent is Intent.MANAGEMENT
        self._of_any_site = treated and not _ASKED_INVADING.search(question.text)

    def states(self, sentence: str) -> bool:
        """Whether it states the extent that the question does."""
        return any(each.search(sentence) for each in self._asked)

    def about(self, sentence: str, heading: tuple[str, ...]) -> str | None:
        """A label for tumours that are removed, or invade what the question does not speak of."""
        if (
            self._locally_advanced
            and _RESECTED.search(sentence)
            and not _LOCALLY_ADVANCED.search(sentence)
        ):
            return f"{PATIENTS_WITH}resected disease"
        for text in (sentence, *heading[-1:]) if self._of_any_site else ():
            if found := _INVADING.search(text):
                return f"{PATIENTS_WITH}tumors that invade the {found['into'].lower()}"
        return None
