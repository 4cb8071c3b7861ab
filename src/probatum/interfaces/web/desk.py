"""What every page works with: the library, the kept answers, and the questions being answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore, Lock

from probatum.interfaces.web.runs import AT_ONCE, Busy, Runs
from probatum.library.answers import Answers
from probatum.library.index import Index
from probatum.records.records import Records
from probatum.settings import Settings
from probatum.wiring import answers, library_to_ask, open_library, records
from probatum.workflows.articles import Articles
from probatum.workflows.overview import Topics

_PATIENCE = 30.0
"""Seconds that a reader waits for a turn."""


class Desk:
    """One for the server. `uploads` says whether readers may add to the library."""

    def __init__(self, settings: Settings, *, uploads: bool) -> None:
        self.settings = settings
        self.uploads = uploads
        self.answers: Answers = answers(settings)
        self.topics = Topics()
        self.runs = Runs(self)
        self._adding = Lock()
        self._turns = BoundedSemaphore(AT_ONCE)
        self._opening = Lock()
        self._until_closed = ExitStack()
        self._records: Records | None = None
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
    def library_to_add_to(self) -> Iterator[Index]:
        """The owner's library, made when there is none. One request adds at a time."""
        with self._adding:
            index = open_library(self.settings, create=True)
            try:
                yield index
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

    def records(self) -> Records:
        """Articles, people and the log; opened at the first use and kept open."""
        with self._opening:
            if self._records is None:
                self._records = self._until_closed.enter_context(records(self.settings))
            return self._records

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
