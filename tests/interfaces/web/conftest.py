"""The application itself, called without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from probatum.interfaces.web.app import make_app
from probatum.settings import Settings, settings
from tests.interfaces.web.signed_in import HERE, app_of, with_people


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def places(tmp_path: Path, cache: Path) -> Settings:
    """No library of one's own, so that the starter library answers."""
    usual = settings(tmp_path / "library")
    return usual.model_copy(update={"library_was_named": False, "cache": cache})


@pytest.fixture
def client(places: Settings) -> Iterator[TestClient]:
    app = make_app(places, frozenset({"127.0.0.1"}), uploads=True, private=True)
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def peopled(places: Settings) -> Settings:
    """With people who may sign in."""
    return with_people(places)


@pytest.fixture
def app(peopled: Settings) -> ASGIApp:
    return app_of(peopled)


def ask(client: TestClient, question: str, **more: str | list[str]) -> str:
    """The address of the answer."""
    started = client.post("/ask", data={"question": question, **more}, follow_redirects=False)
    assert started.status_code == 303, started.text
    events = client.get(started.headers["location"] + "/events").text
    assert "event: finished" in events
    arrived = client.get(started.headers["location"])
    assert arrived.status_code == 200
    return arrived.url.path


def text_of(html: str) -> str:
    """What a reader sees, roughly."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
