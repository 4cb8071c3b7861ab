from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probatum.errors import LibraryDamaged, UnknownAnswer
from probatum.evidence.answer import Answer, Provenance
from probatum.evidence.question import Question
from probatum.library.answer_files import AnswerFiles

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def answer(question: str) -> Answer:
    provenance = Provenance(
        library="0" * 64, documents=1, composer="quoting", version="0", asked_at=NOW
    )
    return Answer(question=Question(text=question), title="t", updated=NOW, provenance=provenance)


def test_an_answer_comes_back_by_its_name_also_in_another_process(tmp_path: Path):
    name = AnswerFiles(tmp_path / "answers").keep(answer("one?"))
    assert AnswerFiles(tmp_path / "answers").get(name) == answer("one?")


def test_the_same_answer_has_the_same_name_and_another_another(tmp_path: Path):
    shelf = AnswerFiles(tmp_path)
    assert shelf.keep(answer("one?")) == shelf.keep(answer("one?"))
    assert shelf.keep(answer("one?")) != shelf.keep(answer("two?"))
    assert len(list(tmp_path.iterdir())) == 2


def test_recent_answers_come_newest_first_without_those_that_cannot_be_read(tmp_path: Path):
    shelf = AnswerFiles(tmp_path)
    assert list(shelf.recent(5)) == []
    names = [shelf.keep(answer(text)) for text in ("one?", "two?", "three?")]
    for second, name in enumerate(names):
        os.utime(tmp_path / f"{name}.json", (second, second))
    fresh = AnswerFiles(tmp_path)
    (tmp_path / f"{names[1]}.json").write_text("{}", encoding="utf-8")
    assert [kept.id for kept in fresh.recent(5)] == [names[2], names[0]]
    assert [kept.id for kept in fresh.recent(1)] == [names[2]]


def test_what_was_changed_on_the_disk_is_never_shown(tmp_path: Path):
    name = AnswerFiles(tmp_path).keep(answer("one?"))
    path = tmp_path / f"{name}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("one?", "two?"), encoding="utf-8")
    with pytest.raises(LibraryDamaged, match="was changed"):
        AnswerFiles(tmp_path).get(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 24, "A" * 24, "0" * 23])
def test_no_other_file_is_reached_by_a_name(tmp_path: Path, name: str):
    with pytest.raises(UnknownAnswer):
        AnswerFiles(tmp_path).get(name)


def test_a_deleted_answer_is_gone_and_others_cannot_read_the_folder(tmp_path: Path):
    shelf = AnswerFiles(tmp_path / "answers")
    name = shelf.keep(answer("one?"))
    assert stat.S_IMODE((tmp_path / "answers").stat().st_mode) == 0o700
    shelf.forget(name)
    for act in (shelf.get, shelf.forget):
        with pytest.raises(UnknownAnswer):
            act(name)
