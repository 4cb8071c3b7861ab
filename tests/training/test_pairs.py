"""Pairs for the model of inference: what they are on, what they weigh, what they may be on."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files as packaged
from pathlib import Path

import pytest

from training.inference import pairs as module
from training.inference.pair import LABELS, Pair
from training.inference.pairs import pairs, weighed
from training.inference.passages import digits, files, found

FIRST = "Drugone eases attacks of gout."
SECOND = "It does no harm to the kidneys."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "pdq").mkdir()
    page = f"# Gout\n\n{FIRST} {SECOND}[[3]](#cit/3)\n\n- A list is passed over."
    (tmp_path / "pdq" / "gout.md").write_text(page, encoding="utf-8")
    for folder in ("one", "two"):
        (tmp_path / "medquad" / folder).mkdir(parents=True)
        answer = f"<QA><Answer>Of folder {folder}.\nDrink water.</Answer></QA>"
        (tmp_path / "medquad" / folder / "7.xml").write_text(answer, encoding="utf-8")
    (tmp_path / "rct-jats").mkdir()
    article = (
        "<article><body><p>Pain fell <xref ref-type='bibr'>4</xref> by half"
        " (<xref ref-type='bibr'>5</xref>).</p></body></article>"
    )
    (tmp_path / "rct-jats" / "PMC1.nxml").write_text(article, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ("gout", FIRST),
        ("gout", f"{FIRST} {SECOND}"),
        ("7", "Of folder one."),
        ("7", "Of folder two."),
        ("PMC1", "Pain fell by half."),
    ],
)
def test_a_passage_is_found_again_by_its_hash(corpus: Path, document: str, text: str):
    assert found(files(corpus)[document], {digits(text)}) == {digits(text): text}


def test_of_what_is_not_in_the_corpus_nothing_is_made(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    written = tmp_path / "written"
    written.mkdir()
    claims = {"supports": ["Drugone helps."], "refutes": ["Drugone hurts."], "neither": []}
    entries = (("gout", digits(FIRST)), ("gout", "00000000"), ("lost", digits(FIRST)))
    lines = (json.dumps({"document": d, "passage": p, **claims}) for d, p in entries)
    (written / "on.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(module, "_WRITTEN", written)
    monkeypatch.setattr(module, "_ON_PASSAGES", ("on.jsonl",))
    monkeypatch.setattr(module, "_ON_MADE_UP", ())
    monkeypatch.setattr(module, "on_abstracts", lambda rng: ())
    fitted, held_out = pairs(corpus, 1)
    made = [(pair.words, pair.claim, LABELS[pair.label]) for pair in (*fitted, *held_out)]
    assert sorted(made) == [
        (FIRST, "Drugone helps.", "supports"),
        (FIRST, "Drugone hurts.", "refutes"),
    ]


def test_a_denial_tells_nothing_of_the_label_by_weight():
    claims = [("It helps.", 0), ("It is good.", 0), ("It does not help.", 0), ("It harms.", 1)]
    claims += [("It never helps.", 1), ("It fails.", 1), ("It is blue.", 2), ("It is not red.", 2)]
    made = weighed([Pair("Words.", claim, label, "d") for claim, label in claims])
    sums: Counter[tuple[int, bool]] = Counter()
    for pair in made:
        denies = any(word in pair.claim for word in ("not", "never", "fails"))
        sums[pair.label, denies] += pair.weight
    for denies in (True, False):
        assert len({round(sums[label, denies], 6) for label in range(len(LABELS))}) == 1
    assert sum(pair.weight for pair in made) == pytest.approx(len(made))


def test_what_is_written_has_its_form_and_is_on_no_article_kept_for_tests():
    listed = packaged("probatum.evaluation") / "evidence_inference_test_articles.txt"
    kept = {f"PMC{number}" for number in listed.read_text(encoding="utf-8").split()}
    for path in sorted((Path(module.__file__).parent / "written").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            assert entry.get("document") not in kept
            assert bool(entry.get("evidence")) != bool(entry.get("document"))
            claims = [claim for name in LABELS for claim in entry[name]]
            assert claims
            assert all(claim == " ".join(claim.split()) for claim in claims)
