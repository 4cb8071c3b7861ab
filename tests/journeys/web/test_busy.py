"""While another process writes to the library: what a reader sees, and that it passes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from probatum.library.embedded import EmbeddedIndex
from tests.evidence_by_hand import document
from tests.journeys.web.conftest import PHONE, Server
from tests.journeys.web.test_pages import violations

ADVICE = "The drugone is recommended as the first-line treatment of asthma in adults."
WRITER = """
import sys
from pathlib import Path
from probatum.library.embedded import EmbeddedIndex

def slow():
    print("writing", flush=True)
    sys.stdin.read()
    yield from ()

EmbeddedIndex(Path(sys.argv[1])).add(slow())
"""


@contextmanager
def another_process_writing_to(folder: Path) -> Iterator[None]:
    """A process in the midst of adding; it is killed at the end, as by a power cut."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as writer:  # fmt: skip
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "writing\n"
            yield
        finally:
            writer.kill()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    index = EmbeddedIndex(tmp_path / "library", create=True)
    index.add([document(ADVICE, topics=("asthma",))])
    index.close()
    return tmp_path / "library"


@pytest.fixture
def server(tmp_path: Path, library: Path) -> Iterator[Server]:
    server = Server(tmp_path, "--library", str(library))
    yield server
    server.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_library_whose_search_is_being_made_says_so_and_what_to_do(
    server, library, visit, colours: str
) -> None:
    page: Page = visit(viewport=PHONE, color_scheme=colours)
    with another_process_writing_to(library):
        (library / "search" / "schema").write_text("older")  # such a search is made anew
        sent = page.goto(f"{server.address}/library?words=drugone")
        assert sent is not None
        assert sent.status == 503
        assert int(sent.headers["retry-after"]) > 0
        assert page.get_by_role("heading", name="The library is being written to").is_visible()
        said = page.locator("main").inner_text()
        assert "Nothing is lost" in said
        assert "Wait until it is done and try again" in said
        assert str(library) not in said, "a reader need not know where it lies"
        assert violations(page) == []
    page.get_by_role("link", name="Try again").click()
    page.wait_for_url("**/library?words=drugone")
    assert page.get_by_text("drugone is recommended").is_visible()


def test_a_file_added_meanwhile_is_refused_with_the_reason_and_reading_goes_on(
    server, library, tmp_path, visit
) -> None:
    (tmp_path / "gout.md").write_text("# Gout\n\nDrugtwo is recommended in adults with gout.\n")
    page: Page = visit()
    with another_process_writing_to(library):
        page.goto(f"{server.address}/library/add")
        page.locator("#file").set_input_files(tmp_path / "gout.md")
        page.get_by_role("button", name="Add", exact=True).click()
        refused = page.locator("#outcomes .refused", has_text="gout.md")
        refused.wait_for()
        assert "another process is writing to the library" in refused.inner_text()
        assert "try again" in refused.inner_text()
        assert violations(page) == []
        page.goto(f"{server.address}/library?words=drugone")
        assert page.get_by_text("drugone is recommended").is_visible()
    page.goto(f"{server.address}/library/add")
    page.locator("#file").set_input_files(tmp_path / "gout.md")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("#outcomes .taken", has_text="gout.md").wait_for()
