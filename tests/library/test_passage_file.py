"""Passages lie beside the engine's index, at the places that it knows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from probatum.errors import LibraryDamaged
from probatum.evidence.document import Document
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Clause, Query
from probatum.library.passage_file import PASSAGES, Passages, PassageWriter
from probatum.library.searchable import Searchable
from tests.evidence_by_hand import document

ASKED = Query(must=(Clause(any_of=("drugmab",)),))


def on_drugmab(number: int) -> Document:
    return document(f"Drugmab lowered attack rate {number}.", name=f"file:{number}")


def packed(number: int) -> bytes:
    told = on_drugmab(number).model_dump(mode="json")
    return Searchable.of(told).passages[0][0]


def test_what_is_added_is_read_at_its_place_once_it_is_kept(tmp_path: Path):
    writer = PassageWriter(tmp_path)
    first, second = writer.add(packed(1)), writer.add(packed(2))
    writer.keep()
    found = Passages(tmp_path)
    assert found.at(first).document == "file:1"
    assert found.at(second).text == "Drugmab lowered attack rate 2."
    writer.close()
    again = PassageWriter(tmp_path)
    third = again.add(packed(3))
    again.keep()
    assert Passages(tmp_path).at(third).document == "file:3"
    with pytest.raises(LibraryDamaged, match="delete the folder 'search'"):
        found.at(third)
    again.close()


def test_what_is_taken_back_leaves_no_bytes(tmp_path: Path):
    writer = PassageWriter(tmp_path)
    writer.add(packed(1))
    writer.keep()
    size = (tmp_path / PASSAGES).stat().st_size
    place = writer.add(packed(2))
    writer.take_back()
    assert writer.add(packed(3)) == place
    writer.close()
    assert Passages(tmp_path).at(place).document == "file:3"
    assert (tmp_path / PASSAGES).stat().st_size > size


def test_changed_bytes_are_no_passage(tmp_path: Path):
    writer = PassageWriter(tmp_path)
    place = writer.add(packed(1))
    writer.close()
    path = tmp_path / PASSAGES
    path.write_bytes(path.read_bytes()[:-9] + b"\0" * 9)
    with pytest.raises(LibraryDamaged):
        Passages(tmp_path).at(place)


def test_an_index_without_its_passages_is_made_anew(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add([on_drugmab(1), on_drugmab(2)])
    before = index.search(ASKED)
    index.close()
    (tmp_path / "search" / PASSAGES).unlink()
    index = EmbeddedIndex(tmp_path)
    assert index.search(ASKED) == before
    assert len(before) == 2
    index.close()


def test_a_reader_finds_what_was_added_and_made_anew_since(tmp_path: Path):
    writer = EmbeddedIndex(tmp_path, create=True)
    reader = EmbeddedIndex(tmp_path)
    assert reader.search(ASKED) == ()
    writer.add([on_drugmab(1)])
    assert len(reader.search(ASKED)) == 1
    writer.close()
    shutil.rmtree(tmp_path / "search")
    assert len(reader.search(ASKED)) == 1  # what it had seen
    writer = EmbeddedIndex(tmp_path)
    writer.add([on_drugmab(2)])
    assert {hit.passage.document for hit in reader.search(ASKED)} == {"file:1", "file:2"}
    writer.close()
    reader.close()


def test_an_index_that_the_engine_cannot_open_is_made_anew(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add([on_drugmab(1)])
    index.close()
    (tmp_path / "search" / "meta.json").write_text("{")
    index = EmbeddedIndex(tmp_path)
    assert len(index.search(ASKED)) == 1
    index.close()
