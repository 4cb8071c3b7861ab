"""An owner manages people on the page: what the command line does, with the same rights and log."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from probatum.evidence.article import Role
from probatum.records.records import Note
from probatum.review.stages import Move
from probatum.settings import Settings
from probatum.wiring import board
from probatum.workflows.audit import audited
from probatum.workflows.review import move
from tests.interfaces.web.conftest import text_of
from tests.interfaces.web.signed_in import (
    WORDS,
    app_of,
    send,
    sign_in,
    token_in,
    visiting,
)
from tests.review.board_by_hand import AUTHOR, NOW, RITA, act, article, claim

HOSTILE = '<script>alert(1)</script>"><b>\u202eEve & Co'
PEOPLE = "/board/people"


@pytest.fixture
def olga(app: ASGIApp) -> Iterator[TestClient]:
    with visiting(app, "olga") as client:
        yield client


def log_of(settings: Settings) -> list[tuple[str, str, str]]:
    """Who did what to whom, from the log, which must hold."""
    with board(settings) as opened:
        audited(opened.records)
        return [(one.by, one.action, one.subject) for one in opened.records.entries()]


def link_in(html: str) -> str:
    """The one-time link, as a path."""
    found = re.search(r"<code>http://127\.0\.0\.1:8765(/join\?code=[\w-]+)</code>", html)
    assert found, text_of(html)
    return found[1]


def add(client: TestClient, which: str = "jane.doe", **more: object):
    fields = {"id": which, "name": "Jane Doe", "title": "MD", "role": ["reviewer"]} | more
    return send(client, PEOPLE, **fields)


def test_somebody_is_added_invited_by_a_link_shown_once_and_signs_in(
    app: ASGIApp, olga: TestClient, peopled: Settings
):
    added = add(olga)
    assert added.headers["location"] == f"{PEOPLE}/jane.doe"
    invited = send(olga, f"{PEOPLE}/jane.doe/invite", days="1")
    assert invited.status_code == 200
    assert "once, within 1 days" in text_of(invited.text)
    assert invited.headers["cache-control"] == "no-store"
    link = link_in(invited.text)
    assert "<code>" not in olga.get(f"{PEOPLE}/jane.doe").text
    with visiting(app) as jane:
        assert "Welcome, Jane Doe" in jane.get(link).text
        code = link.partition("=")[2]
        joined = jane.post("/join", data={"code": code, "password": WORDS, "again": WORDS})
        assert joined.status_code == 200
        assert jane.get("/board").status_code == 200
        assert jane.get(link).status_code == 400, "it can be used once"
    shown = text_of(olga.get(f"{PEOPLE}/jane.doe").text)
    assert "Signed in " in shown
    assert "There is a password" in shown
    told = log_of(peopled)
    assert ("olga", "add person", "person jane.doe") in told
    assert ("olga", "invite", "person jane.doe") in told


def test_roles_are_changed_and_another_owner_who_was_quicker_is_not_undone(
    olga: TestClient, peopled: Settings
):
    roles = {"role": ["author", "reviewer"], "before": ["reviewer"]}
    assert send(olga, f"{PEOPLE}/rita/roles", **roles).status_code == 303
    late = send(olga, f"{PEOPLE}/rita/roles", role=["owner"], before=["reviewer"])
    assert late.status_code == 409
    assert "Somebody else changed the roles of rita meanwhile" in text_of(late.text)
    with board(peopled) as opened:
        assert opened.records.person("rita").roles == {Role.AUTHOR, Role.REVIEWER}
    assert log_of(peopled)[-1][:2] != ("olga", "close account")


def corrected(client: TestClient, address: str, page: str, **fields: str):
    read = re.search(r'name="read" value="([0-9a-f]{16})"', client.get(page).text)[1]
    return send(client, address, **({"read": read} | fields))


def test_a_name_is_corrected_and_what_was_signed_keeps_its_own(
    olga: TestClient, app: ASGIApp, peopled: Settings
):
    with board(peopled) as opened:
        signed = article(claim("Drugone helps."))
        opened.records.begin(signed, Note(by="ann", at=NOW, action="begin"))
        for what, by in ((Move.SUBMIT, AUTHOR), (Move.TAKE, RITA), (Move.SIGN, RITA)):
            move(opened.records, "a1", what, act(by))
        before = opened.records.person("rita")
    one = f"{PEOPLE}/rita"
    done = corrected(olga, f"{one}/name", one, name=" Rita  Ray-Jones ", title="MD, PhD")
    assert done.headers["location"] == one
    assert "Rita Ray-Jones" in text_of(olga.get(one).text)
    with visiting(app, "rita") as rita:
        mine = corrected(rita, "/account/name", "/account", name="Rita Ray", title="PhD")
        assert mine.headers["location"] == "/account"
        assert "Rita Ray" in text_of(rita.get("/account").text)
    told = log_of(peopled)
    assert [who for who, what, whom in told if what == "correct name"] == ["olga", "rita"]
    with board(peopled) as opened:
        assert opened.records.person("rita").title == "PhD"
        (sign_off,) = opened.records.article("a1").sign_offs
        assert (sign_off.name, sign_off.title) == (before.name, before.title)
        *_, last = opened.records.entries()
        said = dict(last.details)
        assert (said["name before"], said["name"]) == ("Rita Ray-Jones", "Rita Ray")


def test_a_correction_somebody_else_was_quicker_with_is_not_undone(olga: TestClient):
    one = f"{PEOPLE}/rita"
    assert corrected(olga, f"{one}/name", one, name="Rita Ray").status_code == 303
    late = send(olga, f"{one}/name", name="Rita Ro", title="", read="0" * 16)
    assert late.status_code == 409
    assert "corrected the name of rita meanwhile" in text_of(late.text)
    assert "Rita Ray" in text_of(olga.get(one).text)


@pytest.mark.parametrize("name", [" ", "x" * 201], ids=["no name", "too long"])
def test_a_name_that_cannot_be_printed_is_refused(olga: TestClient, app: ASGIApp, name: str):
    one = f"{PEOPLE}/rita"
    assert corrected(olga, f"{one}/name", one, name=name).status_code == 400
    with visiting(app, "rita") as rita:
        refused = corrected(rita, "/account/name", "/account", name=name)
        assert refused.status_code == 400
        assert 'role="alert"' in refused.text


def test_an_account_is_closed_for_good_once_that_is_said(
    app: ASGIApp, olga: TestClient, peopled: Settings
):
    with visiting(app, "rita") as rita:
        made = send(rita, "/account/tokens", name="script", scope=["read"], days="7")
        token = re.search(r"probatum_\w+_[\w-]+", made.text)[0]
        unsure = send(olga, f"{PEOPLE}/rita/close")
        assert unsure.status_code == 400
        assert "tick that you are sure" in unsure.text.lower()
        closed = send(olga, f"{PEOPLE}/rita/close", sure="yes")
        assert closed.headers["location"] == PEOPLE
        assert "Your session has ended" in rita.get("/board").text
        headers = {"authorization": f"Bearer {token}"}
        rita.cookies.clear()
        assert rita.get("/library", headers=headers).status_code == 401
        assert sign_in(rita, "rita").status_code == 401
    assert "Rita" not in olga.get(PEOPLE).text
    assert olga.get(f"{PEOPLE}/rita").status_code == 404
    again = add(olga, "rita", name="Another")
    assert again.status_code == 409
    assert "for ever" in again.text
    assert 'value="Another"' in again.text, "what was typed is kept"
    assert ("olga", "close account", "person rita") in log_of(peopled)


def test_owners_leave_their_own_roles_and_account_to_others(olga: TestClient, peopled: Settings):
    page = olga.get(f"{PEOPLE}/olga").text
    assert "another owner does" in text_of(page)
    assert "/close" not in page
    for address, fields in (("roles", {"before": ["owner"]}), ("close", {"sure": "yes"})):
        refused = send(olga, f"{PEOPLE}/olga/{address}", **fields)
        assert refused.status_code == 409
        assert "Nobody changes their own roles" in refused.text
    with board(peopled) as opened:
        assert opened.records.person("olga").roles == {Role.OWNER}


def test_a_password_is_reset_and_sessions_are_ended(
    app: ASGIApp, olga: TestClient, peopled: Settings
):
    refused = send(olga, f"{PEOPLE}/rita/invite")
    assert refused.status_code == 409
    with visiting(app, "rita") as rita, visiting(app) as elsewhere:
        link = link_in(send(olga, f"{PEOPLE}/rita/reset", hours="168").text)
        assert rita.get("/board").status_code == 200, "the password of before holds until then"
        words = {"code": link.partition("=")[2], "password": WORDS + "!", "again": WORDS + "!"}
        elsewhere.post("/join", data=words)
        assert rita.get("/board", follow_redirects=False).status_code == 303
        assert elsewhere.get("/board").status_code == 200
        assert send(olga, f"{PEOPLE}/rita/sign-out").status_code == 303
        assert elsewhere.get("/board", follow_redirects=False).status_code == 303
    assert "Not signed in anywhere" in olga.get(f"{PEOPLE}/rita").text
    assert ("olga", "end sessions", "person rita") in log_of(peopled)


def test_tokens_of_others_are_seen_made_and_revoked_never_read(app: ASGIApp, olga: TestClient):
    wish = {"name": HOSTILE, "scope": ["read"], "days": "7"}
    made = send(olga, f"{PEOPLE}/rita/tokens", **wish)
    text = re.search(r"<code>(probatum_([0-9a-f]{12})_[\w-]+)</code>", made.text)
    assert text, text_of(made.text)
    page = olga.get(f"{PEOPLE}/rita").text
    assert text[2] in page
    assert text[1] not in page
    assert "<script>alert" not in page
    with visiting(app) as script:
        headers = {"authorization": f"Bearer {text[1]}"}
        assert script.get("/library", headers=headers).status_code == 200
        assert script.get(PEOPLE, headers=headers).status_code == 403
        of_another = send(olga, f"{PEOPLE}/ron/tokens/{text[2]}/revoke")
        assert of_another.status_code == 400
        assert send(olga, f"{PEOPLE}/rita/tokens/{text[2]}/revoke").status_code == 303
        assert script.get("/library", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"id": "Bad Id"}, 400, "cannot be an id"),
        ({"id": "watch"}, 400, "cannot be an id"),
        ({"id": "rita"}, 400, "There is a person rita"),
        ({"name": " "}, 400, "A person needs a name"),
        ({"name": "x" * 201}, 400, "at most 200 characters"),
    ],
    ids=["no id", "a name of the system", "taken", "no name", "too long"],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(
    olga: TestClient, fields: dict[str, str], status: int, words: str
):
    typed = {"id": "jane.doe", "name": "Jane Doe", "title": "MD <x>", "role": ["author"]}
    refused = send(olga, PEOPLE, **(typed | fields))
    assert refused.status_code == status
    assert words in text_of(refused.text)
    assert 'value="MD &lt;x&gt;"' in refused.text
    assert 'value="author" checked' in refused.text


def test_a_hostile_name_is_shown_as_text(olga: TestClient):
    assert add(olga, "eve", name=HOSTILE, title=HOSTILE).status_code == 303
    same = corrected(olga, f"{PEOPLE}/eve/name", f"{PEOPLE}/eve", name=HOSTILE, title=HOSTILE)
    assert same.status_code == 303
    for page in (PEOPLE, f"{PEOPLE}/eve"):
        html = olga.get(page).text
        assert "<script>alert" not in html
        assert "\u202e" not in html
        assert "&lt;script&gt;alert(1)" in html
    invited = send(olga, f"{PEOPLE}/eve/invite")
    assert "<script>alert" not in invited.text


def test_every_form_is_refused_without_its_token(olga: TestClient, peopled: Settings):
    before = log_of(peopled)
    for address in (
        "",
        "/rita/name",
        "/rita/roles",
        "/rita/reset",
        "/rita/sign-out",
        "/rita/tokens",
        "/rita/close",
    ):
        fields = {"sure": "yes", "id": "jane", "name": "Jane", "scope": "read", "days": "7"}
        assert olga.post(f"{PEOPLE}{address}", data=fields).status_code == 409
        wrong = {**fields, "form": "0" * 64}
        assert olga.post(f"{PEOPLE}{address}", data=wrong).status_code == 409
    assert log_of(peopled) == before
    page = olga.get(f"{PEOPLE}/rita").text
    forms = re.findall(r'<form\b[^>]*method="post"[^>]*>(.{0,40})', page)
    assert len(forms) >= 4
    assert all(after.startswith('<input type="hidden" name="form"') for after in forms)
    assert token_in(page)


def test_a_link_leads_to_the_address_that_readers_open(peopled: Settings):
    elsewhere = peopled.model_copy(update={"address": "https://board.example.org"})
    with visiting(app_of(elsewhere), "olga", "https://127.0.0.1") as olga:
        sent = send(olga, f"{PEOPLE}/rita/reset")
    assert "<code>https://board.example.org/join?code=" in sent.text
