"""Questions being answered: each in a thread, watched while it goes on, stopped when asked to."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from probatum.errors import ProbatumError
from probatum.evidence.answer import Answer
from probatum.evidence.finding import Found
from probatum.evidence.question import Asker, Question, ReaderKind
from probatum.privacy.identifier import Identifier
from probatum.privacy.screen import identifiers, named, quoted
from probatum.wiring import live_places, method
from probatum.workflows.ask import Asked, Composed, Inquiry, Searched, Step, Understood, answering
from probatum.workflows.asking_services import Progress, Sent, Told, ask_services
from probatum.workflows.nearest import Nearest, nearest

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
    LOOKING_UP = "looking up"
    READING = "reading"
    SEARCHING = "searching"
    COMPOSING = "composing"
    VERIFYING = "verifying"
    ANSWERED = "answered"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINISHED = frozenset({State.ANSWERED, State.FAILED, State.CANCELLED})


class Ways(NamedTuple):
    """How a question is answered: whether services are asked first, and who writes."""

    live: bool = False
    composer: str = "quoting"


class Run:
    """One question on its way. Written by its thread, read by those who watch.

    `after` is the name of the answer that it goes on from, or nothing; `by`, who asks.
    """

    def __init__(
        self, inquiry: Inquiry, after: str, reader: ReaderKind, ways: Ways, by: str
    ) -> None:
        self.id = secrets.token_hex(12)
        self.inquiry = inquiry
        self.after = after
        self.reader = reader
        self.ways = ways
        self.by = by
        self.looked_up = LookedUp(identifiers(inquiry.text))
        self.enough = False
        self.state = State.WAITING
        self.question: Question | None = None
        self.found: tuple[Found, ...] = ()
        self.nearest: tuple[Nearest | None, ...] = ()
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
        """One item now and at each change, the end included; False when nothing did for long."""
        changed = asyncio.Event()
        watcher = (asyncio.get_running_loop(), changed)
        with self._lock:
            self._watchers.add(watcher)
        try:
            told_all = False
            while not told_all:
                # Asked before the item: what changes while it is made is told by the next one.
                told_all = self.state in FINISHED
                yield True
                while not told_all and not await _set_within(changed, _HEARTBEAT):
                    yield False
                changed.clear()
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
                new = self.found[len(self.nearest) :]
                self.nearest += tuple(nearest(found, step.evidence.described) for found in new)
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


class LookedUp:
    """What services were sent, what was held back, and what came of it."""

    def __init__(self, held: tuple[Identifier, ...]) -> None:
        self.held = held
        self.sent: tuple[str, ...] = ()
        self.services: tuple[tuple[str, int], ...] = ()
        self.told: tuple[str, ...] = ()

    @property
    def withheld(self) -> str:
        """What was held back, in the asker's own words, for the asker alone."""
        return quoted(self.held)

    def see(self, step: Sent | Progress | Told) -> None:
        """Note a step."""
        match step:
            case Sent():
                self.sent = tuple(dict.fromkeys((*self.sent, step.words)))
            case Progress():
                self.services = (*self.services, (step.service, step.works))
            case Told():
                self.told = (*self.told, step.line)

    def for_the_record(self) -> Iterator[tuple[str, str]]:
        """What the answer keeps of it."""
        yield from (("sent to services", words) for words in self.sent)
        if self.sent and self.held:
            yield "looked up", f"Not sent: {named(self.held)}, which the question seems to hold."
        yield from (("looked up", line) for line in self.told)


class Runs:
    """As many questions at once as there are cores; the others wait their turn."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._runs: OrderedDict[str, Run] = OrderedDict()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="answering")
        self._lock = Lock()

    def begin(self, inquiry: Inquiry, after: str, reader: ReaderKind, ways: Ways, by: str) -> Run:
        """Start on a question. Raises `Busy`."""
        run = Run(inquiry, after, reader, ways, by)
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
        desk = self._desk
        if run.ways.live and not self._look_up(run):
            return
        run.turn(State.READING)
        asker = Asker(reader=run.reader, jurisdiction=desk.settings.jurisdiction)
        writer, aid = method(run.ways.composer, desk.settings)
        with desk.library() as (index, _):
            steps = answering(run.inquiry, index, writer, asker, datetime.now(UTC), aid)
            for step in steps:
                if run.cancelled:
                    run.turn(State.CANCELLED)
                    return
                run.see(step)
                if isinstance(step, Asked):
                    given = _with_record(step.answer, run.looked_up)
                    run.answer = desk.answers(run.by).keep(given)
                    run.turn(State.ANSWERED)

    def _look_up(self, run: Run) -> bool:
        """Ask the services first; whether to go on."""
        run.turn(State.LOOKING_UP)
        places, year = live_places(self._desk.settings), datetime.now(UTC).year
        for step in ask_services(run.inquiry, places, year, lambda: run.enough or run.cancelled):
            run.looked_up.see(step)
            run.turn(State.CANCELLED if run.cancelled else State.LOOKING_UP)
            if run.cancelled:
                return False
        return True


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _with_record(answer: Answer, looked_up: LookedUp) -> Answer:
    """The answer, with what services were asked in its provenance."""
    made = answer.provenance
    record = (*made.settings, *looked_up.for_the_record())
    return answer.model_copy(update={"provenance": made.model_copy(update={"settings": record})})
