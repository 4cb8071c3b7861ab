"""Collecting the publisher's own files of PubMed."""

from __future__ import annotations

import gzip
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from probatum.errors import SourceError
from probatum.library.embedded import EmbeddedIndex
from probatum.library.ledger import Ledger
from probatum.workflows.bulk import BulkCollected, Reading, collect_pubmed
from probatum.workflows.collect import Progress
from probatum.workflows.years import Years

RECORD = """<PubmedArticle><MedlineCitation><PMID Version="{version}">{pmid}</PMID>
<Article><Journal><JournalIssue><PubDate><Year>{year}</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>Drugone in asthma</ArticleTitle>
<Abstract><AbstractText>{text}</AbstractText></Abstract>
<Language>eng</Language></Article></MedlineCitation></PubmedArticle>
"""
SET = '<?xml version="1.0"?>\n<PubmedArticleSet>{}</PubmedArticleSet>\n'


def record(pmid: int, text: str = "Drugone lowered attacks.", year: int = 2020, version: int = 1):
    return RECORD.format(pmid=pmid, text=text, year=year, version=version)


def deleted(*pmids: int, version: int = 1) -> str:
    numbers = "".join(f'<PMID Version="{version}">{pmid}</PMID>' for pmid in pmids)
    return f"<DeleteCitation>{numbers}</DeleteCitation>"


class Shelf:
    """A folder of files beside a library."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir()
        self.library = folder / "library"

    def put(self, number: int, *parts: str, md5: str | None = None) -> Path:
        return self.put_bytes(number, gzip.compress(SET.format("".join(parts)).encode()), md5)

    def put_bytes(self, number: int, body: bytes, md5: str | None = None) -> Path:
        path = self.files / f"pubmed25n{number:04}.xml.gz"
        path.write_bytes(body)
        digest = md5 or hashlib.md5(body).hexdigest()
        path.with_name(f"{path.name}.md5").write_text(f"MD5({path.name})= {digest}\n")
        return path

    def collect(self, years: str = "", report=lambda _: None) -> BulkCollected:
        index, ledger = EmbeddedIndex(self.library, create=True), Ledger(self.library)
        try:
            reading = Reading(spool=self.library / "collecting", years=Years.of(years), workers=2)
            return collect_pubmed(self.files, index, ledger, reading, report)
        finally:
            ledger.close()
            index.close()

    def texts(self) -> dict[str, str]:
        index = EmbeddedIndex(self.library)
        try:
            assert index.verify() == ()
            return {each.id: index.document(each.id).text for each in index.summaries()}
        finally:
            index.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_the_newer_file_wins_and_deleted_records_go(shelf):
    shelf.put(1, record(1, "First word."), record(2), record(3))
    shelf.put(2, record(1, "Second word."), record(4), deleted(2, 99))
    shelf.put(3, record(2, "Back again."), deleted(3))
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


def test_a_folder_without_files_or_with_one_twice_is_an_error(shelf):
    with pytest.raises(SourceError, match="holds no file"):
        shelf.collect()
    path = shelf.put(1, record(1))
    (shelf.files / "updatefiles").mkdir()
    (shelf.files / "updatefiles" / path.name).write_bytes(path.read_bytes())
    with pytest.raises(SourceError, match="lies also at"):
        shelf.collect()


def test_killed_at_any_moment_and_started_again_nothing_is_lost_or_doubled(shelf, tmp_path):
    _many_files(shelf)
    shelf.collect()
    wanted = shelf.texts()
    shelf.library = tmp_path / "killed"
    moments = random.Random(7)
    kills = 0
    while kills < 20:
        with _command(shelf) as command:
            time.sleep(moments.uniform(0.4, 2))
            command.send_signal(signal.SIGKILL)
            command.wait()
            killed = command.returncode == -signal.SIGKILL
            kills += killed
            assert _group_ends(command.pid), "a reading process outlived the one it read for"
        if killed and shelf.library.is_dir() and (shelf.library / "documents.sqlite").is_file():
            assert set(shelf.texts()) <= set(wanted) | {"pmid:1005"}
        if not killed:
            shelf.library = tmp_path / f"killed{kills}"
    with _command(shelf) as command:
        assert command.wait() == 0
    assert shelf.texts() == wanted
    index = EmbeddedIndex(shelf.library)
    assert all(len(index.versions(name)) <= 2 for name in wanted)
    index.close()


def _many_files(shelf: Shelf) -> None:
    for number in range(1, 9):
        first = 1000 * number
        texts = [record(first + each, f"Drugone {each}.") for each in range(150)]
        shelf.put(number, *texts)
    shelf.put(9, *(record(1000 * each, "Revised.") for each in range(1, 9)), deleted(1005))


def _command(shelf: Shelf) -> subprocess.Popen[bytes]:
    words = ["library", "--library", str(shelf.library), "collect", "pubmed", str(shelf.files)]
    return subprocess.Popen(
        [sys.executable, "-m", "probatum", *words],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _group_ends(group: int) -> bool:
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
