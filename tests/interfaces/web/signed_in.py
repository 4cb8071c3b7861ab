"""People of a board who sign in on the page, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from probatum.access.lifetimes import Lifetimes
from probatum.interfaces.web.app import make_app
from probatum.records.records import Note
from probatum.settings import Settings
from probatum.wiring import board
from probatum.workflows.inviting import invite
from probatum.workflows.signing_in import begin, set_password_by_code
from tests.review.board_by_hand import NOW, OWNER, PEOPLE, act

HERE = "http://127.0.0.1:8765"
WORDS = "plum orchard under rain"


def with_people(settings: Settings) -> Settings:
    """The same, with people who have the same password."""
    with board(settings) as opened:
        for person in PEOPLE:
            note = Note(by="operator", at=NOW, action="add person")
            opened.records.keep_person(person, note)
        code = invite(opened, "rita", act(OWNER))
        set_password_by_code(opened, code, WORDS, NOW)
        hash_ = opened.keys.password("rita")
        assert hash_ is not None
        for person in PEOPLE:  # hashing takes long on purpose: once is enough
            note = Note(by=person.id, at=NOW, action="set password")
            opened.keys.keep_password(person.id, hash_, note)
    return settings


def app_of(settings: Settings, *, private: bool = True) -> ASGIApp:
    return make_app(settings, frozenset({"127.0.0.1"}), uploads=private, private=private)


@contextmanager
def visiting(app: ASGIApp, name: str = "", address: str = HERE) -> Iterator[TestClient]:
    """A browser of its own; signed in as somebody, unless without a name."""
    with TestClient(app, base_url=address, raise_server_exceptions=False) as client:
        if name:  # without the form, whose hashing takes long on purpose
            desk = app._app.state.desk  # type: ignore[attr-defined]
            person = desk.records().person(name)
            begun = begin(desk.board().keys, person, "password", datetime.now(UTC), Lifetimes())
            client.cookies.set(desk.cookie.name, begun.session, domain="127.0.0.1")
        yield client


def sign_in(client: TestClient, name: str, password: str = WORDS, **more: str):
    given = {"name": name, "password": password, **more}
    return client.post("/sign-in", data=given, follow_redirects=False)


def token_in(html: str) -> str:
    """What the forms of a page carry."""
    found = re.search(r'<input type="hidden" name="form" value="([0-9a-f]{64})">', html)
    assert found, html[:2000]
    return found[1]


def send(client: TestClient, address: str, page: str = "/", **fields: object):
    """A form of ours, sent as the browser would after opening a page."""
    token = token_in(client.get(page).text)
    return client.post(address, data={"form": token, **fields}, follow_redirects=False)
