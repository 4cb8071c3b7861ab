"""What every shelf of answers must do, with a board or without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from probatum.errors import UnknownAnswer
from probatum.library.answer_files import AnswerFiles
from probatum.library.answers import Answers
from probatum.records.database import open_database
from probatum.records.sql_records import SqlRecords
from probatum.workflows.kept_answers import BoardAnswers
from tests.library.test_answer_files import answer
from tests.records.databases import address_of

Shelf = Callable[[], Answers]


@pytest.fixture(params=["files", "sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    """Opens the same shelf, as another command would."""
    files = tmp_path / "answers"
    if request.param == "files":
        yield lambda: AnswerFiles(files)
        return
    with address_of(request.param, tmp_path) as address:
        engine = open_database(address)
        yield lambda: BoardAnswers(SqlRecords(engine), AnswerFiles(files), "rita", "the page")
        engine.dispose()


def test_an_answer_comes_back_by_its_name_wherever_it_is_opened(opened: Shelf) -> None:
    given = answer("Is “5 µg” enough?")
    name = opened().keep(given)
    assert opened().get(name) == given


def test_its_name_is_the_same_on_every_shelf(opened: Shelf, tmp_path: Path) -> None:
    given = answer("Is “5 µg” enough?")
    assert opened().keep(given) == AnswerFiles(tmp_path / "elsewhere").keep(given)


def test_the_same_answer_is_kept_once(opened: Shelf) -> None:
    shelf = opened()
    assert shelf.keep(answer("one?")) == shelf.keep(answer("one?"))
    assert shelf.keep(answer("one?")) != shelf.keep(answer("two?"))
    assert len(list(shelf.recent())) == 2


def test_the_last_ones_come_first(opened: Shelf) -> None:
    shelf = opened()
    assert list(shelf.recent(5)) == []
    assert shelf.last() is None
    for text in ("one?", "two?", "three?"):
        shelf.keep(answer(text))
    asked = [kept.answer.question.text for kept in opened().recent(2)]
    assert asked == ["three?", "two?"]
    last = opened().last()
    assert last is not None
    assert last.answer == answer("three?")


def test_a_deleted_answer_is_gone_and_may_be_kept_again(opened: Shelf) -> None:
    name = opened().keep(answer("one?"))
    opened().forget(name)
    for act in (opened().get, opened().forget):
        with pytest.raises(UnknownAnswer):
            act(name)
    assert opened().keep(answer("one?")) == name
    assert opened().get(name) == answer("one?")


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 24, "A" * 24, "0" * 23])
def test_no_other_name_opens_anything(opened: Shelf, name: str) -> None:
    with pytest.raises(UnknownAnswer):
        opened().get(name)
