"""A library that grows to a million abstracts: filling, size, search and whole answers.

    python -m benchmarks.scale --sizes 10000,100000,1000000 --scratch FOLDER [--data FOLDER]
        [--peers-up-to N] [--also LIBRARY] [--plot docs/benchmarks/scale.svg]

Files in NLM's form are made up at run time (see `benchmarks.pubmed_files`) and collected as
`probatum library collect` does, into one library, which is measured at each size. Every measurement
runs in a process of its own, so that its peak memory is its own. The queries are those that the way
of a question makes of `benchmarks.first.QUESTIONS`; whole answers are given to these, and to others
that people asked, drawn from the suites of answers. Peers, on the same passages in the same run and
with the same bare words: SQLite FTS5 and, where it is installed, bm25s (MIT). The scratch folder
takes about 5 kB a record; what this makes in it is deleted at the end. A library that is filled
already is measured last, as it is, and stays.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.bulk import fill
from benchmarks.first import QUESTIONS
from benchmarks.pubmed_files import Mixer

_FILE_RECORDS, _OF_EACH = 10_000, 60
_PASSED_OVER = re.compile(
    r"a|after|an|and|are|be|can|for|from|how|in|is|now|of|on|or|should|the|to|what|with"
)
Figures = dict[str, Any]


def _ask(question: str, index: Any) -> None:
    from probatum.composition.quoting import QuotingComposer
    from probatum.evidence.question import Asker
    from probatum.workflows.ask import Inquiry, ask

    ask(Inquiry(text=question), index, QuotingComposer(), Asker(), datetime.now(UTC))


def _opened(folder: str) -> Any:
    """The library, in a process that is as ready as a server."""
    from probatum.library.embedded import EmbeddedIndex
    from probatum.wiring.readiness import make_ready

    make_ready()
    return EmbeddedIndex(Path(folder))


class _Overheard:
    """An index that remembers what it was asked."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self.queries: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def search(self, query: Any, limit: int = 10) -> Any:
        self.queries.append(query)
        return self._index.search(query, limit)


def _spread(act: Sequence[Callable[[], object]]) -> Figures:
    """Milliseconds at p50, p95 and p99, by the clock and of this thread on a processor."""
    clock, used = [], []
    for one in act:
        start, busy = time.perf_counter(), time.thread_time()
        one()
        clock.append((time.perf_counter() - start) * 1e3)
        used.append((time.thread_time() - busy) * 1e3)
    found = {}
    for name, times in (("", clock), ("used ", used)):
        cut = statistics.quantiles(times, n=100)
        found |= {f"{name}p50": cut[49], f"{name}p95": cut[94], f"{name}p99": cut[98]}
    return found


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def size(folder: str) -> Figures:
    """Documents, passages, and megabytes of text, of the index and of all files."""
    from probatum.library.embedded import EmbeddedIndex

    index = EmbeddedIndex(Path(folder))
    stats = index.stats()
    index.close()
    found = [path for path in (Path(folder) / "search").rglob("*") if path.is_file()]
    return {
        "documents": stats.documents,
        "passages": stats.passages,
        "text": stats.characters / 1e6,
        "index": sum(path.stat().st_size for path in found) / 1e6,
        "all": stats.bytes_on_disk / 1e6,
    }


def searched(folder: str, rounds: int) -> Figures:
    """Latency of the queries that questions make, and how many a second many callers get."""
    index = _opened(folder)
    overheard = _Overheard(index)
    for question in QUESTIONS:
        _ask(question, overheard)
    queries = overheard.queries
    found: Figures = {"queries": len(queries)}
    for limit in (10, 100):
        acts = [partial(index.search, query, limit) for query in queries]
        found[f"top {limit}"] = _spread(acts * rounds)
    for callers in (1, 8, 64):
        asked = queries * rounds
        with ThreadPoolExecutor(callers) as pool:
            start = time.perf_counter()
            for _ in pool.map(lambda query: index.search(query, 100), asked):
                pass
            found[f"{callers} callers"] = len(asked) / (time.perf_counter() - start)
    return found | {"megabytes": _peak()}


def answered(folder: str, rounds: int) -> Figures:
    """Latency of whole answers in a running process: the very first, then new ones, then again."""
    index = _opened(folder)
    first = _spread([partial(_ask, QUESTIONS[0], index)] * 2)["p99"]
    acts = [partial(_ask, question, index) for question in QUESTIONS]
    new = _spread(acts)
    return {"first": first, "new": new, "asked": _spread(acts * rounds), "megabytes": _peak()}


def others(folder: str, data: str) -> Figures:
    """Latency of whole answers to questions that people asked, each new to the process."""
    from probatum.errors import NotClinical
    from probatum.evaluation.answer_suites import bioasq, drawn, k_qa, pubmedrs_200

    index = _opened(folder)
    suites = [suite(Path(data)).questions for suite in (k_qa, bioasq, pubmedrs_200)]
    questions = [known.question for suite in suites for known in drawn(suite, _OF_EACH, 1)]

    def answer(question: str) -> None:
        with suppress(NotClinical):
            _ask(question, index)

    answer(QUESTIONS[0])
    spread = _spread([partial(answer, question) for question in questions])
    return spread | {"questions": len(questions)}


def bare(folder: str, rounds: int) -> Figures:
    """Top 100 of the bare words of each question, any of which may match."""
    from probatum.library.index import Clause, Query

    index = _opened(folder)
    acts = [
        partial(
            index.search,
            Query(should=tuple(Clause(any_of=(w,), fields=("text",)) for w in _words(question))),
            100,
        )
        for question in QUESTIONS
    ]
    return _spread(acts * rounds)


def fts5(folder: str, rounds: int) -> Figures:
    """The same in SQLite FTS5, in memory."""
    peer = sqlite3.connect(":memory:")
    peer.execute("CREATE VIRTUAL TABLE passage USING fts5(text, tokenize = 'porter unicode61')")
    peer.executemany("INSERT INTO passage VALUES (?)", ((text,) for text in _passages(folder)))
    statement = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 100"

    def search(words: str) -> None:
        peer.execute(statement, (words,)).fetchall()

    acts = [partial(search, " OR ".join(_words(question))) for question in QUESTIONS]
    return _spread(acts * rounds)


def bm25s(folder: str, rounds: int) -> Figures:
    """The same in bm25s, in memory."""
    import bm25s as peer
    from Stemmer import Stemmer

    stemmer = Stemmer("english")
    texts = list(_passages(folder))
    retriever = peer.BM25()
    retriever.index(peer.tokenize(texts, stemmer=stemmer, show_progress=False), show_progress=False)

    def search(words: str) -> None:
        tokens = peer.tokenize(words, stemmer=stemmer, show_progress=False)
        retriever.retrieve(tokens, k=100, show_progress=False)

    acts = [partial(search, " ".join(_words(question))) for question in QUESTIONS]
    return _spread(acts * rounds)


def _words(question: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", question.lower())
    return [word for word in dict.fromkeys(words) if not _PASSED_OVER.fullmatch(word)]


def _passages(folder: str) -> Iterator[str]:
    from probatum.evidence.passage import stretches_of
    from probatum.library.store import Store

    store = Store(Path(folder) / "documents.sqlite", create=False)
    names = [summary.id for summary in store.summaries()]
    for told in store.current_among(names):
        yield from (told["text"][start:end] for _, start, end in stretches_of(told))
    store.close()


def _in_own_process(name: str, *arguments: object) -> Figures:
    code = (
        "import json, sys; from benchmarks import scale;"
        "print(json.dumps(getattr(scale, sys.argv[1])(*json.loads(sys.argv[2]))))"
    )
    command = [sys.executable, "-c", code, name, json.dumps(arguments)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: Figures = json.loads(run.stdout)
    return found


def _measured(library: Path, data: str, peers: bool, rounds: int) -> Figures:
    found: Figures = {"others": _in_own_process("others", str(library), data)}
    names = ["size", "searched", "answered", "bare"]
    if peers:
        names += ["fts5", *(["bm25s"] if find_spec("bm25s") and find_spec("Stemmer") else [])]
    for name in names:
        more = () if name == "size" else (rounds,)
        found[name] = _in_own_process(name, str(library), *more)
    return found


def _printed(found: Figures) -> None:
    sized, asked = found["size"], found["answered"]
    rows = {
        "documents; passages": f"{sized['documents']:,}; {sized['passages']:,}",
        **(_filling(found["fill"]) if "fill" in found else {}),
        "text; search index; all on disk, MB": f"{sized['text']:,.0f}; {sized['index']:,.0f} "
        f"({sized['index'] / sized['text']:.2f} × the text); {sized['all']:,.0f}",
        "queries of the questions, top 10, ms": _milliseconds(found["searched"]["top 10"]),
        "queries of the questions, top 100, ms": _milliseconds(found["searched"]["top 100"]),
        "queries/s, top 100, 1; 8; 64 callers": "; ".join(
            f"{found['searched'][f'{callers} callers']:,.0f}" for callers in (1, 8, 64)
        ),
        "an answer to a new question, ms; the first": f"{_milliseconds(asked['new'])}; "
        f"{asked['first']:,.0f}",
        "an answer to one asked before, ms": _milliseconds(asked["asked"]),
        f"an answer to each of {found['others']['questions']} that people asked, ms": _milliseconds(
            found["others"]
        ),
        "answering, peak MB": f"{asked['megabytes']:.0f}",
    }
    for name in ("bare", "fts5", "bm25s"):
        if name in found:
            engine = "ours" if name == "bare" else name
            rows[f"bare words, top 100, {engine}, ms"] = _milliseconds(found[name])
    for name, value in rows.items():
        print(f"| {name} | {value} |")
    print(flush=True)


def _filling(filled: Figures) -> dict[str, str]:
    each = 1000 / filled["records"]
    return {
        "filled, records/s": f"{filled['records'] / filled['closed']:,.0f}",
        "filling, processor ms a record, adder; readers": f"{filled['adding'] * each:.2f}; "
        f"{filled['reading'] * each:.2f}",
        "filling, peak MB, adder; a reader": f"{filled['adder']:.0f}; {filled['reader']:.0f}",
    }


def _milliseconds(spread: Figures) -> str:
    clock, used = (
        " / ".join(f"{spread[kind + name]:,.1f}" for name in ("p50", "p95", "p99"))
        for kind in ("", "used ")
    )
    return f"{clock}; on a processor {used}"


def drawn(figures: dict[int, Figures], path: Path) -> None:
    """Growth as an SVG: milliseconds at p95 over the number of records, both logarithmic."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "probatum"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4))
    lines = {
        "a query of a question, top 100": lambda found: found["searched"]["top 100"],
        "a whole answer": lambda found: found["answered"]["asked"],
        "bare words, ours": lambda found: found.get("bare"),
        "bare words, SQLite FTS5": lambda found: found.get("fts5"),
        "bare words, bm25s": lambda found: found.get("bm25s"),
    }
    for label, of in lines.items():
        points = [(count, of(found)["p95"]) for count, found in figures.items() if of(found)]
        if points:
            axes.plot(*zip(*points, strict=True), marker="o", label=label)
    axes.set(xscale="log", yscale="log", xlabel="records", ylabel="milliseconds, p95")
    axes.legend(fontsize="small")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None})


def main() -> None:
    """Print the figures as Markdown, one table a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared" / "data"
    parser.add_argument("--data", default=os.environ.get("PROBATUM_SHARED_DATA", str(default)))
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--scratch", type=Path, required=True, help="A folder to make.")
    parser.add_argument("--peers-up-to", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--also", type=Path, help="A library that is filled already.")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    files, library = options.scratch / "files", options.scratch / "library"
    files.mkdir(parents=True)
    mixer = Mixer(Path(options.data))
    numbers = iter(range(1, 10_000))
    figures: dict[int, Figures] = {}
    made = 0
    try:
        for count in map(int, filter(None, options.sizes.split(","))):
            for number in islice(numbers, (count - made) // _FILE_RECORDS):
                first = 10_000_000 + number * _FILE_RECORDS
                mixer.write(files, first, _FILE_RECORDS, number)
            print(f"| {count:,} records | |\n|---|---|")
            peers = count <= options.peers_up_to
            filled = _in_own_process("fill", str(files), str(library), 2)
            measured = _measured(library, options.data, peers, options.rounds)
            figures[count] = measured | {"fill": filled}
            made = count
            _printed(figures[count])
        if options.also:
            print(f"| {options.also} | |\n|---|---|")
            peers = options.peers_up_to > made
            found = _measured(options.also, options.data, peers, options.rounds)
            figures[found["size"]["documents"]] = found
            _printed(found)
        if options.plot:
            drawn(figures, options.plot)
    finally:
        shutil.rmtree(files, ignore_errors=True)
        shutil.rmtree(library, ignore_errors=True)


__all__ = ["fill"]  # run by name in a process of its own

if __name__ == "__main__":
    main()
