"""A server on loopback, by its usual play an OpenAI-compatible one, that plays what it is told."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """What goes over the wire; `cut` bytes that were announced are left out.

    What is `endless` is sent after the body without end, each piece after `drip` seconds.
    """

    body: bytes
    status: int = 200
    cut: int = 0
    endless: bytes = b""
    drip: float = 0
    wait: float = 0
    headers: Mapping[str, str] = {}


Play = Callable[[dict[str, Any]], Reply]


def says(text: str, *, ended: str = "stop", refusal: str | None = None) -> Reply:
    """A completion as OpenAI, vLLM and llama.cpp send it."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": ended}],
        "usage": {"prompt_tokens": 90, "completion_tokens": 10, "total_tokens": 100},
    }
    return Reply(json.dumps(body).encode())


def given(request: Mapping[str, Any]) -> dict[str, Any]:
    """The data between the fences of the request's last message."""
    data = request["messages"][-1]["content"]
    found = re.fullmatch(r"<data>\n(.*)\n</data>", data, re.S)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def writes(change: Callable[[str], str]) -> Play:
    """A model that gives back each quote, changed."""

    def play(request: dict[str, Any]) -> Reply:
        quotes = given(request)["quotes"]
        said = [{"quote": q["quote"], "text": change(q["text"])} for q in quotes]
        return says(json.dumps({"sentences": said}))

    return play


class ModelServer:
    """Its address, the requests it had, and what it plays."""

    def __init__(self) -> None:
        self.play: Play = writes(str)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self.stopped = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def run(self) -> None:
        self._server.serve_forever(poll_interval=0.02)

    def stop(self) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving() -> Iterator[ModelServer]:
    server = ModelServer()
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append({"path": self.path, **request})
            server.headers.append(dict(self.headers))
            reply = server.play({"path": self.path, **request})
            if reply.wait:
                time.sleep(reply.wait)
            with suppress(OSError):  # the client has gone
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not reply.endless:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: len(reply.body) - reply.cut])
            while reply.endless and not server.stopped.wait(reply.drip):
                self.wfile.write(reply.endless)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
