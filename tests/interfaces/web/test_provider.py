"""Signing in by way of an OpenID provider that runs on this machine."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey
from pydantic import SecretStr
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from probatum.errors import UsageError
from probatum.identity.openid_connect import OpenIdConnect
from probatum.identity.openid_settings import OpenIdSettings
from probatum.records.board import Board
from probatum.settings import Settings
from probatum.wiring import board, identity_provider
from probatum.workflows.audit import audited
from probatum.workflows.inviting import reset
from tests.interfaces.web.conftest import text_of
from tests.interfaces.web.signed_in import app_of, visiting, with_people
from tests.replay.openid_provider import CLIENT, SECRET, OpenIdProvider, openid_provider
from tests.review.board_by_hand import OWNER, act


@pytest.fixture
def provider() -> Iterator[OpenIdProvider]:
    with openid_provider() as provider:
        yield provider


def trusting(places: Settings, provider: OpenIdProvider) -> Settings:
    known = OpenIdSettings(
        issuer=provider.issuer, client=CLIENT, secret=SecretStr(SECRET), name="St. Elsewhere"
    )
    return places.model_copy(update={"openid": known})


@pytest.fixture
def peopled(places: Settings, provider: OpenIdProvider) -> Settings:
    return with_people(trusting(places, provider))


@pytest.fixture
def app(peopled: Settings) -> ASGIApp:
    return app_of(peopled)


@pytest.fixture
def client(app: ASGIApp) -> Iterator[TestClient]:
    with visiting(app) as client:
        yield client


def leave(client: TestClient, **fields: str) -> str:
    """The address at the provider that the browser is led to."""
    page = client.post("/sign-in/provider", data=fields)
    assert page.status_code == 200, text_of(page.text)
    address = page.headers["refresh"].removeprefix("0; url=")
    assert html.escape(address, quote=False).replace("&amp;", "&") in html.unescape(page.text)
    return address


def there_and_back(client: TestClient, **fields: str):
    """What the page says when the browser has been at the provider."""
    sent_back = httpx.get(leave(client, **fields)).headers["location"]
    return client.get(sent_back.partition("8765")[2], follow_redirects=False)


def link(peopled: Settings, client: TestClient, person: str = "rita") -> None:
    with board(peopled) as opened:
        code = reset(opened, person, act(OWNER), timedelta(days=3650))
    assert "Join with St. Elsewhere" in client.get(f"/join?code={code}").text
    assert there_and_back(client, code=code).status_code == 303
    client.cookies.clear()


def last(opened: Board) -> list[tuple[str, str]]:
    return [(one.by, one.action) for one in opened.records.entries()]


def test_who_was_invited_joins_and_comes_back_without_a_password(
    peopled: Settings, client: TestClient, provider: OpenIdProvider
):
    link(peopled, client)
    came = there_and_back(client, onward="/library")
    assert came.headers["location"] == "/library"
    assert "Rita Reviewer" in client.get("/library").text
    with board(peopled) as opened:
        assert last(opened)[-3:] == [
            ("rita", "link provider"),
            ("rita", "sign in"),
            ("rita", "sign in"),
        ]
        assert audited(opened.records).entries == opened.records.head()
    first, second = provider.asked
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
        assert len(first[name]) >= 43


def test_who_is_known_there_and_not_here_is_told_what_to_do(client: TestClient):
    came = there_and_back(client)
    assert came.status_code == 401
    assert "open your invitation" in came.text


def test_what_was_typed_waits_while_one_is_at_the_provider(peopled: Settings, client: TestClient):
    link(peopled, client)
    kept = json.dumps(["/ask", [["question", "How should asthma be treated?"]]])
    came = there_and_back(client, kept=kept)
    assert came.status_code == 200
    assert "How should asthma be treated?" in came.text
    assert 'action="/ask"' in came.text


def test_an_answer_is_taken_once_and_in_the_browser_that_left(
    peopled: Settings, app: ASGIApp, client: TestClient
):
    link(peopled, client)
    location = httpx.get(leave(client)).headers["location"].partition("8765")[2]
    with visiting(app) as other:
        stolen = other.get(location, follow_redirects=False)
        assert stolen.status_code == 401
        assert "was not begun here" in stolen.text
    state = re.search(r"state=([\w-]+)", location)
    assert state
    assert client.get(location, follow_redirects=False).status_code == 303
    client.cookies.set("probatum-leaving", state[1], path="/sign-in", domain="127.0.0.1")
    again = client.get(location, follow_redirects=False)
    assert again.status_code == 401
    assert "is over or was not begun here" in again.text


def test_an_answer_too_late_or_made_up_is_refused(
    peopled: Settings, client: TestClient, monkeypatch
):
    link(peopled, client)
    monkeypatch.setattr("probatum.access.lifetimes.AWAITED_BACK", timedelta(0))
    assert there_and_back(client).status_code == 401
    for made_up in ("", "?state=x&code=y", "?code=y", "?state=&code=y"):
        refused = client.get(f"/sign-in/provider/back{made_up}", follow_redirects=False)
        assert refused.status_code == 401
        assert (
            "set-cookie" not in refused.headers or "probatum=" not in refused.headers["set-cookie"]
        )


def _other_key(provider: OpenIdProvider) -> None:
    other = RSAKey.generate_key(2048, {"kid": "first"})
    provider.sign = lambda claims: provider.signed(claims, other)


def _unsigned(provider: OpenIdProvider) -> None:
    def plain(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    provider.sign = lambda claims: f"{plain({'alg': 'none'})}.{plain(claims)}."


def _by_the_public_key(provider: OpenIdProvider) -> None:
    secret = OctKey.import_key(base64.b64encode(provider.key.as_pem(private=False)).decode())
    provider.sign = lambda claims: provider.signed(claims, secret)


def _harm(**wrong: object):
    def harmed(provider: OpenIdProvider) -> None:
        def change(claims: dict[str, object]) -> None:
            claims.update(wrong)
            for name in [name for name, value in wrong.items() if value is None]:
                del claims[name]

        provider.harm = change

    return harmed


def _other_issuer_in_the_answer(provider: OpenIdProvider) -> None:
    provider.issuer, told = "https://evil.example", provider.issuer
    provider.metadata_harm = lambda metadata: metadata.update(issuer=told)


HARMS = {
    "another key": _other_key,
    "no signature": _unsigned,
    "signed with the public key as a secret": _by_the_public_key,
    "another audience": _harm(aud="another"),
    "several audiences and no party": _harm(aud=["probatum", "another"]),
    "another party": _harm(aud=["probatum", "another"], azp="another"),
    "another issuer": _harm(iss="https://evil.example"),
    "another nonce": _harm(nonce="replayed"),
    "no nonce": _harm(nonce=None),
    "expired": _harm(exp=1_700_000_000),
    "no expiry": _harm(exp=None),
    "of the future": _harm(iat=4_000_000_000),
    "no subject": _harm(sub=None),
    "an empty subject": _harm(sub=""),
    "a subject that is a number": _harm(sub=1),
    "another subject": _harm(sub="subject-2"),
    "no token": lambda provider: setattr(provider, "sign", lambda claims: None),
    "nonsense": lambda provider: setattr(provider, "sign", lambda claims: "a.b.c"),
    "another issuer in the answer": _other_issuer_in_the_answer,
    "denied": lambda provider: setattr(provider, "denies", True),
}


@pytest.mark.parametrize("harm", list(HARMS))
def test_what_is_not_as_the_standard_asks_lets_nobody_in(
    peopled: Settings, client: TestClient, provider: OpenIdProvider, harm: str
):
    link(peopled, client)
    HARMS[harm](provider)
    came = there_and_back(client)
    assert came.status_code == 401, harm
    assert "probatum" not in client.cookies
    with board(peopled) as opened:
        if harm != "denied":
            assert last(opened)[-1] == ("visitor", "sign-in refused")


def test_a_name_that_ends_with_a_slash_is_the_same_provider(
    peopled: Settings, client: TestClient, provider: OpenIdProvider
):
    provider.issuer += "/"
    provider.metadata_harm = lambda metadata: metadata.update(
        {name: str(value).replace("//a", "/a").replace("//t", "/t").replace("//k", "/k")
         for name, value in metadata.items() if name.endswith(("endpoint", "uri"))}
    )  # fmt: skip
    link(peopled, client)
    assert there_and_back(client).status_code == 303


def test_a_key_that_the_provider_changed_is_asked_for_again(
    peopled: Settings, client: TestClient, provider: OpenIdProvider
):
    link(peopled, client)
    provider.key = RSAKey.generate_key(2048, {"kid": "second", "use": "sig", "alg": "RS256"})
    assert there_and_back(client).status_code == 303


def test_a_code_that_was_used_or_a_wrong_secret_lets_nobody_in(
    peopled: Settings, places: Settings, provider: OpenIdProvider
):
    with visiting(app_of(peopled)) as client:
        link(peopled, client)
    wrong = peopled.openid.model_copy(update={"secret": SecretStr("wrong")})
    with visiting(app_of(peopled.model_copy(update={"openid": wrong}))) as client:
        came = there_and_back(client)
        assert came.status_code == 401
        assert "the code was not taken" in came.text


@pytest.mark.parametrize(
    "harm",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
    ],
    ids=["another issuer", "no TLS", "a file", "nothing"],
)
def test_a_provider_that_says_wrong_of_itself_is_not_asked(
    client: TestClient, provider: OpenIdProvider, harm: dict[str, object]
):
    provider.metadata_harm = lambda metadata: metadata.update(harm)
    refused = client.post("/sign-in/provider", data={"onward": "/"})
    assert refused.status_code == 502
    assert "St. Elsewhere did not let you in" in refused.text


def test_a_provider_out_of_reach_is_said(places: Settings):
    with openid_provider() as gone:
        known = trusting(places, gone)
    with visiting(app_of(with_people(known))) as client:
        refused = client.post("/sign-in/provider", data={})
        assert refused.status_code == 502
        assert "it cannot be reached" in refused.text
        assert "Password" in refused.text, "the other way stays open"


def test_without_a_provider_there_is_no_such_page(places: Settings):
    with visiting(app_of(with_people(places))) as client:
        assert "Sign in with" not in client.get("/sign-in").text
        assert client.post("/sign-in/provider").status_code == 404
        assert client.get("/sign-in/provider/back").status_code == 404


def test_half_a_setting_is_said_at_once(places: Settings):
    half = OpenIdSettings(issuer="https://idp.example")
    with pytest.raises(UsageError, match=r"openid\.client"):
        identity_provider(places.model_copy(update={"openid": half}))
    assert identity_provider(places) is None
    assert OpenIdConnect(half.model_copy(update={"client": "c"})).name == "your organisation"
