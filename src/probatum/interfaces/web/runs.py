"""Questions being answered: each in a thread, watched while it goes on, stopped when asked to."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING

from probatum.errors import ProbatumError
from probatum.evidence.finding import Found
from probatum.evidence.question import Asker, Question, ReaderKind
from probatum.wiring import method
from probatum.workflows.ask import Asked, Composed, Inquiry, Searched, Step, Understood, answering

if TYPE_CHECKING:
    from probatum.interfaces.web.desk import Desk

AT_ONCE = os.cpu_count() or 1
_MOST_WAITING = 32
_REMEMBERED = 500
_HEARTBEAT = 15.0
"""Seconds after which a watcher is told that nothing changed, so that no proxy hangs up."""


class Busy(ProbatumError):
    """Too many questions are waiting."""


class State(StrEnum):
    """How far a question has come."""

    WAITING = "waiting"
    READING = "reading"
    SEARCHING = "searching"
    COMPOSING = "composing"
    VERIFYING = "verifying"
    ANSWERED = "answered"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINISHED = frozenset({State.ANSWERED, State.FAILED, State.CANCELLED})


class Run:
    """One question on its way. Written by its thread, read by those who watch."""

    def __init__(self, inquiry: Inquiry, reader: ReaderKind) -> None:
        self.id = secrets.token_hex(12)
        self.inquiry = inquiry
        self.reader = reader
        self.state = State.WAITING
        self.question: Question | None = None
        self.found: tuple[Found, ...] = ()
        self.sentences = 0
        self.left_out = 0
        self.answer: str | None = None
        self.error: ProbatumError | None = None
        self.cancelled = False
        self._watchers: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._lock = Lock()

    def cancel(self) -> None:
        """Stop before the next step."""
        self.cancelled = True
        if self.state is State.WAITING:
            self.turn(State.CANCELLED)

    def turn(self, state: State) -> None:
        """Say how far it has come."""
        if self.state in FINISHED:
            return
        self.state = state
        with self._lock:
            watchers = tuple(self._watchers)
        for loop, changed in watchers:
            loop.call_soon_threadsafe(changed.set)

    async def watch(self) -> AsyncIterator[bool]:
        """One item now and at each change until it is finished; False when nothing changed."""
        changed = asyncio.Event()
        watcher = (asyncio.get_running_loop(), changed)
        with self._lock:
            self._watchers.add(watcher)
        try:
            yield True
            while self.state not in FINISHED:
                try:
                    await asyncio.wait_for(changed.wait(), _HEARTBEAT)
                except TimeoutError:
                    yield False
                    continue
                changed.clear()
                yield True
        finally:
            with self._lock:
                self._watchers.discard(watcher)

    def see(self, step: Step) -> None:
        """Note a step of the answering."""
        match step:
            case Understood():
                self.question = step.question
                self.turn(State.SEARCHING)
            case Searched():
                self.found = step.evidence.found
                done = self.question is not None and len(self.found) == len(self.question.facets)
                self.turn(State.COMPOSING if done else State.SEARCHING)
            case Composed():
                made = step.composition
                sections = (claim for section in made.sections for claim in section.claims)
                claims = (*made.bottom_line, *sections, *made.pitfalls, *made.algorithm)
                self.sentences = len(claims)
                self.turn(State.VERIFYING)
            case Asked():
                self.left_out = len(step.answer.left_out)


class Runs:
    """As many questions at once as there are cores; the others wait their turn."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._runs: OrderedDict[str, Run] = OrderedDict()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="answering")
        self._lock = Lock()

    def begin(self, inquiry: Inquiry, reader: ReaderKind) -> Run:
        """Start on a question. Raises `Busy`."""
        run = Run(inquiry, reader)
        with self._lock:
            waiting = sum(run.state is State.WAITING for run in self._runs.values())
            if waiting >= _MOST_WAITING:
                raise Busy(f"{waiting} questions are waiting already; ask again in a minute")
            self._runs[run.id] = run
            while len(self._runs) > _REMEMBERED:
                self._forget_one()
        self._pool.submit(self._answer, run)
        return run

    def get(self, name: str) -> Run | None:
        """The question of that name, unless it is long ago."""
        return self._runs.get(name)

    def close(self) -> None:
        """Cancel all of them."""
        for run in tuple(self._runs.values()):
            run.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _forget_one(self) -> None:
        finished = (name for name, run in self._runs.items() if run.state in FINISHED)
        del self._runs[next(finished, next(iter(self._runs)))]

    def _answer(self, run: Run) -> None:
        if run.cancelled:
            return
        try:
            self._steps(run)
        except ProbatumError as error:
            run.error = error
            run.turn(State.FAILED)
        except Exception:
            logging.getLogger("probatum").exception("a question could not be answered")
            run.turn(State.FAILED)

    def _steps(self, run: Run) -> None:
        run.turn(State.READING)
        desk = self._desk
        asker = Asker(reader=run.reader, jurisdiction=desk.settings.jurisdiction)
        with desk.library() as (index, _):
            writer, aid = method(desk.settings.composer, desk.settings)
            steps = answering(run.inquiry, index, writer, asker, datetime.now(UTC), aid)
            for step in steps:
                if run.cancelled:
                    run.turn(State.CANCELLED)
                    return
                run.see(step)
                if isinstance(step, Asked):
                    run.answer = desk.answers.keep(step.answer)
                    run.turn(State.ANSWERED)
