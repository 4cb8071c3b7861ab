"""Looking a question up on the network, service by service, and saying what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from typing import NamedTuple

from probatum.errors import LibraryBusy, NoLibrary
from probatum.evidence.document import Access
from probatum.library.index import Index
from probatum.sources.live import LiveQuery, LiveSource
from probatum.sources.notice_source import NoticeSource
from probatum.workflows.ask import Inquiry
from probatum.workflows.live import Gathered, gathering, live_queries, with_notices

NO_EMAIL = (
    "No e-mail address is set (PROBATUM_EMAIL, or sources.email in the settings file); the "
    "services ask for one they can write to when something goes wrong."
)
NOTHING_TO_ASK = (
    "The question names no condition or treatment that could be looked up; nothing was sent."
)


class Places(NamedTuple):
    """What is asked, and where what was found is kept."""

    email: str | None
    library: str
    services: Callable[[], AbstractContextManager[tuple[LiveSource, ...]]]
    notices: Callable[[], AbstractContextManager[NoticeSource]]
    to_ask: Callable[[], Index]
    """Opens the library that the question is read with. Raises `NoLibrary`."""
    to_keep_in: Callable[[bool], Index]
    """Opens the owner's library, or makes it. Raises `NoLibrary` when it is not to be made."""


class Sent(NamedTuple):
    """What one query asks the services for: all of the words that leave."""

    query: LiveQuery

    @property
    def words(self) -> str:
        """The words, for people."""
        since = f"since {self.query.since}" if self.query.since else ""
        named = (" or ".join(self.query.conditions), " or ".join(self.query.terms), since)
        return "; ".join(filter(None, named))


class Progress(NamedTuple):
    """A service has answered or could not be asked; works found so far, of all of them."""

    service: str
    works: int


class Told(NamedTuple):
    """A line on what happened."""

    line: str


Step = Sent | Progress | Told


def ask_services(
    inquiry: Inquiry, places: Places, year: int, enough: Callable[[], bool] = lambda: False
) -> Iterator[Step]:
    """Ask each service, then keep what they hold on the question; each step is said once done.

    Whoever takes no further step before the last service has answered keeps nothing; when it is
    `enough`, no other service is asked and what was found is kept. Without a network it is said in
    one line, and nothing changes.
    """
    queries = _queries(inquiry, places, year)
    if not queries:
        yield Told(NOTHING_TO_ASK)
        return
    if not places.email:
        yield Told(NO_EMAIL)
    yield from map(Sent, queries)
    gathered = Gathered((), (), ())
    with places.services() as services:
        for service, gathered in gathering(queries, services):
            yield Progress(service, len(gathered.documents))
            if enough():
                break
    with places.notices() as source:
        gathered, knows = with_notices(gathered, source), source.name
    if gathered.unavailable:
        reasons = "; ".join(dict.fromkeys(map(str, gathered.unavailable)))
        yield Told(f"Not all was looked up: {reasons}. The answer is from what is there.")
    if gathered.documents:
        yield from _keep(gathered, knows, places)


def _queries(inquiry: Inquiry, places: Places, year: int) -> tuple[LiveQuery, ...]:
    try:
        index = places.to_ask()
    except NoLibrary:
        return live_queries(inquiry.text, None, year, inquiry.follows)
    with closing(index):
        return live_queries(inquiry.text, index, year, inquiry.follows)


def _keep(gathered: Gathered, knows: str, places: Places) -> Iterator[Told]:
    """Into the owner's library, which is made when there is none; never into the starter."""
    try:
        index, new = places.to_keep_in(False), False
    except NoLibrary:
        index, new = places.to_keep_in(True), True
    with closing(index):
        try:
            change = index.add(gathered.documents)
            index.remember(gathered.notices, knows)
        except LibraryBusy as error:
            yield Told(
                f"{_found(gathered)}, which were not kept: {error}. The answer is from what is "
                "there."
            )
            return
    yield Told(
        f"{_found(gathered)}: {change.added} added, {change.replaced} replaced, "
        f"{change.unchanged} known already."
    )
    if noticed := {on.value for on in gathered.notices}:
        yield Told(
            f"{knows} knows of notices on {len(noticed)} of them; what is retracted is no evidence."
        )
    if new:
        yield Told(
            f"Your library was made for them at {places.library}; answers now come from it and "
            "no longer from the starter library."
        )


def _found(gathered: Gathered) -> str:
    full = sum(document.access is Access.FULL_TEXT for document in gathered.documents)
    *others, last = gathered.answered or ("What was reached",)
    who = f"{', '.join(others)} and {last}" if others else last
    return f"{who} gave {len(gathered.documents)} works, {full} in full text"
