"""Filling a library, killed at random moments and called again: nothing is lost or doubled.

    python -m benchmarks.kills --times 200 [--seed N] [--way folder|publisher|both]

The real command fills a library from a folder of PubMed files, or from a web server on loopback
that sends them slowly. It is ended by SIGKILL at a random moment of its run and called again, over
and over; a library that is filled is compared with one that was filled undisturbed, and the next is
begun. After each kill the library as it was left is read again whole.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from probatum.errors import NoLibrary
from probatum.library.embedded import EmbeddedIndex
from probatum.library.ledger import FileState, Ledger

_RECORD = (
    '<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article><Journal>'
    "<JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue></Journal><ArticleTitle>"
    "Drugone in asthma</ArticleTitle><Abstract><AbstractText>{text}</AbstractText></Abstract>"
    "<Language>eng</Language></Article></MedlineCitation></PubmedArticle>\n"
)
_SET = '<?xml version="1.0"?>\n<PubmedArticleSet>{}</PubmedArticleSet>\n'
_FIRST, _LAST = 0.15, 1.1
"""When a command is killed, as a share of the time that an undisturbed one takes."""


class Filling(NamedTuple):
    """How the command is called, apart from its library."""

    source: Sequence[str]
    environment: Mapping[str, str]


class Contents(NamedTuple):
    """Each document with the hashes of its versions, and how each file ended."""

    documents: dict[str, tuple[str, ...]]
    files: dict[str, FileState]


def pubmed_files(seed: int, files: int = 9, records: int = 120) -> dict[str, bytes]:
    """Baseline files by name; the last one revises a record of each other and takes one back."""
    words, found = random.Random(seed), {}
    for number in range(1, files):
        texts = [
            _RECORD.format(pmid=1000 * number + each, text=f"Drugone {words.randbytes(150).hex()}.")
            for each in range(records)
        ]
        found[f"pubmed25n{number:04}.xml.gz"] = _packed(*texts)
    revised = [_RECORD.format(pmid=1000 * n, text="Revised.") for n in range(1, files)]
    taken_back = '<DeleteCitation><PMID Version="1">1005</PMID></DeleteCitation>'
    found[f"pubmed25n{files:04}.xml.gz"] = _packed(*revised, taken_back)
    return found


def _packed(*parts: str) -> bytes:
    return gzip.compress(_SET.format("".join(parts)).encode(), mtime=0)


def put(files: Mapping[str, bytes], folder: Path) -> None:
    """Write them with their MD5 beside."""
    folder.mkdir(parents=True)
    for name, body in files.items():
        (folder / name).write_bytes(body)
        (folder / f"{name}.md5").write_text(f"MD5({name})= {hashlib.md5(body).hexdigest()}\n")


def contents(library: Path) -> Contents:
    """What a library holds, read again whole. Raises ``AssertionError`` when it is damaged."""
    index = EmbeddedIndex(library)
    try:
        problems = index.verify()
        assert problems == (), problems
        documents = {each.id: index.versions(each.id) for each in index.summaries()}
    finally:
        index.close()
    ledger = Ledger(library)
    try:
        return Contents(documents, {entry.name: entry.state for entry in ledger.entries()})
    finally:
        ledger.close()


def fill(filling: Filling, library: Path, kill_after: float | None = None) -> bool:
    """Call the command; whether it came to its end. Raises ``AssertionError`` when that is bad."""
    words = ["library", "--library", str(library), "collect", *filling.source]
    with subprocess.Popen(
        [sys.executable, "-m", "probatum", *words],
        env={**os.environ, **filling.environment},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        try:
            _, said = command.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            command.send_signal(signal.SIGKILL)
            command.wait()
        else:
            assert command.returncode == 0, said
    assert _group_ends(command.pid), "a process outlived the one it worked for"
    return command.returncode == 0


def _group_ends(group: int) -> bool:
    for _ in range(600):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def killed(filling: Filling, folder: Path, times: int, seed: int) -> int:
    """Kill ``times`` times and finish; how many libraries were filled.

    Raises ``AssertionError`` when one differs from a library that was filled undisturbed.
    """
    moments = random.Random(seed)
    start = time.monotonic()
    assert fill(filling, folder / "undisturbed")
    whole = time.monotonic() - start
    wanted = contents(folder / "undisturbed")
    kills = filled = 0
    while kills < times:
        kills += not fill(filling, folder / f"{filled}", whole * moments.uniform(_FIRST, _LAST))
        filled += _look(folder / f"{filled}", wanted)
        print(f"{kills} kills, {filled} libraries filled", file=sys.stderr, flush=True)
    fill(filling, folder / f"{filled}")
    assert _look(folder / f"{filled}", wanted), "the last library was not filled"
    return filled + 1


def _look(library: Path, wanted: Contents) -> bool:
    """Whether it is filled; it must hold nothing else than it should at some moment."""
    try:
        found = contents(library)
    except NoLibrary:
        return False
    except AssertionError as error:
        raise AssertionError(f"{library} is damaged: {error}") from error
    if found.files == wanted.files:
        differing = dict(found.documents.items() ^ wanted.documents.items())
        assert not differing, f"{library} differs from an undisturbed one in {differing}"
        return True
    for name, versions in found.documents.items():
        whole = wanted.documents.get(name, versions)
        assert set(versions) <= set(whole), f"{library}: {name} holds what nobody told"
    return False


@contextmanager
def from_folder(files: Mapping[str, bytes], scratch: Path) -> Iterator[Filling]:
    """The way from a folder."""
    put(files, scratch / "files")
    yield Filling(("pubmed", str(scratch / "files")), _at_home(scratch))


@contextmanager
def from_publisher(files: Mapping[str, bytes], scratch: Path) -> Iterator[Filling]:
    """The way from a publisher whose server is slow enough to be interrupted."""
    from tests.replay.files import with_md5
    from tests.replay.server import serving

    with serving() as replay:
        places = {f"pubmed/baseline/{name}": body for name, body in files.items()}
        last = max(places)
        places[last.replace("baseline", "updatefiles")] = places.pop(last)
        replay.files, replay.slow = with_md5(places), 0.05
        address = {"PROBATUM_PUBMED_FILES_URL": replay.pubmed_files, "NO_PROXY": "127.0.0.1"}
        yield Filling(("pubmed",), _at_home(scratch) | address)


def _at_home(scratch: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(scratch / "cache"), "XDG_DATA_HOME": str(scratch / "data")}


WAYS = {"folder": from_folder, "publisher": from_publisher}


def main() -> None:
    """Print one line for each way; a difference ends it with an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="Kills in all.")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--way", choices=[*WAYS, "both"], default="both")
    options = parser.parse_args()
    ways = list(WAYS) if options.way == "both" else [options.way]
    for way in ways:
        with tempfile.TemporaryDirectory(prefix="probatum-kills-") as scratch:
            folder, times = Path(scratch), options.times // len(ways)
            with WAYS[way](pubmed_files(options.seed), folder) as filling:
                start = time.monotonic()
                libraries = killed(filling, folder, times, options.seed)
                print(
                    f"{way}: killed {times} times while {libraries} libraries were filled, in "
                    f"{time.monotonic() - start:.0f} s; nothing lost, nothing doubled",
                    flush=True,
                )


if __name__ == "__main__":
    main()
