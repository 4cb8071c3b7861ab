"""The library on disk: whole after any stop, busy when busy, honest about damage."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from probatum.errors import LibraryBusy, LibraryDamaged, NoLibrary
from probatum.library import embedded
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Clause, Query
from tests.evidence_by_hand import document

ADDS_WITHOUT_END = """
import sys
from pathlib import Path
from tests.evidence_by_hand import document
from probatum.library.embedded import EmbeddedIndex
index = EmbeddedIndex(Path(sys.argv[1]), create=True)
print("ready", flush=True)
for turn in range(10**9):
    index.add(document(f"Drugone version {turn}.", name=f"file:{n}") for n in range(20))
"""


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.1, 0.2, 0.4])
def test_killed_at_any_moment_the_library_opens_and_is_whole(tmp_path: Path, moment: float):
    command = [sys.executable, "-c", ADDS_WITHOUT_END, str(tmp_path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
    index = EmbeddedIndex(tmp_path)
    assert index.verify() == ()
    texts = {index.document(summary.id).text for summary in index.summaries()}
    assert len(texts) <= 1, "one call of add is seen whole or not at all"
    hits = index.search(Query(should=(Clause(any_of=("drugone",)),)), limit=100)
    assert len(hits) == index.stats().documents
    index.close()


def test_a_missing_library_is_an_error_that_says_what_to_do(tmp_path: Path):
    with pytest.raises(NoLibrary, match="probatum library add"):
        EmbeddedIndex(tmp_path / "nowhere")


def test_a_second_writer_is_told_that_the_library_is_busy_while_readers_go_on(tmp_path: Path):
    first = EmbeddedIndex(tmp_path, create=True)
    first.add([document()])
    second = EmbeddedIndex(tmp_path)
    with pytest.raises(LibraryBusy):
        second.add([document(name="file:two")])
    assert second.document("file:one")
    first.close()
    second.add([document(name="file:two")])
    second.close()


def test_a_library_is_opened_and_read_in_the_midst_of_another_ones_adding(tmp_path: Path):
    writer = EmbeddedIndex(tmp_path, create=True)
    writer.add(
        [document("The drugone is recommended in adults with asthma.", id="guideline:first")]
    )
    read: list[str] = []

    def slow():
        yield document("The drugtwo is recommended in adults with gout.", id="guideline:second")
        reader = EmbeddedIndex(tmp_path)
        read.extend(summary.id for summary in reader.summaries())
        reader.close()

    writer.add(slow())
    writer.close()
    assert read == ["guideline:first"]


def test_what_another_one_adds_is_found_at_once_though_its_words_stood_nowhere(tmp_path: Path):
    folder = tmp_path / "library"
    writer = EmbeddedIndex(folder, create=True)
    writer.add([document("Gout is treated with drugone.", name="file:1")])
    reader = EmbeddedIndex(folder)
    new = Query(must=(Clause(any_of=("drugtwo",)),))
    assert not reader.search(new)
    assert reader.rarity(["drugtwo"])["drugtwo"] > reader.rarity(["drugone"])["drugone"]
    writer.add([document("Gout is treated with drugtwo.", name="file:2")])
    assert [hit.passage.document for hit in reader.search(new)] == ["file:2"]
    assert reader.rarity(["drugtwo"]) == {"drugtwo": reader.rarity(["drugone"])["drugone"]}
    writer.close()
    reader.close()


def test_a_lost_search_index_is_made_again_from_the_store(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add([document()])
    index.close()
    for path in (tmp_path / "search").iterdir():
        path.unlink()
    index = EmbeddedIndex(tmp_path)
    assert index.verify() == ()
    assert index.search(Query(should=(Clause(any_of=("drugone",)),)))
    index.close()


def test_search_goes_on_while_another_process_makes_the_index_anew(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add([document()])
    asked = Query(should=(Clause(any_of=("drugone",)),))
    before = index.search(asked)
    assert before
    (tmp_path / "search" / "meta.json").unlink()
    assert index.search(asked) == before
    index.close()


def test_who_waits_for_a_large_search_index_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add(document(name=f"file:{number}") for number in range(3))
    index.close()
    assert not caplog.messages
    shutil.rmtree(tmp_path / "search")
    monkeypatch.setattr(embedded, "_LONG", 2)
    EmbeddedIndex(tmp_path).close()
    assert caplog.messages == ["making the search index of 3 documents; please wait"]


def test_changed_bytes_are_found_and_named(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add([document(), document(name="file:two")])
    index.close()
    with sqlite3.connect(tmp_path / "documents.sqlite") as store:
        store.execute("UPDATE version SET body = x'00' WHERE document = 'file:two'")
    store.close()
    index = EmbeddedIndex(tmp_path)
    assert [problem.document for problem in index.verify()] == ["file:two"]
    assert index.document("file:one")
    index.close()


def test_a_file_that_is_no_library_is_not_touched(tmp_path: Path):
    path = tmp_path / "documents.sqlite"
    path.write_bytes(b"these are not the bytes of a library" * 40)
    with pytest.raises(LibraryDamaged):
        EmbeddedIndex(tmp_path)
    assert path.read_bytes().startswith(b"these are not")


def test_an_add_that_fails_leaves_search_as_it_was_and_the_next_one_is_whole(tmp_path: Path):
    def broken():
        yield document("Drugtwo.", name="file:two")
        raise KeyboardInterrupt

    index = EmbeddedIndex(tmp_path, create=True)
    index.add([document()])
    with pytest.raises(KeyboardInterrupt):
        index.add(broken())
    index.add([document("Drugthree.", name="file:three")])
    hits = index.search(Query(should=(Clause(any_of=("drugone", "drugtwo", "drugthree")),)))
    assert {hit.passage.document for hit in hits} == {"file:one", "file:three"}
    assert index.verify() == ()
    index.close()
