"""Services on loopback, each speaking as it does in reality, with faults on demand."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from tests.replay import crossref, europepmc, eutils, labels, trials
from tests.replay import files as folders
from tests.replay.crossref import retraction_watch
from tests.replay.in_a_thread import in_a_thread
from tests.replay.works import UPDATES, WORKS, Update, Work

_PIECE = 16_384


class Answer(NamedTuple):
    """What goes over the wire. ``cut`` leaves out that many bytes at the end it announced."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    cut: int = 0


class Asked(NamedTuple):
    """One request as it came in."""

    at: float
    path: str
    parameters: dict[str, str]
    agent: str
    headers: Mapping[str, str] = {}


def too_many(retry_after: str | None = None) -> Answer:
    headers = (("Retry-After", retry_after),) if retry_after is not None else ()
    body = b'{"error":"API rate limit exceeded","api-key":"127.0.0.1","count":"4","limit":"3"}'
    return Answer(429, body, headers)


def broken() -> Answer:
    return Answer(500, b"<html><body>Internal error</body></html>")


def redirect(address: str) -> Answer:
    return Answer(302, b"", (("Location", address),))


def malformed() -> Answer:
    return Answer(200, b"<PubmedArticleSet><PubmedArticle></PubmedArticleSet>")


def cut_off() -> Answer:
    return Answer(200, b"<PubmedArticleSet></PubmedArticleSet>" * 9, cut=40)


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that goes away, or is killed, is nothing to speak of."""


class Replay:
    """A running server: its addresses, what it was asked, and the faults that come next."""

    def __init__(self, works: Sequence[Work], updates: Sequence[Update] = UPDATES) -> None:
        self.works = tuple(works)
        self.updates = tuple(updates)
        self.files: dict[str, bytes] = {}
        self.slow = 0.0  # seconds before each 16 kB of a file
        self.asked: list[Asked] = []
        self._faults: dict[str, deque[Answer]] = {}
        self._server = _Server(("127.0.0.1", 0), _handler(self))

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def eutils(self) -> str:
        return f"http://{self.host}/entrez/eutils"

    @property
    def europepmc(self) -> str:
        return f"http://{self.host}/europepmc/webservices/rest"

    @property
    def crossref(self) -> str:
        return f"http://{self.host}/crossref"

    @property
    def pubmed_files(self) -> str:
        return f"http://{self.host}/files/pubmed"

    @property
    def pmc_files(self) -> str:
        return f"http://{self.host}/files/pub/pmc/oa_bulk"

    @property
    def clinicaltrials(self) -> str:
        return f"http://{self.host}/trials/api/v2"

    @property
    def openfda(self) -> str:
        return f"http://{self.host}/openfda"

    @property
    def dailymed(self) -> str:
        return f"http://{self.host}/dailymed/services/v2"

    @property
    def retraction_watch(self) -> str:
        return f"http://{self.host}/lists/retraction_watch.csv"

    @property
    def environment(self) -> dict[str, str]:
        """What makes the command ask this server and no other."""
        services = ("eutils", "europepmc", "crossref", "clinicaltrials", "openfda", "dailymed",
                    "retraction_watch", "pubmed_files", "pmc_files")  # fmt: skip
        addresses = {f"PROBATUM_{name.upper()}_URL": getattr(self, name) for name in services}
        return addresses | {"NO_PROXY": "127.0.0.1"}

    def next(self, page: str, *answers: Answer) -> None:
        """The next answers of a page ("esearch.fcgi", "efetch.fcgi?db=pmc", "baseline/") till it is well."""
        self._faults.setdefault(page, deque()).extend(answers)

    def to(self, page: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path.endswith(page)]

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        folder, _, page = asked.path.rpartition("/")
        page = page or f"{folder.rpartition('/')[2]}/"
        for named in (page, f"{page}?db={asked.parameters.get('db')}"):
            if self._faults.get(named):
                return self._faults[named].popleft()
        if asked.path.startswith("/files/"):
            place = asked.path.removeprefix("/files/")
            return Answer(*folders.answer(place, asked.headers, self.files))
        speaks: dict[str, Callable[[str], tuple[int, bytes]]] = {
            "/entrez/eutils/": lambda _: eutils.answer(page, asked.parameters, self.works),
            "/europepmc/webservices/rest/": lambda place: europepmc.answer(
                place, asked.parameters, self.works
            ),
            "/crossref/": lambda place: crossref.answer(
                place, asked.parameters, self.works, self.updates
            ),
            "/trials/api/v2/": lambda place: trials.answer(place, asked.parameters, trials.STUDIES),
            "/lists/": lambda _: (200, retraction_watch(self.updates)),
            "/openfda/": lambda place: labels.openfda(place, asked.parameters, labels.LABELS),
            "/dailymed/services/v2/": lambda place: labels.dailymed(
                place, asked.parameters, labels.LABELS
            ),
        }
        for root, answer in speaks.items():
            if asked.path.startswith(root):
                status, body = answer(asked.path.removeprefix(root))
                return Answer(status, body, crossref.LIMITS if root == "/crossref/" else ())
        return Answer(404, b"no such page")

    @contextmanager
    def running(self) -> Iterator[Replay]:
        with in_a_thread(self._server):
            yield self


def _handler(replay: Replay) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            parameters = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            agent = self.headers.get("User-Agent", "")
            asked = Asked(time.time(), parts.path, parameters, agent, self.headers)
            answer = replay.answer(asked)
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            body = answer.body[: len(answer.body) - answer.cut]
            for first in range(0, len(body), _PIECE):
                time.sleep(replay.slow if parts.path.startswith("/files/") else 0)
                self.wfile.write(body[first : first + _PIECE])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving(works: Sequence[Work] = WORKS) -> Iterator[Replay]:
    """A server on a free port of loopback, for the time of the block."""
    with Replay(works).running() as replay:
        yield replay
