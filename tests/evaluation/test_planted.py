"""Errors planted in true sentences, and how many of them checking catches."""

from __future__ import annotations

import pytest

from probatum.evaluation.planted import (
    UNTOUCHED,
    Truth,
    planted,
    planted_tables,
    sentences,
)
from probatum.evaluation.planting import paraphrased, planters
from probatum.evidence.claim import Verdict
from probatum.verification.support import Window

TRUE = (
    "Adults with severe asthma should be given prednisolone 40 mg daily before discharge.",
    "In women with stage II disease, oral cisplatin may be used as first-line treatment.",
    "Survival was longer with cisplatin than with placebo (HR, 0.70; 12 months vs. 9 months).",
)
CHANGED = {
    "unit": "40 mcg daily",
    "schedule": "40 mg weekly",
    "sequence": "after discharge",
    "negation": "should not be given",
    "route": "intravenous cisplatin",
    "strength": "must be used",
    "population": "second-line treatment",
    "stage, grade, type": "stage IV disease",
    "direction": "Survival was shorter",
    "arms swapped": "with placebo than with cisplatin",
}


def truths() -> list[Truth]:
    return [Truth(text, (Window(text, "", "by hand"),)) for text in TRUE]


@pytest.mark.parametrize(("kind", "words"), CHANGED.items(), ids=list(CHANGED))
def test_each_kind_of_error_changes_what_it_is_named_after(kind: str, words: str):
    plant = planters(TRUE, seed=1)[kind]
    assert any(words in changed for text in TRUE if (changed := plant(text)))


def test_every_kind_is_planted_and_what_is_true_raises_no_alarm():
    counts = planted(truths(), seed=1, reworded=False)
    assert counts[UNTOUCHED] == {Verdict.SUPPORTED: len(TRUE)}
    assert set(counts) == {UNTOUCHED, "number", "drug", *CHANGED}
    assert all(not verdicts[Verdict.SUPPORTED] for kind, verdicts in counts.items()
               if kind != UNTOUCHED)  # fmt: skip


def test_other_words_keep_figures_and_names():
    said = "In adults with asthma, patients who received prednisolone 40 mg had a longer survival."
    other = paraphrased(said)
    assert other != said
    assert all(word in other for word in ("prednisolone", "40 mg", "longer"))


def test_the_tables_name_the_seed_and_count_every_error():
    text = planted_tables(truths(), seed=7)
    assert "seed 7" in text
    assert text.count("| all errors |") == 2


def test_planted_errors_in_guidelines_are_caught_and_true_sentences_pass(shared_data):
    counts = planted(sentences(shared_data, seed=5, most=80), seed=5, reworded=False)
    true = counts.pop(UNTOUCHED)
    errors = sum(verdicts.total() for verdicts in counts.values())
    caught = errors - sum(verdicts[Verdict.SUPPORTED] for verdicts in counts.values())
    assert true[Verdict.SUPPORTED] / true.total() >= 0.95
    assert caught / errors >= 0.95
