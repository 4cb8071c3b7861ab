"""A question read by a model, checked against the reading by rules, which stands.

Only words of the question, and names of the vocabulary for them, are kept of what the model says.
It fills what the rules left empty and overrules nothing; every difference is shown to the asker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from probatum.errors import ModelFailed
from probatum.evidence.model_reading import Difference, ModelReading, Taken
from probatum.evidence.question import Correction, Facet, Question
from probatum.language_model.model import Completion, Model
from probatum.language_model.spent import spent
from probatum.retrieval.facets import content_words, facets
from probatum.retrieval.following import follows_how
from probatum.retrieval.intent import asking_sentence
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.reading_form import SCHEMA, Read, prompt, read

_SECTION = "Also read in the question"
_MOST_SEARCHED, _LONGEST_SEARCH = 3, 8
_PICO = ("population", "interventions", "comparisons", "outcomes")


class _Rule(NamedTuple):
    """What the rules have for a part, and whether what they lack is searched for."""

    of: Callable[[Question], tuple[str, ...]]
    searched: bool = False


_PARTS = {
    "history": _Rule(lambda q: q.history),
    "sites": _Rule(lambda q: q.sites),
    "interventions": _Rule(lambda q: q.interventions, searched=True),
    "comparisons": _Rule(
        lambda q: (*(c.name for c in q.compared), *q.interventions), searched=True
    ),
    "outcomes": _Rule(lambda q: (), searched=True),
    "population": _Rule(lambda q: tuple(_patient(q))),
}


class ModelReader:
    """Has a model read questions after the rules did."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def read(self, question: Question, earlier: Question | None, lexicon: Lexicon) -> Question:
        """The question with the model's reading beside it. It always comes back."""
        try:
            completion = self._model.complete(prompt(question.text, earlier), SCHEMA)
        except ModelFailed as error:
            return _with(question, ModelReading(model=self._model.name, trouble=str(error)))
        found = read(completion.text)
        if found is None:
            trouble = "the model does not keep the schema"
            return _with(
                question, self._summary(completion).model_copy(update={"trouble": trouble})
            )
        return _compared(
            question, earlier, _Kept(question, found, lexicon), self._summary(completion)
        )

    def _summary(self, completion: Completion) -> ModelReading:
        return ModelReading(
            model=self._model.name,
            told=completion.told or None,
            **spent([completion], self._model.price),
        )


class _Kept:
    """What the model said in words of the question, and how much it said in others."""

    def __init__(self, question: Question, found: Read, lexicon: Lexicon) -> None:
        earlier = f" {question.follows}" if question.follows else ""
        self._text = _plain(f"{question.text}{earlier}")
        self._lexicon = lexicon
        self.thesaurus = lexicon.thesaurus
        self.refused = 0
        self.read = found
        self.condition = next(iter(self._own((found.condition,))), "")
        self.parts = {part: self._own(getattr(found, part)) for part in _PARTS}

    def names(self, words: str) -> frozenset[str]:
        """Names of the vocabulary for them, else the words that carry meaning."""
        named = frozenset(mention.name for mention in self._lexicon.mentions(words))
        return named or frozenset(content_words(words))

    def _own(self, said: Iterable[str]) -> tuple[str, ...]:
        kept = [words for words in (" ".join(each.split()) for each in said) if self._is_own(words)]
        self.refused += sum(1 for each in said if each.strip()) - len(kept)
        return tuple(dict.fromkeys(kept))

    def _is_own(self, words: str) -> bool:
        """Whether they stand in the question, or name in the vocabulary what stands there."""
        if not words:
            return False
        if f" {_plain(words)} " in f" {self._text} ":
            return True
        here = {mention.name for mention in self._lexicon.mentions(self._text)}
        return words.lower() in here


def _compared(
    question: Question, earlier: Question | None, kept: _Kept, summary: ModelReading
) -> Question:
    anchored, condition = _anchored(question, kept)
    differences = [*condition, *_of_parts(question, kept), *_of_kind(question, earlier, kept.read)]
    differing = {difference.part for difference in differences}
    agreed = [part for part in ("condition", *_PARTS, "intent", "follows") if part not in differing]
    stated = {
        "condition": kept.condition,
        "intent": "x",
        "follows": "x" if earlier else "",
        **kept.parts,
    }
    reading = summary.model_copy(
        update={
            "pico": tuple((part, kept.parts[part]) for part in _PICO if kept.parts[part]),
            "agreed": tuple(part for part in agreed if stated[part]),
            "differences": tuple(differences),
            "refused": kept.refused,
        }
    )
    besides = tuple(_besides(anchored, differences))
    return _with(anchored, reading).model_copy(update={"facets": (*anchored.facets, *besides)})


def _anchored(question: Question, kept: _Kept) -> tuple[Question, list[Difference]]:
    """With the model's condition where the rules recognised none and the asker named none."""
    said = kept.condition
    own = question.condition
    if own and (not said or own.name in kept.names(said) or said.lower() == own.written.lower()):
        return question, []
    if own is None and not said:
        return question, []
    if own is not None or question.correction != Correction():
        rules = (own.name,) if own else ()
        return question, [Difference(part="condition", rules=rules, model=(said,))]
    taken = question.model_copy(
        update={"condition": kept.thesaurus.condition_of(said.lower(), said)}
    )
    planned = facets(taken, asking_sentence(question.text), kept.thesaurus)
    found = Difference(part="condition", model=(said,), taken=Taken.CONDITION)
    return taken.model_copy(update={"facets": planned}), [found]


def _of_parts(question: Question, kept: _Kept) -> Iterator[Difference]:
    for part, rule in _PARTS.items():
        ours = rule.of(question)
        known = frozenset(name for words in ours for name in (words.lower(), *kept.names(words)))
        more = tuple(words for words in kept.parts[part] if not kept.names(words) & known)
        if more:
            taken = Taken.SEARCHED if rule.searched else Taken.SHOWN
            yield Difference(part=part, rules=ours, model=more, taken=taken)


def _of_kind(question: Question, earlier: Question | None, found: Read) -> Iterator[Difference]:
    if found.intent is not question.intent:
        yield Difference(part="intent", rules=(question.intent.value,), model=(found.intent.value,))
    how = follows_how(question)
    if earlier and found.follows != how:
        yield Difference(part="follows", rules=(how,), model=(found.follows,))


def _besides(question: Question, differences: Iterable[Difference]) -> Iterator[Facet]:
    """A few facets for what only the model read; what is searched for already is not again."""
    searched = {
        words.lower() for facet in question.facets for words in (facet.name, *facet.required)
    }
    found = 0
    for difference in differences:
        for words in difference.model if difference.taken is Taken.SEARCHED else ():
            terms = content_words(words)[:_LONGEST_SEARCH]
            if not terms or words.lower() in searched or found == _MOST_SEARCHED:
                continue
            found += 1
            searched.add(words.lower())
            yield Facet(
                name=words,
                section=_SECTION,
                terms=terms,
                required=terms,
                at_least=min(len(terms), 2),
            )


def _patient(question: Question) -> Iterator[str]:
    patient = question.attributes
    yield from filter(None, (patient.age, patient.sex, patient.stage, patient.line))
    yield from (*patient.markers, *patient.comorbidities)
    if patient.pregnant:
        yield "pregnant"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w'-]+", text.lower()))


def _with(question: Question, reading: ModelReading) -> Question:
    return question.model_copy(update={"model_reading": reading})
