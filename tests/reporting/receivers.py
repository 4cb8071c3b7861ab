"""A report, and servers on this machine that receive one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from probatum.evidence.changed import ChangeKind, EvidenceChange, Words
from probatum.reporting.report import Concerned, Report
from tests.replay.in_a_thread import in_a_thread
from tests.review.board_by_hand import NOW


def words(text: str) -> Words:
    return Words(document="d", title="A guideline", quote=text, start=0, end=len(text))


def report(title: str = "Asthma: management") -> Report:
    change = EvidenceChange(
        kind=ChangeKind.RETRACTED,
        at=NOW,
        document="d",
        title="A guideline",
        cited=(words("Drugone ≥ 5 µg helps."),),
        now=words("Drugtwo helps."),
        reason="Reference 1 was retracted.",
    )
    concerned = Concerned(article="a1", title=title, stage="evidence changed", changes=(change,))
    return Report(id="0123456789abcdef01234567", at=NOW, articles=(concerned,))


@dataclass
class Mailbox:
    """A real SMTP server of this machine; `refusing` makes it answer 451."""

    refusing: bool = False
    received: list[Envelope] = field(default_factory=list)
    port: int = 0

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.refusing:
            return "451 come back later"
        self.received.append(envelope)
        return "250 OK"


@contextmanager
def mailbox(**encrypted: object) -> Iterator[Mailbox]:
    """It encrypts as these arguments of its controller say; without any, not at all."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box = Mailbox(port=free.getsockname()[1])
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **encrypted)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@dataclass
class Hook:
    """A receiver of webhooks that gives these answers, one after another, then 204."""

    answers: list[int] = field(default_factory=list)
    before_answer: Callable[[], None] = lambda: None
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    address: str = ""


@contextmanager
def hook(*answers: int) -> Iterator[Hook]:
    told, lock = Hook(list(answers)), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            with lock:
                headers = {name.lower(): value for name, value in self.headers.items()}
                told.received.append((headers, body))
                code = told.answers.pop(0) if told.answers else 204
            told.before_answer()
            self.send_response(code)
            if 300 <= code < 400:
                self.send_header("location", f"{told.address}/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.address = f"http://127.0.0.1:{server.server_address[1]}"
    with in_a_thread(server):
        yield told
