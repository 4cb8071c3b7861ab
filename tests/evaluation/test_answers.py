"""Answers beside what people wrote, and ALCE's recall and precision of their citations."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from probatum.evaluation.answer_suites import Known, bioasq, drawn, k_qa, pubmedrs_200
from probatum.evaluation.answers import judged, outcome
from probatum.evidence.answer import Answer, Provenance, Section, Writing
from probatum.evidence.claim import Citation, Claim, Verdict
from probatum.evidence.document import DocumentKind
from probatum.evidence.question import Question
from probatum.interfaces.cli.main import cli
from probatum.library.embedded import EmbeddedIndex
from tests.evidence_by_hand import document
from tests.replay.model import serving, writes

DOSE = "In adults with asthma the dose of drugone is 5 mg twice daily."
HARM = "Drugone is not recommended in adults with severe liver disease."
ADVICE = "The drugone is recommended as the first-line treatment of asthma in adults."
SLEEP = "Sleep was better with regular walks in the morning."
PLACES = {DOSE: 0, HARM: len(DOSE) + 1, SLEEP: len(DOSE) + len(HARM) + 2}
AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    library.add([document("\n".join(PLACES), topics=("asthma",))])
    yield library
    library.close()


def citation(quote: str, *, moved: int = 0) -> Citation:
    start = PLACES[quote] + moved
    return Citation(
        reference=1, document="file:one", passage="p", quote=quote, start=start, end=start + len(quote)
    )  # fmt: skip


def answer(*claims: Claim, writing: Writing | None = None) -> Answer:
    return Answer(
        question=Question(text="How is asthma treated?"),
        title="Asthma",
        sections=(Section(heading="Treatment", claims=claims),) if claims else (),
        updated=AT,
        provenance=Provenance(
            library="x", documents=1, composer="quoting", version="1", asked_at=AT, writing=writing
        ),
    )


def claim(text: str, *citations: Citation) -> Claim:
    return Claim(text=text, verdict=Verdict.SUPPORTED, citations=citations)


def known(*wordings: tuple[str, ...], may: tuple[str, ...] = ()) -> Known:
    return Known("1", "How is asthma treated?", wordings, may)


def test_complete_is_the_share_of_statements_that_the_answer_carries(index):
    said = answer(claim(DOSE, citation(DOSE)))
    found = judged(known((DOSE, HARM), may=(DOSE,)), said, index)
    assert (found.must, found.may) == (0.5, 1.0)
    assert 0.5 < found.words < 1.0


def test_of_several_wordings_the_one_that_the_answer_meets_best_counts(index):
    said = answer(claim(DOSE, citation(DOSE)))
    assert judged(known((HARM,), (DOSE,)), said, index).must == 1.0


def test_a_statement_that_the_answer_denies_is_counted(index):
    said = answer(claim(HARM, citation(HARM)))
    denied = HARM.replace(" not", "")
    found = judged(known((denied,)), said, index)
    assert (found.must, found.against) == (0.0, 1)


def test_without_an_answer_nothing_is_complete_and_no_citation_counts(index):
    for nothing in (None, answer()):
        found = judged(known((DOSE,)), nothing, index)
        assert (found.must, found.sentences, found.recall, found.precision) == (0.0, 0, None, None)


def test_a_sentence_counts_when_what_it_cites_carries_it_together(index):
    good, bad = claim(DOSE, citation(DOSE)), claim(DOSE, citation(SLEEP))
    found = judged(known((DOSE,)), answer(good, bad, claim(SLEEP)), index)
    assert found.recall == pytest.approx(1 / 3)
    assert found.precision == 0.5


def test_a_citation_that_carries_nothing_and_can_be_left_out_is_imprecise(index):
    both = claim(DOSE, citation(DOSE), citation(SLEEP))
    found = judged(known((DOSE,)), answer(both), index)
    assert (found.recall, found.precision) == (1.0, 0.5)


def test_a_quote_that_is_not_at_its_place_in_the_library_carries_nothing(index):
    moved = answer(claim(DOSE, citation(DOSE, moved=3)))
    gone = citation(DOSE).model_copy(update={"document": "file:gone"})
    for said in (moved, answer(claim(DOSE, gone))):
        assert judged(known((DOSE,)), said, index).recall == 0.0


def test_recall_and_precision_are_means_over_answers_that_have_sentences(index):
    writing = Writing(model="m", kept=0, tokens=300, cost=0.5, fallback="nothing held")
    one = judged(known((DOSE,)), answer(claim(DOSE, citation(DOSE)), writing=writing), index, 2.0)
    of = outcome([one, judged(known((DOSE,)), None, index, 4.0)])
    assert (of.questions, of.answered, of.must, of.recall, of.precision) == (2, 0.5, 0.5, 1.0, 1.0)
    assert (of.seconds, of.tokens, of.cost, of.fallbacks) == (3.0, 150.0, 0.5, 1)


def test_the_same_questions_are_drawn_in_every_run():
    questions = [Known(str(number), "?", ((DOSE,),)) for number in range(50)]
    first = drawn(questions, 10, seed=1)
    assert first == drawn(list(reversed(questions)), 10, seed=1)
    assert first != drawn(questions, 10, seed=2)
    assert len(drawn(questions, None, seed=1)) == 50


def _benchmarks(folder: Path) -> Path:
    for name in ("bench/k-qa", "bench/bioasq", "bench/pubmedrs-200", "corpus/medquad"):
        (folder / name).mkdir(parents=True)
    row = {
        "Question": "How is asthma treated?",
        "Must_have": [f" {DOSE}"],
        "Nice_to_have": ["", HARM],
    }
    (folder / "bench/k-qa/questions_w_answers.jsonl").write_text(json.dumps(row))
    question = {
        "_id": "b1",
        "text": "What is the first-line treatment of asthma?",
        "ideal_answer": [f"{DOSE} {SLEEP}", DOSE],
    }
    (folder / "bench/bioasq/questions.jsonl").write_text(json.dumps(question))
    snippets = [
        {"pmid": "7", "text": DOSE},
        {"pmid": "8", "text": ADVICE},
        {"pmid": "7", "text": HARM},
    ]
    lines = "\n".join(json.dumps(snippet) for snippet in snippets)
    (folder / "bench/bioasq/corpus_snippets.jsonl").write_text(lines)
    spoiled = "Asthma: P\u2009<\u20090.05".encode().decode("latin-1")
    with (folder / "bench/pubmedrs-200/PubMedRS-200.csv").open(
        "w", newline="", encoding="utf-8"
    ) as file:
        rows = csv.writer(file)
        rows.writerow(["Title", "Abstract", "PMID", "HumanQuestions", "HumanAnswer", "", ""])
        rows.writerow(
            [spoiled, f"RESULTS:\n{DOSE}", "9", "Does drugone help in asthma?", DOSE, "", ""]
        )
    return folder


def test_suites_read_questions_statements_and_their_library(tmp_path: Path):
    data = _benchmarks(tmp_path)
    (row,) = k_qa(data).questions
    assert (row.must, row.may) == (((DOSE,),), (HARM,))
    assert {each.kind for each in k_qa(data).documents()} == {DocumentKind.PRACTICAL_SUMMARY}
    (row,) = bioasq(data).questions
    assert row.must == ((DOSE, SLEEP), (DOSE,))
    assert {each.id: each.text for each in bioasq(data).documents()} == {
        "pubmed:7": f"{DOSE}\n{HARM}",
        "pubmed:8": ADVICE,
    }
    (review,) = pubmedrs_200(data).documents()
    assert (review.title, review.text) == ("Asthma: P\u2009<\u20090.05", f"RESULTS:\n{DOSE}")


def test_the_command_writes_both_composers_beside_each_other_into_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    data = _benchmarks(tmp_path / "data")
    monkeypatch.setenv("PROBATUM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    call = [
        "evaluate",
        "--data",
        str(data),
        "--into",
        str(tmp_path),
        "answers",
        "--suite",
        "bioasq",
    ]
    with serving() as server:
        server.play = writes(lambda quote: quote.replace("the ", ""))
        monkeypatch.setenv("PROBATUM_MODEL_ADDRESS", server.address)
        result = CliRunner().invoke(cli, [*call, "--model", "scripted", "--sample", "1"])
        assert result.exit_code == 0, result.output
        assert server.asked[0]["model"] == "scripted"
    page = (tmp_path / "answers.md").read_text()
    assert "1 of 1 questions. Library: all marked snippets" in page
    assert "| quoting | 100% |" in page
    assert "| writing (scripted) | 100% |" in page


def test_a_model_that_may_not_be_asked_is_refused_before_anything_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    data = _benchmarks(tmp_path / "data")
    monkeypatch.delenv("PROBATUM_MODEL_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    call = ["evaluate", "--data", str(data), "answers", "--composer", "writing"]
    result = CliRunner().invoke(cli, call)
    assert type(result.exception).__name__ == "UsageError"
    assert "model.address" in str(result.exception)
