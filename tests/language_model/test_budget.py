"""Tokens that may be spent: on a question, and in a day by all processes together."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from probatum.errors import ModelFailed
from probatum.language_model.budget import Budget


def test_questions_share_the_day_and_give_back_what_they_did_not_use(tmp_path):
    spent = tmp_path / "deep" / "spent.json"
    first = Budget(spent, 100, 150)
    first.take(100)
    first.settle(100, 40)
    assert json.loads(spent.read_text())["tokens"] == 40
    with pytest.raises(ModelFailed, match="one question"):
        first.take(61)
    second = Budget(spent, 1000, 150)
    second.take(110)
    with pytest.raises(ModelFailed, match="today"):
        second.take(1)


def test_processes_at_once_share_the_day(tmp_path):
    spent = tmp_path / "spent.json"
    code = (
        "import sys, pathlib\n"
        "from probatum.errors import ModelFailed\n"
        "from probatum.language_model.budget import Budget\n"
        "taken = 0\n"
        "for _ in range(10):\n"
        "    try:\n"
        "        Budget(pathlib.Path(sys.argv[1]), 10, 120).take(10)\n"
        "        taken += 10\n"
        "    except ModelFailed as error:\n"
        "        assert 'today' in str(error), error\n"
        "print(taken)\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(spent)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    taken = [int(process.communicate()[0]) for process in running]
    assert sum(taken) == 120
    assert json.loads(spent.read_text())["tokens"] == 120


def test_yesterday_does_not_count(tmp_path):
    spent = tmp_path / "spent.json"
    spent.write_text('{"day": "2001-01-01", "tokens": 150}')
    Budget(spent, 100, 100).take(100)


@pytest.mark.parametrize("text", ["", "[]", '{"day": 1}', "nonsense"])
def test_a_count_that_cannot_be_read_lets_nothing_be_spent(tmp_path, text):
    spent = tmp_path / "spent.json"
    spent.write_text(text)
    with pytest.raises(ModelFailed, match=r"spent\.json"):
        Budget(spent, 100, 100).take(1)
    assert spent.read_text() == text
