"""Records that an earlier version wrote are brought to the form of today, and still hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from probatum.evidence.answer import Stage
from probatum.evidence.article import Person, Role
from probatum.evidence.audit import fault_in
from probatum.records.database import open_database
from probatum.records.records import Note, Order, Said, Wanted
from probatum.records.sql_keys import SqlKeys
from probatum.records.sql_records import SqlRecords
from probatum.review.policy import Policy
from probatum.review.stages import Act, Move, moved
from probatum.settings import settings
from probatum.wiring import open_board
from probatum.workflows.audit import audited
from probatum.workflows.cards import FORM
from probatum.workflows.policy import policies_of
from tests.contracts.test_records import note
from tests.library.test_answer_files import answer
from tests.records.databases import address_of
from tests.records.old_form import write_first_form
from tests.review.board_by_hand import NOW, PEOPLE, RITA


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database as version 0001 left it."""
    with address_of(request.param, tmp_path) as address:
        write_first_form(address)
        yield address


def test_what_version_0001_wrote_is_read_and_reads_as_it_was_sealed(address: str) -> None:
    engine = open_database(address)
    records = SqlRecords(engine)
    assert {person.id for person in records.people()} == {person.id for person in PEOPLE}
    article = records.article("a1")
    assert article.stage is Stage.APPROVED
    assert [one.by for one in article.sign_offs] == ["rita", "ron"]
    assert [one.text for one in records.comments("a1")] == ["Which dose, “5 µg”?", "5 mg."]
    assert fault_in(records.entries()) is None
    assert audited(records).entries == records.head()
    engine.dispose()


def test_work_goes_on_in_it_and_people_can_be_let_in(address: str) -> None:
    engine = open_database(address)
    records, keys = SqlRecords(engine), SqlKeys(engine)
    assert not keys.any()
    keys.keep_password("rita", "a hash", note("set password", "rita"))
    assert keys.password("rita") == "a hash"
    if engine.dialect.name == "sqlite":  # PostgreSQL counts apart: see the backup
        records.comment(Said(article="a1", text="And children?"), note("comment", RITA.id))
    assert audited(records).entries == records.head()
    engine.dispose()


def test_an_old_article_is_sealed_apart_at_its_next_change_and_queued_by_risk(address: str) -> None:
    engine = open_database(address)
    records = SqlRecords(engine)
    assert records.unmeasured()
    assert records.measure() == 1
    assert policies_of(records)[-1].policy.version == 1, "as it was kept before versions were"
    editor = Person(id="rita", name="Rita", roles=frozenset({Role.EDITOR}))
    act = Act(by=editor, at=NOW, why="a new trial")
    reopen = Note(by="rita", at=NOW, action="reopen")
    records.change("a1", lambda now: moved(now, Move.REOPEN, act, Policy()), reopen)
    told = [text for entry in records.entries() for _, text in entry.details]
    assert told.count("revision a1/1") == 1
    assert [one.id for one in records.queue(Wanted(order=Order.RISK))] == ["a1"]
    assert audited(records).entries == records.head()
    engine.dispose()


def test_its_article_gets_a_card_and_answers_are_kept_beside_it(address: str) -> None:
    board = open_board(settings(Path("unused")).model_copy(update={"records": SecretStr(address)}))
    records = board.records
    ((name, card),) = records.subjects()
    assert (name, card.form) == ("a1", FORM)
    assert card.asked_at == NOW
    asked = answer("What helps?")
    kept = records.keep_answer(asked, note("keep answer", "rita"))
    assert records.kept_answer(kept).answer == asked
    assert audited(records).entries == records.head()
    records.close()


def test_what_version_0003_wrote_stays_and_gets_its_cards(address: str) -> None:
    """With an article that was changed under it: the tables that came since are taken away."""
    engine = open_database(address)
    records = SqlRecords(engine)
    editor = Person(id="rita", name="Rita", roles=frozenset({Role.EDITOR}))
    reopen = Note(by="rita", at=NOW, action="reopen")
    act = Act(by=editor, at=NOW, why="a new trial")
    records.change("a1", lambda now: moved(now, Move.REOPEN, act, Policy()), reopen)
    with engine.begin() as connection:
        for table in ("cards", "answers", "questions"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    engine.dispose()
    board = open_board(settings(Path("unused")).model_copy(update={"records": SecretStr(address)}))
    assert [name for name, _ in board.records.subjects()] == ["a1"]
    assert board.records.article("a1").stage is Stage.EVIDENCE_CHANGED
    assert audited(board.records).entries == board.records.head()
    board.records.close()


def test_a_forged_old_article_is_found_before_it_changes(address: str) -> None:
    engine = open_database(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE articles SET stage = 'published'"))
    assert [one.subject for one in SqlRecords(engine).altered()] == ["article a1"]
    engine.dispose()
