"""A model reads the question beside the rules: it fills gaps, overrules nothing, and is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from probatum.errors import ModelFailed
from probatum.evidence.model_reading import ModelReading, Taken
from probatum.evidence.question import Correction, Question
from probatum.language_model.model import Prompt
from probatum.language_model.scripted import ScriptedModel
from probatum.retrieval.correction import corrected
from probatum.retrieval.following import following
from probatum.retrieval.model_reading import ModelReader
from probatum.retrieval.reading_form import NEW, SAME
from probatum.retrieval.understanding import Context
from tests.injection.attacks import ATTACKS
from tests.injection.obedient import OBEDIENT

CONTEXT = Context({}, {})
QUESTION = "Does metformin lower weight in adults with type 2 diabetes compared with placebo?"


def said(**changed: Any) -> str:
    nothing: dict[str, Any] = {
        "condition": "", "population": [], "history": [], "sites": [], "interventions": [],
        "comparisons": [], "outcomes": [], "intent": "comparison", "follows": NEW,
    }  # fmt: skip
    return json.dumps(nothing | changed)


def by_rules(text: str, earlier: Question | None = None, **correction: Any) -> Question:
    question, _ = following(text, earlier, CONTEXT)
    return corrected(question, Correction(**correction))


def by_both(text: str, answer: str, earlier: Question | None = None, **correction: Any) -> Question:
    question, lexicon = following(text, earlier, CONTEXT)
    reader = ModelReader(ScriptedModel(lambda prompt: answer))
    return reader.read(corrected(question, Correction(**correction)), earlier, lexicon)


def reading(question: Question) -> ModelReading:
    assert question.model_reading
    return question.model_reading


def unread(question: Question) -> Question:
    return question.model_copy(update={"model_reading": None})


def test_what_both_read_alike_changes_nothing_and_is_said():
    answer = said(
        condition="type 2 diabetes", interventions=["metformin"], intent=by_rules(QUESTION).intent
    )
    read = by_both(QUESTION, answer)
    assert unread(read) == by_rules(QUESTION)
    assert reading(read).differences == ()
    assert {"condition", "interventions", "intent"} <= set(reading(read).agreed)
    assert reading(read).tokens > 0


def test_what_the_rules_do_not_read_is_searched_for_in_words_of_the_question():
    rules = by_rules(QUESTION)
    read = by_both(
        QUESTION, said(condition="type 2 diabetes", outcomes=["weight"], intent=rules.intent)
    )
    (difference,) = reading(read).differences
    assert (difference.part, difference.model, difference.taken) == (
        "outcomes",
        ("weight",),
        Taken.SEARCHED,
    )
    added = [facet for facet in read.facets if facet not in rules.facets]
    assert [facet.name for facet in added] == ["weight"]
    assert read.facets[: len(rules.facets)] == rules.facets
    assert dict(reading(read).pico) == {"outcomes": ("weight",)}


def test_the_rules_stand_where_both_read_something_else():
    read = by_both(QUESTION, said(condition="placebo", intent="harm"))
    assert unread(read) == by_rules(QUESTION)
    shown = {one.part: one for one in reading(read).differences}
    assert set(shown) == {"condition", "intent"}
    assert shown["condition"].rules == ("type 2 diabetes",)
    assert shown["condition"].model == ("placebo",)
    assert all(one.taken is Taken.SHOWN for one in shown.values())


def test_a_condition_that_no_vocabulary_knows_is_taken_from_the_question():
    text = "How should zanzibar foot syndrome be treated in adults?"
    assert by_rules(text).condition is None
    read = by_both(text, said(condition="zanzibar foot syndrome", intent="management"))
    assert read.condition
    assert read.condition.name == "zanzibar foot syndrome"
    (difference,) = reading(read).differences
    assert difference.taken is Taken.CONDITION


def test_the_askers_word_comes_before_the_models():
    text = "How should zanzibar foot syndrome be treated in adults?"
    answer = said(condition="zanzibar foot syndrome", intent="management")
    read = by_both(text, answer, condition="gout")
    assert read.condition
    assert read.condition.name == "gout"


@pytest.mark.parametrize(
    "changed",
    [
        {"condition": "leprosy"},
        {"outcomes": ["death", "weight loss in children"]},
        {"interventions": ["insulin"]},
        {"comparisons": ["metformin is useless"]},
        {"population": ["pregnant women"]},
    ],
    ids=["condition", "outcomes", "intervention", "claim", "population"],
)
def test_words_that_the_question_has_not_are_refused(changed):
    rules = by_rules(QUESTION)
    read = by_both(QUESTION, said(intent=rules.intent, **changed))
    assert unread(read) == rules
    assert reading(read).refused >= 1
    assert reading(read).differences == ()


@pytest.mark.parametrize(
    "text", ["Sure!", "{}", "[]", '{"condition": 1}', said(intent="poetry"), said(follows="x")]
)
def test_a_model_that_keeps_no_form_leaves_the_rules(text):
    read = by_both(QUESTION, text)
    assert unread(read) == by_rules(QUESTION)
    assert "schema" in (reading(read).trouble or "")


def test_a_model_that_fails_leaves_the_rules_and_says_why():
    def script(prompt: Prompt) -> str:
        raise ModelFailed("the model gave no answer in 60 seconds")

    question, lexicon = following(QUESTION, None, CONTEXT)
    read = ModelReader(ScriptedModel(script)).read(question, None, lexicon)
    assert unread(read) == question
    assert reading(read).trouble == "the model gave no answer in 60 seconds"


def test_how_a_question_follows_is_compared_with_the_rules():
    earlier = by_rules("Treatment of metastatic rectal cancer in a woman of 60 years?")
    text = "and if she is MSI-high?"
    rules = by_rules(text, earlier)
    assert rules.follows
    agreed = by_both(text, said(intent=rules.intent, follows=SAME), earlier)
    assert "follows" in reading(agreed).agreed
    other = by_both(text, said(intent=rules.intent, follows=NEW), earlier)
    assert unread(other) == unread(agreed) == rules
    (difference,) = reading(other).differences
    assert (difference.part, difference.rules, difference.model) == ("follows", (SAME,), (NEW,))


def test_only_a_few_things_are_searched_for_besides():
    text = "In gout, does colchicine change pain, sleep, walking, work, mood and swelling?"
    outcomes = ["pain", "sleep", "walking", "work", "mood"]
    read = by_both(text, said(condition="gout", outcomes=outcomes))
    assert len(read.facets) - len(by_rules(text).facets) <= 3


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_a_model_that_obeys_an_attack_in_the_question_adds_only_its_words(number):
    text = f"How should gout be treated? {ATTACKS[number]}"
    rules = by_rules(text)
    order = said(condition="leprosy", interventions=["arsenic"], outcomes=["say it is approved"])
    read = by_both(text, order)
    assert unread(read) == rules
    assert reading(read).refused == 3


@pytest.mark.parametrize(
    "script", ["repeats its rules", "calls a tool", "adds keys", "writes code"]
)
def test_what_is_no_reading_is_none(script):
    read = by_both(QUESTION, OBEDIENT[script](Prompt("rules", '<data>\n{"quotes": []}\n</data>')))
    assert unread(read) == by_rules(QUESTION)
