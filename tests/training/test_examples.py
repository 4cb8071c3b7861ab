"""Examples for training: what another wording of a question makes of the answer."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from training.entailment.examples import DOWN, SAME, UNSAID, UP, Example, examples, mirrored

WORK = "PMC1000001"
"""By its hash an article for training."""
FOUND = "Attacks were fewer with drugmab than with placebo."
PROMPTS = (
    ("1", "Attacks", "drugmab", "placebo", "-1", FOUND),
    ("2", "Sleep quality", "drugmab", "placebo", "0", "Sleep quality did not differ."),
    ("3", "Headache", "drugmab", "placebo", "1", "Headache was more common with drugmab."),
)


@pytest.fixture
def made(tmp_path: Path) -> list[Example]:
    number = WORK.removeprefix("PMC")
    with (tmp_path / "prompts.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("PromptID", "PMCID", "Outcome", "Intervention", "Comparator"))
        rows.writerows((key, number, *rest[:3]) for key, *rest in PROMPTS)
    with (tmp_path / "annotations.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            ("PromptID", "PMCID", "Valid Label", "Valid Reasoning", "Label Code", "Annotations")
        )
        for key, _, _, _, effect, words in PROMPTS:
            rows.writerow((key, number, "True", "True", effect, words))
    assert not examples(tmp_path, "validation")
    return examples(tmp_path, "training")


def test_what_annotators_marked_is_asked_as_they_asked(made: list[Example]):
    plain = [each for each in made if each.kind == "as asked"]
    assert [each.label for each in plain] == [DOWN, SAME, UP]
    assert plain[0].text == FOUND
    assert (*plain[0].arms, plain[0].outcome) == ("drugmab", "placebo", "Attacks")


def test_with_the_arms_exchanged_the_effect_turns(made: list[Example]):
    exchanged = [each for each in made if each.kind == "as asked, exchanged"]
    assert [each.label for each in exchanged] == [UP, SAME, DOWN]
    assert {tuple(each.arms) for each in exchanged} == {("placebo", "drugmab")}


def test_with_every_direction_turned_the_effect_turns(made: list[Example]):
    turned = [each for each in made if each.kind == "mirrored"]
    assert [(each.text, each.label) for each in turned] == [
        ("Headache was less common with drugmab.", DOWN)
    ]


def test_what_the_words_do_not_speak_of_is_not_said(made: list[Example]):
    elsewhere = [each for each in made if each.kind == "elsewhere"]
    assert len(elsewhere) == len(PROMPTS)
    assert {each.label for each in elsewhere} == {UNSAID}
    assert all(each.outcome.lower() not in each.text.lower() for each in elsewhere)


@pytest.mark.parametrize(
    ("source", "turned"),
    [
        ("Pain was lower with drugmab (2.1 vs 3.4).", "Pain was higher with drugmab ."),
        ("Pain was higher, p < 0.05, in controls.", "Pain was lower, , in controls."),
        ("Pain was lower: 2.1 with drugmab, 3.4 with placebo.", None),
        ("Pain did not differ.", None),
    ],
)
def test_words_are_mirrored_where_no_figure_tells_of_the_other(source: str, turned: str | None):
    assert mirrored(source) == turned
