"""Large files from a publisher's web server on loopback."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from pathlib import Path

import pytest

from probatum.errors import SourceError, SourceUnavailable
from probatum.sources import download as downloading
from probatum.sources.download import download
from probatum.sources.publisher_listing import listed
from probatum.sources.web import Web
from probatum.sources.web_settings import WebSettings
from tests.replay.files import with_md5
from tests.replay.server import Answer, broken, redirect, serving, too_many

BODY = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(8000))
MD5 = hashlib.md5(BODY).hexdigest()
PLACE = "pubmed/baseline/pubmed25n0001.xml.gz"
NAME = "pubmed25n0001.xml.gz"


@pytest.fixture
def replay():
    with serving() as running:
        running.files = with_md5({PLACE: BODY})
        yield running


@pytest.fixture
def web(replay, tmp_path):
    settings = WebSettings(cache=tmp_path / "cache", pubmed_files=replay.pubmed_files, attempts=2,
                           back_off=0.01, timeout=5, rates={replay.host: 1000.0})  # fmt: skip
    with Web(settings) as made:
        yield made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fetched" / NAME


def address(replay) -> str:
    return f"{replay.pubmed_files}/baseline/{NAME}"


def beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()} - {path.name}


def test_a_file_is_fetched_whole(replay, web, path):
    download(web, address(replay), path, MD5)
    assert path.read_bytes() == BODY
    assert beside(path) == set()


def test_what_was_broken_off_is_continued_where_it_was(replay, web, path):
    whole = Answer(200, BODY, (("ETag", f'"{MD5[:12]}"'),), cut=100_000)
    replay.next(NAME, whole)
    download(web, address(replay), path, MD5)
    assert path.read_bytes() == BODY
    assert replay.to(NAME)[-1].headers["Range"] == f"bytes={len(BODY) - 100_000}-"


def test_a_later_call_goes_on_with_the_part_and_no_part_is_taken_for_whole(replay, web, path):
    cut = Answer(200, BODY, (("ETag", f'"{MD5[:12]}"'),), cut=100_000)
    replay.next(NAME, cut, *[broken()] * 4)
    with pytest.raises(SourceUnavailable, match="status 500"):
        download(web, address(replay), path, MD5)
    assert not path.exists()
    assert beside(path) == {f"{NAME}.part", f"{NAME}.part-of"}
    download(web, address(replay), path, MD5)
    assert path.read_bytes() == BODY
    assert replay.to(NAME)[-1].headers["Range"] == f"bytes={len(BODY) - 100_000}-"


def test_a_part_of_another_state_of_the_file_is_not_continued(replay, web, path):
    path.parent.mkdir()
    path.with_name(f"{NAME}.part").write_bytes(b"of last year")
    path.with_name(f"{NAME}.part-of").write_text('"last-year"')
    download(web, address(replay), path, MD5)
    assert path.read_bytes() == BODY
    assert "Range" in replay.asked[0].headers, "it was offered, and the publisher declined"


@pytest.mark.parametrize("left", [BODY, BODY + b"more"])
def test_a_part_as_long_as_the_file_or_longer_ends_well(replay, web, path, left):
    path.parent.mkdir()
    path.with_name(f"{NAME}.part").write_bytes(left)
    path.with_name(f"{NAME}.part-of").write_text(f'"{MD5[:12]}"')
    download(web, address(replay), path, MD5)
    assert path.read_bytes() == BODY


def test_many_breaks_are_borne_while_each_request_brings_the_file_on(replay, web, path):
    def part(start: int, size: int) -> Answer:
        headers = (("ETag", f'"{MD5[:12]}"'),)
        if not start:
            return Answer(200, BODY, headers, cut=len(BODY) - size)
        where = ("Content-Range", f"bytes {start}-{len(BODY) - 1}/{len(BODY)}")
        return Answer(206, BODY[start:], (*headers, where), cut=len(BODY) - start - size)

    replay.next(NAME, *(part(start, 20_000) for start in range(0, 200_000, 20_000)))
    download(web, address(replay), path, MD5)
    assert path.read_bytes() == BODY


def test_a_file_of_the_wrong_md5_is_fetched_once_more_and_then_refused(replay, web, path):
    replay.next(NAME, Answer(200, BODY[:-1] + b"?"))
    download(web, address(replay), path, MD5)
    assert path.read_bytes() == BODY
    path.unlink()
    with pytest.raises(SourceError, match=f"MD5 is {MD5}, not {'0' * 32}"):
        download(web, address(replay), path, "0" * 32)
    assert not path.exists()
    assert beside(path) == set()


@pytest.mark.parametrize("fault", [too_many(), too_many("0"), broken()])
def test_a_passing_fault_is_met_by_asking_again(replay, web, path, fault):
    replay.next(NAME, fault)
    download(web, address(replay), path, MD5)
    assert path.read_bytes() == BODY


def test_a_redirect_to_another_host_is_refused_and_that_host_hears_nothing(replay, web, path):
    with serving() as other:
        other.files = replay.files
        replay.next(NAME, redirect(address(other)))
        with pytest.raises(SourceUnavailable, match=f"redirects to {other.host}"):
            download(web, address(replay), path, MD5)
        assert other.asked == []
    assert not path.exists()


def test_a_full_disk_is_said_and_nothing_is_taken_for_whole(replay, web, path, monkeypatch):
    monkeypatch.setattr(downloading, "_LEFT_FREE", 2**62)
    with pytest.raises(SourceError, match="disk is too full"):
        download(web, address(replay), path, MD5)
    assert not path.exists()


def test_it_ends_soon_when_nobody_waits_for_it(replay, web, path):
    replay.slow, stop = 0.2, threading.Event()
    threading.Timer(0.3, stop.set).start()
    start = time.monotonic()
    with pytest.raises(SourceUnavailable, match="not waited for"):
        download(web, address(replay), path, MD5, stop)
    assert time.monotonic() - start < 2, "sixteen pieces would take three seconds"
    assert f"{NAME}.part" in beside(path)


def test_a_list_gives_the_names_wanted_with_their_sizes(replay, web):
    replay.files |= {
        "pubmed/baseline/README.txt": b"x",
        "pubmed/baseline/old/pubmed24n0001.xml.gz": b"",
    }
    (file,) = listed(web, f"{replay.pubmed_files}/baseline", re.compile(r"pubmed.*\.xml\.gz"))
    assert (file.name, file.address) == (NAME, address(replay))
    assert file.may_have(len(BODY))
    assert not file.may_have(len(BODY) + 4096)
    assert f"{NAME}.md5" in file.beside


@pytest.mark.parametrize("size", [0, 1, 972, 973, 1023, 1024, 9_900, 10_189, 500_000, 9**9, 11**9])
def test_every_rounding_of_a_size_is_understood(replay, web, size):
    class Long(bytes):
        def __len__(self) -> int:
            return size

    replay.files = {PLACE: Long()}
    (file,) = listed(web, f"{replay.pubmed_files}/baseline", re.compile(r".*\.gz"))
    assert file.may_have(size)
    assert size < 2000 or not file.may_have(int(size * 1.2))


HOSTILE = b"""<pre><a href="../up.gz">x</a> 1K
<a href="/etc/passwd.gz">x</a> 1K
<a href="http://example.org/a.gz">x</a> 1K
<a href="%2e%2e%2fup.gz">x</a> 1K
<a href="..%5cup.gz">x</a> 1K
<a href=".hidden.gz">x</a> 1K
<a href="a.gz?C=N;O=D">x</a> 1K
<a>x</a><a href="">x</a>
<a href="good.gz">good.gz</a> 2025-01-10 14:05 1.5K
</pre><table><tr><td><a href="row.gz">row.gz</a></td><td>2025-01-10 14:05</td><td>83M</td><td>&nbsp;</td>
</tr></table>"""


def test_only_names_in_the_folder_itself_are_taken_from_a_list(replay, web):
    replay.next("baseline/", Answer(200, HOSTILE))
    files = listed(web, f"{replay.pubmed_files}/baseline", re.compile(r".*\.gz"))
    assert {file.name: file.size for file in files} == {"good.gz": 1536, "row.gz": 83 * 2**20}
