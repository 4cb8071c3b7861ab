"""A guideline is summarised on the page, reviewed, and kept as a source that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from probatum.settings import settings
from tests.interfaces.web.conftest import text_of
from tests.interfaces.web.signed_in import app_of, send, visiting, with_people
from tests.journeys.board_by_command import Commands
from tests.journeys.test_summary import NAME, NEW

TEN = "Drugone 10 mg is recommended as first-line treatment of asthma in adults."
GUIDELINE = f"/library/documents/{quote(NAME)}"


@pytest.fixture
def run(tmp_path: Path) -> Commands:
    run = Commands(tmp_path)
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    run.does("library", "add", str(tmp_path / "new.md"))
    with_people(settings(tmp_path / "library"))
    run.does("policy", "--approvals", "1", "--as", "olga")
    return run


@pytest.fixture
def app(run: Commands) -> ASGIApp:
    usual = settings(run.folder / "library")
    return app_of(usual.model_copy(update={"cache": run.folder / "cache"}))


@pytest.fixture
def ann(app: ASGIApp) -> Iterator[TestClient]:
    with visiting(app, "ann") as client:
        yield client


def published(app: ASGIApp, ann: TestClient) -> str:
    """The id of a summary that Ann drafted, Rita signed and Edith published."""
    drafted = send(ann, "/board/summaries", GUIDELINE, document=NAME).headers["location"]
    assert TEN in text_of(ann.get(drafted).text)
    handed_in = send(ann, "/board/hand-in", drafted, name=drafted.rpartition("/")[2])
    place = handed_in.headers["location"]
    with visiting(app, "rita") as rita, visiting(app, "edith") as edith:
        for client, move in ((rita, "take"), (rita, "sign"), (edith, "publish")):
            fields = {"move": move, "revision": "1", "interests": "none"}
            done = send(client, f"{place}/move", place, **fields)
            assert done.status_code == 303, text_of(done.text)
    return place.rpartition("/")[2]


def test_a_summary_is_drafted_signed_and_kept_as_a_source_that_leads_to_its_guideline(
    app: ASGIApp, ann: TestClient, run: Commands
) -> None:
    assert "Draft a practical summary" in ann.get(GUIDELINE).text
    assert f'value="{NAME}"' in ann.get("/board/summaries").text
    article = published(app, ann)
    assert "Bring it into the library" not in ann.get(f"/board/{article}").text
    with visiting(app, "edith") as edith:
        place = f"/board/{article}"
        assert "Bring it into the library" in edith.get(place).text
        kept = send(edith, f"{place}/source", place).headers["location"]
        shown = edith.get(kept)
    assert f"summary%3Aarticle-{article}" in kept
    read = text_of(shown.text)
    assert "Practical summary" in read
    assert "A summary signed by Rita Reviewer; read the guideline it quotes." in read
    assert f'href="{GUIDELINE.replace("%3A", ":")}"' in shown.text or GUIDELINE in shown.text
    assert re.search(rf'href="/articles/[a-z0-9-]+-{article}"', shown.text)
    assert "Draft a practical summary" not in shown.text, "only guidelines are summarised"
    topic = ann.get("/topics/asthma").text
    assert f"summary%3Aarticle-{article}" in topic or f"summary:article-{article}" in topic
    assert "practical summary" in topic
    of_it = ann.get(f"/topics/asthma?guideline=summary:article-{article}").text
    assert TEN in of_it
    assert "31234567" in of_it, "each sentence leads to the guideline"
    run.does("audit", "verify")


def test_what_is_no_published_summary_is_no_source(app: ASGIApp, ann: TestClient) -> None:
    drafted = send(ann, "/board/summaries", GUIDELINE, document=NAME).headers["location"]
    handed_in = send(ann, "/board/hand-in", drafted, name=drafted.rpartition("/")[2])
    place = handed_in.headers["location"]
    with visiting(app, "edith") as edith:
        assert "Bring it into the library" not in edith.get(place).text
        refused = send(edith, f"{place}/source", place)
    assert refused.status_code == 400
    assert "Only a summary that is published" in text_of(refused.text)


def test_what_cannot_be_summarised_is_told(ann: TestClient) -> None:
    gone = send(ann, "/board/summaries", document="file:none")
    assert gone.status_code == 404
    assert send(ann, "/board/summaries").status_code == 404
