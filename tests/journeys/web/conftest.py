"""The real server in a process of its own, and a real browser before it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.board_by_command import board, published
from tests.journeys.test_ask import MISSION

CHROMIUM = Path(os.environ.get("PROBATUM_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
TABLET = {"width": 768, "height": 1024}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(
            f"no browser at {CHROMIUM}: install Debian's chromium, or set PROBATUM_CHROMIUM"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Opened:
    """Pages of one browser context; whatever the page complains of is a failure."""

    def __init__(self, browser: Browser, **how: object) -> None:
        self.context: BrowserContext = browser.new_context(
            **({"viewport": DESK, "accept_downloads": True} | how)
        )
        self.context.set_default_timeout(90_000)
        self.complaints: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, message: object) -> None:
        if (
            message.type in {"error", "warning"}
            and "responded with a status of" not in message.text
        ):
            self.complaints.append(message.text)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A page of a new context: ``visit(viewport=PHONE, java_script_enabled=False)``."""
    opened: list[Opened] = []

    def new(**how: object) -> Page:
        opened.append(Opened(browser, **how))
        return opened[-1].page

    yield new
    complaints = [text for each in opened for text in each.complaints]
    for each in opened:
        each.context.close()
    assert complaints == []


class Server:
    """``probatum serve`` at a free port."""

    def __init__(self, home: Path, *options: str, **environment: str) -> None:
        self.home = home
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PROBATUM_")}
        places = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"),
                  "XDG_CONFIG_HOME": str(home / "config"), "XDG_CACHE_HOME": str(home / "cache")}  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, "-m", "probatum", "serve", "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=clean | places | {"PYTHONUNBUFFERED": "1"} | environment,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        found = re.search(r"http://[\d.:]+", line)
        assert found, line + self._process.stdout.read()
        self.address = found.group()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(20)
        self._process.stdout.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Over the starter library."""
    server = Server(tmp_path_factory.mktemp("home"))
    yield server
    server.close()


class House(NamedTuple):
    """A server over a library of one's own, and the address of an article that was published."""

    server: Server
    article: str


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    name = published(board(folder))
    server = Server(folder, "--library", str(folder / "library"))
    yield House(server, f"{server.address}/articles/asthma-management-{name}")
    server.close()


@pytest.fixture(scope="session")
def mission(server: Server, browser: Browser) -> str:
    """Address of the answer to the mission's question, asked in the browser."""
    opened = Opened(browser)
    address = ask(opened.page, server, MISSION)
    opened.context.close()
    assert opened.complaints == []
    return address


def ask_and_stay(page: Page, server: Server, question: str) -> None:
    """Until the question is understood, on a page that does not go on to the answer."""
    begin_and_stay(page, server, question)
    page.locator("#understood .chip").first.wait_for()


def begin_and_stay(page: Page, server: Server, question: str) -> None:
    """As on a slow machine: the page does not hear of the end. The next ones may `hurry`."""
    page.add_init_script("""
        const late = (event) => event.stopImmediatePropagation();
        if (!sessionStorage.hurry) document.addEventListener('finished', late, true);
    """)
    page.goto(server.address)
    page.get_by_label("Your clinical question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/asking/*")


def hurry(page: Page) -> None:
    """From the next page on the end is heard."""
    page.evaluate("sessionStorage.hurry = true")


def ask(page: Page, server: Server, question: str) -> str:
    page.goto(server.address)
    page.get_by_label("Your clinical question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/answers/*", wait_until="domcontentloaded")
    return page.url
