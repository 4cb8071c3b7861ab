"""Whether a sentence speaks of the condition asked about, of a wider one, or of another.

The condition anchors everything: a sentence is taken when it names the condition, or when its
headings, its document's topics or its title do and it names no other disease of the same kind.
"""

from __future__ import annotations

import re
from collections import ChainMap
from functools import lru_cache
from typing import Protocol

from probatum.evidence.described import Described
from probatum.evidence.document import DocumentKind
from probatum.evidence.finding import IN_GENERAL, PATIENTS_WITH
from probatum.evidence.question import CANCER, Condition, Facet, Intent, Question
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.facets import content_words
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.stranger import companion, on_a_part, stranger
from probatum.retrieval.words import forms, line

IN_PASSING = "names it in passing"
_SHORT_FORM = re.compile(r"\b[a-z]*[A-Z][a-z]*[A-Z][A-Za-z]*\b")
_CANCER = re.compile("cancer|metasta|malignan|tumou?r", re.I)
_BODIES = "Alliance|Association|Coalition|Consortium|Foundation|Group|Institute|Network|Society"
_ANY_BODY = re.compile(_BODIES)
_BODY = re.compile(rf"(?:\b[A-Z][\w-]+ (?:of |for |on |and )?){{1,6}}(?:{_BODIES})\b")
_FEWEST_SHARED, _PART_SHARED, _SUBJECT_WORDS = 2, 0.5, 4


Judgement = tuple[str | None, str | None]
"""(about, unfit): the other condition a sentence speaks of; why it is no evidence here."""


class Applicability(Protocol):
    """Judges sentences for one question."""

    def judge(
        self, sentence: str, heading: tuple[str, ...], document: Described, facet: Facet
    ) -> Judgement:
        """What the sentence is about, when not the very condition; why it is unfit, if it is."""


def applicability(question: Question, lexicon: Lexicon) -> Applicability:
    """By the condition; without a known one, by the question's own words."""
    if question.condition is None:
        return ByWords(question)
    # Cancers are spread to the same sites; else what holds for one of them holds for no other.
    wide = question.condition.name == CANCER and not question.sites
    also = question.attributes.comorbidities
    whom = question.intent is Intent.SCREENING
    return ByCondition(question.condition, lexicon, also, wide=wide, whom=whom)


class ByWords:
    """The subject must be named; without one, half of the words that carry meaning."""

    def __init__(self, question: Question) -> None:
        words = (question.subject,) if question.subject else content_words(question.text)
        self._words = [set(forms(word)) for word in words]

    def judge(
        self, sentence: str, heading: tuple[str, ...], document: Described, facet: Facet
    ) -> Judgement:
        """Sentence, headings and title count together."""
        here = set(forms(f"{sentence} {' '.join(heading)} {document.title}"))
        shared = sum(word <= here for word in self._words)
        enough = max(min(_FEWEST_SHARED, len(self._words)), len(self._words) * _PART_SHARED)
        if shared >= max(1, enough):
            return None, None
        return None, "does not speak of what was asked"


class ByCondition:
    """The sentence's own words decide; where it names no disease, its headings and document do.

    Of a `wide` condition what is said of one of its kinds is no evidence. Where it is asked `whom`
    to look for the condition in, what else they have is no other subject: smokers.
    """

    def __init__(
        self,
        condition: Condition,
        lexicon: Lexicon,
        comorbidities: tuple[str, ...] = (),
        *,
        wide: bool = False,
        whom: bool = False,
    ) -> None:
        self._condition = condition
        self._wide, self._whom = wide, whom
        self._known = {condition.name, *condition.broader, *comorbidities}
        self._lexicon = lexicon
        self._thesaurus = lexicon.thesaurus
        self._names = lru_cache(maxsize=20_000)(lexicon.conditions)
        # Of each document and passage once, not of each sentence again.
        self._long_forms: dict[str, dict[str, str]] = {}
        self._subjects_of: dict[str, list[str]] = {}
        self._contexts: dict[tuple[str, tuple[str, ...], bool], Judgement | None] = {}

    def judge(
        self, sentence: str, heading: tuple[str, ...], document: Described, facet: Facet
    ) -> Judgement:
        """See `Applicability.judge`."""
        full = self._in_full(sentence, document)
        named = self._names(full)
        relation = self._relation(named)
        if relation is not None:
            passing = relation != "other" and self._in_passing(relation, heading, document)
            about, unfit = (None, passing) if passing else self._weigh(relation, named)
            if unfit or about:
                return about, unfit
            part = self._part_it_is_on(document)
            return self._of_a_part(part) if part else (self._companion(full), None)
        if named and not self._whom and self._begins_with(full, named[0]):
            return None, f"speaks of {named[0]}"
        if judged := self._by_context(heading, document, facet):
            return self._beside(judged, full, heading) if named else judged
        if facet.wider and not self._kindred(document) and _is_wide(sentence, document):
            wider = facet.wider[0]
            return (None if wider == self._condition.name else f"{wider}{IN_GENERAL}"), None
        return None, f"does not speak of {self._condition.name}"

    def _in_full(self, sentence: str, document: Described) -> str:
        """With the document's own abbreviations written out: "SCC" is a disease too.

        A body that has a disease in its name says nothing of that disease by being named.
        """
        if document.id not in self._long_forms:
            self._long_forms[document.id] = dict(document.abbreviations)
        full, own, known = sentence, self._long_forms[document.id], files.abbreviations()
        # Few sentences hold one that is known, and to part words costs less than the pattern.
        words = line(re.sub("['’]", " ", sentence)).written
        if not (own.keys().isdisjoint(words) and known.keys().isdisjoint(words)):
            long_forms = ChainMap(own, known)
            full = _SHORT_FORM.sub(lambda match: long_forms.get(match[0], match[0]), sentence)
        return _BODY.sub("", full) if _ANY_BODY.search(full) else full

    def _part_it_is_on(self, document: Described) -> str | None:
        """The narrower condition that the document is on, when it is on no wider one."""
        subjects = self._subjects(document)
        narrower = [name for name in subjects if self._is_part(name)]
        return narrower[0] if narrower and set(narrower) == set(subjects) else None

    def _of_a_part(self, name: str) -> Judgement:
        return (None, f"speaks of {name} alone") if self._wide else (name, None)

    def _beside(self, judged: Judgement, sentence: str, heading: tuple[str, ...]) -> Judgement:
        """The same, unless it is on patients with a disease of which the question says nothing."""
        if not judged[1] and (sibling := self._sibling(sentence)):
            return sibling, None
        if judged[1] or (
            self._thesaurus.group(self._condition.name) == CANCER and _CANCER.search(sentence)
        ):
            return judged
        other = stranger(sentence, self._lexicon, self._known)
        if other is None:
            return judged
        if on_a_part(other.name, heading, self._lexicon):
            return other.name, None
        if other.patients:  # who may have both
            return f"{PATIENTS_WITH}{other.name}", None
        return None, f"speaks of the treatment of {other.name}"

    def _sibling(self, sentence: str) -> str | None:
        """Another kind of the wider condition: neuropathic pain, where cancer pain is asked of."""
        wider = set(self._condition.broader)
        named = (name for name in self._names(sentence) if name not in self._known)
        return next((n for n in named if wider.intersection(self._thesaurus.broader(n))), None)

    def _companion(self, sentence: str) -> str | None:
        """Patients who have another disease besides, of which the question says nothing."""
        beside = companion(sentence, self._condition.name, self._known, self._lexicon)
        return f"{PATIENTS_WITH}{beside}" if beside else None

    def _begins_with(self, sentence: str, name: str) -> bool:
        """Whether another condition is the subject of the sentence: its first words name it."""
        first = self._lexicon.mentions(" ".join(sentence.split()[:_SUBJECT_WORDS]))
        return bool(first) and first[0].name == name

    def _by_context(
        self, heading: tuple[str, ...], document: Described, facet: Facet
    ) -> Judgement | None:
        """By the headings from the innermost outwards, then the topics, then the title."""
        key = document.id, heading, bool(facet.wider)
        if key not in self._contexts:
            self._contexts[key] = self._context(heading, document, facet)
        return self._contexts[key]

    def _context(
        self, heading: tuple[str, ...], document: Described, facet: Facet
    ) -> Judgement | None:
        subjects = self._subjects(document)
        for context in (*reversed(heading), *document.topics, document.title):
            names = self._names(context)
            relation = self._relation(names)
            if relation is None:
                continue
            about, unfit = self._weigh(relation, names)
            # A guide to several complaints has a chapter on each, and a name that is no disease.
            chapter = (
                relation == "asked" and context in heading and not any(map(self._names, subjects))
            )
            held = chapter or any(self._holds_for_it(name) for name in subjects)
            if not unfit and subjects and not held:
                unfit = f"stands in a document on {subjects[0]}"
            if unfit and facet.wider and not self._kindred(document):
                return None
            return (None, unfit) if unfit else (about, None)
        return None

    def _subjects(self, document: Described) -> list[str]:
        """Conditions by topics and title; topics that the vocabulary lacks are subjects too."""
        if document.id not in self._subjects_of:
            self._subjects_of[document.id] = self._named_by(document)
        return self._subjects_of[document.id]

    def _named_by(self, document: Described) -> list[str]:
        known = [n for text in (*document.topics, document.title) for n in self._names(text)]
        indexed = document.kind is DocumentKind.RESEARCH  # its topics may be methods or drugs
        return known or ([] if indexed else list(document.topics))

    def _holds_for_it(self, subject: str) -> bool:
        """Whether what is said of the subject holds for the condition, or for a part of it."""
        asked = self._condition.name
        return subject == asked or self._is_wider(subject) or self._is_part(subject)

    def _is_part(self, name: str) -> bool:
        return self._thesaurus.covers(self._condition.name, name)

    def _is_wider(self, name: str) -> bool:
        """Whether it is among the wider conditions, or above the condition in a tree."""
        asked = self._condition
        return name in asked.broader or (
            name != CANCER and self._thesaurus.covers(name, asked.name)
        )

    def _in_passing(
        self, relation: str, heading: tuple[str, ...], document: Described
    ) -> str | None:
        """A document on another subject names many diseases without being evidence on them.

        One on another disease may hold another kind of a wider condition that it names, so that
        only a part on this very one counts.
        """
        subjects = self._subjects(document)
        if not subjects or any(self._is_related(name) for name in subjects):
            return None
        strict = relation == "broader" and all(map(self._is_kindred, subjects))
        is_on_it = self._holds_down_for_it if strict else self._is_related
        if any(is_on_it(name) for text in heading for name in self._names(text)):
            return None
        return f"{IN_PASSING}, in a document on {subjects[0]}"

    def _holds_down_for_it(self, subject: str) -> bool:
        """Whether it is the condition asked about or a part of it."""
        return subject == self._condition.name or self._is_part(subject)

    def _is_related(self, name: str) -> bool:
        """The condition asked about, a wider or narrower one, or one under the same wider one."""
        wider = set(self._condition.broader)
        return self._holds_for_it(name) or bool(wider & set(self._thesaurus.broader(name)))

    def _relation(self, names: tuple[str, ...]) -> str | None:
        """asked, broader or other; None when no disease of this kind is named."""
        if self._condition.name in names:
            return "asked"
        if any(map(self._is_part, names)):
            return "narrower"
        wider = any(map(self._is_wider, names))
        if any(self._is_kindred(name) and not self._is_wider(name) for name in names):
            return "other"
        return "broader" if wider else None

    def _weigh(self, relation: str, names: tuple[str, ...]) -> Judgement:
        if relation == "asked":
            return None, None
        if relation == "narrower":
            return self._of_a_part(next(filter(self._is_part, names)))
        if relation == "broader":
            return next(filter(self._is_wider, names)), None
        other = next(n for n in names if self._is_kindred(n) and not self._is_wider(n))
        return None, f"speaks of {other}"

    def _is_kindred(self, name: str) -> bool:
        """Another disease that could be taken for this one."""
        return self._thesaurus.is_kin(name, self._condition.name)

    def _kindred(self, document: Described) -> bool:
        """Whether the document as a whole is about some other disease of this kind."""
        subjects = (*document.topics, document.title)
        return any(self._is_kindred(n) for subject in subjects for n in self._names(subject))


def _is_wide(sentence: str, document: Described) -> bool:
    text = f"{sentence} {document.title} {' '.join(document.topics)}"
    return bool(_CANCER.search(text))
