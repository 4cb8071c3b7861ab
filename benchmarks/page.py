"""The page: how heavy, how soon seen, and how it bears fifty readers, beside a named peer.

    python -m benchmarks.page [--readers 50] [--rounds 5]

Starts ``probatum serve`` over the starter library, asks a question, opens the answer. The peer is
Python's own ``http.server``, which hands out the very same bytes from files, in the same run. First
paint is what Chromium tells (`first-contentful-paint`), with an empty cache each time.
"""

from __future__ import annotations

import argparse
import http.server
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx

from benchmarks.first import QUESTIONS

CHROMIUM = os.environ.get("PROBATUM_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def serve(home: str) -> tuple[subprocess.Popen[str], str]:
    """The server and its address."""
    places = {"XDG_DATA_HOME": f"{home}/data", "XDG_CACHE_HOME": f"{home}/cache"}
    server = subprocess.Popen(
        [sys.executable, "-m", "probatum", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | places | {"PYTHONUNBUFFERED": "1"},
    )
    assert server.stdout is not None
    found = re.search(r"http://[\d.:]+", server.stdout.readline())
    assert found
    return server, found.group()


def answered(address: str) -> str:
    """Address of the answer to a question."""
    with httpx.Client(base_url=address, timeout=120) as client:
        run = client.post("/ask", data={"question": QUESTIONS[0]}).headers["location"]
        client.get(f"{run}/events")
        return address + client.get(run).headers["location"]


def weight(page: str) -> dict[str, tuple[int, int]]:
    """Bytes of the page and of each of our files that it loads: as they are, and as sent."""
    found = {}
    with httpx.Client(timeout=60) as client:
        html = client.get(page)
        parts = re.findall(r'(?:src|href)="(/static/[^"]+)"', html.text)
        base = page.split("/answers/")[0]
        for address in (page, *dict.fromkeys(base + part for part in parts)):
            sent = client.get(address)
            name = address.split("?")[0].rsplit("/", 1)[-1]
            found["page" if address == page else name] = (
                len(sent.content),
                sent.num_bytes_downloaded,
            )
    return found


def first_paint(page: str, rounds: int) -> list[float]:
    """Milliseconds to the first contentful paint, each with an empty cache."""
    from playwright.sync_api import sync_playwright

    script = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _ in range(rounds):
            context = browser.new_context()
            tab = context.new_page()
            tab.goto(page)
            tab.wait_for_function(f"() => {script.split('[0]')[0]}.length")
            times.append(tab.evaluate(script))
            context.close()
        browser.close()
    return times


def at_once(addresses: list[str], readers: int) -> tuple[float, float, int]:
    """Median and 95th centile of a request in milliseconds, and failures; all readers at once."""

    def read(_: int) -> list[tuple[float, bool]]:
        taken = []
        with httpx.Client(timeout=120) as client:
            for address in addresses:
                start = time.perf_counter()
                sent = client.get(address)
                taken.append((1000 * (time.perf_counter() - start), sent.status_code == 200))
        return taken

    with ThreadPoolExecutor(readers) as pool:
        results = [one for those in pool.map(read, range(readers)) for one in those]
    times = sorted(taken for taken, _ in results)
    return (
        statistics.median(times),
        times[int(0.95 * (len(times) - 1))],
        sum(not fine for _, fine in results),
    )


def peer(addresses: list[str], run: Callable[[list[str]], tuple[float, float, int]]):
    """The same bytes from files, by Python's own server."""
    with tempfile.TemporaryDirectory() as folder:
        for number, address in enumerate(addresses):
            (Path(folder) / f"{number}.html").write_bytes(httpx.get(address, timeout=60).content)

        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

        handler = partial(Quiet, directory=folder)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            base = f"http://127.0.0.1:{server.server_port}"
            found = run([f"{base}/{number}.html" for number in range(len(addresses))])
            server.shutdown()
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        server, address = serve(home)
        try:
            page = answered(address)
            parts = weight(page)
            for name, (plain, sent) in parts.items():
                print(f"{name:18}{plain:>9,} bytes, {sent:>8,} as sent")
            plain, sent = (sum(column) for column in zip(*parts.values(), strict=True))
            print(f"{'in all':18}{plain:>9,} bytes, {sent:>8,} as sent")
            paints = first_paint(page, options.rounds)
            print(f"first paint: {statistics.median(paints):.0f} ms, at worst {max(paints):.0f} ms")
            read = [page, f"{page}/evidence/1", f"{page}/evidence/5"]
            ours = at_once(read, options.readers)
            theirs = peer(read, partial(at_once, readers=options.readers))
            for name, (median, late, failed) in (("probatum", ours), ("http.server", theirs)):
                print(f"{name:12} {median:7.0f} ms median, {late:7.0f} ms 95th, {failed} failed")
            print(f"ratio of medians: {ours[0] / theirs[0]:.1f}")
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
