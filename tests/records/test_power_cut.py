"""The process is killed at random moments of every kind of write: nothing is half done, and the next
run does what is missing."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from probatum.evidence.document import Notice, NoticeKind
from probatum.evidence.standing import NoticeOn
from probatum.library.embedded import EmbeddedIndex
from probatum.records.backup import back_up
from probatum.records.database import newest, open_database
from probatum.records.records import Said, Wanted
from probatum.records.sql_records import SqlRecords
from probatum.review.policy import Policy
from probatum.workflows.audit import audited
from probatum.workflows.changed_evidence import MARKED as MARK
from probatum.workflows.policy import set_policy
from tests.records import broken_off
from tests.records.broken_off import KEPT, MARKED, STEPS, Read, files_for, opened, state
from tests.records.databases import address_of, await_nobody, copy_of
from tests.records.old_form import form_of, write_first_form
from tests.review.board_by_hand import OWNER, act

KILLS = 5
"""Of each kind of write on each database."""
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.records.broken_off"])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def empty(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Records of today's form in which nothing was done."""
    with address_of(kind, tmp_path_factory.mktemp("empty")) as address:
        open_database(address).dispose()
        yield address


class Cuts:
    """One kind of work, killed again and again."""

    def __init__(self, what: str, beginning: str, folder: Path, seed: str) -> None:
        self.what, self.beginning, self.folder = what, beginning, folder
        self._choose = random.Random(f"{what} {seed}")
        self.killed = 0
        with copy_of(beginning, folder) as address:
            began = time.monotonic()
            self._run(address)
            self._whole = time.monotonic() - began
            self.wanted = state(address)

    def _run(self, address: str, for_seconds: float | None = None) -> bool:
        """Whether it came to its end."""
        process = PROCESSES.Process(target=broken_off.work, args=(self.what, address, self.folder))
        process.start()
        process.join(for_seconds)
        process.kill()
        process.join()
        await_nobody(address)
        assert process.exitcode in {0, -9}
        return process.exitcode == 0

    def boards(self) -> Iterator[tuple[str, bool]]:
        """The address of a board after each cut, and at the end of the work; with whether it is."""
        while self.killed < KILLS:
            with copy_of(self.beginning, self.folder) as address:
                ended = False
                while not ended:
                    most = self._whole * self._choose.uniform(0.1, 1.0)
                    ended = self._run(address, most if self.killed < KILLS else None)
                    self.killed += not ended
                    yield address, ended


def whole(address: str) -> tuple[int, list[str]]:
    """The number of entries and the articles marked, of a log that holds and tells of all there is."""
    board = opened(address)
    with closing(board.records):
        audited(board.records)
        entries = list(board.records.entries())
    return len(entries), [one.subject for one in entries if one.action == MARK]


def test_of_single_acts_each_is_done_or_not(kind: str, empty: str, tmp_path: Path) -> None:
    after: list[Read] = []
    with copy_of(empty, tmp_path) as address:
        board = opened(address)
        with closing(board.records):
            after.append(state(address))
            for step in STEPS:
                step(board)
                after.append(state(address))
    cuts, seen = Cuts("acts", empty, tmp_path, kind), set[int]()
    for address, ended in cuts.boards():
        done, _ = whole(address)
        assert state(address) == after[done]
        assert not ended or done == len(STEPS)
        seen.add(done)
    assert len(seen) > 2, "every cut came at the same place"


def test_of_many_articles_whole_parts_are_marked_and_each_once(
    kind: str, empty: str, tmp_path: Path
) -> None:
    with closing(EmbeddedIndex(tmp_path / "library", create=True)) as index:
        index.add([broken_off.source()])
        notice = Notice(kind=NoticeKind.RETRACTION, text="false data")
        index.remember([NoticeOn(kind="id", value=broken_off.SOURCE, notice=notice)], "owner")
    with copy_of(empty, tmp_path) as before:
        board = opened(before)
        with closing(board.records):
            STEPS[0](board)
            for number in range(MARKED):
                note = broken_off._note("submit", "ann")
                board.records.begin(broken_off.cites(number), note)
        await_nobody(before)
        cuts = Cuts("marks", before, tmp_path, kind)
        for address, ended in cuts.boards():
            _, marked = whole(address)
            assert len(marked) == len(set(marked)), "an article was marked twice"
            assert len(marked) in {0, 50, MARKED}
            revised = [row for row in state(address)["revisions"] if row[1] == 2]
            assert len(revised) == len(marked)
            assert not ended or len(marked) == MARKED


def test_answers_in_files_are_taken_over_each_once_and_none_is_lost(
    kind: str, empty: str, tmp_path: Path
) -> None:
    cuts = Cuts("takes over", empty, tmp_path, kind)
    for address, ended in cuts.boards():
        files = files_for(address, tmp_path)
        left = {kept.id for kept in files.recent()}
        board = opened(address)
        with closing(board.records):
            entered = audited(board.records).entries
            moved = {kept.id for kept in board.records.kept_answers()}
        assert len(left | moved) == KEPT
        assert entered == len(moved)
        assert not ended or not left


def test_a_backup_is_taken_back_whole_or_not_at_all(kind: str, empty: str, tmp_path: Path) -> None:
    with copy_of(empty, tmp_path) as address:
        board = opened(address)
        with closing(board.records):
            for step in STEPS:
                step(board)
            for number in range(150):
                said = Said(article="a1", text=f"Comment {number}.")
                board.records.comment(said, broken_off._note("comment", "rita"))
        engine = open_database(address)
        back_up(engine, tmp_path / "backup.jsonl")
        engine.dispose()
    nothing = state(empty)
    cuts = Cuts("restores", empty, tmp_path, kind)
    for address, ended in cuts.boards():
        done, _ = whole(address)
        assert state(address) == (cuts.wanted if done else nothing)
        assert not ended or done


def test_records_of_an_earlier_form_are_brought_over_whole_or_not_at_all(
    kind: str, tmp_path: Path
) -> None:
    with address_of(kind, tmp_path) as old:
        write_first_form(old)
        await_nobody(old)
        before = form_of(old)
        cuts = Cuts("migrates", old, tmp_path, kind)
        for address, ended in cuts.boards():
            if (now := form_of(address)) != before:
                assert now[0] == newest()
                whole(address)
            assert not ended or state(address) == cuts.wanted


def test_queues_are_counted_anew_when_that_was_broken_off_after_new_rules(
    empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cut(BaseException):
        """Nothing catches it, as nothing survives a power cut."""

    def cut(records: SqlRecords) -> int:
        raise Cut

    with copy_of(empty, tmp_path) as address:
        board = opened(address)
        for step in STEPS[:7]:
            step(board)
        with monkeypatch.context() as without_power, closing(board.records):
            without_power.setattr(SqlRecords, "measure", cut)
            with pytest.raises(Cut):
                set_policy(board.records, Policy(approvals=1, every_claim=True), act(OWNER))
        again = opened(address)
        with closing(again.records):
            (one,) = again.records.queue(Wanted())
            assert one.open_claims == 2, "no reviewer has accepted any"
