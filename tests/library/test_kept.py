"""Figures over a whole library are worked out once, and anew when something has changed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Clause, Query
from probatum.library.prepared import Prepared
from tests.evidence_by_hand import document

ROOT = Path(__file__).parents[2]


@pytest.fixture
def index(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add([document(name="file:one", abbreviations=(("DO", "drug one"),))])
    yield index
    index.close()


def figures(index: EmbeddedIndex) -> object:
    return index.snapshot(), index.topics(), index.stats().documents, index.stats().kinds


def test_figures_that_are_kept_are_those_that_were_worked_out(index):
    assert figures(index) == figures(index)


def test_every_kind_of_change_lets_go_of_what_was_kept(index):
    two = document(name="file:two", topics=("otheritis",))
    empty = figures(index)
    index.add([two])
    both = figures(index)
    assert both[1] == {"exampleitis": 1, "otheritis": 1}
    index.remove("file:two")
    assert figures(index) == empty
    index.add_prepared([Prepared.of(two)])
    assert figures(index) == both
    index.remove_all(["file:two"])
    assert figures(index) == empty


def test_nothing_is_kept_while_another_process_writes_and_the_figures_are_the_same(index, tmp_path):
    expected = figures(index)
    index.remember([], "list")
    other = sqlite3.connect(tmp_path / "documents.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert figures(index) == expected
    other.execute("ROLLBACK")
    kept = "SELECT count(*) FROM about WHERE key LIKE 'kept %'"
    assert other.execute(kept).fetchone() == (0,)
    figures(index)
    assert other.execute(kept).fetchone() != (0,)
    other.close()


def test_abbreviations_are_found_by_their_short_form(index):
    index.add(
        [
            document(name="file:two", abbreviations=(("DO", "dosage"),)),
            document(name="file:three", abbreviations=(("DO", "dosage"), ("BM", "bone marrow"))),
        ]
    )
    found = index.abbreviations()
    assert found["DO"] == ("dosage", "drug one")
    assert "XX" not in found
    assert dict(found) == {"DO": ("dosage", "drug one"), "BM": ("bone marrow",)}
    assert len(found) == 2


def test_what_is_added_in_bulk_is_found_at_once_by_the_same_index_and_later_by_others(
    index, tmp_path
):
    index.add_prepared([Prepared.of(document("Drugfour helps.", name="file:four"))])
    other = EmbeddedIndex(tmp_path)
    query = Query(should=(Clause(any_of=("drugfour",)),))
    assert [each.id for each in other.summaries()] == ["file:four", "file:one"]
    assert len(index.search(query)) == 1
    other.close()
    other = EmbeddedIndex(tmp_path)
    assert len(other.search(query)) == 1
    assert other.verify() == ()
    other.close()


ADD_AND_DIE = """
import os, sys
from pathlib import Path
from probatum.library.embedded import EmbeddedIndex
from probatum.library.prepared import Prepared
from tests.evidence_by_hand import document
index = EmbeddedIndex(Path(sys.argv[1]), create=True)
index.add_prepared([Prepared.of(document("Drugfive helps.", name="file:five"))])
os._exit(0)
"""


def test_what_search_was_not_shown_before_a_process_ended_it_catches_up_with(tmp_path):
    subprocess.run([sys.executable, "-c", ADD_AND_DIE, str(tmp_path)], check=True, cwd=ROOT)
    index = EmbeddedIndex(tmp_path)
    assert len(index.search(Query(should=(Clause(any_of=("drugfive",)),)))) == 1
    assert index.verify() == ()
    index.close()


def test_who_changes_a_library_works_its_figures_out(tmp_path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add([document()])
    index.close()
    with sqlite3.connect(tmp_path / "documents.sqlite") as store:
        kept = {row[0] for row in store.execute("SELECT key FROM about WHERE key LIKE 'kept %'")}
    store.close()
    assert kept == {"kept snapshot", "kept topics", "kept counts", "kept kinds"}
