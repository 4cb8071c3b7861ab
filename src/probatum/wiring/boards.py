"""The board: its records, made at their first use, and the answers that are kept there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from probatum.errors import LibraryBusy, NoLibrary
from probatum.library.answer_files import AnswerFiles
from probatum.library.answers import Answers
from probatum.library.embedded import EmbeddedIndex
from probatum.settings import Settings

if TYPE_CHECKING:
    from probatum.records.board import Board
    from probatum.records.records import Records

_RECORDS = "records.sqlite"


@contextmanager
def answers(settings: Settings, via: str, by: str | None = None) -> Iterator[Answers]:
    """The answers kept on the board; where there is none, beside the owner's library.

    `by` asks, if the board knows that person; else it is somebody by the door `via`.
    """
    if not has_board(settings):
        yield answers_beside(settings)
        return
    with records(settings) as opened:
        known = opened.person(by) if by else None
        yield shelf(settings, opened, known.id if known else via, via)


def shelf(settings: Settings, opened: Records, by: str, via: str) -> Answers:
    """The answers kept on a board that is open."""
    from probatum.workflows.kept_answers import BoardAnswers

    return BoardAnswers(opened, answers_beside(settings), by, via)


def answers_beside(settings: Settings) -> Answers:
    """The answers kept beside the owner's library, be it there yet or not."""
    return AnswerFiles(settings.library / "answers")


@contextmanager
def records(settings: Settings) -> Iterator[Records]:
    """The records of articles and people, made at their first use. Raises `RecordsUnusable`."""
    with board(settings) as opened:
        yield opened.records


@contextmanager
def board(settings: Settings) -> Iterator[Board]:
    """The records with what people sign in with, for the time of the block."""
    opened = open_board(settings)
    try:
        _enter_library(settings, opened.records)
        yield opened
        _enter_library(settings, opened.records)
    finally:
        opened.records.close()


def open_board(settings: Settings) -> Board:
    """The same, to be closed by its records. Raises `RecordsUnusable`."""
    from probatum.records.board import Board
    from probatum.records.database import open_database
    from probatum.records.sql_keys import SqlKeys
    from probatum.records.sql_records import SqlRecords
    from probatum.workflows.assignment import measured
    from probatum.workflows.cards import FORM
    from probatum.workflows.policy import policy_of

    engine = open_database(records_address(settings))
    plain = SqlRecords(engine)
    # Asked each time: an owner may change the rules while a server runs.
    opened = SqlRecords(engine, lambda article: measured(article, policy_of(plain)))
    with ExitStack() as unless_measured:
        unless_measured.callback(opened.close)
        if opened.unmeasured(FORM):
            opened.measure()
        unless_measured.pop_all()
    return Board(opened, SqlKeys(engine))


def _enter_library(settings: Settings, opened: Records) -> None:
    """With the first thing that is done on a board, its log says on which evidence it stands."""
    from probatum.workflows.library_log import enter_library, stood
    from probatum.workflows.people import OPERATOR

    if stood(opened) is not None or not opened.head():
        return
    with suppress(NoLibrary, LibraryBusy), closing(EmbeddedIndex(settings.library)) as index:
        enter_library(opened, index, OPERATOR, datetime.now(UTC))


def has_board(settings: Settings) -> bool:
    """Whether there are records, which asking and reading alone never make."""
    return settings.records is not None or (settings.library / _RECORDS).is_file()


def back_up_records(settings: Settings, path: Path) -> int:
    """Write all records to a file; how many rows. Raises `RecordsUnusable`."""
    from probatum.records.backup import back_up
    from probatum.records.database import open_database

    engine = open_database(records_address(settings))
    try:
        return back_up(engine, path)
    finally:
        engine.dispose()


def restore_records(settings: Settings, path: Path) -> int:
    """Take a backup into records that are empty; how many rows. Raises `RecordsUnusable`."""
    from probatum.records.backup import restore
    from probatum.records.database import open_database

    engine = open_database(records_address(settings))
    try:
        return restore(engine, path)
    finally:
        engine.dispose()


def records_address(settings: Settings) -> str:
    """Where the records are: as set, else a file in the folder of the library."""
    from probatum.records.database import file_address

    if settings.records:
        return settings.records.get_secret_value()
    settings.library.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = settings.library / _RECORDS
    file.touch(mode=0o600)  # questions may speak of patients
    return file_address(file)
