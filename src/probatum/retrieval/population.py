"""Whether a sentence is about patients such as this one: stage, markers, age, pregnancy, humans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from probatum.evidence.described import Described
from probatum.evidence.document import StudyDesign
from probatum.evidence.finding import (
    ADVANCED_DISEASE,
    CHILDREN,
    IN_SITU,
    LIMITED_SPREAD,
    PATIENTS_WITH,
    PEOPLE_WITH_CANCER,
)
from probatum.evidence.markers import markers
from probatum.evidence.question import Intent, Question
from probatum.evidence.rooted import Rooted
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.degrees import degrees
from probatum.retrieval.extent import Extent, without_tnm
from probatum.retrieval.patient import (
    GESTATION,
    is_advanced,
    is_child,
    is_treated_for_cancer,
    is_unresectable,
)
from probatum.retrieval.sexes import of_the_other_sex
from probatum.retrieval.stages import STAGES, stages
from probatum.retrieval.words import padded

_EARLY = Rooted(
    r"\b(?:stages?\s+(?:0|I{1,3}|[123])(?:[ABCabc]\d?)?\b(?!V)|in situ\b|adjuvant|neoadjuvant|"
    r"preoperative|postoperative|early[- ]stage|locali[sz]ed\b|limited[- ]stage|resected\b|"
    r"locally advanced\b|total neoadjuvant|primary prevention|polyp|"
    r"[TN]-? ?stag(?:e|ing)\b|depth of (?:invasion|penetration)|margins?\b)|\([TN]\)",
    *("stag", "in situ", "adjuvant", "operative", "locali", "locally", "resected", "prevention"),
    *("polyp", "depth of", "margin", "(t)", "(n)"),
)
_ADVANCED = re.compile(
    r"\bstage\s+IV|\bmetasta\w+|\brecurren\w+|\badvanced\b(?<!locally advanced)|\bunresectable|"
    r"\bextensive[- ]stage|\bpalliat\w+|\bincurable|\bsystemic therapy",
    re.I,
)
_STAGED = re.compile(
    r"\bstage\s+IV|\bextensive-stage|\bmetasta\w+|\brecurren\w+|\bunresectable|"
    r"\b(?:second|third|later)[\s-]line\b",
    re.I,
)
_STATED_EARLY = re.compile(r"\b(?:early|limited)[\s-]stage|\blocali[sz]ed\b", re.I)
_OF_ADVANCED = re.compile(
    r"\bextensive-stage|\bstage\s+IV|\bmetastatic (?:[\w-]+ ){0,3}?"
    r"(?:cancers?|carcinomas?|melanomas?|disease|tumou?rs?)|"
    r"\b(?:liver|lung|brain|bone|hepatic|pulmonary|distant)(?:,? (?:and|or) \w+)* metasta\w+|"
    r"\bunresectable",
    re.I,
)
_LOOKED_FOR = re.compile(
    r"\b(?:detect|identif|surveil|monitor|follow-up|develop|risk|prevent|relaps|recur|exclud|screen)"
    r"\w*",
    re.I,
)
_RISK_OF_RECURRENCE = re.compile(
    r"\b(?:risks?|rates?|chances?|likelihood|prevent\w*|reduc\w+|lower\w*|free from)\b"
    r"(?:[\s-]+(?!recurren)[\w-]+){0,3}[\s-]+recurren\w+",
    re.I,
)
_FEW = Rooted(
    r"\b(?:solitary|single|isolated|limited|few)\s(?:[\w-]+\s){0,2}metasta\w+|\boligometasta\w+",
    "metasta",
)
_RESECTABLE = re.compile(
    r"\b(?:resectable|operable|resected|(?:neo)?adjuvant|(?:post|peri)operative|after resection)\b",
    re.I,
)
_IN_SITU = Rooted(r"\bstage 0\b|\bin situ\b|\bprecancer", "stage 0", "in situ", "precancer")
_OF_IN_SITU = Rooted(
    r"\b(?:for|of|with) (?:DCIS|LCIS|(?:ductal |lobular )?carcinoma in situ)\b", "cis", "in situ"
)
_PART = re.compile(r"\b(I{1,3}|IV)([A-C])\d?\b")
_NOT_SPREAD = Rooted(r"\bnon-?metastatic\b", "metastatic")
_LOCALLY = re.compile(r"\blocally[\s-]advanced|\blocali[sz]ed", re.I)
_CHILD = Rooted(
    r"\b(child(?:ren|hood)?|pediatric|paediatric|infants?|neonat\w+|newborns?|"
    r"adolescents?|toddlers?)\b",
    *("child", "diatric", "infant", "neonat", "newborn", "adolescent", "toddler"),
)
_GROWN = re.compile(r"\b(?:wom[ae]n|m[ae]n|lady|gentleman|mother|father|adults?)\b", re.I)
_PREGNANT = Rooted(
    rf"\b(during pregnancy|the baby|breast-?feed\w*|pregnan(?:t|cy|cies)|{GESTATION})\b",
    *("pregnan", "the baby", "feed", "gestation"),
)
_CANCER = re.compile(
    r"\b(cancers?|oncolog\w+|malignan\w+|tumou?rs?|chemotherapy|leuk\w+|lymphoma)\b", re.I
)
_FOR_THE_HEALTHY = re.compile(r"\b(screening|prevention|risks?|causes?)\b", re.I)
_PATIENTS_WITH_CANCER = Rooted(
    r"\b(?:patients|people|adults|men|women|survivors|those)\b[^.;:()]{0,60}?\b"
    r"(?:cancers?|carcinoma|lymphoma|leuk\w+|melanoma|sarcoma|my?eloma)\b|"
    r"\bcancer pain\b|\bcancer-(?:related|associated)\b|\b(?:bone|brain|liver) metastases\b",
    *("cancer", "carcinoma", "lymphoma", "leuk", "melanoma", "sarcoma", "eloma", "metastas"),
)
_OF_ANY_STAGE = {Intent.SCREENING, Intent.STAGING, Intent.TESTING}
"""What is asked before a stage is known."""
_CHARACTERS_PER_MENTION = 700
_OF_MEN = Rooted(r"\bmale\b", "male")
_ANIMAL = Rooted(
    r"\b(mice|mouse|murine|rats?|in vitro|cell lines?|animal (?:model|stud)\w*|"
    r"preclinical|xenografts?|"
    r"laborator(?:y|ies)/animal)\b",
    *(
        "mice",
        "mouse",
        "murine",
        "rat",
        "in vitro",
        "cell line",
        "animal",
        "preclinical",
        "xenograft",
    ),
)


class Population:
    """Judges sentences for the patient of one question."""

    def __init__(self, question: Question, *, cancer: bool) -> None:
        attributes = question.attributes
        self._advanced = cancer and is_advanced(attributes)
        self._adult = (
            (attributes.age is not None and not is_child(attributes))
            or attributes.pregnant
            or bool(_GROWN.search(question.text))
        )
        self._pregnant = attributes.pregnant
        self._sex = attributes.sex
        self._of_cancer = (
            cancer or bool(_CANCER.search(question.text)) or is_treated_for_cancer(question)
        )
        self._cancer = cancer
        self._markers = markers("; ".join(attributes.markers))
        self._early = cancer and attributes.stage in {"0", "I", "II", "III", "early"}
        self._stage = attributes.stage if attributes.stage in STAGES else None
        parts = [part for stage, part in _PART.findall(question.text) if stage == self._stage]
        self._part = parts[0] if cancer and parts else None
        self._removed = tuple(_removed(question.history))
        self._text = question.text
        self._by_stage = cancer and question.intent not in _OF_ANY_STAGE
        self._extent = Extent(question, cancer=cancer)
        self._unresectable = cancer and is_unresectable(question.text)
        removable = bool(re.search(r"\b(?:resectable|operable)\b", question.text, re.I))
        self._resectable = cancer and removable and not self._unresectable
        self._degrees = degrees(question.text)
        name = question.condition.name if question.condition else ""
        self._asks_of_children = bool(
            _CHILD.search(f"{question.text} {name}") or name in files.of_children()
        )
        self._for_cancer: dict[str, bool] = {}

    def unfit(self, sentence: str, heading: tuple[str, ...], document: Described) -> str | None:
        """Why the sentence is about other patients; None when it may be about this one."""
        path = " / ".join(heading)
        if document.design is StudyDesign.ANIMAL_OR_LABORATORY or _ANIMAL.search(
            f"{path} {sentence}"
        ):
            return "is animal or laboratory work"
        if (self._adult or self._cancer) and self._is_of_children(sentence, path, document):
            return "is about children"
        if not self._pregnant and _PREGNANT.search(f"{document.title} {path} {sentence}"):
            return "is about pregnancy"
        if self._sex != "male" and _OF_MEN.search(document.title):
            return "is about men"
        if needed := self._needs_what_was_removed(sentence):
            return f"needs the {needed} in place"
        return (
            self._other_marker(sentence, path)
            or self._other_degree(sentence, heading)
            or self._removable(sentence, heading)
            or self._other_stage(sentence, path)
        )

    def _other_degree(self, sentence: str, heading: tuple[str, ...]) -> str | None:
        """High risk asked about, low risk stated: in the sentence, else in the nearest heading."""
        for of, asked in self._degrees.items():
            stated = (degrees(text).get(of) for text in (sentence, *reversed(heading)))
            if (here := next(filter(None, stated), asked)).isdisjoint(asked):
                return f"is about {' and '.join(sorted(here))} degree"
        return None

    def _removable(self, sentence: str, heading: tuple[str, ...]) -> str | None:
        """Whether the tumour can be removed, and the patient's not, or the other way round."""
        if not (self._unresectable or self._resectable):
            return None
        for text in (sentence, *reversed(heading)):
            can, cannot = bool(_RESECTABLE.search(text)), is_unresectable(text)
            if can and not cannot and self._unresectable:
                return "is about disease that can be resected"
            if cannot and not can and self._resectable:
                return "is about disease that cannot be resected"
            if can or cannot:
                return None
        return None

    def _other_marker(self, sentence: str, path: str) -> str | None:
        """The sentence's own word on a marker counts before that of its headings."""
        if not self._markers:
            return None
        here, above = markers(sentence), markers(path)
        for marker, asked in self._markers.items():
            stated = here.get(marker) or above.get(marker) or asked
            if not stated & asked:
                return f"is about {' and '.join(sorted(stated))} disease"
        return None

    def _other_subgroup(self, sentence: str, heading: tuple[str, ...]) -> str | None:
        """An altered marker that it is on, where nothing says it is on a marker asked about too."""
        if not self._markers:
            return None
        stated = next(filter(None, map(markers, (sentence, *reversed(heading)))), None) or {}
        of_asked = not self._markers.keys().isdisjoint(stated) or any(
            name in text for name in self._markers for text in (sentence, *heading)
        )
        if of_asked and (stated is not markers(sentence) or " or " in sentence):
            return None
        others = (states for marker, states in stated.items() if marker not in self._markers)
        altered = (one for states in others for one in sorted(states) if _is_altered(one))
        return next(altered, None)

    def _other_stage(self, sentence: str, path: str) -> str | None:
        stage = "IV" if self._advanced else self._stage
        named = stages(sentence) or (stages(path) if stage != "IV" else frozenset())
        if self._part and not self._is_on_the_part(sentence, path):
            return f"is about another part of stage {self._stage}"
        if stage and named and stage not in named:
            return f"is about stage {' and '.join(sorted(named, key=STAGES.index))}"
        if self._advanced:
            return _earlier_stage(sentence, path)
        if self._early and _is_of_advanced_disease(self._locally(sentence)):
            return "is about advanced disease"
        return None

    @property
    def written_stage(self) -> tuple[str, ...]:
        """How the stage from 0 to III that the question states is written."""
        if self._stage is None or self._advanced:
            return ()
        return tuple(f"stage {self._stage}{part}" for part in ("", "A", "B", "C"))

    def is_on_the_stage(self, heading: tuple[str, ...]) -> bool:
        """Whether a heading below the title names the stage that the question states."""
        path = " / ".join(heading[1:])
        if self._advanced:
            return bool(_STAGED.search(path))
        if self._stage is None:
            return self._early and bool(_STATED_EARLY.search(path))
        return self._stage in stages(path)

    def _is_on_the_part(self, sentence: str, path: str) -> bool:
        """Not where only other parts of the stage are named: IIIB and IIIC for IIIA."""
        for text in (sentence, path):
            if named := set(_PART.findall(text)):
                theirs = {part for stage, part in named if stage == self._stage}
                whole = re.search(rf"\b{self._stage}\b", text)
                return bool(whole) or not theirs or self._part in theirs
        return True

    def _needs_what_was_removed(self, sentence: str) -> str | None:
        here = padded(sentence) if self._removed else ""
        return next((part for part, word in self._removed if word in here), None)

    def about(self, sentence: str, heading: tuple[str, ...], document: Described) -> str | None:
        """A label for patients who are special in a way that the question does not speak of."""
        if not self._of_cancer and (
            _PATIENTS_WITH_CANCER.search(sentence) or self._is_for_patients_with_cancer(document)
        ):
            return PEOPLE_WITH_CANCER
        if self._is_of_children(sentence, " / ".join(heading), document):
            return CHILDREN
        if other := of_the_other_sex(sentence, heading, self._sex):
            return other
        if other := self._other_subgroup(sentence, heading):
            return f"{PATIENTS_WITH}{other} disease"
        if self._is_in_situ(sentence, heading):
            return IN_SITU
        if extent := self._extent.about(sentence, heading):
            return extent
        if self._cancer and _FEW.search(sentence) and not _FEW.search(self._text):
            return LIMITED_SPREAD
        if self._advanced or not self._by_stage:
            return None
        sentence = without_tnm(self._locally(sentence))
        path = self._locally(" / ".join(heading))
        text = sentence if _STAGED.search(sentence) else f"{sentence} {path}"
        advanced = _STAGED.search(text) and not _EARLY.search(_LOCALLY.sub("", text))
        return ADVANCED_DISEASE if advanced else None

    def _is_in_situ(self, sentence: str, heading: tuple[str, ...]) -> bool:
        """What comes before cancer, where cancer is asked about and no stage of it."""
        if not self._cancer or self._stage or _IN_SITU.search(self._text):
            return False
        if _OF_IN_SITU.search(sentence):
            return True
        named = (stages(text) for text in (sentence, *reversed(heading)))
        return next(filter(None, named), frozenset()) == frozenset({"0"})

    def states(self, sentence: str) -> bool:
        """Whether it states the very stage, or the degree of something, that the question does."""
        of_stage = self._stage is not None and self._stage in stages(sentence)
        in_words = self._extent.states(sentence)
        return (
            of_stage
            or in_words
            or any(degrees(sentence).get(of) == here for of, here in self._degrees.items())
        )

    def _locally(self, text: str) -> str:
        """Where the question says of an earlier stage that it is unresectable, that is no more."""
        return re.sub(r"\bunresectable\b", "", text) if self._unresectable else text

    def _is_for_patients_with_cancer(self, document: Described) -> bool:
        if document.id not in self._for_cancer:
            self._for_cancer[document.id] = _is_for_patients_with_cancer(document)
        return self._for_cancer[document.id]

    def _is_of_children(self, sentence: str, path: str, document: Described) -> bool:
        if self._asks_of_children:
            return False
        return _speaks_of_children(f"{document.title} {path}") or _child_alone(sentence)


def _is_altered(status: str) -> bool:
    return not status.endswith(("wild-type", "negative", "proficient"))


def _removed(history: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(part, word that needs it) for each operation the patient has had."""
    for name in history:
        if entry := files.removals().get(name):
            yield from ((entry.part, padded(word)) for word in entry.needing)


@lru_cache(maxsize=1_024)  # asked again for each sentence under a heading
def _speaks_of_children(text: str) -> bool:
    return bool(_CHILD.search(text))


@lru_cache(maxsize=1_024)
def _child_alone(sentence: str) -> bool:
    """About children and not about adults as well."""
    return bool(_CHILD.search(sentence)) and not re.search(r"\badults?\b", sentence, re.I)


def _is_of_advanced_disease(sentence: str) -> bool:
    """Not of what is looked for in the follow-up of earlier disease, nor of both."""
    if _LOOKED_FOR.search(sentence) or _EARLY.search(_LOCALLY.sub("", sentence)):
        return False
    return bool(_OF_ADVANCED.search(sentence))


def _earlier_stage(sentence: str, path: str) -> str | None:
    if _NOT_SPREAD.search(sentence) and not re.search(r"\bmetastatic\b", sentence):
        return "is about disease that has not spread"
    why = None
    if _EARLY.search(sentence):
        why = "is about an earlier stage"
    elif _is_early(path):
        why = "stands under an earlier stage"
    return None if why and _ADVANCED.search(_RISK_OF_RECURRENCE.sub("", sentence)) else why


@lru_cache(maxsize=1_024)
def _is_early(path: str) -> bool:
    return bool(_EARLY.search(path)) and not _ADVANCED.search(path)


def _is_for_patients_with_cancer(document: Described) -> bool:
    """Whether it was written for such patients; screening and prevention are for people without."""
    if _FOR_THE_HEALTHY.search(document.title):
        return False
    subject = " ".join((document.title, *document.topics))
    return bool(_CANCER.search(subject)) or _speaks_of_cancer_throughout(document.text)


def _speaks_of_cancer_throughout(text: str) -> bool:
    return len(_CANCER.findall(text)) * _CHARACTERS_PER_MENTION > len(text)
