"""Opening databases: their form, what is refused, and what a power cut leaves."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from probatum.errors import RecordsUnusable
from probatum.evidence.audit import fault_in
from probatum.records.database import newest, open_database
from probatum.records.log import entries
from probatum.records.sql_records import SqlRecords
from probatum.records.tables import metadata
from tests.records.databases import address_of


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with address_of(request.param, tmp_path) as address:
        yield address


def test_the_migrations_make_just_the_tables_of_the_code(address: str) -> None:
    engine = open_database(address)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_opening_twice_is_harmless(address: str) -> None:
    for _ in range(2):
        engine = open_database(address)
        with engine.connect() as connection:
            assert (
                connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                == newest()
            )
        engine.dispose()


def test_a_newer_form_is_refused_and_left_alone(address: str) -> None:
    engine = open_database(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(RecordsUnusable, match="9999"):
        open_database(address)


@pytest.mark.parametrize(
    "wrong", ["", "nonsense", "oracle+nothing://x/y", "sqlite:////no/such/folder/x"]
)
def test_a_wrong_address_is_told(wrong: str) -> None:
    with pytest.raises(RecordsUnusable):
        open_database(wrong)


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleague, " * 100)
    with pytest.raises(RecordsUnusable):
        open_database(f"sqlite:///{file}")
    assert file.read_text().startswith("Dear colleague")


def test_sqlite_minds_foreign_keys_and_writes_ahead(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'r.sqlite'}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    engine.dispose()


WRITER = """
import sys
from probatum.records.database import open_database
from probatum.records.sql_records import SqlRecords
from probatum.records.records import Said
from probatum.review.stages import Move
from tests.contracts.test_records import move, named, note
from tests.review.board_by_hand import AUTHOR, PEOPLE
records = SqlRecords(open_database(sys.argv[1]))
for person in PEOPLE:
    records.keep_person(person, note("appoint"))
for number in range(100_000):
    records.begin(named(f"a{number}"), note("begin"))
    move(records, f"a{number}", Move.SUBMIT, AUTHOR)
    records.comment(Said(article=f"a{number}", text="Dose?"), note("comment"))
    records.keep_setting("policy", {"approvals": number + 1}, note("set policy"))
    print(number, flush=True)
"""


@pytest.mark.parametrize("wait", [0.0, 0.005, 0.011, 0.017])
def test_a_power_cut_in_a_write_leaves_a_chain_that_holds(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "records.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, f"sqlite:///{path}"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as process:
        assert process.stdout is not None
        told = -1
        for _ in range(3):
            told = int(process.stdout.readline())
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        told = max([told, *(int(line) for line in process.stdout.read().split("\n")[:-1])])
    engine = open_database(f"sqlite:///{path}")
    kept = list(entries(engine))
    assert list(SqlRecords(engine).altered()) == [], "everything reads as the log says"
    engine.dispose()
    assert fault_in(kept) is None
    with sqlite3.connect(path) as connection:
        (written,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    connection.close()
    assert written in {told + 1, told + 2}
    assert sum(entry.action == "begin" for entry in kept) == written
