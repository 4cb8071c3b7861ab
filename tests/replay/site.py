"""A publisher's web site on loopback: pages with ETag and Last-Modified, robots.txt, lists of pages."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from tests.replay.in_a_thread import in_a_thread


class Fetch(NamedTuple):
    at: float
    path: str
    status: int
    agent: str


class Site:
    """Its pages by path; a page may be a pair of bytes and headers, or an answer's status."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | int | tuple[int, dict[str, str], bytes]] = {}
        self.types: dict[str, str] = {}
        self.dates: dict[str, str] = {}
        self.with_etag = True
        self.fetched: list[Fetch] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    def robots(self, *lines: str) -> None:
        self.pages["/robots.txt"] = "\n".join(
            ("User-agent: *", "Crawl-delay: 0.001", *lines)
        ).encode()

    def list_pages(self, place: str, paths: dict[str, str], *, packed: bool = False) -> None:
        entries = "".join(
            f"<url><loc>{self.address}{path}</loc>"
            + (f"<lastmod>{changed}</lastmod>" if changed else "")
            + "</url>"
            for path, changed in paths.items()
        )
        data = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
        self.pages[place] = gzip.compress(data.encode()) if packed else data.encode()

    def list_lists(self, place: str, lists: list[str]) -> None:
        entries = "".join(f"<sitemap><loc>{self.address}{path}</loc></sitemap>" for path in lists)
        self.pages[place] = (
            '<?xml version="1.0" encoding="UTF-8"?><sitemapindex '
            f'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'
        ).encode()

    def of(self, path: str) -> list[Fetch]:
        return [fetch for fetch in self.fetched if fetch.path == path]

    def answer(self, path: str, asked: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        page = self.pages.get(path, 404)
        if isinstance(page, int):
            return page, {}, b"no"
        if isinstance(page, tuple):
            return page
        headers = {"Content-Type": self.types.get(path, "text/html; charset=utf-8")}
        if self.with_etag:
            headers["ETag"] = f'"{hashlib.sha256(page).hexdigest()[:12]}"'
        if path in self.dates:
            headers["Last-Modified"] = self.dates[path]
        same = asked.get("If-None-Match") == headers.get("ETag", "-")
        same = same or asked.get("If-Modified-Since") == headers.get("Last-Modified", "-")
        return (304, headers, b"") if same else (200, headers, page)

    @contextmanager
    def running(self) -> Iterator[Site]:
        with in_a_thread(self._server):
            yield self


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = site.answer(self.path, dict(self.headers.items()))
            agent = self.headers.get("User-Agent", "")
            site.fetched.append(Fetch(time.time(), self.path, status, agent))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def publishing() -> Iterator[Site]:
    """A site on a free port of loopback, for the time of the block."""
    with Site().running() as site:
        yield site
