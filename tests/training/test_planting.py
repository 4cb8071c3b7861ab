"""Pairs for training: what an error does to a sentence, and what another wording does not."""

from __future__ import annotations

import random

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.negation import check_negation
from probatum.verification.numbers import check_numbers
from training.entailment.corruption import (
    Exchange,
    arms,
    direction,
    kinds,
    negation,
    number,
    strength,
    unit,
)
from training.entailment.pair import CONTRADICTED, NOT_ENOUGH, SUPPORTED
from training.entailment.paraphrase import abbreviated, compressed, mirrored, synonyms
from training.entailment.planting import Planting
from training.entailment.questions import stated
from training.entailment.texts import Said

SENTENCE = "Drugmab 20 mg once weekly reduced attacks by 40% in adults with asthma."


def rng(seed: int = 1) -> random.Random:
    return random.Random(seed)


@pytest.mark.parametrize("seed", range(20))
def test_a_planted_number_is_another_number(seed: int):
    wrong = number(SENTENCE, rng(seed))
    assert wrong is not None
    found = check_numbers(wrong, SENTENCE)
    assert found is not None
    assert found.verdict is not Verdict.SUPPORTED


def test_a_year_or_a_name_is_no_number_to_change():
    assert number("Since 1998 HER2 and 5-FU are known.", rng()) is None


def test_a_denial_is_put_in_and_taken_out_again():
    said = "The drug was given to adults."
    denied = negation(said, rng())
    assert denied == "The drug was not given to adults."
    assert negation(denied, rng()) == said
    assert check_negation(denied, said) is not None


def test_units_directions_and_arms_are_exchanged():
    assert unit("It lasted 3 weeks.", rng()) in {"It lasted 3 months.", "It lasted 3 days."}
    assert direction("Higher doses helped.", rng()) == "Lower doses helped."
    said = "Pain was less in the drug group than in the placebo group."
    assert arms(said, rng()) == "Pain was less in the placebo group than in the drug group."


def test_strength_is_only_ever_raised():
    assert strength("It may help.", rng()) == "It will help."
    assert strength("It will help.", rng()) is None


def test_a_name_is_exchanged_wherever_it_stands():
    exchange = Exchange(lambda _: frozenset({"Drugmab"}), ("othermab",))
    assert exchange("Drugmab helps; drugmab is safe.", rng()) == "othermab helps; othermab is safe."


def test_the_mirrored_form_says_the_same():
    said = "Pain was higher in the drug group than in the placebo group."
    assert mirrored(said) == "Pain was lower in the placebo group than in the drug group."
    assert mirrored("Nothing is compared here.") is None


def test_brackets_and_openings_are_left_out_but_not_the_statement():
    said = "In conclusion, the drug (20 mg) reduced attacks in adults with severe asthma."
    shorter = {compressed(said, rng(seed)) for seed in range(30)}
    assert "The drug reduced attacks in adults with severe asthma." in shorter
    assert all("reduced attacks in adults with severe asthma" in each for each in shorter)


def test_synonyms_and_abbreviations_keep_numbers():
    said = "Patients had longer overall survival (OS), 12 months compared with 8."
    for seed in range(20):
        other = abbreviated(synonyms(said, rng(seed)), (), rng(seed))
        assert check_numbers(other, said) is None


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Does drugmab reduce attacks?", "Drugmab reduce attacks."),
        ("Is sleep apnoea associated with gout?", "Sleep apnoea is associated with gout."),
        ("A trial: is early surgery necessary in adults?", None),
        ("Why do adults wheeze?", None),
    ],
)
def test_a_question_is_stated_where_its_subject_can_be_told(question: str, statement: str | None):
    found = stated(question)
    assert found == statement or (statement is None and found is not None and "?" not in found)


def test_around_a_sentence_stand_a_true_pair_and_at_most_two_errors():
    errors = kinds(("othermab",), Exchange(lambda _: frozenset(), ()))
    planting = Planting(errors, {"w": ()}, rng())
    pairs = list(planting.around(Said("w", "", (SENTENCE,), 0), SENTENCE, "planted"))
    assert pairs[0].label == SUPPORTED
    wrong = [pair for pair in pairs if pair.label != SUPPORTED]
    assert 1 <= len(wrong) <= 2
    assert {pair.label for pair in wrong} <= {CONTRADICTED, NOT_ENOUGH}
    assert all(pair.source != pair.claim for pair in wrong)
