from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from probatum.review.rights import Openness
from probatum.settings import Settings
from probatum.settings.assembled import PageSettings
from probatum.wiring import board
from probatum.workflows.audit import audited
from probatum.workflows.inviting import invite, reset
from tests.interfaces.web.conftest import text_of
from tests.interfaces.web.signed_in import (
    WORDS,
    app_of,
    send,
    sign_in,
    token_in,
    visiting,
)
from tests.review.board_by_hand import OWNER, act


@pytest.fixture
def stranger(app: ASGIApp) -> Iterator[TestClient]:
    with visiting(app) as client:
        yield client


def test_with_nobody_invited_the_page_asks_and_reads_as_ever(client: TestClient):
    for address in ("/", "/answers", "/library", "/library/add", "/check"):
        page = client.get(address)
        assert page.status_code == 200
        assert "Sign in" not in page.text
    assert "Nobody can sign in here yet" in client.get("/sign-in").text


def test_reading_and_asking_makes_no_records(client: TestClient, places: Settings):
    client.get("/")
    client.get("/answers")
    sign_in(client, "rita")
    assert not (places.library / "records.sqlite").exists()


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(stranger: TestClient):
    away = stranger.get("/library?words=asthma", follow_redirects=False)
    assert away.status_code == 303
    assert away.headers["location"] == f"/sign-in?onward={quote('/library?words=asthma', safe='')}"
    form = stranger.get(away.headers["location"]).text
    assert 'value="/library?words=asthma"' in form
    came = sign_in(stranger, "rita", onward="/library?words=asthma")
    assert came.headers["location"] == "/library?words=asthma"
    assert "Rita Reviewer" in stranger.get("/library").text


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil", "evil", "/\n/x", ""],
)
def test_nobody_is_led_to_another_server(stranger: TestClient, onward: str):
    assert sign_in(stranger, "rita", onward=onward).headers["location"] == "/"


def test_a_wrong_name_or_password_is_told_in_the_same_words(stranger: TestClient):
    for name, password in (("rita", "a wrong password"), ("nobody", WORDS), ("", "")):
        refused = sign_in(stranger, name, password)
        assert refused.status_code == 401
        assert "Name or password is wrong." in refused.text
        assert "set-cookie" not in refused.headers
        assert password not in refused.text or not password


def test_the_cookie_is_for_this_server_alone(app: ASGIApp, peopled: Settings):
    with visiting(app) as client:
        given = sign_in(client, "rita").headers["set-cookie"]
    assert given.startswith("probatum=")
    for word in ("HttpOnly", "SameSite=lax", "Path=/"):
        assert word in given
    assert "Secure" not in given
    assert "Domain" not in given
    public = peopled.model_copy(update={"address": "https://answers.example.org"})
    for other in (app_of(peopled, private=False), app_of(public)):
        with visiting(other, address="https://127.0.0.1") as client:
            given = sign_in(client, "rita").headers["set-cookie"]
        assert given.startswith("__Host-probatum=")
        assert "Secure" in given


def test_each_sign_in_begins_a_new_session_and_ends_the_one_before(app: ASGIApp):
    with visiting(app, "rita") as client:
        before = client.cookies["probatum"]
        given = {"name": "ron", "password": WORDS, "form": token_in(client.get("/").text)}
        client.post("/sign-in", data=given)
        assert client.cookies["probatum"] != before
        assert "Ron Reviewer" in client.get("/").text
        client.cookies.clear()
        client.cookies.set("probatum", before)
        assert "Your session has ended" in client.get("/answers").text


def test_a_session_that_was_planted_lets_nobody_in(stranger: TestClient):
    stranger.cookies.set("probatum", "planted")
    assert sign_in(stranger, "rita").status_code == 303
    assert stranger.cookies.get("probatum", domain="127.0.0.1") != "planted"


def test_signing_out_ends_the_session_on_the_server(app: ASGIApp):
    with visiting(app, "rita") as client:
        kept = client.cookies["probatum"]
        assert send(client, "/sign-out").status_code == 303
        assert "probatum" not in client.cookies
        client.cookies.set("probatum", kept)
        assert client.get("/answers", follow_redirects=False).status_code == 303


def test_every_form_carries_its_token_and_is_refused_without(app: ASGIApp, peopled: Settings):
    with visiting(app, "rita") as client:
        page = client.get("/account").text
        forms = re.findall(r'<form\b[^>]*method="post"[^>]*>(.{0,40})', page)
        assert len(forms) >= 3
        assert all(after.startswith('<input type="hidden" name="form"') for after in forms)
        assert token_in(page) not in client.cookies["probatum"]
        for token in ({}, {"form": ""}, {"form": "0" * 64}):
            refused = client.post("/account/sign-out-everywhere", data=token)
            assert refused.status_code == 409
            assert "Nothing you typed is lost" in refused.text
        assert "Rita Reviewer" in client.get("/").text
    with visiting(app, "ron") as other:
        token = token_in(other.get("/").text)
    with visiting(app, "rita") as client:
        refused = client.post("/account/sign-out-everywhere", data={"form": token})
        assert refused.status_code == 409


def test_what_was_typed_survives_a_session_that_ended(app: ASGIApp, peopled: Settings):
    question = "How should the hypertension of a man of 60 be treated? <b>"
    with visiting(app, "rita") as client:
        token = token_in(client.get("/").text)
        with board(peopled) as opened:
            from probatum.workflows.signing_in import sign_out_everywhere

            sign_out_everywhere(opened.keys, "rita", act(OWNER))
        refused = client.post("/ask", data={"question": question, "form": token})
        assert refused.status_code == 401
        assert "Your session has ended" in refused.text
        assert "What you typed is kept" in refused.text
        assert "<b>" not in refused.text.split("<h2")[1]
        kept = re.search(r'name="kept" value="([^"]*)"', refused.text)
        assert kept
        given = kept[1].replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">")
        again = sign_in(client, "rita", kept=given)
        assert again.status_code == 200
        assert question in text_of(again.text).replace("&lt;b&gt;", "<b>")
        assert 'action="/ask"' in again.text
        sent = client.post(
            "/ask",
            data={"question": question, "form": token_in(again.text)},
            follow_redirects=False,
        )
        assert sent.headers["location"].startswith("/asking/")


@pytest.mark.parametrize(
    "kept",
    ["nonsense", "[]", '["https://evil.example/x", []]', '["//evil.example", []]', "[1,2,3]"],
)
def test_what_is_said_to_have_been_typed_leads_nowhere_else(stranger: TestClient, kept: str):
    came = sign_in(stranger, "rita", kept=kept)
    assert came.status_code == 303
    assert came.headers["location"] == "/"


def test_a_person_joins_by_an_invitation_once(app: ASGIApp, peopled: Settings):
    with board(peopled) as opened:
        code = reset(opened, "rob", act(OWNER), timedelta(days=3650))
    with visiting(app) as client:
        for _ in range(2):  # looking uses nothing up
            page = client.get(f"/join?code={code}").text
            assert "Welcome, Rob Reader" in page
        other = "seven grey geese walking"
        for chosen, again, why in (
            ("short", "short", "at least 12"),
            (other, "another one altogether", "differ"),
        ):
            poor = {"code": code, "password": chosen, "again": again}
            refused = client.post("/join", data=poor)
            assert refused.status_code == 400
            assert why in refused.text
        chosen = {"code": code, "password": other, "again": other}
        came = client.post("/join", data=chosen, follow_redirects=False)
        assert came.status_code == 303
        assert "Rob Reader" in client.get("/").text
        assert "this code is not valid" in client.get(f"/join?code={code}").text.lower()
    with visiting(app) as client:
        assert sign_in(client, "rob").status_code == 401
        assert sign_in(client, "rob", other).status_code == 303


def test_a_code_can_be_typed_in(app: ASGIApp, peopled: Settings):
    with board(peopled) as opened:
        code = reset(opened, "rob", act(OWNER), timedelta(days=3650))
    with visiting(app) as client:
        assert "One-time code" in client.get("/join").text
        assert "Welcome, Rob Reader" in client.post("/join", data={"code": f" {code} "}).text


def test_the_first_invitation_closes_the_page_to_others(places: Settings):
    with visiting(app_of(places)) as client:
        assert client.get("/answers").status_code == 200
        with board(places) as opened:
            from probatum.records.records import Note
            from tests.review.board_by_hand import NOW, RITA

            opened.records.keep_person(RITA, Note(by="operator", at=NOW, action="add person"))
            assert client.get("/answers", follow_redirects=False).status_code == 200
            invite(opened, "rita", act(OWNER))
        assert client.get("/answers", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("open_to_all", "may"),
    [
        (None, {"/articles", "/policy"}),
        (Openness.ASK, {"/", "/answers", "/articles", "/check", "/library", "/policy"}),
        (Openness.READ, {"/answers", "/articles", "/library", "/policy"}),
        (Openness.ARTICLES, {"/articles", "/policy"}),
        (Openness.NOTHING, set()),
    ],
    ids=["not set", "ask", "read", "articles", "nothing"],
)
def test_a_setting_says_what_is_open_to_all(peopled: Settings, open_to_all, may):
    page = PageSettings(open_to_all=open_to_all)
    with visiting(app_of(peopled.model_copy(update={"page": page}))) as client:
        opened = {
            address
            for address in ("/", "/answers", "/articles", "/check", "/library", "/policy")
            if client.get(address, follow_redirects=False).status_code == 200
        }
    assert opened == may


def test_other_machines_read_articles_alone_unless_it_is_set(places: Settings):
    with visiting(app_of(places, private=False)) as client:
        assert client.get("/articles").status_code == 200
        refused = client.get("/answers")
        assert refused.status_code == 403
        assert "not yours to do" in refused.text


def test_a_session_expires_unused(app: ASGIApp, peopled: Settings, monkeypatch):
    with visiting(app, "rita") as client:
        assert client.get("/answers", follow_redirects=False).status_code == 200

        class Later(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.now(UTC) + timedelta(minutes=61)

        monkeypatch.setattr("probatum.interfaces.web.entrance.datetime", Later)
        assert "Your session has ended" in client.get("/answers").text


def test_a_password_is_changed_and_ends_every_session(app: ASGIApp):
    other = "seven grey geese walking"
    with visiting(app, "rita") as client, visiting(app, "rita") as elsewhere:
        poor = send(client, "/account/password", "/account", before=WORDS, password="x", again="x")
        assert poor.status_code == 400
        wrong = send(
            client, "/account/password", "/account", before="wrong", password=other, again=other
        )
        assert "of before is wrong" in wrong.text
        done = send(
            client, "/account/password", "/account", before=WORDS, password=other, again=other
        )
        assert done.status_code == 303
        for each in (client, elsewhere):
            assert each.get("/account", follow_redirects=False).status_code == 303
        assert sign_in(client, "rita").status_code == 401
        assert sign_in(client, "rita", other).status_code == 303


def test_a_token_is_shown_once_and_lets_a_program_do_what_it_is_for(app: ASGIApp):
    with visiting(app, "ann") as client:
        made = send(client, "/account/tokens", "/account", name="export", scope="read", days="30")
        (token,) = re.findall(r"<code>(probatum_\w{12}_[\w-]{43})</code>", made.text)
        assert token not in client.get("/account").text
        assert token[:21] not in client.get("/account").text
    with visiting(app) as program:
        bearer = {"authorization": f"Bearer {token}"}
        assert program.get("/answers", headers=bearer).status_code == 200
        refused = program.post("/ask", headers=bearer, data={"question": "asthma?"})
        assert refused.status_code == 403
        assert program.get("/board", headers=bearer).status_code in {403, 404}
        assert program.get("/account", headers=bearer).status_code == 403
        for wrong in ("nonsense", token[:-1], ""):
            refused = program.get("/answers", headers={"authorization": f"Bearer {wrong}"})
            assert refused.status_code == 401
            assert "Bearer" in refused.headers["www-authenticate"]
    with visiting(app, "ann") as client:
        name = token.split("_")[1]
        assert send(client, f"/account/tokens/{name}/revoke", "/account").status_code == 303
        assert "revoked" in client.get("/account").text
        assert client.get("/answers", headers=bearer).status_code == 401
        assert send(client, "/account/tokens/ffffffffffff/revoke", "/account").status_code == 404


def test_what_happened_is_in_the_log_and_the_log_holds(app: ASGIApp, peopled: Settings):
    with visiting(app, "rita") as client:
        sign_in_as = {"name": "rob", "password": "wrong"}
        client.post("/sign-in", data={"form": token_in(client.get("/").text), **sign_in_as})
        send(client, "/account/tokens", "/account", name="export", scope="read", days="30")
        send(client, "/sign-out")
    with board(peopled) as opened:
        done = [(one.by, one.action) for one in opened.records.entries()][-4:]
        assert audited(opened.records).entries == opened.records.head()
    assert done == [
        ("rita", "sign in"),
        ("visitor", "sign-in refused"),
        ("rita", "make token"),
        ("rita", "sign out"),
    ]
