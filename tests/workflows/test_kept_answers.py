"""Answers on a board: sealed in its log when they are given, and gone when they are deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from probatum.errors import AuditBroken, LibraryDamaged, RecordsUnusable, UnknownAnswer
from probatum.evidence.audit import Entry
from probatum.library.answer_files import AnswerFiles
from probatum.records.database import open_database
from probatum.records.sql_records import SqlRecords
from probatum.workflows.audit import audited
from probatum.workflows.kept_answers import BoardAnswers
from tests.library.test_answer_files import answer
from tests.records.databases import address_of

SECRET = "Mrs Quillfeather, 41, of Nether Wallop?"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with address_of(request.param, tmp_path) as address:
        engine = open_database(address)
        yield engine
        engine.dispose()


@pytest.fixture
def records(engine: Engine) -> SqlRecords:
    return SqlRecords(engine)


def of(records: SqlRecords, folder: Path, by: str = "the page") -> BoardAnswers:
    return BoardAnswers(records, AnswerFiles(folder / "answers"), by, "the page")


def last(records: SqlRecords) -> Entry:
    *_, entry = records.entries()
    return entry


def test_the_log_says_when_who_and_on_which_library_and_no_word_of_it(
    records: SqlRecords, tmp_path: Path
) -> None:
    began = datetime.now(UTC)
    name = of(records, tmp_path, "rita").keep(answer(SECRET))
    entry = last(records)
    assert (entry.by, entry.action, entry.subject) == ("rita", "keep answer", f"answer {name}")
    assert began <= entry.at <= datetime.now(UTC)
    told = dict(entry.details)
    assert (told["via"], told["library"]) == ("the page", "0" * 64)
    assert told["sealed"] == entry.subject
    assert len(told["seal"]) == 64
    assert "Quillfeather" not in entry.model_dump_json()
    of(records, tmp_path).keep(answer(SECRET))
    assert last(records) == entry


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE answers SET value = replace(value, \'"title":"t"\', \'"title":"T"\')',
        "UPDATE questions SET value = replace(value, 'one?', 'two?')",
        "UPDATE answers SET by = 'ron'",
        "UPDATE answers SET kept_at = '2020-01-01 00:00:00'",
        "DELETE FROM answers",
    ],
)
def test_what_is_changed_behind_the_log_is_named(
    records: SqlRecords, engine: Engine, tmp_path: Path, statement: str
) -> None:
    name = of(records, tmp_path).keep(answer("one?"))
    assert audited(records).entries == 1
    with engine.begin() as connection:
        connection.execute(text(statement.replace(" by ", ' "by" ')))
    with pytest.raises(AuditBroken, match=f"entry 1: answer {name} was"):
        audited(records)


def test_an_answer_put_there_behind_the_log_is_named(records: SqlRecords, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO questions (id, value) VALUES ('q', '{}')"))
        row = "('forged', 'q', '{}', '2026-01-01 00:00:00')"
        connection.execute(text(f"INSERT INTO answers (id, question, value, kept_at) VALUES {row}"))
    with pytest.raises(AuditBroken, match="answer forged was never logged"):
        audited(records)


def test_a_changed_answer_is_never_shown(
    records: SqlRecords, engine: Engine, tmp_path: Path
) -> None:
    name = of(records, tmp_path).keep(answer("one?"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE questions SET value = replace(value, 'one?', 'two?')"))
    with pytest.raises(LibraryDamaged, match="was changed"):
        of(records, tmp_path).get(name)
    assert list(of(records, tmp_path).recent(9)) == []


def test_of_a_deleted_answer_no_word_is_left_and_the_log_still_holds(
    records: SqlRecords, engine: Engine, tmp_path: Path
) -> None:
    shelf = of(records, tmp_path, "rita")
    name, other = shelf.keep(answer(SECRET)), shelf.keep(answer("one?"))
    shelf.forget(name)
    entry = last(records)
    assert (entry.by, entry.action, entry.subject) == ("rita", "delete answer", f"answer {name}")
    assert audited(records).entries == 3
    assert shelf.get(other) == answer("one?")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM questions")).scalar_one() == 1
    for file in tmp_path.rglob("*"):
        assert file.is_dir() or b"Quillfeather" not in file.read_bytes(), file


def test_a_question_stays_as_long_as_one_answer_to_it(records: SqlRecords, tmp_path: Path) -> None:
    shelf = of(records, tmp_path)
    first = shelf.keep(answer("one?"))
    later = answer("one?").model_copy(update={"title": "another"})
    second = shelf.keep(later)
    shelf.forget(first)
    assert shelf.get(second) == later


def test_a_deletion_that_the_log_does_not_tell_of_is_found(
    records: SqlRecords, engine: Engine, tmp_path: Path
) -> None:
    shelf = of(records, tmp_path)
    one, two = shelf.keep(answer("one?")), shelf.keep(answer("two?"))
    shelf.forget(one)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM answers"))
    with pytest.raises(AuditBroken, match=f"entry 2: answer {two} was taken away"):
        audited(records)


def test_what_lay_in_files_is_taken_over_with_the_moment_it_was_kept(
    records: SqlRecords, tmp_path: Path
) -> None:
    files = AnswerFiles(tmp_path / "answers")
    name = files.keep(answer("one?"))
    (before,) = files.recent()
    damaged = files.keep(answer("two?"))
    (tmp_path / "answers" / f"{damaged}.json").write_text("{}", encoding="utf-8")
    shelf = of(records, tmp_path)
    assert shelf.get(name) == answer("one?"), "before it was taken over"
    (kept,) = shelf.recent(9)
    assert (kept.id, kept.kept_at) == (name, before.kept_at)
    assert last(records).action == "take over answer"
    since = before.kept_at.isoformat(timespec="seconds")
    assert dict(last(records).details)["kept since"] == since
    left = [path.stem for path in (tmp_path / "answers").iterdir()]
    assert left == [damaged], "what cannot be read stays"
    with pytest.raises(LibraryDamaged):
        of(records, tmp_path).get(damaged)
    list(shelf.recent(9))
    assert audited(records).entries == 1
    shelf.forget(damaged)
    with pytest.raises(UnknownAnswer):
        shelf.get(damaged)


def test_a_move_that_was_broken_off_is_done_to_its_end(records: SqlRecords, tmp_path: Path) -> None:
    class Cut(BaseException):
        """Nothing catches it, as nothing survives a power cut."""

    class Files(AnswerFiles):
        def forget(self, name: str) -> None:
            raise Cut

    folder = tmp_path / "answers"
    name = Files(folder).keep(answer("one?"))
    with pytest.raises(Cut):
        BoardAnswers(records, Files(folder), "rita", "the page").take_over()
    assert [kept.id for kept in of(records, tmp_path).recent(9)] == [name]
    assert not list(folder.iterdir())
    assert audited(records).entries == 1


def test_records_out_of_reach_keep_nobody_waiting_and_the_answer_is_entered_later(
    records: SqlRecords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> str:
        raise RecordsUnusable("busy")

    with monkeypatch.context() as while_busy:
        while_busy.setattr(SqlRecords, "keep_answer", busy)
        name = of(records, tmp_path).keep(answer("one?"))
    assert records.head() == 0
    assert [kept.id for kept in of(records, tmp_path).recent(9)] == [name]
    assert last(records).subject == f"answer {name}"


def test_whoever_goes_on_goes_on_from_their_own_answer(records: SqlRecords, tmp_path: Path) -> None:
    AnswerFiles(tmp_path / "answers").keep(answer("of old?"))
    rita, ron = of(records, tmp_path, "rita"), of(records, tmp_path, "ron")
    assert rita.last() == ron.last(), "who asked it is not known"
    rita.keep(answer("one?"))
    ron.keep(answer("two?"))
    assert [shelf.last().answer.question.text for shelf in (rita, ron)] == ["one?", "two?"]  # type: ignore[union-attr]
