"""Who watches a question on its way hears of every change, the last included."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from probatum.evidence.question import ReaderKind
from probatum.interfaces.web import runs
from probatum.interfaces.web.runs import Run, State, Ways
from probatum.workflows.ask import Inquiry


def heard(watching: Coroutine[Any, Any, list[Any]]) -> list[Any]:
    """In a thread of its own: a browser of other tests may keep a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, watching).result()


def run() -> Run:
    return Run(Inquiry(text="How is gout treated?"), "", ReaderKind.CLINICIAN, Ways(), "ada")


def test_a_change_while_an_item_is_made_is_told_by_the_next():
    one = run()

    async def told() -> list[State]:
        states = []
        async for changed in one.watch():
            assert changed
            states.append(one.state)  # as the item is made: before what comes meanwhile
            one.turn(State.COMPOSING if one.state is State.WAITING else State.ANSWERED)
        return states

    assert heard(told()) == [State.WAITING, State.COMPOSING, State.ANSWERED]


def test_of_what_is_finished_there_is_one_item():
    one = run()
    one.turn(State.ANSWERED)

    async def told() -> list[bool]:
        return [changed async for changed in one.watch()]

    assert heard(told()) == [True]


def test_while_nothing_changes_the_line_is_kept_open(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(runs, "_HEARTBEAT", 0.01)
    one = run()

    async def told() -> list[bool]:
        items = []
        async for changed in one.watch():
            items.append(changed)
            if items == [True, False]:
                one.turn(State.ANSWERED)
        return items

    items = heard(told())
    assert items[:2] == [True, False]
    assert items[-1] is True
