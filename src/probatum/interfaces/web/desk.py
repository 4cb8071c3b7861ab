"""What every page works with: the library, the kept answers, and the questions being answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from threading import BoundedSemaphore, Lock

from starlette.requests import Request

from probatum.identity.provider import IdentityProvider
from probatum.interfaces.web.cookie import SessionCookie
from probatum.interfaces.web.runs import AT_ONCE, Busy, Runs
from probatum.library.answers import Answers
from probatum.library.index import Index
from probatum.records.board import Board
from probatum.records.records import Records
from probatum.review.rights import Openness, Right, rights_of_anybody
from probatum.settings import Settings
from probatum.wiring import (
    answers_beside,
    board,
    has_board,
    identity_provider,
    library_to_ask,
    open_library,
    shelf,
)
from probatum.workflows.articles import Articles
from probatum.workflows.library_log import enter_library
from probatum.workflows.overview import Topics

VIA = "the page"
_PATIENCE = 30.0
"""Seconds that a reader waits for a turn."""


class Desk:
    """One for the server.

    `uploads` says whether whoever has not signed in may add to the library where they may ask;
    `private`, whether only this machine reaches the server.
    """

    def __init__(self, settings: Settings, *, uploads: bool, private: bool) -> None:
        self.settings = settings
        self.uploads = uploads
        self.private = private
        self.cookie = SessionCookie(
            secure=not private or (settings.address or "").startswith("https://")
        )
        self._provider: IdentityProvider | None = None
        self.topics = Topics()
        self.runs = Runs(self)
        self._adding = Lock()
        self._turns = BoundedSemaphore(AT_ONCE)
        self._opening = Lock()
        self._until_closed = ExitStack()
        self._board: Board | None = None
        self._people = False
        self._articles: Articles | None = None

    @contextmanager
    def library(self) -> Iterator[tuple[Index, bool]]:
        """The library to ask, and whether it is the starter library.

        Opened for each use: that takes some milliseconds, shows what was added since, and leaves
        no handle that threads would have to share.
        """
        index, starter = library_to_ask(self.settings)
        try:
            yield index, starter
        finally:
            index.close()

    @contextmanager
    def library_to_add_to(self, by: str) -> Iterator[Index]:
        """The owner's library, made when there is none. One request adds at a time.

        Where there is a board, its log says who changed it.
        """
        with self._adding:
            index = open_library(self.settings, create=True)
            try:
                yield index
                if has_board(self.settings):
                    enter_library(self.records(), index, by, datetime.now(UTC))
            finally:
                index.close()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A share of the cores for work that takes seconds. Raises `Busy`."""
        if not self._turns.acquire(timeout=_PATIENCE):
            raise Busy("others are being served; try again in a minute")
        try:
            yield
        finally:
            self._turns.release()

    def answers(self, by: str) -> Answers:
        """Those that were kept, for somebody as the log knows them."""
        if not has_board(self.settings):
            return answers_beside(self.settings)
        return shelf(self.settings, self.records(), by, VIA)

    def board(self) -> Board:
        """Articles, people, what they sign in with; opened at the first use and kept open."""
        with self._opening:
            if self._board is None:
                self._board = self._until_closed.enter_context(board(self.settings))
            return self._board

    def records(self) -> Records:
        """Articles, people and the log."""
        return self.board().records

    def provider(self) -> IdentityProvider | None:
        """With which people may sign in besides; none when the settings name none."""
        with self._opening:
            if self._provider is None:
                self._provider = identity_provider(self.settings)
            return self._provider

    def can_sign_in(self) -> bool:
        """Whether anybody was ever let in or invited."""
        if not self._people and has_board(self.settings):
            self._people = self.board().keys.any()
        return self._people

    def rights_of_anybody(self) -> frozenset[Right]:
        """What may be done without signing in."""
        usual = Openness.ASK if self.private and not self.can_sign_in() else Openness.ARTICLES
        open_to_all = self.settings.page.open_to_all or usual
        adding = {Right.ADD} if self.uploads and open_to_all is Openness.ASK else set[Right]()
        return rights_of_anybody(open_to_all) | adding

    def address_of(self, request: Request) -> str:
        """Whose attempts are counted together; nobody's where a proxy on this machine calls."""
        host = request.client.host if request.client else ""
        return "" if self.private else host

    def articles(self) -> Articles:
        """What of the records readers may see."""
        kept = self.records()
        with self._opening:
            if self._articles is None:
                self._articles = Articles(kept)
            return self._articles

    def close(self) -> None:
        """Cancel what is being answered, and close the records."""
        self.runs.close()
        self._until_closed.close()
