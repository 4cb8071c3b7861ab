"""Suites, the baseline beside ours, and whether a difference is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from probatum.evaluation import pdq_headings
from probatum.evaluation.baseline import bm25
from probatum.evaluation.retrieval import BASELINE, SYSTEMS, measure
from probatum.evaluation.significance import holm, randomisation
from probatum.evaluation.suite import (
    CHOSEN_ON,
    HELD_OUT,
    Collection,
    Suite,
    abstract,
    half,
    of_document,
)
from probatum.interfaces.cli.main import cli
from tests.evidence_by_hand import document

TEXTS = {
    "a:drugone": "Drugone lowers the pressure of patients with exampleitis.",
    "a:drugtwo": "Drugtwo was tried in patients with sampleosis and in patients without it.",
    "a:neither": "Patients and patients and more patients were seen in the clinic.",
}


def suite(questions: dict[str, str], relevant: dict[str, str]) -> Suite:
    collection = Collection(
        name="texts",
        documents=tuple(abstract(name, text) for name, text in TEXTS.items()),
        questions=questions,
        relevant={question: {name: 1} for question, name in relevant.items()},
    )
    return Suite("hand", "by hand", ("nDCG@10", "AP"), (collection,), of_document)


def test_the_baseline_and_ours_are_measured_on_the_same_questions():
    asked = {f"q{number}": "patients given drugtwo" for number in range(4)}
    outcomes = measure(suite(asked, dict.fromkeys(asked, "a:drugtwo")), SYSTEMS)
    assert {outcome.system for outcome in outcomes} == {BASELINE, *SYSTEMS}
    assert {outcome.half for outcome in outcomes} == set(map(half, asked))
    assert all(outcome.means["nDCG@10"] == 1 for outcome in outcomes)
    assert sum(outcome.questions for outcome in outcomes if outcome.system == BASELINE) == 4


def test_a_question_for_which_nothing_is_found_counts_as_none_right():
    outcomes = measure(suite({"q": "xylophone"}, {"q": "a:drugone"}), SYSTEMS)
    assert [outcome.means["AP"] for outcome in outcomes] == [0.0] * len(outcomes)


def test_the_baseline_gives_nothing_that_shares_no_word():
    (collection,) = suite({"q": "sampleosis"}, {"q": "a:drugtwo"}).collections
    assert list(bm25(collection, of_document, 10)["q"]) == ["a:drugtwo"]


def test_halves_are_the_same_in_every_run_and_nearly_even():
    parts = [half(f"question {number}") for number in range(400)]
    assert parts == [half(f"question {number}") for number in range(400)]
    assert 160 < parts.count(HELD_OUT) < 240
    assert set(parts) == {CHOSEN_ON, HELD_OUT}


def test_a_small_difference_is_chance_and_a_steady_one_is_not():
    worse = [0.5] * 30
    assert randomisation(worse, worse) == 1
    assert randomisation([0.6, 0.4] * 15, worse) > 0.5
    assert randomisation([0.6] * 30, worse) < 0.01


def test_p_is_corrected_for_the_number_of_comparisons():
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx(
        {"a": 0.03, "c": 0.06, "b": 0.06}
    )


def test_headings_become_questions_about_the_subject_of_their_document():
    page = document(topics=("exampleitis",))
    assert pdq_headings.question(page, "Dose of drugone") == (
        "What is known about Dose of drugone in exampleitis?"
    )
    assert pdq_headings.question(page, "Stage I Exampleitis") == (
        "What is known about Stage I Exampleitis?"
    )


def test_only_headings_that_stand_once_and_say_something_are_asked():
    text = "One.\nTwo.\nThree.\nFour."
    headings = (("Overview",), ("Dose of drugone",), ("Care",), ("Care", "Dose of Drugtwo"))
    whole = document(text)
    blocks = tuple(
        block.model_copy(update={"heading": heading})
        for block, heading in zip(whole.blocks, headings, strict=True)
    )
    page = whole.model_copy(update={"blocks": blocks})
    asked = [one.path[-1] for one in pdq_headings._candidates(page)]
    assert asked == ["Dose of Drugtwo", "Dose of drugone"]


def bioasq_by_hand(folder: Path) -> None:
    bench = folder / "bench" / "bioasq"
    bench.mkdir(parents=True)
    snippets = [{"_id": f"{n}_0", "pmid": n, "text": t} for n, t in enumerate(TEXTS.values())]
    asked = [{"_id": f"q{n}", "text": "What lowers pressure in exampleitis?"} for n in range(3)]
    for name, rows in (("corpus_snippets.jsonl", snippets), ("questions.jsonl", asked)):
        (bench / name).write_text("\n".join(map(json.dumps, rows)))
    lines = ["query-id\tcorpus-id\tscore", *(f"q{n}\t0_0\t1" for n in range(3))]
    (bench / "qrels_snippets.tsv").write_text("\n".join(lines) + "\n")


def test_the_command_prints_tables_and_puts_them_into_the_page(tmp_path: Path):
    bioasq_by_hand(tmp_path)
    call = ["evaluate", "--data", str(tmp_path), "--into", str(tmp_path / "pages")]
    done = CliRunner().invoke(cli, [*call, "retrieval", "--suite", "bioasq"])
    assert done.exit_code == 0, done.output
    assert "| whole | 1.000 |" in done.output
    assert "bm25s" in (tmp_path / "pages" / "retrieval.md").read_text()
    assert (tmp_path / "pages" / "retrieval.svg").read_text().startswith("<?xml")
