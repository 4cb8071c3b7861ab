"""A real, weak model rewords the quotes of 100 answers, and nothing unsupported may get through.

    python scripts/serve_model.py --port 8080 &
    python -m benchmarks.small_model --library FOLDER --address http://127.0.0.1:8080/v1 \
        --into results.jsonl [--questions 100] [--tokens 1100]

The questions are those that clinicians wrote for ExpertQA, in the order of SHA-256 of their text,
so that nobody chose them; those for which the library holds no quote are passed over, and counted.
The model gets one quote at a time: given several, so small a model repeats itself without end. Each
line of the results is a whole answer; a run that was cut is a result, and the next one goes on from
it. The judge shares no code with what it judges: it reads each quote again from the database, byte
for byte, and compares the words of each shown sentence with those of its quote.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scripts.reread_quotes import stored_text

from probatum.errors import UsageError
from probatum.evaluation.data import data_folder, part
from probatum.evidence.question import Asker
from probatum.settings import Settings, settings
from probatum.wiring import open_library
from probatum.wiring.answering import composer
from probatum.workflows.ask import Inquiry, ask

MAY_DIFFER = frozenset(["a", "an", "the", "is", "are", "be", "has", "have", "also"])
"""Words without which, or with which, a sentence says the same."""
QUOTATION_MARKS = "\"'’‘“”"


def questions(data: Path) -> list[str]:
    """In the order of a hash of their text."""
    path = part(data, "bench", "expertqa", "clinician_questions.jsonl")
    texts = {" ".join(json.loads(line)["question"].split()) for line in path.open(encoding="utf-8")}
    return sorted(texts, key=lambda text: hashlib.sha256(text.encode()).hexdigest())


def run(options: argparse.Namespace) -> None:
    """Ask until so many questions have an answer; each result is written at once."""
    into: Path = options.into
    done = {row["question"] for row in read(into)}
    written = sum(1 for row in read(into) if row["claims"])
    chosen = _settings(options)
    with closing(open_library(chosen)) as index, into.open("a", encoding="utf-8") as lines:
        for text in questions(data_folder(options.data)):
            if written >= options.questions:
                return
            if text in done:
                continue
            began = time.monotonic()
            try:
                writing = composer("writing", chosen)
                answer = ask(Inquiry(text=text), index, writing, Asker(), datetime.now(UTC)).answer
                found = answer.model_dump(mode="json")
                claims = [claim.model_dump(mode="json") for claim in answer.claims()]
            except UsageError as error:  # it is not taken for a clinical question
                found, claims = {"provenance": {"writing": {"fallback": str(error)}}}, []
            row = {
                "question": text,
                "claims": claims,
                "left_out": found.get("left_out", []),
                "writing": found["provenance"]["writing"],
                "seconds": round(time.monotonic() - began, 1),
            }
            print(json.dumps(row, ensure_ascii=False), file=lines, flush=True)
            written += bool(claims)
            print(f"{written:3} {row['seconds']:6.1f} s  {text[:70]}", file=sys.stderr)


def report(options: argparse.Namespace) -> int:
    """Print what became of the sentences; 1 when one that is shown does not hold."""
    rows = list(read(options.into))
    answered = [row for row in rows if row["claims"]]
    with closing(sqlite3.connect(options.library / "documents.sqlite")) as store:
        faults = [fault for row in answered for fault in judged(row, store)]
    shown = [claim for row in answered for claim in row["claims"]]
    counted = {
        "questions with an answer": len(answered),
        "questions passed over: the library holds no quote, or not clinical": len(rows)
        - len(answered),
        "sentences shown": len(shown),
        "… of them written by the model and kept": _sum(answered, "kept"),
        "… of them labelled general knowledge": sum(c["basis"] != "evidence" for c in shown),
        "sentences of the model replaced by their quote": _sum(answered, "replaced"),
        "sentences of the model refused (a second one on a quote, or on none)": _sum(
            answered, "refused"
        ),
        "sentences left out": sum(len(row["left_out"]) for row in answered),
        "answers that are wholly quoted, and say why": sum(
            bool(row["writing"]["fallback"]) for row in answered
        ),
        "answers in which some writing could not be used, and say so": sum(
            bool(row["writing"]["trouble"]) for row in answered
        ),
        "tokens a question, mean": round(_sum(answered, "tokens") / max(1, len(answered))),
        "seconds of the model a question, mean": round(
            _sum(answered, "seconds") / max(1, len(answered))
        ),
        "**shown and not supported, by the independent judge**": len(faults),
    }
    print("| what | |\n|---|---|")
    for what, number in counted.items():
        print(f"| {what} | {number:,} |")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults or not shown else 0


def judged(row: dict[str, Any], store: sqlite3.Connection) -> Iterator[str]:
    """Each sentence that is shown and does not hold."""
    for claim in row["claims"]:
        if claim["basis"] != "evidence":  # labelled as such, and on no source
            if claim["verdict"] == "supported" or claim["citations"]:
                yield f"general, and shown as supported: {claim['text']}"
            continue
        if claim["verdict"] != "supported" or not claim["citations"]:
            yield f"not supported: {claim['text']}"
        for cited in claim["citations"]:
            text = stored_text(store, cited["document"]).decode()
            if text[cited["start"] : cited["end"]].encode() != cited["quote"].encode():
                yield f"not at its place: {cited['quote']}"
            if words(claim["text"]) not in (words(cited["quote"]), words(_bare(cited["quote"]))):
                yield f"other words: {claim['text']} | {cited['quote']}"


def words(text: str) -> list[str]:
    """Words and signs in their order, without those that may differ; "10g" is "10 g"."""
    apart = re.sub(r"(?<=\d)(?=[^\W\d_])", " ", text.strip().removesuffix("."))
    found = re.findall(r"\w+|[^\w\s]", apart)
    return [
        word
        for word in map(str.lower, found)
        if word not in MAY_DIFFER and word not in QUOTATION_MARKS
    ]


def _bare(quote: str) -> str:
    """Without abbreviations in brackets."""
    return re.sub(r"\s*\([A-Z][A-Za-z-]{1,8}\)", "", quote)


def read(into: Path) -> Iterator[dict[str, Any]]:
    """The results so far."""
    if into.exists():
        with into.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _settings(options: argparse.Namespace) -> Settings:
    chosen = settings(options.library)
    asked = {
        "address": options.address,
        "name": "SmolLM2-135M-Instruct",
        "tokens_per_question": options.tokens,
        "tokens_per_day": 10**9,
        "quotes_at_once": 1,
        "tokens_per_answer": 120,
        "timeout": 120,
    }
    return chosen.model_copy(update={"model": chosen.model.model_copy(update=asked)})


def _sum(rows: list[dict[str, Any]], name: str) -> float:
    return sum(row["writing"][name] for row in rows)


def main() -> int:
    """Run it, then report; without an address, report alone."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--address", help="of the model; without it, only the results are read")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--tokens", type=int, default=1100, help="a question, at most")
    options = parser.parse_args()
    if options.address:
        run(options)
    return report(options)


if __name__ == "__main__":
    sys.exit(main())
