"""Collecting packages of open-access articles, from a folder and from a publisher on loopback."""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from probatum.errors import SourceError
from probatum.evidence.document import Access, Document, Status
from probatum.library.embedded import EmbeddedIndex
from probatum.library.ledger import FileState, Ledger
from probatum.sources.web import Web
from probatum.sources.web_settings import WebSettings
from probatum.workflows import packages
from probatum.workflows.bulk import BulkCollected
from probatum.workflows.delivery import Delivery
from probatum.workflows.folder import Folder
from probatum.workflows.packages import PMC, collect_packages
from probatum.workflows.publisher import Publisher
from probatum.workflows.read_ahead import Reading
from probatum.workflows.years import Years
from tests.replay.jats import article
from tests.replay.server import broken, serving
from tests.replay.works import Work

BASELINE = "oa_comm_xml.PMC001xxxxxx.baseline.2025-06-26.tar.gz"
INCREMENT = "oa_comm_xml.incr.2025-06-27.tar.gz"
NEXT = "oa_comm_xml.PMC001xxxxxx.baseline.2025-12-18.tar.gz"


def work(number: int, words: str = "Drugone lowered attacks.", year: int = 2021) -> Work:
    return Work(f"9200000{number}", f"On asthma, {number}", (("", "Drugone in asthma."),),
                pmcid=f"PMC100000{number}", year=year, body=words)  # fmt: skip


def member(number: int) -> str:
    return f"PMC001xxxxxx/PMC100000{number}.xml"


def packed(articles: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, text in articles.items():
            header = tarfile.TarInfo(name)
            header.size = len(text.encode())
            archive.addfile(header, io.BytesIO(text.encode()))
    return out.getvalue()


def package(*works: Work) -> bytes:
    return packed({member(int(each.pmid[-1])): article(each, with_body=True) for each in works})


def file_list(*rows: tuple[int, str, str, str]) -> bytes:
    head = "Article File,Article Citation,AccessionID,LastUpdated (YYYY-MM-DD HH:MM:SS),PMID,License,Retracted"
    lines = [
        f'{member(number)},"J Tests. 2021; 1:5",PMC100000{number},{day} 10:00:00,9200000{number},{licence},{retracted}'
        for number, day, licence, retracted in rows
    ]
    return "\n".join([head, *lines, ""]).encode()


class Shelf:
    """A folder of packages beside a library."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir()
        self.library = folder / "library"

    def put(self, name: str, body: bytes, listed: bytes | None = None) -> Path:
        (self.files / name).write_bytes(body)
        if listed is not None:
            (self.files / name.replace(".tar.gz", ".filelist.csv")).write_bytes(listed)
        return self.files / name

    def collect(self, years: str = "", delivery: Delivery | None = None) -> BulkCollected:
        delivery = delivery or Folder(self.files, PMC)
        index, ledger = EmbeddedIndex(self.library, create=True), Ledger(self.library / "packages")
        try:
            reading = Reading(spool=self.library / "collecting", years=Years.of(years))
            return collect_packages(delivery, index, ledger, reading)
        finally:
            ledger.close()
            index.close()

    def documents(self) -> dict[str, Document]:
        index = EmbeddedIndex(self.library)
        try:
            assert index.verify() == ()
            return {each.id: index.document(each.id) for each in index.summaries()}
        finally:
            index.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_articles_are_added_in_full_with_their_licence_and_the_marks_of_the_list(shelf):
    listed = file_list((1, "2025-06-01", "CC BY", "no"), (2, "2025-06-01", "CC BY", "yes"))
    shelf.put(BASELINE, package(work(1), work(2)), listed)
    outcome = shelf.collect()
    assert (outcome.files, outcome.change.added) == (1, 2)
    assert (outcome.refused, outcome.warnings) == ((), ())
    one, two = shelf.documents().values()
    assert (one.id, one.access, one.licence) == ("pmid:92000001", Access.FULL_TEXT, "CC BY 4.0")
    assert "Drugone lowered attacks." in one.text
    assert (one.status, two.status) == (Status.CURRENT, Status.RETRACTED)


def test_increments_come_behind_their_baseline_and_before_the_next(shelf):
    shelf.put(NEXT, package(work(1, "Third.")), file_list((1, "2025-12-01", "CC BY", "no")))
    shelf.put(INCREMENT, package(work(1, "Second.")), file_list((1, "2025-06-27", "CC BY", "no")))
    shelf.put(BASELINE, package(work(1, "First.")), file_list((1, "2025-06-01", "CC BY", "no")))
    shelf.collect()
    assert "Third." in shelf.documents()["pmid:92000001"].text


def test_an_older_package_that_comes_late_undoes_nothing(shelf):
    shelf.put(NEXT, package(work(1, "New.")), file_list((1, "2025-12-01", "CC BY", "no")))
    shelf.collect()
    older = file_list((1, "2025-06-01", "CC BY", "no"), (2, "2025-06-01", "CC BY", "no"))
    shelf.put(BASELINE, package(work(1, "Old."), work(2)), older)
    shelf.collect()
    documents = shelf.documents()
    assert "New." in documents["pmid:92000001"].text
    assert "pmid:92000002" in documents


def test_what_is_done_is_not_read_again_and_other_years_are(shelf):
    shelf.put(BASELINE, package(work(1, year=2010), work(2)), file_list())
    assert shelf.collect("2020-").change.added == 1
    assert shelf.collect("2020-").done_before == 1
    assert shelf.collect().change.added == 1


def test_a_package_without_its_list_is_taken_with_a_warning(shelf):
    shelf.put(BASELINE, package(work(1)))
    (warning,) = shelf.collect().warnings
    assert "retracted is not known" in warning
    shelf.put("PMC1000002.tar.gz", package(work(2)))
    assert shelf.collect().warnings == (), "a single article has none"


def test_bad_members_are_named_and_the_package_goes_on(shelf):
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bad = {
        "../../evil.xml": article(work(5), with_body=True),
        "PMC1/broken.xml": "<article><front></article>",
        "PMC1/bomb.xml": f'<!DOCTYPE a [<!ENTITY e0 "ha">{bomb}]><article>&e11;</article>',
        "PMC1/other.xml": "<note/>",
        "PMC1/figure.jpg": "no text",
        member(1): article(work(1), with_body=True),
    }
    shelf.put(BASELINE, packed(bad), file_list())
    outcome = shelf.collect()
    assert outcome.refused == ()
    assert {warning.split(": ")[1] for warning in outcome.warnings} == {*list(bad)[:4]}
    assert set(shelf.documents()) == {"pmid:92000001"}


def test_an_external_entity_is_never_opened(shelf, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    text = article(work(1, "Drugone ENTITY helps."), with_body=True).replace("ENTITY", "&s;")
    declared = f'<!DOCTYPE article [<!ENTITY s SYSTEM "{secret.as_uri()}">]>{text}'
    shelf.put(BASELINE, packed({member(1): declared}), file_list())
    shelf.collect()
    assert "secret" not in shelf.documents()["pmid:92000001"].text


def test_nothing_of_a_damaged_package_is_taken_and_the_rest_goes_on(shelf):
    whole = package(work(1), work(2))
    shelf.put("a-cut.tar.gz", whole[:-30])
    wrong = shelf.put("b-md5.tar.gz", package(work(3)))
    wrong.with_name(f"{wrong.name}.md5").write_text("0" * 32)
    shelf.put("c-none.tar.gz", b"no package")
    shelf.put("d-list.tar.gz", package(work(4)), b"no,list\n")
    shelf.put("e-good.tar.gz", package(work(5)))
    outcome = shelf.collect()
    assert [Path(each.path).name[0] for each in outcome.refused] == ["a", "b", "c", "d"]
    assert all("fetch it again" in each.reason for each in outcome.refused)
    assert set(shelf.documents()) == {"pmid:92000005"}
    shelf.put("a-cut.tar.gz", whole)
    assert shelf.collect().change.added == 2


def test_a_call_that_was_interrupted_goes_on_within_the_package(shelf, monkeypatch):
    shelf.put(BASELINE, package(*map(work, range(1, 10))), file_list())
    monkeypatch.setattr(packages, "_STORED_MEMBERS", 3)
    monkeypatch.setattr("probatum.workflows.package_reading._MEMBERS", 3)
    index, ledger = EmbeddedIndex(shelf.library, create=True), Ledger(shelf.library / "packages")

    def interrupt(progress) -> None:
        if progress.documents >= 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect_packages(
            Folder(shelf.files, PMC), index, ledger, Reading(spool=shelf.library / "c"), interrupt
        )
    (entry,) = ledger.entries()
    assert (entry.state, entry.records) == (FileState.BEGUN, 3)
    ledger.close()
    index.close()
    change = shelf.collect().change
    assert (change.added, change.unchanged) == (6, 0)
    assert len(shelf.documents()) == 9


def test_another_file_under_the_name_of_one_that_was_begun_is_read_from_its_start(shelf):
    path = shelf.put(BASELINE, package(work(1)), file_list())
    ledger = Ledger(shelf.library / "packages")
    md5 = hashlib.md5(b"another").hexdigest()
    entry = {"name": path.name, "size": 9, "md5": md5, "state": FileState.BEGUN, "records": 1}
    ledger.enter(packages.LedgerEntry(**entry))
    ledger.close()
    assert shelf.collect().change.added == 1


def test_packages_and_their_lists_are_fetched_taken_and_deleted(shelf, tmp_path):
    place = "pub/pmc/oa_bulk/oa_comm/xml/"
    with serving() as replay:
        replay.files = {
            f"{place}{BASELINE}": package(work(1), work(2)),
            f"{place}{BASELINE.replace('.tar.gz', '.filelist.csv')}": file_list(
                (1, "2025-06-01", "CC BY", "yes")
            ),
            f"{place}{INCREMENT}": package(work(2, "Second.")),
            f"{place}{INCREMENT.replace('.tar.gz', '.filelist.csv')}": file_list(),
        }
        replay.next(BASELINE, broken())
        settings = WebSettings(cache=tmp_path / "cache", pmc_files=replay.pmc_files, timeout=5,
                               back_off=0.01, rates={replay.host: 1000.0})  # fmt: skip
        fetched = tmp_path / "fetched"
        with Web(settings) as web:
            for _ in range(2):
                publisher = Publisher(web, [f"{replay.pmc_files}/oa_comm/xml"], PMC, fetched)
                outcome = shelf.collect(delivery=publisher)
    assert outcome.done_before == 2
    documents = shelf.documents()
    assert documents["pmid:92000001"].status is Status.RETRACTED
    assert "Second." in documents["pmid:92000002"].text
    assert list(fetched.iterdir()) == []


def test_a_folder_without_packages_is_an_error(shelf):
    with pytest.raises(SourceError, match=r"named like oa_comm_xml"):
        shelf.collect()
