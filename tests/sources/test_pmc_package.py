"""Packages of PMC, and what is made to look like one."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from probatum.errors import SourceError
from probatum.evidence.document import Notice, NoticeKind, Status
from probatum.sources.pmc_file_list import Fact, file_list, list_name, with_fact
from probatum.sources.pmc_package import Bounds, Member, Unfit, check_package, members
from tests.evidence_by_hand import document

SMALL = Bounds(article=20_000, header=2000, ratio=3)


def info(
    name: str, size: int = 0, kind: bytes = tarfile.REGTYPE, link: str = ""
) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.size, made.type, made.linkname = size, kind, link
    return made


def package(path: Path, *parts: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for header, body in parts:
            archive.addfile(header, io.BytesIO(body))
    return path


def article(name: str, body: bytes = b"<article/>") -> tuple[tarfile.TarInfo, bytes]:
    return info(name, len(body)), body


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "oa_comm_xml.incr.2025-06-27.tar.gz"


def names(path: Path, **options) -> list[str]:
    return [member.name for member in members(path, **options) if isinstance(member, Member)]


def test_articles_come_in_their_order_and_nothing_else(path):
    package(path, (info("PMC1", kind=tarfile.DIRTYPE), b""), article("PMC1/a.xml"),
            article("PMC1/fig.jpg", b"\xff"), article("PMC1/b.nxml"))  # fmt: skip
    found = list(members(path))
    assert [member.name for member in found] == ["PMC1/a.xml", "PMC1/b.nxml"]
    assert found[0].xml == b"<article/>"
    assert names(path, skip=1) == ["PMC1/b.nxml"]


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (info("../../etc/cron.d/a.xml"), "leads out"),
        (info("PMC1/../../a.xml"), "leads out"),
        (info("/etc/a.xml"), "leads out"),
        (info("C:\\a.xml"), "leads out"),
        (info("..\\..\\a.xml"), "leads out"),
        (info("PMC1/a.xml", kind=tarfile.SYMTYPE, link="/etc/passwd"), "is a link"),
        (info("PMC1/a.xml", kind=tarfile.LNKTYPE, link="PMC1/b.xml"), "is a link"),
        (info("PMC1/a.xml", kind=tarfile.CHRTYPE), "no plain file"),
        (info("PMC1/a.xml", kind=tarfile.FIFOTYPE), "no plain file"),
    ],
)
def test_what_leads_elsewhere_is_refused_with_a_reason(path, header, reason):
    package(path, article("PMC1/before.xml"), (header, b""), article("PMC1/behind.xml"))
    found = list(members(path))
    (unfit,) = [member for member in found if isinstance(member, Unfit)]
    assert (unfit.name, reason in unfit.reason) == (header.name, True)
    assert names(path) == ["PMC1/before.xml", "PMC1/behind.xml"]
    assert [each.name for each in path.parent.iterdir()] == [path.name], "nothing is written"


def test_an_article_larger_than_any_is_passed_over(path):
    package(path, article("a.xml", b" " * 20_001), article("b.xml"))
    found = list(members(path, bounds=SMALL))
    assert isinstance(found[0], Unfit)
    assert "more than any article" in found[0].reason
    assert found[1].name == "b.xml"


def test_a_package_that_unpacks_without_end_is_refused(path):
    package(path, article("film.mp4", bytes(300_000)))
    with pytest.raises(SourceError, match="more than 3 times its size"):
        check_package(path, SMALL)
    check_package(path, Bounds())


def test_a_sparse_member_that_claims_to_be_huge_is_never_read(path):
    header = info("a.xml", 10**12)
    header.pax_headers = {"GNU.sparse.realsize": str(10**12), "GNU.sparse.map": "0,1"}
    with gzip.open(path, "wb") as file:
        file.write(header.tobuf(tarfile.PAX_FORMAT)[:512] + bytes(10_240))
    with pytest.raises(SourceError):
        list(members(path))


def test_a_header_of_a_long_name_that_fills_the_memory_is_refused(path):
    package(path, (info("b" * 5000 + ".xml"), b""))
    with pytest.raises(SourceError, match="a header of"):
        list(members(path, bounds=SMALL))
    assert len(list(members(path))) == 1


@pytest.mark.parametrize("left", [12, 400])
def test_a_package_that_was_cut_off_is_refused(path, left):
    package(path, *(article(f"{n}.xml", str(n).encode() * 50) for n in range(200)))
    path.write_bytes(path.read_bytes()[:-left])
    with pytest.raises(SourceError, match="fetch it again"):
        check_package(path)


def test_a_changed_byte_is_found_before_anything_is_taken(path):
    package(path, *(article(f"{n}.xml", str(n).encode() * 50) for n in range(200)))
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)
    with pytest.raises(SourceError, match="fetch it again"):
        check_package(path)


def test_a_damaged_header_in_the_middle_does_not_pass_for_the_end(path):
    package(path, article("a.xml"), article("b.xml"), article("c.xml"))
    plain = bytearray(gzip.decompress(path.read_bytes()))
    plain[1024 + 10] ^= 1  # in the header of the second
    path.write_bytes(gzip.compress(bytes(plain)))
    with pytest.raises(SourceError, match="behind a damaged header"):
        list(members(path))


@pytest.mark.parametrize(
    "body", [b"", b"no gzip", gzip.compress(b"no tar " * 200), gzip.compress(b"")]
)
def test_what_is_no_package_is_refused(path, body):
    path.write_bytes(body)
    with pytest.raises(SourceError, match="no whole package"):
        list(members(path))


LIST = (
    "Article File,Article Citation,AccessionID,LastUpdated (YYYY-MM-DD HH:MM:SS),PMID,License,"
    'Retracted\nPMC001xxxxxx/PMC1000001.xml,"J Tests. 2020 Mar 2; 1(1):5-9",PMC1000001,'
    "2025-06-01 10:00:00,91000001,CC BY,no\nPMC001xxxxxx/PMC1000002.xml,J Tests. 2021,PMC1000002,"
    "2025-06-02 10:00:00,,NO-CC CODE,yes\n"
)


def test_a_list_tells_licence_day_and_retraction(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(LIST)
    assert file_list(path) == {
        "PMC001xxxxxx/PMC1000001.xml": Fact("CC BY", "2025-06-01"),
        "PMC001xxxxxx/PMC1000002.xml": Fact("", "2025-06-02", retracted=True),
    }
    assert list_name("oa_comm_xml.incr.2025-06-27.tar.gz").endswith("2025-06-27.filelist.csv")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\xff\xfe"])
def test_what_is_no_list_is_refused(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(SourceError, match="fetch it again"):
        file_list(path)


def test_a_fact_adds_what_the_article_does_not_say():
    told = with_fact(document("On wells"), Fact("CC BY", "2025-06-01", retracted=True))
    assert (told.licence, told.revised, told.status) == ("CC BY", "2025-06-01", Status.RETRACTED)
    assert told.notices[0].kind is NoticeKind.RETRACTION
    notice = Notice(kind=NoticeKind.RETRACTION, pmid="1")
    own = document("On wells", licence="CC0", notices=(notice,), status=Status.RETRACTED)
    told = with_fact(own, Fact("CC BY", "", retracted=True))
    assert (told.licence, told.notices) == ("CC0", (notice,))
