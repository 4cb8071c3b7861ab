"""Whether a sentence speaks of the treatment that a question on a drug, harm or choice names."""

from __future__ import annotations

from functools import lru_cache

from probatum.evidence.described import Described
from probatum.evidence.doses import dose_spans, tells_a_dose
from probatum.evidence.question import Intent, Question
from probatum.retrieval.facets import OF_A_TREATMENT, compares_treatments
from probatum.retrieval.lexicon import Lexicon, Mention

_KINDS = {"surgery", "radiation therapy"}
_KIND_OF_CARE, _COMPLEMENTARY = "therapy", "complementary"


class TreatmentAsked:
    """Judges sentences for one question. A dose of edoxaban is none of apixaban.

    `written` is all that the treatment and those of its class are called; empty where none is
    asked about.
    """

    def __init__(self, question: Question, lexicon: Lexicon) -> None:
        compared = compares_treatments(question)
        of_them = question.intent in OF_A_TREATMENT or compared
        asked = question.interventions if of_them else ()
        thesaurus = lexicon.thesaurus
        known = [entry for name in asked if (entry := thesaurus.treatment(name))]
        self._asked = tuple(entry.name for entry in known)
        drugs = [each for name in self._asked for each in (name, *thesaurus.members(name))]
        self._theirs = frozenset(drugs).union(*map(thesaurus.classes, self._asked))
        synonyms = (word for entry in known for word in entry.synonyms)
        self.written = tuple(dict.fromkeys((*drugs, *synonyms, *sorted(self._theirs))))
        self._compared = tuple(
            frozenset({name, *thesaurus.members(name), *thesaurus.classes(name)})
            for name in (self._asked if compared else ())
        )
        self._treatment = thesaurus.treatment
        self._named = frozenset(question.interventions)
        self._beside: dict[str, bool] = {}
        self._doses_count = question.intent is Intent.DRUG
        self._mentions = lru_cache(maxsize=20_000)(
            lambda text: [each for each in lexicon.mentions(text) if each.kind == "treatment"]
        )

    def unfit(self, sentence: str, heading: tuple[str, ...], document: Described) -> str | None:
        """Why it is no evidence: another treatment, or none in sentence, headings and title."""
        if not self._asked:
            return None
        if named := self._mentions(sentence):
            if self._theirs.isdisjoint(each.name for each in named):
                return f"speaks of {named[0].name}"
            return self._dose_of_another(sentence, named) if self._doses_count else None
        around = (*heading, document.title, *document.topics)
        if any(each.name in self._theirs for text in around for each in self._mentions(text)):
            return None
        return f"does not speak of {self._asked[0]}"

    def compares(self, sentence: str) -> bool:
        """Whether it names each of the treatments that the question compares, and no other."""
        named = {each.name for each in self._mentions(sentence)} if self._compared else set()
        all_named = bool(named) and not any(each.isdisjoint(named) for each in self._compared)
        return all_named and named <= self._theirs

    def is_specific(self, sentence: str) -> bool:
        """Whether it tells a dose or names a treatment that could be ordered."""
        return tells_a_dose(sentence) or any(
            each.name not in _KINDS and (entry := self._treatment(each.name)) is not None
            and entry.kind != _KIND_OF_CARE
            for each in self._mentions(sentence)
        )  # fmt: skip

    def is_beside(self, document: Described) -> bool:
        """Whether the document is on a complementary treatment that nobody asked about."""
        if document.id not in self._beside:  # asked again for each of its passages
            self._beside[document.id] = self._is_beside(document)
        return self._beside[document.id]

    def _is_beside(self, document: Described) -> bool:
        around = (document.title, *document.topics)
        named = {each.name for text in around for each in self._mentions(text)}
        return any(
            name not in self._named
            and (entry := self._treatment(name)) is not None
            and entry.kind == _COMPLEMENTARY
            for name in named
        )

    def _dose_of_another(self, sentence: str, named: list[Mention]) -> str | None:
        """A dose belongs to the last treatment named before it, else to the next one."""
        of = []
        for start, _ in dose_spans(sentence):
            before = [each for each in named if each.end <= start]
            of.append(before[-1] if before else named[0])
        if not of or any(each.name in self._theirs for each in of):
            return None
        return f"gives a dose of {of[0].name}"
