"""Collecting from files, folders, globs and archives."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.errors import SourceError
from probatum.library.embedded import EmbeddedIndex
from probatum.wiring import sources
from probatum.workflows.collect import Collected, Progress, collect

GUIDELINE = (
    "---\nid: {name}\ntitle: {name}\ncondition: asthma\n---\n# {name}\n\nDrugone helps in asthma.\n"
)
RECORD = """<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID>
<Article><ArticleTitle>Drugone in asthma</ArticleTitle>
<Abstract><AbstractText>Drugone lowered attacks of asthma.</AbstractText></Abstract>
<Language>eng</Language></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    yield library
    library.close()


def take(index: EmbeddedIndex, *paths: Path | str) -> Collected:
    return collect([str(path) for path in paths], index, sources())


def names(index: EmbeddedIndex) -> list[str]:
    return [summary.id for summary in index.summaries()]


def test_folders_are_read_whole_and_hidden_files_passed_over(index, tmp_path: Path):
    shelf = tmp_path / "shelf"
    (shelf / "deep").mkdir(parents=True)
    (shelf / ".git").mkdir()
    (shelf / "one.md").write_text(GUIDELINE.format(name="one"))
    (shelf / "deep" / "two.md").write_text(GUIDELINE.format(name="two"))
    (shelf / ".git" / "three.md").write_text(GUIDELINE.format(name="three"))
    assert take(index, shelf).change.added == 2
    assert names(index) == ["file:one", "file:two"]


def test_archives_are_unpacked_and_packed_records_read(index, tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inner/one.md", GUIDELINE.format(name="one"))
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        body = GUIDELINE.format(name="two").encode()
        member = tarfile.TarInfo("two.md")
        member.size = len(body)
        archive.addfile(member, io.BytesIO(body))
    with gzip.open(tmp_path / "c.xml.gz", "wt") as file:
        file.write(RECORD.format(pmid=7))
    take(index, tmp_path / "a.zip", tmp_path / "b.tar.gz", tmp_path / "c.xml.gz")
    assert names(index) == ["file:one", "file:two", "pmid:7"]


def test_an_archive_cannot_write_outside_its_own_folder(index, tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../../escaped.md", GUIDELINE.format(name="escaped"))
    with tarfile.open(tmp_path / "evil.tar", "w") as archive:
        link = tarfile.TarInfo("link.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    take(index, tmp_path / "evil.zip", tmp_path / "evil.tar")
    assert not (tmp_path.parent / "escaped.md").exists()
    assert not list(tmp_path.glob("escaped.md"))
    assert names(index) == ["file:escaped"]


def test_what_cannot_be_read_is_named_with_its_reason_and_the_rest_goes_on(index, tmp_path: Path):
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    (tmp_path / "cut.xml").write_text(RECORD.format(pmid=8)[:200])
    (tmp_path / "good.md").write_text(GUIDELINE.format(name="good"))
    files = sorted(tmp_path.glob("*.*"))
    collected = take(index, *files)
    assert collected.change.added == 1
    refused = {Path(item.path).name: item.reason for item in collected.refused}
    assert set(refused) == {"empty.md", "noise.bin", "cut.xml"}
    assert all(refused.values())


def test_of_a_set_that_breaks_off_nothing_is_stored(index, tmp_path: Path):
    whole = RECORD.format(pmid=9)
    (tmp_path / "set.xml").write_text(whole.replace("</PubmedArticleSet>", "<PubmedArticle><Med"))
    assert len(take(index, tmp_path / "set.xml").refused) == 1
    assert names(index) == []


def test_a_changed_file_replaces_its_document(index, tmp_path: Path):
    path = tmp_path / "one.md"
    path.write_text(GUIDELINE.format(name="one"))
    take(index, path)
    assert take(index, path).change.unchanged == 1
    path.write_text(GUIDELINE.format(name="one").replace("helps", "does not help"))
    assert take(index, path).change.replaced == 1
    assert "does not help" in index.document("file:one").text
    assert len(index.versions("file:one")) == 2


def test_progress_is_told_for_every_file(index, tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(GUIDELINE.format(name=name))
    told: list[Progress] = []
    collect([str(tmp_path / "*.md")], index, sources(), told.append)
    assert [(step.files, step.total, step.documents) for step in told] == [(1, 2, 1), (2, 2, 2)]


def test_a_path_that_is_not_there_is_an_error(index):
    with pytest.raises(SourceError, match="no such file"):
        take(index, "/nowhere/*.md")
