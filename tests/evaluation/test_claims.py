"""Claims that people judged, and what is made of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from probatum.evaluation import claim_figures as figures
from probatum.evaluation.calibration_plot import calibration_svg
from probatum.evaluation.claim_figures import Bin
from probatum.evaluation.claim_suites import Item, Label, healthver, sampled, scifact, windows
from probatum.evaluation.claims import Judged, judge, strongest
from probatum.evaluation.evidence_inference import prompts, split_of
from probatum.evidence.claim import Reason, Verdict
from probatum.interfaces.cli.main import cli
from probatum.verification.entailment import Probabilities

ABSTRACT = "Drugmab reduced attacks in adults with asthma. Sleep was not improved by drugmab."


def item(claim: str, label: Label, group: str = "") -> Item:
    return Item(claim, windows(ABSTRACT), label, group)


def said(label: Label, people: Label, leaning: float = 0.0, supports: float = 0.5) -> Judged:
    return Judged(item("Any claim.", people), label, leaning, (), supports)


class Sure:
    """A model by hand: whatever speaks of wheezing is supported."""

    name, supports_at, contradicts_at = "by hand", 0.8, 0.8

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Probabilities]:
        self.asked += pairs
        return [Probabilities(*((0.9, 0, 0.1) if "wheez" in c else (0, 0, 1))) for _, c in pairs]


def test_without_a_model_words_and_rules_judge():
    result = judge([item("Drugmab reduced attacks in adults with asthma.", Label.SUPPORTED)], None)
    assert list(result) == ["shared words", "rules"]
    assert result["rules"][0].label is Label.SUPPORTED


def test_a_model_lifts_a_paraphrase_and_is_asked_once_about_a_pair():
    model = Sure()
    claim = item("Adults with asthma suffered from fewer bouts of wheezing.", Label.SUPPORTED)
    result = judge([claim], model)
    assert result["rules"][0].label is Label.NOT_ENOUGH
    assert result["model alone"][0].label is Label.SUPPORTED
    assert len(model.asked) == len(set(model.asked))


def test_the_surest_window_speaks_and_no_window_says_neither():
    unsure, against = Probabilities(0.3, 0.3, 0.4), Probabilities(0.1, 0.8, 0.1)
    assert strongest([unsure, against]) == against
    assert strongest([]).neither == 1.0


def test_figures_of_a_small_table_are_those_reckoned_by_hand():
    judged = [
        said(Label.SUPPORTED, Label.SUPPORTED, 1),
        said(Label.NOT_ENOUGH, Label.SUPPORTED, 0.2),
        said(Label.CONTRADICTED, Label.CONTRADICTED, -1),
        said(Label.SUPPORTED, Label.CONTRADICTED, 1),
    ]
    assert figures.accuracy(judged) == 0.5
    assert figures.macro_f1(judged) == pytest.approx((0.5 + 2 / 3) / 2)
    assert figures.forced(judged)[0] == 0.75
    assert figures.kappa(judged) == pytest.approx(0.0)
    assert figures.confusion(judged)[Label.SUPPORTED, Label.NOT_ENOUGH] == 1


def test_a_sample_keeps_rival_statements_together_and_is_the_same_each_time():
    items = [item(f"{n}", Label.SUPPORTED, str(n // 3)) for n in range(30)]
    drawn = sampled(items, 7)
    assert len(drawn) == 9
    assert all(sum(i.group == d.group for i in drawn) == 3 for d in drawn)
    assert drawn == sampled(items, 7)
    assert len(sampled(items, 100)) == 30


def test_of_rival_statements_the_one_that_leans_highest_is_chosen():
    rivals = [
        Judged(item("up", Label.CONTRADICTED, "1"), Label.NOT_ENOUGH, 0.1),
        Judged(item("down", Label.SUPPORTED, "1"), Label.NOT_ENOUGH, 0.4),
        Judged(item("same", Label.CONTRADICTED, "1"), Label.NOT_ENOUGH, 0.2),
        Judged(item("up", Label.SUPPORTED, "2"), Label.NOT_ENOUGH, 0.0),
        Judged(item("down", Label.CONTRADICTED, "2"), Label.NOT_ENOUGH, 0.0),
        Judged(item("same", Label.CONTRADICTED, "2"), Label.NOT_ENOUGH, 0.0),
    ]
    assert figures.chosen(rivals) == (0.5, 0.5)


def test_a_check_is_precise_where_its_contradictions_are_such():
    reason = Reason(check="numbers", verdict=Verdict.CONTRADICTED, text="another number")
    judged = [
        said(Label.CONTRADICTED, Label.CONTRADICTED)._replace(reasons=(reason, reason)),
        said(Label.CONTRADICTED, Label.SUPPORTED)._replace(reasons=(reason,)),
        said(Label.NOT_ENOUGH, Label.CONTRADICTED),
    ]
    assert figures.checks(judged) == [figures.CheckFigures("numbers", 2, 0.5, 0.5)]


def test_calibration_compares_what_is_stated_with_what_is_found():
    judged = [said(Label.SUPPORTED, label, supports=0.75) for label in Label]
    assert figures.calibration(judged) == [Bin(0.75, pytest.approx(1 / 3), 3)]
    assert figures.calibration_error([Bin(0.9, 0.5, 1), Bin(0.2, 0.2, 3)]) == pytest.approx(0.1)
    drawing = calibration_svg({"a <suite>": [Bin(0.9, 0.5, 10)]})
    assert "a &lt;suite&gt; (error 0.40)" in drawing


def _evidence_inference(folder: Path, articles: list[str]) -> None:
    heads = "PromptID,PMCID,Outcome,Intervention,Comparator\n"
    rows = [f"{n},{a},Pain,Drugmab,Placebo\n" for n, a in enumerate(articles)]
    (folder / "prompts.csv").write_text(heads + "".join(rows))
    heads = "PromptID,Valid Label,Valid Reasoning,Label Code,Annotations\n"
    rows = [f'{n},True,True,-1,"Pain\nwas  less."\n' for n in range(len(articles))]
    rows.append("0,True,True,1,Pain was more.\n")  # annotators of the first do not agree
    (folder / "annotations.csv").write_text(heads + "".join(rows))


def test_splits_of_evidence_inference_share_no_article(tmp_path: Path):
    articles = [str(number) for number in range(1000, 1060)]
    _evidence_inference(tmp_path, articles)
    found = {s: list(prompts(tmp_path, s)) for s in ("training", "validation", "held out")}
    seen = [prompt.article for split in found.values() for prompt in split]
    assert len(seen) == len(set(seen)) == len(articles) - 1
    assert all(found.values())
    assert {p.evidence for p in found["training"]} == {("Pain was less.",)}


def test_the_published_test_articles_are_held_out():
    assert split_of("PMC1090584") == "held out"


def _benchmarks(folder: Path) -> Path:
    (folder / "bench" / "scifact").mkdir(parents=True)
    (folder / "bench" / "healthver").mkdir()
    entry = {
        "input": "Drugmab reduced attacks in adults with asthma.",
        "gold_ctx": [{"title": "Drugmab in asthma", "text": ABSTRACT}],
        "answer": "true",
    }
    path = folder / "bench" / "scifact" / "scifact_test.jsonl"
    path.write_text(json.dumps(entry) + "\n" + json.dumps(entry | {"answer": "false"}) + "\n")
    path = folder / "bench" / "healthver" / "healthver_dev.csv"
    path.write_text("id,evidence,claim,label\n1,Masks help.,Masks help.,Neutral\n")
    return folder


def test_suites_read_their_labels(tmp_path: Path):
    data = _benchmarks(tmp_path)
    assert [i.label for i in scifact(data)] == [Label.SUPPORTED, Label.CONTRADICTED]
    assert [i.label for i in healthver(data)] == [Label.NOT_ENOUGH]
    assert len(windows(ABSTRACT)) == 3


def test_the_command_writes_tables_into_the_page(tmp_path: Path):
    data = _benchmarks(tmp_path / "data")
    call = ["evaluate", "--data", str(data), "--into", str(tmp_path), "claims", "--no-model"]
    result = CliRunner().invoke(cli, [*call, "--suite", "scifact"])
    assert result.exit_code == 0, result.output
    page = (tmp_path / "claims.md").read_text()
    assert "| rules | 2 | 0.50 |" in page
    assert page.count("<!-- scifact -->") == 1
