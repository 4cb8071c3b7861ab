"""A backup is whole and is taken back by either database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from probatum.errors import RecordsUnusable
from probatum.evidence.audit import fault_in
from probatum.records.backup import back_up, restore
from probatum.records.database import open_database
from probatum.records.records import Said, Wanted
from probatum.records.sql_records import SqlRecords
from probatum.review.stages import Move
from tests.contracts.test_records import move, named, note, under_review
from tests.records.databases import address_of
from tests.review.board_by_hand import PEOPLE, RITA, RON

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=KINDS)
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with address_of(request.param, tmp_path) as address:
        engine = open_database(address)
        records = SqlRecords(engine)
        for person in PEOPLE:
            records.keep_person(person, note("appoint"))
        under_review(records)
        first = records.comment(Said(article="a1", text="Dose? “µg”\n"), note("say"))
        records.comment(Said(article="a1", text="5 mg.", answers=first.id), note("say", RITA.id))
        for by in (RITA, RON):
            move(records, "a1", Move.SIGN, by)
        records.keep_setting("policy", {"approvals": 2}, note("set"))
        yield engine
        engine.dispose()


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    (tmp_path / "new").mkdir()
    with address_of(request.param, tmp_path / "new") as address:
        engine = open_database(address)
        yield engine
        engine.dispose()


def test_what_is_restored_is_what_was_backed_up(full: Engine, empty: Engine, tmp_path: Path):
    file = tmp_path / "backup.jsonl"
    assert back_up(full, file) == restore(empty, file)
    assert file.stat().st_mode & 0o077 == 0
    before, after = SqlRecords(full), SqlRecords(empty)
    assert after.article("a1") == before.article("a1")
    assert after.comments("a1") == before.comments("a1")
    assert list(after.people()) == list(before.people())
    assert list(after.entries()) == list(before.entries())
    assert fault_in(after.entries()) is None
    assert list(after.altered()) == []
    assert after.resting_on("d") == ("a1",)
    assert [one.id for one in after.queue(Wanted(assigned=RITA.id))] == ["a1"]
    # Work goes on: numbers of comments and entries follow those that were restored.
    after.begin(named("a2"), note("begin"))
    assert after.comment(Said(article="a2", text="New."), note("say")).id == 3
    assert fault_in(after.entries()) is None


def test_a_backup_is_not_taken_over_what_is_there(full: Engine, tmp_path: Path):
    file = tmp_path / "backup.jsonl"
    back_up(full, file)
    with pytest.raises(RecordsUnusable, match="empty records"):
        restore(full, file)


@pytest.mark.parametrize("harm", ["cut", "changed", "nonsense", "newer"])
def test_a_backup_that_is_not_whole_changes_nothing(tmp_path: Path, harm: str):
    engine = open_database(f"sqlite:///{tmp_path / 'a.sqlite'}")
    SqlRecords(engine).keep_person(RITA, note("appoint"))
    file = tmp_path / "backup.jsonl"
    back_up(engine, file)
    engine.dispose()
    whole = file.read_text(encoding="utf-8")
    harmed = {
        "cut": "".join(whole.splitlines(keepends=True)[:-1]),
        "changed": whole.replace("Rita", "Rota", 1),
        "nonsense": "Dear colleague",
        "newer": whole.replace('"probatum-records":"', '"probatum-records":"9', 1),
    }
    file.write_text(harmed[harm], encoding="utf-8")
    other = open_database(f"sqlite:///{tmp_path / 'b.sqlite'}")
    with pytest.raises(RecordsUnusable, match=r"backup\.jsonl"):
        restore(other, file)
    assert list(SqlRecords(other).people()) == []
    SqlRecords(other).keep_person(RITA, note("appoint"))
    assert fault_in(SqlRecords(other).entries()) is None
    other.dispose()
