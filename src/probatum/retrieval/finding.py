"""Finding evidence: one search a facet, anchored on the condition, appraised by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from heapq import heapify, heappop, heappush
from math import prod
from typing import NamedTuple

from probatum.evidence.described import Described
from probatum.evidence.document import Document
from probatum.evidence.finding import Evidence, Finding, Found, Sentence
from probatum.evidence.passage import Passage
from probatum.evidence.question import ANYBODY, CANCER, Asker, Condition, Facet, Intent, Question
from probatum.evidence.sentences import sentence_spans
from probatum.library.index import Clause, Hit, Index, Query
from probatum.retrieval.applicability import Applicability, Judgement, applicability
from probatum.retrieval.defining import defines, speaks_of_cancer
from probatum.retrieval.facets import content_words
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.patient import is_advanced
from probatum.retrieval.population import Population
from probatum.retrieval.proposing import in_words, likeness, proposed, stands_in
from probatum.retrieval.ranking import Asked, features
from probatum.retrieval.studied import Studied
from probatum.retrieval.sufficiency import sufficiency
from probatum.retrieval.therapy_line import LineAsked
from probatum.retrieval.treatment_asked import TreatmentAsked

_SEARCHED_ON_IT, _SEARCHED_NAMING_IT, _SEARCHED_ON_A_PART, _SEARCHED_ON_ITSELF = 30, 15, 15, 15
_KEPT = 15
_AT_ONCE = 2
"""Searches at once; a question is seldom alone on a machine."""
_ONLY_NAMED, _ONLY_WIDER, _ON_THE_STAGE, _BESIDE = 0.65, 0.8, 1.2, 0.5
_VECTORS = 0.2
"""Of a rank by vectors, beside one by words."""
_SUBJECT = ("title", "heading", "topics")
_ANYWHERE = (*_SUBJECT, "text")
_SAID = ("heading", "text")
_TERM_WEIGHT, _REQUIRED_WEIGHT, _STAGE_WEIGHT = 1.0, 2.0, 0.8


def find(
    question: Question,
    lexicon: Lexicon,
    index: Index,
    this_year: int,
    asker: Asker = ANYBODY,
) -> Evidence:
    """Search every facet of a question, for whoever asks it."""
    steps = (Evidence(), *find_by_facet(question, lexicon, index, this_year, asker))
    return steps[-1]


def find_by_facet(
    question: Question,
    lexicon: Lexicon,
    index: Index,
    this_year: int,
    asker: Asker = ANYBODY,
) -> Iterator[Evidence]:
    """The same, with what has been found so far after each facet."""
    asked = Asked(question.intent, this_year, asker)
    search = _Search(question, lexicon, index, asked)
    found: tuple[Found, ...] = ()
    # What the next facets find is looked up while this one is read.
    ahead = ThreadPoolExecutor(_AT_ONCE)
    try:
        wanted = [search.wanted(facet) for facet in question.facets]
        looking_up = [ahead.submit(_look_up, index, each) for each in wanted]
        for facet, each, looked_up in zip(question.facets, wanted, looking_up, strict=True):
            found = (*found, search.facet(facet, each.naming_it, looked_up.result()))
            yield Evidence(
                found=found,
                documents=search.documents,
                described=search.described,
                by_vectors=search.by_vectors,
            )
    finally:
        ahead.shutdown(cancel_futures=True)


class _Wanted(NamedTuple):
    """Of a facet: passages on the condition, ones that name it, ones on a part of it.

    What is said of a wider condition counts too, and may be so much that what is on this very one
    is not among the first: that is looked up by itself.
    A part may go by other names altogether: Crohn disease of inflammatory bowel disease. What is
    said of it is labelled with it.
    """

    on_it: Query
    on_itself: Query | None
    naming_it: Query
    on_a_part: Query | None


_LookedUp = dict[str, tuple[Hit, bool]]
"""Passages by id, each with whether its headings or its document are on the condition."""


def _look_up(index: Index, wanted: _Wanted) -> _LookedUp:
    on_it = index.search(wanted.on_it, _SEARCHED_ON_IT)
    more: list[Hit] = []
    if wanted.on_itself and len(on_it) == _SEARCHED_ON_IT:
        on_it = (*on_it, *index.search(wanted.on_itself, _SEARCHED_ON_ITSELF))
    # Passages that only name the condition are many and seldom on it: they fill up.
    if len(on_it) < _SEARCHED_ON_IT:
        more += index.search(wanted.naming_it, _SEARCHED_NAMING_IT)
    if wanted.on_a_part:
        more += index.search(wanted.on_a_part, _SEARCHED_ON_A_PART)
    found: _LookedUp = {}
    for hits, is_on_it in ((on_it, True), (more, False)):
        for hit in hits:
            found.setdefault(hit.passage.id, (hit, is_on_it))
    return found


class _Candidate(NamedTuple):
    """A passage that is not appraised yet, with the other factors of its score."""

    hit: Hit
    factors: dict[str, float]


class _Search:
    def __init__(self, question: Question, lexicon: Lexicon, index: Index, asked: Asked) -> None:
        self._question = question
        self._index = index
        self._asked = asked
        self._thesaurus = lexicon.thesaurus
        condition = question.condition
        cancer = condition is not None and lexicon.thesaurus.group(condition.name) == "cancer"
        self._applicability: dict[str | None, Applicability] = {
            None: applicability(question, lexicon)
        }
        self._conditions: dict[str | None, Condition | None] = {None: condition}
        for other in question.compared:
            alone = question.model_copy(update={"condition": other})
            self._applicability[other.name] = applicability(alone, lexicon)
            self._conditions[other.name] = other
        self._population = Population(question, cancer=cancer)
        self._treatment = TreatmentAsked(question, lexicon)
        self._line = LineAsked(question, lexicon)
        self._studied = Studied(question, lexicon)
        self._of_cancer_itself = (
            condition is not None
            and condition.name == CANCER
            and question.intent in {Intent.DESCRIPTION, Intent.CAUSE, Intent.PROGNOSIS}
        )
        self._advanced = cancer and is_advanced(question.attributes)
        self._appraised: dict[tuple[object, ...], tuple[Sentence, ...]] = {}
        self.described: dict[str, Described] = {}
        self.documents = _Documents(index, self.described)
        self.by_vectors = False

    def wanted(self, facet: Facet) -> _Wanted:
        """What to look up for a facet."""
        condition = self._conditions[facet.of]
        parts = self._thesaurus.narrower(condition.name) if condition else ()
        on_a_part = Clause(any_of=parts, fields=_SUBJECT) if parts else None
        denied = tuple(self._denials(condition))
        own = (condition.name, *condition.synonyms) if condition and condition.broader else ()
        itself = Clause(any_of=own, fields=_SUBJECT) if own else None
        return _Wanted(
            on_it=self._query(facet, self._anchor(facet, _SUBJECT), denied),
            on_itself=self._query(facet, itself, denied) if itself else None,
            naming_it=self._query(facet, self._anchor(facet, _ANYWHERE)),
            on_a_part=self._query(facet, on_a_part) if on_a_part else None,
        )

    def facet(self, facet: Facet, query: Query, looked_up: _LookedUp) -> Found:
        """Passages for a facet, best first by the product of their features."""
        hits = dict(looked_up)
        near = self._near(facet, query)
        # Likeness is measured by the best passage that is evidence at all, not by a stranger.
        by_words = [hit for hit, _ in hits.values()]
        alike = likeness(by_words, lambda hit: self._fits(hit, facet), near, _VECTORS)
        subject = self._anchor(facet, _SUBJECT)
        for hit in near:
            on_it = stands_in(subject, hit.passage, self._index)
            hits.setdefault(hit.passage.id, (hit, on_it))
        candidates = (
            _Candidate(hit, self._factors(hit, alike[name], facet, is_on_it))
            for name, (hit, is_on_it) in hits.items()
        )
        kept = self._best(candidates, facet)
        fit = tuple(finding for finding in kept if finding.score > 0)
        rarity = self._index.rarity(facet.terms) if facet.own else {}
        return Found(
            facet=facet,
            searched=_in_words(query),
            findings=fit,
            others=tuple(finding for finding in kept if finding.score == 0),
            sufficiency=sufficiency(facet, fit, self.described, rarity),
        )

    def _near(self, facet: Facet, query: Query) -> tuple[Hit, ...]:
        """What vectors propose, nearest first, of what is evidence for the facet at all."""
        text = in_words(facet, self._question, self._conditions[facet.of])
        near = proposed(text, query, self._index)
        fitting = tuple(hit for hit in near if self._fits(hit, facet))
        self.by_vectors = self.by_vectors or bool(fitting)
        return fitting

    def _denials(self, condition: Condition | None) -> Iterator[Clause]:
        """Documents on what is named by denying the condition seem to be on it, by their words."""
        if condition and (denials := self._thesaurus.denials(condition.name)):
            yield Clause(any_of=denials, fields=("title",))

    def _query(self, facet: Facet, anchor: Clause, denied: tuple[Clause, ...] = ()) -> Query:
        must = [anchor]
        if facet.required:
            must.append(Clause(any_of=facet.required, fields=_SAID))
        if self._treatment.written:
            must.append(Clause(any_of=self._treatment.written))
        should = [Clause(any_of=(term,), weight=_TERM_WEIGHT) for term in facet.terms]
        if facet.required:
            should.append(Clause(any_of=facet.required, fields=_SAID, weight=_REQUIRED_WEIGHT))
        if staged := self._population.written_stage:
            should.append(Clause(any_of=staged, weight=_STAGE_WEIGHT))
        if self._advanced:
            stage = (
                "metastatic", "metastases", "stage IV", "advanced", "recurrent", "extensive-stage",
            )  # fmt: skip
            should.append(Clause(any_of=stage, weight=_STAGE_WEIGHT))
        return Query(must=tuple(must), should=tuple(should), must_not=denied)

    def _anchor(self, facet: Facet, fields: tuple[str, ...]) -> Clause:
        condition = self._conditions[facet.of]
        if condition is None:
            words = content_words(self._question.text)
            return Clause(any_of=words or facet.terms, fields=fields)
        names = (condition.name, *condition.synonyms, *condition.broader, *facet.wider)
        return Clause(any_of=tuple(dict.fromkeys(names)), fields=fields)

    def _best(self, candidates: Iterable[_Candidate], facet: Facet) -> list[Finding]:
        """The first by score, of equal ones by id; only what may be among them is appraised."""
        waiting: list[tuple[float, str, _Candidate | Finding]] = [
            (-prod(each.factors.values()), each.hit.passage.id, each) for each in candidates
        ]
        heapify(waiting)
        best: list[Finding] = []
        while waiting and len(best) < _KEPT:
            _, name, first = heappop(waiting)
            if isinstance(first, Finding):
                best.append(first)
            else:  # its score may be less than what it could have been
                finding = self._finding(first, facet)
                heappush(waiting, (-finding.score, name, finding))
        return best

    def _factors(self, hit: Hit, likeness: float, facet: Facet, on_it: bool) -> dict[str, float]:
        """All factors of the score but how fit its sentences are, which is 1 at most."""
        passage = hit.passage
        document = self._describe(passage.document)
        factors = features(likeness, document, passage.heading, facet, self._asked)
        staged = self._population.is_on_the_stage(passage.heading)
        return factors | {
            "subject": 1.0 if on_it else _ONLY_NAMED,
            "treatment": _BESIDE if self._treatment.is_beside(document) else 1.0,
            "stage": _ON_THE_STAGE if staged else 1.0,
        }

    def _finding(self, candidate: _Candidate, facet: Facet) -> Finding:
        passage = candidate.hit.passage
        sentences = self._appraise(passage, facet)
        fit = [sentence for sentence in sentences if sentence.unfit is None]
        own = [sentence for sentence in fit if sentence.about is None]
        factors = candidate.factors | {"fit": 0.0 if not fit else 1.0 if own else _ONLY_WIDER}
        return Finding(
            passage=passage,
            sentences=sentences,
            score=prod(factors.values()),
            features=tuple((name, round(value, 3)) for name, value in factors.items()),
        )

    def _fits(self, hit: Hit, facet: Facet) -> bool:
        return any(sentence.unfit is None for sentence in self._appraise(hit.passage, facet))

    def _appraise(self, passage: Passage, facet: Facet) -> tuple[Sentence, ...]:
        key = (passage.id, facet.of, facet.wider)
        if key not in self._appraised:
            document = self._describe(passage.document)
            self._appraised[key] = tuple(self._sentences(passage, document, facet))
        return self._appraised[key]

    def _sentences(self, passage: Passage, document: Described, facet: Facet) -> Iterator[Sentence]:
        studied, last = None, 0
        for start, end in sentence_spans(passage.text):
            text = passage.text[start:end]
            same_paragraph = "\n" not in passage.text[last:start]
            studied, last = self._studied.about(text, studied if same_paragraph else None), end
            about, unfit = self._judged(text, passage.heading, document, facet)
            about = about or (studied if unfit is None else None)
            yield Sentence(
                start=passage.start + start,
                end=passage.start + end,
                about=about,
                direct=unfit is None and self._is_direct(text),
                specific=unfit is None and self._treatment.is_specific(text),
                unfit=unfit,
            )

    def _judged(
        self, text: str, heading: tuple[str, ...], document: Described, facet: Facet
    ) -> Judgement:
        about, unfit = self._applicability[facet.of].judge(text, heading, document, facet)
        if about and self._question.compared:
            # What holds for a wider condition tells none of two from the other.
            unfit = f"speaks of {about}"
        if self._of_cancer_itself and not speaks_of_cancer(text):
            unfit = unfit or "does not speak of cancer itself"
        unfit = unfit or self._population.unfit(text, heading, document)
        unfit = unfit or self._treatment.unfit(text, heading, document)
        if unfit:
            return None, unfit
        # Other patients matter more to whoever reads the label than a wider condition.
        other = self._population.about(text, heading, document) or self._line.about(text, heading)
        return other or about or facet.of, None

    def _is_direct(self, text: str) -> bool:
        return (
            self._line.states(text)
            or self._treatment.compares(text)
            or self._population.states(text)
            or self._is_definition(text)
        )

    def _is_definition(self, sentence: str) -> bool:
        """Whether it says what the condition is, where that is asked."""
        if self._asked.intent is not Intent.DESCRIPTION:
            return False
        condition = self._question.condition
        if condition is None:  # whatever names what the vocabulary does not know
            return True
        return defines(sentence, (condition.name, *condition.synonyms))

    def _describe(self, name: str) -> Described:
        if name not in self.described:
            self.described[name] = self._index.described(name)
        return self.described[name]


class _Documents(Mapping[str, Document]):
    """Those that are described, each read whole when it is first asked for."""

    def __init__(self, index: Index, described: Mapping[str, Described]) -> None:
        self._described = described
        self._read = cache(index.document)

    def __getitem__(self, name: str) -> Document:
        if name not in self._described:
            raise KeyError(name)
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._described)

    def __len__(self) -> int:
        return len(self._described)


def _in_words(query: Query) -> str:
    anchors = " and ".join(f"({' or '.join(clause.any_of[:6])})" for clause in query.must)
    wanted = ", ".join(clause.any_of[0] for clause in query.should)
    return f"{anchors}; better with: {wanted}"
