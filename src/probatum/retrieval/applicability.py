"""Whether a sentence speaks of the condition asked about, of a wider one, or of another.

The condition anchors everything: a sentence is taken when it names the condition, or when its
headings, its document's topics or its title do and it names no other disease of the same kind.
"""

from __future__ import annotations

import re
from functools import lru_cache

from probatum.evidence.document import Document, DocumentKind
from probatum.evidence.question import Facet, Question
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.facets import content_words
from probatum.retrieval.lexicon import Lexicon, broader, group
from probatum.retrieval.words import forms

_SHORT_FORM = re.compile(r"\b[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_FEWEST_SHARED, _PART_SHARED, _SUBJECT_WORDS = 2, 0.5, 4


class Applicability:
    """Judges sentences for the condition of one question."""

    def __init__(self, question: Question, lexicon: Lexicon) -> None:
        condition = question.condition
        self._condition = condition
        self._subject = [set(forms(word)) for word in content_words(question.text)]
        self._lexicon = lexicon
        self._group = group(condition.name) if condition else None
        self._names = lru_cache(maxsize=20_000)(lexicon.conditions)

    def judge(
        self, sentence: str, heading: tuple[str, ...], document: Document, facet: Facet
    ) -> tuple[str | None, str | None]:
        """(about, unfit): the wider condition it speaks of; why it is no evidence here."""
        if self._condition is None:
            return None, self._other_subject(f"{sentence} {' '.join(heading)} {document.title}")
        full = _in_full(sentence, document)
        named = self._names(full)
        relation = self._relation(named)
        if relation is not None:
            passing = relation != "other" and self._in_passing(heading, document)
            about, unfit = (None, passing) if passing else self._weigh(relation, named)
            return about or (None if unfit else self._part_it_is_on(document)), unfit
        if named and self._begins_with(full, named[0]):
            return None, f"speaks of {named[0]}"
        if judged := self._by_context(heading, document, facet):
            return judged
        if facet.wider and not self._kindred(document) and self._is_wide(sentence, document):
            return f"{facet.wider[0]} in general", None
        return None, f"does not speak of {self._condition.name}"

    def _part_it_is_on(self, document: Document) -> str | None:
        """The narrower condition that the document is on, when it is on no wider one."""
        assert self._condition is not None
        subjects = self._subjects(document)
        narrower = [name for name in subjects if self._condition.name in broader(name)]
        return narrower[0] if narrower and set(narrower) == set(subjects) else None

    def _begins_with(self, sentence: str, name: str) -> bool:
        """Whether another condition is the subject of the sentence: its first words name it."""
        first = self._lexicon.mentions(" ".join(sentence.split()[:_SUBJECT_WORDS]))
        return bool(first) and first[0].name == name

    def _by_context(
        self, heading: tuple[str, ...], document: Document, facet: Facet
    ) -> tuple[str | None, str | None] | None:
        """By the headings from the innermost outwards, then the topics, then the title."""
        subjects = self._subjects(document)
        for context in (*reversed(heading), *document.topics, document.title):
            names = self._names(context)
            relation = self._relation(names)
            if relation is None:
                continue
            about, unfit = self._weigh(relation, names)
            if not unfit and subjects and not any(self._holds_for_it(name) for name in subjects):
                unfit = f"stands in a document on {subjects[0]}"
            if unfit and facet.wider and not self._kindred(document):
                return None
            return (None, unfit) if unfit else (about, None)
        return None

    def _subjects(self, document: Document) -> list[str]:
        """Conditions by topics and title; topics that the vocabulary lacks are subjects too."""
        known = [n for text in (*document.topics, document.title) for n in self._names(text)]
        indexed = document.kind is DocumentKind.RESEARCH  # its topics may be methods or drugs
        return known or ([] if indexed else list(document.topics))

    def _holds_for_it(self, subject: str) -> bool:
        """Whether what is said of the subject holds for the condition, or for a part of it."""
        assert self._condition is not None
        asked = self._condition.name
        return subject == asked or subject in self._condition.broader or asked in broader(subject)

    def _in_passing(self, heading: tuple[str, ...], document: Document) -> str | None:
        """A document on another subject names many diseases without being evidence on them."""
        subjects = self._subjects(document)
        if not subjects or any(self._is_related(name) for name in subjects):
            return None
        if any(self._is_related(name) for text in heading for name in self._names(text)):
            return None
        return f"names it in passing, in a document on {subjects[0]}"

    def _is_related(self, name: str) -> bool:
        """The condition asked about, a wider or narrower one, or one under the same wider one."""
        assert self._condition is not None
        wider = set(self._condition.broader)
        return self._holds_for_it(name) or bool(wider & set(broader(name)))

    def _other_subject(self, text: str) -> str | None:
        """Without a known condition, the question's own words are the anchor: half of them."""
        here = set(forms(text))
        shared = sum(word <= here for word in self._subject)
        if shared >= max(_FEWEST_SHARED, len(self._subject) * _PART_SHARED):
            return None
        return "does not speak of what was asked"

    def _relation(self, names: tuple[str, ...]) -> str | None:
        """asked, broader or other; None when no disease of this kind is named."""
        assert self._condition is not None
        if self._condition.name in names:
            return "asked"
        if any(self._condition.name in broader(name) for name in names):
            return "narrower"
        wider = any(name in self._condition.broader for name in names)
        if any(self._is_kindred(name) and name not in self._condition.broader for name in names):
            return "other"
        return "broader" if wider else None

    def _weigh(self, relation: str, names: tuple[str, ...]) -> tuple[str | None, str | None]:
        assert self._condition is not None
        if relation == "asked":
            return None, None
        if relation == "narrower":
            own = [name for name in names if self._condition.name in broader(name)]
            return own[0], None
        if relation == "broader":
            return next(name for name in names if name in self._condition.broader), None
        other = next(n for n in names if self._is_kindred(n) and n not in self._condition.broader)
        return None, f"speaks of {other}"

    def _is_kindred(self, name: str) -> bool:
        """Another disease that could be taken for this one: of the same group."""
        return self._group is not None and group(name) == self._group and name != "cancer"

    def _kindred(self, document: Document) -> bool:
        """Whether the document as a whole is about some other disease of this kind."""
        subjects = (*document.topics, document.title)
        return any(self._is_kindred(n) for subject in subjects for n in self._names(subject))

    def _is_wide(self, sentence: str, document: Document) -> bool:
        text = f"{sentence} {document.title} {' '.join(document.topics)}".lower()
        return any(word in text for word in ("cancer", "metasta", "malignan", "tumor", "tumour"))


def _in_full(sentence: str, document: Document) -> str:
    """The sentence with the document's own abbreviations written out: "SCC" is a disease too."""
    return _SHORT_FORM.sub(lambda match: _long_forms(document).get(match[0], match[0]), sentence)


@lru_cache(maxsize=256)
def _forms_of(abbreviations: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {**files.abbreviations(), **dict(abbreviations)}


def _long_forms(document: Document) -> dict[str, str]:
    return _forms_of(document.abbreviations)
