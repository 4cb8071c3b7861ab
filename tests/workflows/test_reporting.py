"""What the watch marked is told once by each way, whatever breaks off in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from probatum.errors import NotDelivered, RecordsUnusable
from probatum.evidence.audit import fault_in
from probatum.records.database import open_database
from probatum.records.records import Note
from probatum.records.sql_records import SqlRecords
from probatum.reporting.report import Report
from probatum.workflows.changed_evidence import MARKED, WATCH
from probatum.workflows.reporting import Reported, begin_reporting, report
from tests.contracts.test_records import named, note
from tests.records.databases import address_of
from tests.reporting.receivers import hook
from tests.review.board_by_hand import NOW, PEOPLE


@dataclass
class Way:
    """Keeps what it is sent; `failing` makes it fail."""

    name: str = "webhook"
    failing: bool = False
    sent: list[Report] = field(default_factory=list)

    def send(self, report: Report) -> None:
        if self.failing:
            raise NotDelivered("nobody there")
        self.sent.append(report)


@pytest.fixture(params=["sqlite", "postgresql"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlRecords]:
    with address_of(request.param, tmp_path) as address:
        records = SqlRecords(open_database(address))
        for person in PEOPLE:
            records.keep_person(person, note("appoint"))
        yield records
        records.close()


def mark(records: SqlRecords, *names: str, minute: int = 0) -> None:
    """What the watch would write."""
    said = Note(by=WATCH.id, at=NOW + timedelta(minutes=minute), action=MARKED)
    for name in names:
        if not records.named(name):
            records.begin(named(name), note("begin"))
        records.change(name, lambda before: before, said)


def articles(way: Way) -> list[list[str]]:
    return [[one.article for one in made.articles] for made in way.sent]


def test_each_mark_is_told_once_by_each_way(records: SqlRecords) -> None:
    mark(records, "before")
    ways = (Way("mail"), Way("webhook"))
    begin_reporting(records, ways, NOW)
    begin_reporting(records, ways, NOW)
    mark(records, "a1", "a2")
    report(records, ways, NOW)
    assert report(records, ways, NOW)[0] == Reported(channel="mail", reports=0, articles=0)
    mark(records, "a1", minute=1)
    report(records, ways, NOW)
    assert [articles(way) for way in ways] == [[["a1", "a2"], ["a1"]]] * 2
    ids = {made.id for way in ways for made in way.sent}
    assert len(ids) == 4
    assert fault_in(records.entries()) is None
    assert list(records.altered()) == []


def test_what_failed_is_sent_again_as_the_same_report_and_then_the_rest(
    records: SqlRecords,
) -> None:
    way = Way(failing=True)
    begin_reporting(records, (way,), NOW)
    mark(records, "a1")
    (told,) = report(records, (way,), NOW)
    assert told.failed == "nobody there"
    mark(records, "a2")
    way.failing = False
    report(records, (way,), NOW)
    assert articles(way) == [["a1"], ["a2"]]


def test_many_marks_are_told_in_several_reports(records: SqlRecords) -> None:
    way = Way()
    begin_reporting(records, (way,), NOW)
    mark(records, *(f"a{number}" for number in range(120)))
    assert report(records, (way,), NOW)[0].articles == 120
    assert [len(some) for some in articles(way)] == [100, 20]


def test_a_title_made_of_the_question_is_not_told(records: SqlRecords) -> None:
    way = Way()
    begin_reporting(records, (way,), NOW)
    mark(records, "a1")
    report(records, (way,), NOW)
    assert way.sent[0].articles[0].title == "An article"


def test_two_watches_do_not_run_at_once(records: SqlRecords) -> None:
    with records.alone("watch"):
        with pytest.raises(RecordsUnusable, match="another process"):
            records.alone("watch").__enter__()
        with records.alone("other"):
            pass
    with records.alone("watch"):
        pass


SENDER = """
import os, signal, sys
from datetime import UTC, datetime
from pydantic import SecretStr
from probatum.records.database import open_database
from probatum.records.sql_records import SqlRecords
from probatum.reporting.report_settings import WebhookSettings
from probatum.reporting.webhook import WebhookChannel
from probatum.workflows.reporting import begin_reporting, report
from tests.workflows.test_reporting import mark
records = SqlRecords(open_database(sys.argv[1]))
channel = WebhookChannel(WebhookSettings(address=sys.argv[2], key=SecretStr("k")), pause=0.01)
begin_reporting(records, (channel,), datetime.now(UTC))
if "mark" in sys.argv:
    mark(records, "a1")
if "die" in sys.argv:
    os.kill(os.getpid(), signal.SIGKILL)
print(os.getpid(), flush=True)
report(records, (channel,), datetime.now(UTC))
"""


def sender(*arguments: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", SENDER, *arguments],
        env={**os.environ, "PYTHONPATH": str(root), "NO_PROXY": "127.0.0.1"},
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def address(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'records.sqlite'}"
    records = SqlRecords(open_database(address))
    for person in PEOPLE:
        records.keep_person(person, note("appoint"))
    records.close()
    return address


def test_killed_between_marking_and_telling_it_is_told_once(address: str) -> None:
    with hook() as told:
        with sender(address, told.address, "mark", "die") as first:
            assert first.wait() == -signal.SIGKILL
        for _ in range(2):
            with sender(address, told.address) as again:
                again.communicate()
                assert again.returncode == 0
        assert len(told.received) == 1


def test_killed_while_sending_the_same_report_is_sent_again_under_its_id(address: str) -> None:
    with hook() as told:
        with sender(address, told.address, "mark") as first:
            assert first.stdout is not None
            number = int(first.stdout.readline())
            told.before_answer = lambda: os.kill(number, signal.SIGKILL)
            assert first.wait() == -signal.SIGKILL
        told.before_answer = lambda: None
        for _ in range(2):
            with sender(address, told.address) as again:
                again.communicate()
                assert again.returncode == 0
        assert len(told.received) == 2, "once before it was killed, once after, never again"
        assert len({headers["webhook-id"] for headers, _ in told.received}) == 1
