"""PubMed in bulk: reading beside pubmed_parser, and filling a library, in the same run.

    python -m benchmarks.bulk [--records N] [--per-file N] [--data FOLDER] [--rounds N] [--profile]

The files are made up at run time (see `benchmarks.pubmed_files`). Reading is measured in seconds of
processor time of one process, which other work on the machine hardly touches, the best of the
rounds, taken in turn; filling in seconds of the clock, until all can be searched and, with the
joining of the index's parts, until the library is closed. The peer comes with
`pip install --group bench`; without it, it is left out.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from benchmarks.pubmed_files import Mixer


def read_ours(path: str) -> dict[str, float]:
    """Read one file into documents; records and seconds of processor time."""
    from probatum.sources.pubmed_file import entries

    start = time.process_time()
    count = sum(1 for _ in entries(Path(path)))
    return {"records": count, "seconds": time.process_time() - start}


def read_peer(path: str, everything: bool) -> dict[str, float]:
    """The same with pubmed_parser, as it is called by default or with authors and references."""
    from pubmed_parser import parse_medline_xml

    more = {"author_list": True, "reference_list": True} if everything else {}
    start = time.process_time()
    count = sum(1 for _ in parse_medline_xml(path, **more))
    return {"records": count, "seconds": time.process_time() - start}


def fill(files: str, library: str, workers: int, profile: bool = False) -> dict[str, float]:
    """Collect a folder into a new library.

    Seconds by the clock, until all is `searchable` and until it is `closed`, and of processor time;
    peak megabytes of the adder and of a reader.
    """
    from probatum.library.embedded import EmbeddedIndex
    from probatum.library.ledger import Ledger
    from probatum.workflows.bulk import PUBMED, collect_pubmed
    from probatum.workflows.folder import Folder
    from probatum.workflows.read_ahead import Reading

    folder, profiler = Path(library), cProfile.Profile()
    start = time.perf_counter()
    index, ledger = EmbeddedIndex(folder, create=True), Ledger(folder)
    if profile:
        profiler.enable()
    outcome = collect_pubmed(
        Folder(Path(files), PUBMED),
        index,
        ledger,
        Reading(spool=folder / "spool", workers=workers),
    )
    index.rarity(["cancer"])  # whoever asks is shown all that came
    searchable = time.perf_counter() - start
    profiler.disable()
    ledger.close()
    index.close()
    closed = time.perf_counter() - start
    if profile:
        pstats.Stats(profiler, stream=sys.stderr).sort_stats("cumulative").print_stats(45)
    return {
        "records": outcome.change.added,
        "searchable": searchable,
        "closed": closed,
        "adding": _processor(resource.RUSAGE_SELF),
        "thread": time.thread_time(),
        "reading": _processor(resource.RUSAGE_CHILDREN),
        "adder": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "reader": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "megabytes": sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6,
    }


def _processor(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _in_own_process(name: str, *arguments: object) -> dict[str, float]:
    code = (
        "import json, sys; from benchmarks import bulk;"
        f"print(json.dumps(bulk.{name}(*json.loads(sys.argv[1]))))"
    )
    command = [sys.executable, "-c", code, json.dumps(arguments)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(run.stdout)
    return found


def _reading(path: str, rounds: int) -> None:
    ways = {"ours, every part a document keeps": ("read_ours", path)}
    if find_spec("pubmed_parser"):
        ways["pubmed_parser, by default"] = ("read_peer", path, False)
        ways["pubmed_parser, with authors and references"] = ("read_peer", path, True)
    best: dict[str, float] = dict.fromkeys(ways, 0.0)
    for _ in range(rounds):
        for way, call in ways.items():
            found = _in_own_process(*call)
            best[way] = max(best[way], found["records"] / found["seconds"])
    ours = next(iter(best.values()))
    print("| reading one file, one core | records/s | ours is |\n|---|---|---|")
    for way, rate in best.items():
        print(f"| {way} | {rate:,.0f} | {ours / rate:.2f} × |")


def main() -> None:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared" / "data"
    parser.add_argument("--data", default=os.environ.get("PROBATUM_SHARED_DATA", str(default)))
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--per-file", type=int, default=10_000, help="NLM's have up to 30,000.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="Also profile the adding process.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="probatum-bulk-") as scratch:
        files = Path(scratch) / "files"
        files.mkdir()
        mixer = Mixer(Path(options.data))
        for number, first in enumerate(range(0, options.records, options.per_file), start=1):
            count = min(options.per_file, options.records - first)
            mixer.write(files, 10_000_000 + first, count, number)
        packed = sum(path.stat().st_size for path in files.iterdir())
        print(f"{options.records:,} records, {packed / 1e6:.0f} MB packed\n")
        _reading(str(min(files.glob("*.gz"))), options.rounds)
        print(
            "\n| filling a library | records/s, searchable | closed | processor ms a record, adder "
            "| of that its own thread | readers | peak MB, adder | reader | MB on disk |"
        )
        print("|---|---|---|---|---|---|---|---|---|", flush=True)
        for workers in (1, 2):
            built = _in_own_process("fill", str(files), f"{scratch}/{workers}", workers)
            each = 1000 / built["records"]
            print(
                f"| {workers} reading beside 1 adding "
                f"| {built['records'] / built['searchable']:,.0f} "
                f"| {built['records'] / built['closed']:,.0f} "
                f"| {built['adding'] * each:.2f} "
                f"| {built['thread'] * each:.2f} | {built['reading'] * each:.2f} "
                f"| {built['adder']:.0f} | {built['reader']:.0f} | {built['megabytes']:.0f} |",
                flush=True,
            )
        if options.profile:
            _in_own_process("fill", str(files), f"{scratch}/profile", 1, True)


if __name__ == "__main__":
    main()
