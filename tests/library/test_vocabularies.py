"""Vocabularies beside a library."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.errors import LibraryDamaged, SourceError, UsageError
from probatum.evidence.subject_heading import Published
from probatum.library.embedded import EmbeddedIndex
from probatum.library.vocabularies import AMBIGUOUS, FILE, Vocabularies
from probatum.retrieval.words import forms
from tests.vocabularies_by_hand import (
    ICD_TABULAR,
    MESH_TREE,
    MESH_XML,
    add,
    with_mesh,
    written,
)


def codes(kept: Vocabularies, name: str) -> list[str]:
    return [kept.heading(number).code for number in kept.keyed(forms(name))]


def test_what_names_conditions_and_treatments_is_kept_and_the_rest_is_not(tmp_path):
    kept = with_mesh(tmp_path)
    assert codes(kept, "Sandhoff disease") == ["D012497"]
    assert codes(kept, "Miglustat") == ["D000002"]
    assert codes(kept, "Body Regions") == []
    (told,) = kept.listed()
    assert told.published == Published(name="MeSH", edition="2026")
    assert (told.file, told.added) == ("desc2026.xml", "2026-11-25")


def test_names_that_mislead_are_held_back_and_counted_by_kind(tmp_path):
    kept = with_mesh(tmp_path)
    for name in ("SD", "Colds", "Neoplasms"):
        assert codes(kept, name) == []
    (told,) = kept.listed()
    assert dict(told.held_back) == {"common word": 1, "short form": 1, "wide": 1}


def test_an_entry_term_of_two_headings_belongs_to_neither(tmp_path):
    text = MESH_XML.replace("Amaurotic Familial Idiocy", "Storage Idiocy").replace(
        "Hexosaminidase A and B Deficiency Disease", "Storage Idiocy"
    )
    kept = with_mesh(tmp_path, text)
    assert codes(kept, "Storage Idiocy") == []
    assert dict(kept.listed()[0].held_back)[AMBIGUOUS] == 2


def test_a_later_edition_takes_the_place_of_the_earlier_one(tmp_path):
    kept = with_mesh(tmp_path)
    add(kept, written(tmp_path, "mtrees2027.bin", MESH_TREE))
    assert [told.published.edition for told in kept.listed()] == ["2027"]
    assert codes(kept, "Tay-Sachs Disease") == []


@pytest.mark.parametrize("text", [MESH_XML[:-300], "<DescriptorRecordSet/>"], ids=["cut", "empty"])
def test_a_file_that_fails_leaves_the_earlier_edition_as_it_was(tmp_path, text):
    kept = with_mesh(tmp_path)
    with pytest.raises((SourceError, UsageError)):
        add(kept, written(tmp_path, "desc2027.xml", text))
    assert [told.published.edition for told in kept.listed()] == ["2026"]
    assert codes(kept, "Sandhoff disease") == ["D012497"]


def test_two_vocabularies_stand_beside_each_other_and_one_is_removed(tmp_path):
    kept = with_mesh(tmp_path)
    add(kept, written(tmp_path, "tabular.xml", ICD_TABULAR))
    assert codes(kept, "Sandhoff disease") == ["D012497", "E75.01"]
    kept.remove("icd-10-cm")
    assert codes(kept, "Sandhoff disease") == ["D012497"]
    with pytest.raises(UsageError, match="there are MeSH"):
        kept.remove("SNOMED")


def test_keys_of_other_rules_are_made_again(tmp_path):
    kept = with_mesh(tmp_path)
    kept.rekey(lambda name: (name.upper(),), "other rules")
    assert kept.rules() == {"other rules"}
    assert codes(kept, "Sandhoff disease") == []
    kept.rekey(forms, "today's")
    assert codes(kept, "Sandhoff disease") == ["D012497"]


def test_a_library_without_vocabularies_has_none_and_makes_no_file(tmp_path):
    kept = Vocabularies(tmp_path)
    assert not kept.present
    assert kept.listed() == ()
    assert kept.keyed(("asthma",)) == []
    assert not (tmp_path / FILE).exists()


def test_a_damaged_file_is_told_with_what_to_do(tmp_path: Path):
    (tmp_path / FILE).write_bytes(b"not a database, whatever its name says" * 50)
    with pytest.raises(LibraryDamaged, match="delete it and add the vocabularies again"):
        Vocabularies(tmp_path).listed()


def test_a_vocabulary_is_no_part_of_the_snapshot_of_a_library(tmp_path):
    index = EmbeddedIndex(tmp_path, create=True)
    before = index.snapshot()
    add(index.vocabularies(), written(tmp_path, "desc2026.xml", MESH_XML))
    assert index.snapshot() == before
    assert index.vocabularies().present
    index.close()
