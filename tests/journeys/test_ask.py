"""Whole ways through the real command: from files to an answer that can be checked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MISSION = (
    "management of a patient with rectal adenocarcinoma after abdominoperineal resection and "
    "chemoradiation, now with skeletal, retroperitoneal and inguinal metastases?"
)


def probatum(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PROBATUM_")}
    places = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"),
              "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config"),
              "COLUMNS": "96"}  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "probatum", *arguments],
        capture_output=True,
        text=True,
        env=clean | places | environment,
        check=False,
    )


def claims(answer: dict[str, Any]) -> list[dict[str, Any]]:
    sections = [claim for section in answer["sections"] for claim in section["claims"]]
    return [*answer["bottom_line"], *sections, *answer["pitfalls"], *answer["algorithm"]]


def reread(answer: str, library: Path) -> subprocess.CompletedProcess[str]:
    script = ROOT / "scripts" / "reread_quotes.py"
    return subprocess.run(
        [sys.executable, str(script), str(library)],
        input=answer,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def pdq(tmp_path_factory: pytest.TempPathFactory, shared_data: Path, home: Path) -> Path:
    library = tmp_path_factory.mktemp("pdq")
    added = probatum(
        "library", "--library", str(library), "add", str(shared_data / "corpus" / "pdq"), home=home
    )
    assert "249 added" in added.stdout
    assert added.returncode == 5, "pages about PDQ that are no summaries are refused"
    return library


def test_without_a_library_the_first_question_is_answered_from_the_starter(home: Path):
    asked = probatum("ask", MISSION, home=home)
    assert asked.returncode == 0, asked.stderr
    assert "starter library" in asked.stderr
    shown = " ".join(asked.stdout.split())
    for words in ("FOLFOX or FOLFIRI", "bevacizumab", "pembrolizumab", "KRAS wild-type",
                  "BRAF V600E", "HER2", "8 Gy", "Palliative", "not reviewed by a medical board",
                  "Spread to inguinal lymph nodes: No passage"):  # fmt: skip
        assert words in shown, words


def test_pdq_answers_the_question_and_names_what_it_does_not_hold(home: Path, pdq: Path):
    asked = probatum("ask", MISSION, "--library", str(pdq), "--format", "json", home=home)
    answer = json.loads(asked.stdout)
    shown = "\n".join(claim["text"] for claim in claims(answer))
    for words in ("FOLFOX or FOLFIRI", "evacizumab", "anti-EGFR", "KRAS", "BRAF V600E",
                  "pembrolizumab", "MSI-H", "Palliative radiation therapy", "CEA"):  # fmt: skip
        assert words in shown, words
    gaps = {gap["facet"] for gap in answer["gaps"]}
    assert {"Spread to inguinal lymph nodes", "Spread to retroperitoneal lymph nodes"} <= gaps
    assert {claim["verdict"] for claim in claims(answer)} == {"supported"}


def test_nothing_about_another_cancer_passes_as_about_this_one(home: Path, pdq: Path):
    asked = probatum("ask", MISSION, "--library", str(pdq), "--format", "json", home=home)
    answer = json.loads(asked.stdout)
    other = re.compile(r"\b(breast|prostate|gastric|pancreatic|lung|anal|ovarian) cancer", re.I)
    for claim in claims(answer):
        assert claim["about"] or not other.search(claim["text"]), claim["text"]
        document = claim["citations"][0]["document"]
        assert claim["about"] or "rectal-treatment" in document, document


def test_every_quote_is_read_again_by_a_separate_script(home: Path, pdq: Path):
    asked = probatum("ask", MISSION, "--library", str(pdq), "--format", "json", home=home)
    checked = reread(asked.stdout, pdq)
    assert checked.returncode == 0, checked.stderr
    broken = asked.stdout.replace("FOLFOX", "FOLFAX")
    assert reread(broken, pdq).returncode == 1


def test_the_same_question_gets_the_same_answer(home: Path, pdq: Path):
    one, two = (
        json.loads(
            probatum("ask", MISSION, "--library", str(pdq), "--format", "json", home=home).stdout
        )
        for _ in range(2)
    )
    for answer in (one, two):
        answer.pop("updated")
        answer["provenance"].pop("asked_at")
    assert one == two


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_form_is_published_and_explained(home: Path, form: str):
    asked = probatum("ask", "treatment of asthma", "--format", form, "--explain", home=home)
    assert asked.returncode == 0
    assert "Pitfalls" in asked.stdout or "Bottom line" in asked.stdout
    assert "HOW THIS ANSWER WAS MADE" in asked.stdout + asked.stderr
    assert "searched:" in asked.stdout + asked.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ask", ""), 2, "there is no question"),
        (("ask", "What does a carpenter earn in Vienna?"), 3, "name one, in full"),
        (("ask", "asthma?", "--library", "/nowhere/at/all"), 4, "probatum library add"),
        (("library", "--library", "{home}/new", "add", "/nowhere.pdf"), 5, "no such file"),
        (("library", "--library", "{home}/none", "list"), 4, "there is no library"),
        (("ask", "asthma?", "--format", "pdf"), 2, "pdf"),
    ],
)
def test_errors_say_what_to_do_and_have_their_exit_codes(home, arguments, code, words):
    run = probatum(*(text.format(home=home) for text in arguments), home=home)
    assert run.returncode == code
    assert words in run.stderr
    assert "Traceback" not in run.stderr


def test_a_question_the_library_cannot_answer_gives_gaps_and_its_own_exit_code(home: Path):
    asked = probatum("ask", "treatment of leprosy?", home=home)
    assert asked.returncode == 6
    assert "Not in the library" in asked.stdout


def test_a_librarian_adds_lists_shows_searches_removes_and_verifies(home: Path, tmp_path: Path):
    (tmp_path / "asthma.md").write_text(
        "---\nid: house-asthma\ntitle: House guideline on asthma\ncondition: asthma\n"
        "updated: 2026-01-02\n---\n# House guideline on asthma\n\n## Treatment\n\n"
        "Drugone is recommended as first-line treatment of asthma in adults.\n",
        encoding="utf-8",
    )
    (tmp_path / "broken.xml").write_text("<PubmedArticleSet><Pub", encoding="utf-8")
    shelf = ("library", "--library", str(tmp_path / "shelf"))
    added = probatum(*shelf, "add", str(tmp_path / "*.md"), str(tmp_path / "broken.xml"), home=home)
    assert (added.returncode, "1 added" in added.stdout) == (5, True)
    assert "broken.xml" in added.stderr
    again = probatum(*shelf, "add", str(tmp_path / "asthma.md"), home=home)
    assert "0 added, 0 replaced, 1 unchanged" in again.stdout
    assert "file:house-asthma" in probatum(*shelf, "list", home=home).stdout
    assert "Drugone" in probatum(*shelf, "show", "file:house-asthma", home=home).stdout
    assert "Drugone" in probatum(*shelf, "search", "first-line", home=home).stdout
    assert "0 problems" in probatum(*shelf, "verify", home=home).stdout
    assert "documents  1" in probatum(*shelf, "stats", home=home).stdout
    asked = probatum("ask", "treatment of asthma?", "--library", str(tmp_path / "shelf"), home=home)
    assert "Drugone is recommended" in asked.stdout
    assert "starter" not in asked.stderr
    probatum(*shelf, "remove", "file:house-asthma", home=home)
    assert probatum(*shelf, "show", "file:house-asthma", home=home).returncode == 4


def test_a_follow_up_keeps_the_patient_and_says_so(tmp_path: Path) -> None:
    assert probatum("ask", MISSION, home=tmp_path).returncode == 0
    second = probatum("ask", "--continue", "and if she is MSI-high?", home=tmp_path)
    assert second.returncode == 0, second.stderr
    shown = " ".join(second.stdout.split())
    assert "Carried over: rectal cancer, abdominoperineal resection, chemoradiation" in shown
    assert "pembrolizumab" in shown
    assert "Follow-up" not in shown


def test_going_on_from_nothing_is_told(tmp_path: Path) -> None:
    answered = probatum("ask", "--continue", "and if she is MSI-high?", home=tmp_path)
    assert answered.returncode == 2
    assert "ask a first question" in answered.stderr
