"""The first bench: build a library, ask it questions, beside a named peer in the same run.

    python -m benchmarks.first [--data FOLDER] [--rounds N]

Builds a library of the PDQ summaries, the MedQuAD pages and the trials in JATS of the shared data,
each part in a process of its own (so that peak memory is that part's). Searches are compared with
SQLite's FTS5 over the very same passages, as the nearest engine that every Python carries.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

QUESTIONS = (
    "management of a patient with rectal adenocarcinoma after abdominoperineal resection and "
    "chemoradiation, now with skeletal, retroperitoneal and inguinal metastases?",
    "first-line treatment of metastatic non-small cell lung cancer?",
    "How should hypertension be treated?",
    "What are the symptoms of a urinary tract infection?",
    "What is the prognosis of triple-negative breast cancer?",
    "How can chemotherapy-induced nausea and vomiting be prevented?",
    "What causes kidney stones?",
    "dose of drugs for cancer pain?",
    "management of prostate cancer with bone metastases?",
    "What is Parkinson disease?",
)
WORDS = ("rectal", "metastatic", "first", "line", "FOLFOX", "bevacizumab")
PARTS = {"PDQ": "pdq", "MedQuAD": "medquad", "trials (JATS)": "rct-jats"}


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(folder: str, data: str, part: str) -> dict[str, float]:
    """Add one part of the data; seconds, documents and peak memory of this process."""
    from probatum.library.embedded import EmbeddedIndex
    from probatum.wiring import sources
    from probatum.workflows.collect import collect

    index = EmbeddedIndex(Path(folder), create=True)
    start = time.perf_counter()
    change = collect([str(Path(data) / "corpus" / part)], index, sources()).change
    seconds = time.perf_counter() - start
    index.close()
    return {"seconds": seconds, "documents": change.added, "megabytes": _peak_megabytes()}


def ask_all(folder: str, rounds: int) -> dict[str, float]:
    """Seconds an answer takes in a process that is already running, and peak memory."""
    from probatum.composition.quoting import QuotingComposer
    from probatum.evidence.question import Asker
    from probatum.library.embedded import EmbeddedIndex
    from probatum.workflows.ask import Inquiry, ask

    index = EmbeddedIndex(Path(folder))

    def answer(text: str) -> None:
        ask(Inquiry(text=text), index, QuotingComposer(), Asker(), datetime.now(UTC))

    times = [_timed(partial(answer, text)) for _ in range(rounds) for text in QUESTIONS]
    return {
        "p50": statistics.median(times),
        "p95": statistics.quantiles(times, n=20)[-1],
        "megabytes": _peak_megabytes(),
    }


def search_beside_fts5(folder: str, rounds: int) -> dict[str, float]:
    """Median milliseconds of the same words in Tantivy and in SQLite FTS5, same passages."""
    from probatum.evidence.passage import passages
    from probatum.library.embedded import EmbeddedIndex
    from probatum.library.index import Clause, Query

    index = EmbeddedIndex(Path(folder))
    peer = sqlite3.connect(":memory:")
    peer.execute("CREATE VIRTUAL TABLE passage USING fts5(text, tokenize = 'porter unicode61')")
    for summary in index.summaries():
        texts = [(passage.text,) for passage in passages(index.document(summary.id))]
        peer.executemany("INSERT INTO passage VALUES (?)", texts)
    query = Query(should=tuple(Clause(any_of=(word,), fields=("text",)) for word in WORDS))
    matched = " OR ".join(WORDS)
    statement = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 100"
    ours = [_timed(lambda: index.search(query, 100)) for _ in range(rounds)]
    peers = [_timed(lambda: peer.execute(statement, (matched,)).fetchall()) for _ in range(rounds)]
    return {"ours": statistics.median(ours) * 1e3, "fts5": statistics.median(peers) * 1e3}


def first_question(folder: str) -> float:
    """Seconds of one whole ``probatum ask`` command, the process start included."""
    command = [sys.executable, "-m", "probatum", "ask", QUESTIONS[0], "--library", folder]
    return min(
        _timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3)
    )


def _in_own_process(name: str, *arguments: object) -> dict[str, float]:
    code = (
        "import json, sys; from benchmarks import first;"
        f"print(json.dumps(first.{name}(*json.loads(sys.argv[1]))))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, json.dumps(arguments)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


def main() -> None:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared" / "data"
    parser.add_argument("--data", default=os.environ.get("PROBATUM_SHARED_DATA", str(default)))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="probatum-bench-") as folder:
        print("| part | documents | seconds | documents/s | peak MB |\n|---|---|---|---|---|")
        for name, part in PARTS.items():
            built = _in_own_process("build", folder, options.data, part)
            rate = built["documents"] / built["seconds"]
            print(
                f"| {name} | {built['documents']:.0f} | {built['seconds']:.1f} | {rate:.0f} "
                f"| {built['megabytes']:.0f} |",
                flush=True,
            )
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        asked = _in_own_process("ask_all", folder, options.rounds)
        searched = _in_own_process("search_beside_fts5", folder, 50)
        print(f"\n| measure | value |\n|---|---|\n| library on disk | {size / 1e6:.0f} MB |")
        print(f"| `probatum ask`, whole command, best of 3 | {first_question(folder):.2f} s |")
        print(f"| an answer, p50 of {len(QUESTIONS)} questions | {asked['p50']:.2f} s |")
        print(f"| an answer, p95 | {asked['p95']:.2f} s |")
        print(f"| peak memory while answering | {asked['megabytes']:.0f} MB |")
        print(f"| search of six words, top 100, median | {searched['ours']:.2f} ms |")
        print(f"| the same in SQLite FTS5 | {searched['fts5']:.2f} ms |")
        print(f"| ratio | {searched['fts5'] / searched['ours']:.1f} × |")


if __name__ == "__main__":
    main()
