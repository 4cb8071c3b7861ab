"""Collecting the publisher's own files of PubMed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from benchmarks.kills import from_folder, killed, pubmed_files

from probatum.errors import SourceError
from probatum.workflows.collect import Progress
from tests.workflows.pubmed_shelf import SET, Shelf, deleted, record


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_the_newer_file_wins_and_deleted_records_go(shelf):
    shelf.put(1, record(1, "First word."), record(2), record(3))
    shelf.put(2, record(1, "Second word."), record(4), deleted(2, 99))
    shelf.put(3, record(2, "Back again."), deleted(3))
    shelf.workers = 2
    outcome = shelf.collect()
    assert shelf.texts() == {
        "pmid:1": "Second word.",
        "pmid:2": "Back again.",
        "pmid:4": "Drugone lowered attacks.",
    }
    assert (outcome.files, outcome.removed, outcome.refused, outcome.warnings) == (3, 2, (), ())


def test_a_later_version_is_not_undone_by_an_earlier_one(shelf):
    shelf.put(1, record(1, "Version two.", version=2), record(1, "Version one."))
    shelf.put(2, record(1, "Version one, revised."), deleted(1))
    shelf.collect()
    assert shelf.texts() == {"pmid:1": "Version two."}
    shelf.put(3, record(1, "Version one, revised again."))
    shelf.put(4, record(1, "Version two, revised.", version=2))
    shelf.collect()
    assert shelf.texts() == {"pmid:1": "Version two, revised."}
    shelf.put(5, deleted(1, version=2))
    shelf.collect()
    assert shelf.texts() == {}


def test_what_is_done_is_not_read_again_and_new_files_are(shelf):
    shelf.put(1, record(1))
    assert shelf.collect().files == 1
    again = shelf.collect()
    assert (again.files, again.done_before) == (0, 1)
    shelf.put(2, record(2))
    more = shelf.collect()
    assert (more.files, more.done_before, more.change.added) == (1, 1, 1)


def test_a_file_of_the_wrong_md5_is_refused_and_taken_once_it_is_right(shelf):
    shelf.put(1, record(1, "Old."), md5="0" * 32)
    shelf.put(2, record(2))
    (refused,) = shelf.collect().refused
    assert "MD5" in refused.reason
    assert "fetch it again" in refused.reason
    assert set(shelf.texts()) == {"pmid:2"}
    shelf.put(1, record(1))
    assert shelf.collect().change.added == 1
    assert set(shelf.texts()) == {"pmid:1", "pmid:2"}


def test_a_file_that_comes_late_does_not_undo_what_newer_files_told(shelf):
    shelf.put(1, record(1, "Old."), record(2, "Old."), record(3, "Only here."), md5="0" * 32)
    shelf.put(2, record(1, "New."), deleted(2))
    shelf.collect()
    shelf.put(1, record(1, "Old."), record(2, "Old."), record(3, "Only here."))
    shelf.collect()
    assert shelf.texts() == {"pmid:1": "New.", "pmid:3": "Only here."}


def test_a_file_without_an_md5_is_taken_with_a_warning(shelf):
    path = shelf.put(1, record(1))
    path.with_name(f"{path.name}.md5").unlink()
    outcome = shelf.collect()
    assert outcome.change.added == 1
    assert "no .md5" in outcome.warnings[0]
    assert shelf.collect().done_before == 1


def test_nothing_of_a_damaged_file_is_stored_and_the_rest_goes_on(shelf):
    whole = gzip.compress(SET.format("".join(map(record, range(1, 400)))).encode())
    shelf.put_bytes(1, whole[:-40])
    shelf.put(2, record(500), "<PubmedArticle><Medline></PubmedArticle>")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE s [<!ENTITY e0 "ha">{bomb}]><PubmedArticleSet>{record(600, "&e11;")}</PubmedArticleSet>'
    shelf.put_bytes(3, gzip.compress(text.encode()))
    shelf.put_bytes(4, b"no gzip at all")
    shelf.put_bytes(5, gzip.compress(b"<s>" + b"<a/>" * 5_000_000 + b"</s>", 1))
    shelf.put(6, record(700))
    outcome = shelf.collect()
    refused = {Path(item.path).name[9:13]: item.reason for item in outcome.refused}
    assert set(refused) == {"0001", "0002", "0003", "0004", "0005"}
    assert all(refused.values())
    assert set(shelf.texts()) == {"pmid:700"}


def test_a_record_that_cannot_be_read_is_named_and_the_file_goes_on(shelf):
    shelf.put(1, record(1), "<PubmedArticle><MedlineCitation/></PubmedArticle>", record(2))
    outcome = shelf.collect()
    assert outcome.change.added == 2
    assert "no PMID" in outcome.warnings[0]


def test_only_the_years_asked_for_are_kept_and_more_can_be_had_later(shelf):
    shelf.put(1, record(1, year=2014), record(2, year=2015), record(3, "Old.", year=2020))
    shelf.put(2, record(3, "New.", year=2020))
    shelf.collect("2015-")
    assert set(shelf.texts()) == {"pmid:2", "pmid:3"}
    assert shelf.collect("2015-").done_before == 2
    assert shelf.collect("2010-").files == 2
    texts = shelf.texts()
    assert set(texts) == {"pmid:1", "pmid:2", "pmid:3"}
    assert texts["pmid:3"] == "New."


def test_progress_tells_files_and_records(shelf):
    shelf.put(1, record(1), record(2))
    shelf.put(2, record(3))
    told: list[Progress] = []
    shelf.collect(report=told.append)
    assert told[-1] == Progress(files=2, total=2, documents=3)


def test_a_folder_without_files_is_an_error(shelf):
    with pytest.raises(SourceError, match="holds no file"):
        shelf.collect()


def test_baselines_of_two_years_are_added_one_after_the_other(shelf):
    old, new = shelf.files / "2024", shelf.files / "2025" / "baseline"
    shelf.place(new / "pubmed25n0001.xml.gz", record(1, "Of 2025."))
    shelf.place(old / "updatefiles" / "pubmed24n1220.xml.gz", record(1, "Of 2024."), record(2))
    outcome = shelf.collect()
    assert (outcome.files, outcome.refused) == (2, ())
    assert shelf.texts()["pmid:1"] == "Of 2025."
    assert set(shelf.texts()) == {"pmid:1", "pmid:2"}


def test_a_copy_of_a_file_in_another_folder_counts_once(shelf):
    for folder in ("baseline", "updatefiles", "backup/baseline"):
        shelf.place(shelf.files / folder / "pubmed25n0001.xml.gz", record(1))
    outcome = shelf.collect()
    assert (outcome.files, outcome.refused, outcome.warnings) == (1, (), ())
    assert shelf.collect().done_before == 1


def test_of_two_copies_the_one_is_taken_that_its_md5_vouches_for(shelf):
    cut = shelf.place(shelf.files / "a" / "pubmed25n0001.xml.gz", record(1))
    cut.write_bytes(cut.read_bytes()[:-9])
    other = shelf.place(shelf.files / "b" / "pubmed25n0001.xml.gz", record(9))
    other.with_name(f"{other.name}.md5").unlink()
    shelf.place(shelf.files / "c" / "pubmed25n0001.xml.gz", record(1))
    outcome = shelf.collect()
    assert (outcome.files, outcome.refused, outcome.warnings) == (1, (), ())
    assert set(shelf.texts()) == {"pmid:1"}


def test_of_two_whole_files_of_one_name_neither_is_taken_and_the_rest_goes_on(shelf):
    shelf.place(shelf.files / "a" / "pubmed25n0001.xml.gz", record(1, "One."))
    shelf.place(shelf.files / "b" / "pubmed25n0001.xml.gz", record(1, "Another."))
    shelf.put(2, record(2))
    outcome = shelf.collect()
    (refused,) = outcome.refused
    assert "differs from" in refused.reason
    assert "take one of them away" in refused.reason
    assert set(shelf.texts()) == {"pmid:2"}


def test_killed_at_any_moment_and_started_again_nothing_is_lost_or_doubled(tmp_path):
    with from_folder(pubmed_files(seed=7), tmp_path) as filling:
        assert killed(filling, tmp_path, times=5, seed=7)
