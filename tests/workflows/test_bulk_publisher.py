"""Collecting PubMed from its publisher, a web server on loopback."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from benchmarks.kills import from_publisher, killed, pubmed_files

from probatum.errors import SourceError, SourceUnavailable
from probatum.sources.web import Web
from probatum.sources.web_settings import WebSettings
from probatum.workflows.bulk import PUBMED, BulkCollected
from probatum.workflows.publisher import Publisher
from tests.replay.files import with_md5
from tests.replay.server import Answer, Replay, broken, redirect, serving, too_many
from tests.workflows.pubmed_shelf import SET, Shelf, deleted, record


def name(number: int) -> str:
    return f"pubmed25n{number:04}.xml.gz"


def packed(*parts: str) -> bytes:
    return gzip.compress(SET.format("".join(parts)).encode())


class Library(Shelf):
    """A library that is filled from the publisher, and what is left of its files."""

    def __init__(self, folder: Path, replay: Replay) -> None:
        super().__init__(folder)
        self.replay = replay
        self.fetched = folder / "library" / "fetched"

    def fetch(self, *, keep: bool = False, years: str = "", **changes: object) -> BulkCollected:
        usual = {"cache": self.library.parent / "cache", "pubmed_files": self.replay.pubmed_files,
                 "rates": {self.replay.host: 1000.0}, "back_off": 0.01, "attempts": 2,
                 "timeout": 5}  # fmt: skip
        addresses = [f"{self.replay.pubmed_files}/{each}" for each in ("baseline", "updatefiles")]
        with Web(WebSettings(**usual | changes)) as web:
            publisher = Publisher(web, addresses, PUBMED, self.fetched, keep=keep)
            return self.collect(years, delivery=publisher)

    def left(self) -> set[str]:
        return {path.name for path in self.fetched.glob("*")}


@pytest.fixture
def replay():
    with serving() as running:
        running.files = with_md5(
            {
                f"pubmed/baseline/{name(1)}": packed(record(1, "First."), record(2)),
                f"pubmed/baseline/{name(2)}": packed(record(3), record(4)),
                f"pubmed/updatefiles/{name(3)}": packed(record(1, "Second."), deleted(4)),
            }
        )
        yield running


@pytest.fixture
def library(tmp_path: Path, replay: Replay) -> Library:
    return Library(tmp_path, replay)


WHOLE = {
    "pmid:1": "Second.",
    "pmid:2": "Drugone lowered attacks.",
    "pmid:3": "Drugone lowered attacks.",
}


def test_baseline_and_update_files_are_fetched_added_in_order_and_deleted(library):
    outcome = library.fetch()
    assert (outcome.files, outcome.removed, outcome.refused, outcome.warnings) == (3, 1, (), ())
    assert library.texts() == WHOLE
    assert library.left() == set()


def test_a_second_call_asks_for_the_lists_alone_and_for_new_files(library, replay):
    library.fetch()
    replay.asked.clear()
    again = library.fetch()
    assert (again.files, again.done_before) == (0, 3)
    assert [asked.path for asked in replay.asked] == [
        "/files/pubmed/baseline/",
        "/files/pubmed/updatefiles/",
    ]
    replay.files |= with_md5({f"pubmed/updatefiles/{name(4)}": packed(record(5))})
    assert library.fetch().change.added == 1


def test_kept_files_stay_and_are_not_fetched_twice(library, replay):
    library.fetch(keep=True)
    names = {name(number) for number in (1, 2, 3)}
    assert library.left() == names | {f"{each}.md5" for each in names}
    replay.asked.clear()
    library.fetch(keep=True, years="2015-")  # another part of them is wanted: all are read again
    assert not [asked for asked in replay.asked if asked.path.endswith(".xml.gz")]


def test_a_file_that_changed_at_the_publishers_is_taken_again(library, replay):
    library.fetch()
    longer = [record(number, "Third.") for number in range(100, 900)]
    replay.files |= with_md5({f"pubmed/updatefiles/{name(3)}": packed(*longer)})
    assert library.fetch().change.added == 800


def test_a_file_of_the_wrong_md5_is_refused_and_had_once_it_is_right(library, replay):
    right = replay.files[f"pubmed/baseline/{name(2)}.md5"]
    replay.files[f"pubmed/baseline/{name(2)}.md5"] = f"MD5({name(2)})= {'0' * 32}\n".encode()
    (refused,) = library.fetch().refused
    assert refused.path == f"{replay.pubmed_files}/baseline/{name(2)}"
    assert "MD5" in refused.reason
    assert set(library.texts()) == {"pmid:1", "pmid:2"}
    assert library.left() == set()
    replay.files[f"pubmed/baseline/{name(2)}.md5"] = right
    library.fetch()
    assert library.texts() == WHOLE, "and what was taken back meanwhile does not come back"


def test_bad_files_are_refused_with_a_reason_each_and_the_rest_goes_on(library, replay):
    whole = gzip.compress(SET.format("".join(map(record, range(400)))).encode())
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE s [<!ENTITY e0 "ha">{entities}]><PubmedArticleSet>{record(600, "&e11;")}'
    bad = {
        4: whole[:-40],
        5: b"no gzip at all",
        6: packed("<PubmedArticle><Medline></PubmedArticle>"),
        7: gzip.compress(f"{bomb}</PubmedArticleSet>".encode()),
        8: gzip.compress(b"<PubmedArticleSet>" + b"x" * 40_000_000, 1),
    }
    replay.files |= with_md5(
        {f"pubmed/updatefiles/{name(number)}": body for number, body in bad.items()}
    )
    replay.files |= with_md5({f"pubmed/updatefiles/{name(9)}": packed(record(9))})
    refused = {item.path.rpartition("/")[2]: item.reason for item in library.fetch().refused}
    assert set(refused) == {name(number) for number in bad}
    assert all(len(reason) > 20 for reason in refused.values())
    assert set(library.texts()) == {*WHOLE, "pmid:9"}


def test_an_external_entity_is_never_opened(library, replay, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    text = (
        f'<!DOCTYPE s [<!ENTITY s SYSTEM "{secret.as_uri()}">]><PubmedArticleSet>'
        f"{record(9, 'Drugone &s; helps.')}</PubmedArticleSet>"
    )
    replay.files = with_md5({f"pubmed/baseline/{name(1)}": gzip.compress(text.encode())})
    replay.files |= with_md5({f"pubmed/updatefiles/{name(2)}": packed(record(1))})
    library.fetch()
    assert "secret" not in library.texts()["pmid:9"]


def test_passing_faults_are_met_by_asking_again(library, replay):
    for number, page in enumerate(("baseline/", name(1), f"{name(1)}.md5", "updatefiles/")):
        replay.next(page, (too_many(), broken(), too_many("0"))[number % 3])
    assert library.fetch().refused == ()
    assert library.texts() == WHOLE


def test_a_file_that_is_listed_and_gone_is_refused_and_the_rest_goes_on(library, replay):
    replay.next(name(2), Answer(404, b"no such file"))
    (refused,) = library.fetch().refused
    assert "no such page (status 404)" in refused.reason
    assert set(library.texts()) == {"pmid:1", "pmid:2"}


def test_a_host_that_is_reached_no_more_ends_the_call_and_keeps_what_was_added(library, replay):
    replay.next(name(3), *[too_many("3600")] * 9)
    outcome = library.fetch(patience=0.1)
    assert outcome.files == 2
    assert "asks for fewer requests" in outcome.stopped
    assert set(library.texts()) == {"pmid:1", "pmid:2", "pmid:3", "pmid:4"}
    replay._faults.clear()
    assert library.fetch().done_before == 2
    assert library.texts() == WHOLE


def test_a_redirect_to_another_host_is_refused(library, replay):
    with serving() as other:
        replay.next("baseline/", redirect(f"{other.pubmed_files}/baseline/"))
        with pytest.raises(SourceUnavailable, match=f"redirects to {re.escape(other.host)}"):
            library.fetch()
        assert other.asked == []


def test_a_list_without_files_is_an_error_that_says_where(library, replay):
    replay.files = {"pubmed/baseline/README.txt": b"", "pubmed/updatefiles/README.txt": b""}
    with pytest.raises(SourceError, match="lists no file named like pubmed25n0001"):
        library.fetch()


def test_what_an_earlier_year_left_behind_is_deleted(library):
    library.fetched.mkdir(parents=True)
    for left in (
        "pubmed24n0001.xml.gz",
        "pubmed24n0002.xml.gz.part",
        "pubmed24n0002.xml.gz.part-of",
    ):
        (library.fetched / left).touch()
    (library.fetched / "notes of the owner.txt").touch()
    library.fetch()
    assert library.left() == {"notes of the owner.txt"}


def test_killed_at_any_moment_and_started_again_nothing_is_lost_or_doubled(tmp_path):
    with from_publisher(pubmed_files(seed=3, files=5), tmp_path) as filling:
        assert killed(filling, tmp_path, times=5, seed=3)
