"""A question that follows another: the patient and the condition stay, unless it says otherwise.

"And if she is MSI-high?" keeps the disease and what was done; "what about her mother?" is another
person, of whom nothing is known but the disease that is talked of; "how is asthma treated?" is a
new question. What was carried over is named, so that the asker sees it and can take it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from probatum.evidence.question import Attributes, Condition, Facet, Intent, Question
from probatum.retrieval.facets import facets
from probatum.retrieval.intent import asking_sentence, stated_intent
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.thesaurus import Thesaurus
from probatum.retrieval.understanding import Context, understand
from probatum.retrieval.words import forms

_RELATIVE = (
    r"mother|father|sister|brother|sibling|son|daughter|child|children|husband|wife|partner|"
    r"spouse|parents?|relatives?|family(?! history)|aunt|uncle|cousin|twin|baby|newborn|infant"
)
_NEW_PERSON = re.compile(
    rf"\b(?:her|his|their|my|the patient['’]s)\s(?:\w+\s)?(?:{_RELATIVE})s?\b|"
    r"\b(?:another|a different|other)\s(?:patient|person|woman|man|child)s?\b|\bsomeone else\b",
    re.I,
)
_ELLIPTIC = re.compile(
    r"^\W*(?:and|but|or|also|so|then|what about|how about|what if|if|in|with|without|for|after|"
    r"same|any|dos(?:e|es|age|ing))\b|"
    r"\b(?:she|he|her|hers|his|him|they|them|their|it|its|this|that|these|those|there|instead|"
    r"the patient)\b",
    re.I,
)
_OF_A_TREATMENT = {Intent.DRUG, Intent.HARM}


def following(text: str, earlier: Question | None, context: Context) -> tuple[Question, Lexicon]:
    """The reading of a question asked after `earlier`, if any, and the lexicon it was read with.

    Raises `EmptyQuestion`; without an earlier question, `NotClinical` too.
    """
    if earlier is None:
        return understand(text, context)
    new, lexicon = understand(text, context, known_clinical=True)
    if _is_new_subject(new, earlier, context.thesaurus):
        return new, lexicon
    if _NEW_PERSON.search(text):
        merged = _of_the_disease(new, earlier)
        return _with_facets(
            merged, facets(merged, asking_sentence(text), context.thesaurus)
        ), lexicon
    merged = _of_the_patient(new, earlier)
    return _with_facets(merged, _new_parts(merged, new, earlier, context.thesaurus)), lexicon


def follows_how(question: Question) -> str:
    """How a question that was read here goes on from the one before: see `reading_form`."""
    if not question.follows:
        return "new question"
    return "another person" if _NEW_PERSON.search(question.text) else "same patient"


def _with_facets(question: Question, planned: tuple[Facet, ...]) -> Question:
    return question.model_copy(update={"facets": planned})


def _is_new_subject(new: Question, earlier: Question, thesaurus: Thesaurus) -> bool:
    """Whether it stands by itself: it names a condition of its own in a whole sentence.

    Another disease of the same kind is a new subject however short the question is: what was done
    for a cancer of the rectum is not done for one of the breast.
    """
    own, old = new.condition, earlier.condition
    if own is None:
        return False
    if old is None:
        return True
    if old.name in {own.name, *own.broader} or own.name in old.broader:
        return False
    kindred = thesaurus.group(own.name) == thesaurus.group(old.name) != "symptom"
    return kindred or not _ELLIPTIC.search(new.text)


def _of_the_disease(new: Question, earlier: Question) -> Question:
    """Another person: the disease that is talked of, and nothing of the patient."""
    if new.condition is not None or earlier.condition is None:
        return new.model_copy(update={"follows": earlier.text})
    return new.model_copy(
        update={
            "condition": earlier.condition,
            "follows": earlier.text,
            "carried": (earlier.condition.name,),
        }
    )


def _of_the_patient(new: Question, earlier: Question) -> Question:
    condition = _narrower(new, earlier)
    about_treatment = new.intent in _OF_A_TREATMENT and not new.interventions
    interventions = earlier.interventions if about_treatment else new.interventions
    old = earlier.attributes
    carried = (
        condition.name if condition and condition is earlier.condition else None,
        *(name for name in earlier.history if name not in new.history),
        *(name for name in earlier.sites if name not in new.sites),
        *(name for name in interventions if name not in new.interventions),
        *(name for name in old.comorbidities if name not in new.attributes.comorbidities),
        *_markers_that_stand(new.attributes, old),
        None if new.attributes.age else old.age,
        None if new.attributes.sex else old.sex,
        f"stage {old.stage}" if old.stage and not new.attributes.stage else None,
        None if new.attributes.line else old.line,
    )
    return new.model_copy(
        update={
            "condition": condition,
            "history": _joined(earlier.history, new.history),
            "sites": _joined(earlier.sites, new.sites),
            "interventions": interventions,
            "attributes": _patient(new, earlier),
            "intent": stated_intent(new.text) or earlier.intent,
            "abbreviations": tuple(
                {**dict(earlier.abbreviations), **dict(new.abbreviations)}.items()
            ),
            "follows": earlier.text,
            "carried": tuple(dict.fromkeys(filter(None, carried))),
        }
    )


def _narrower(new: Question, earlier: Question) -> Condition | None:
    """The condition of before, unless the new question names a narrower kind of it."""
    own, old = new.condition, earlier.condition
    narrower = own is not None and (old is None or old.name in own.broader)
    return own if narrower else old


def _patient(new: Question, earlier: Question) -> Attributes:
    """What is said now goes before what was said; a second disease is one more of the patient's."""
    now, before = new.attributes, earlier.attributes
    old = earlier.condition
    besides = []
    if new.condition and old and new.condition.name not in {old.name, *old.broader}:
        besides = [new.condition.name] if old.name not in new.condition.broader else []
    return Attributes(
        age=now.age or before.age,
        sex=now.sex or before.sex,
        pregnant=now.pregnant or before.pregnant,
        stage=now.stage or before.stage,
        line=now.line or before.line,
        markers=(*now.markers, *_markers_that_stand(now, before)),
        comorbidities=_joined(before.comorbidities, (*besides, *now.comorbidities)),
    )


def _markers_that_stand(now: Attributes, before: Attributes) -> tuple[str, ...]:
    """A marker said again, as "KRAS mutated" after "KRAS wild-type", replaces what was said."""
    again = {marker.split()[0].upper() for marker in now.markers}
    return tuple(marker for marker in before.markers if marker.split()[0].upper() not in again)


def _new_parts(
    merged: Question, new: Question, earlier: Question, thesaurus: Thesaurus
) -> tuple[Facet, ...]:
    """The parts that the earlier question did not have, or that speak of what is new.

    When nothing is, the whole is laid out. The earlier question may have followed another one and
    so have had new parts only: what its patient's whole plan holds is no news either.
    """
    planned = facets(merged, asking_sentence(new.text), thesaurus)
    whole = facets(earlier, asking_sentence(earlier.text), thesaurus) if earlier.follows else ()
    before = {facet.name: facet.key for facet in (*whole, *earlier.facets)}
    named = _said_now(new, earlier)
    kept = tuple(
        facet
        for facet in planned
        if facet.name not in before
        or (facet.key and not before[facet.name])
        or named & _words((facet.name, *facet.required))
        or (not named and _is_named(facet, new.text))
    )
    return kept or planned


def _said_now(new: Question, earlier: Question) -> set[str]:
    now = new.attributes
    read = (*now.markers, *now.comorbidities, *new.sites, *new.interventions, *new.history)
    before = earlier.attributes
    known = (*before.markers, *before.comorbidities, *earlier.sites, *earlier.interventions)
    return _words(read) - _words((*known, *earlier.history))


def _is_named(facet: Facet, text: str) -> bool:
    """Whether a question such as "what about follow-up?" names "Follow-up and monitoring"."""
    here = _words((text,))
    return any(_words((part,)) <= here for part in re.split(r"\band\b|[:,]", facet.name))


def _words(names: Iterable[str]) -> set[str]:
    return set(_each_word(names))


def _each_word(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from forms(name)


def _joined(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *now)))
