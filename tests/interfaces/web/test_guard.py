from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from probatum.interfaces.web.guard import LONGEST_FORM, host_of


def test_every_page_even_that_of_an_error_forbids_what_is_not_its_own(client: TestClient):
    for address in ("/", "/answers", "/nowhere", "/static/probatum.css", "/static/nothing.css"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_pages_hold_no_script_or_style_of_their_own(client: TestClient):
    html = client.get("/").text
    assert "<style" not in html
    assert " style=" not in html
    assert "onclick" not in html
    assert all("src=" in tag for tag in html.split("<script")[1:])


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "10.0.0.1:8765"])
def test_a_name_that_was_not_allowed_is_not_answered(client: TestClient, host: str):
    refused = client.get("/", headers={"host": host})
    assert refused.status_code == 421
    assert "--allow-host" in refused.text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_page_of_another_server_changes_nothing(client: TestClient, headers: dict[str, str]):
    refused = client.post("/ask", data={"question": "asthma?"}, headers=headers)
    assert refused.status_code == 403
    assert client.get("/answers").text.count("/answers/") == 0


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://127.0.0.1:8765"}, {}]
)
def test_a_page_of_this_server_asks(client: TestClient, headers: dict[str, str]):
    taken = client.post(
        "/ask", data={"question": "asthma?"}, headers=headers, follow_redirects=False
    )
    assert taken.status_code == 303


def test_a_body_that_is_too_long_is_refused_whether_it_says_so_or_not(client: TestClient):
    body = b"question=" + b"a" * LONGEST_FORM
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/ask", content=body, headers=form).status_code == 413

    def in_pieces():
        for start in range(0, len(body), 100_000):
            yield body[start : start + 100_000]

    assert client.post("/ask", content=in_pieces(), headers=form).status_code == 413


def test_host_names_are_read_without_their_port():
    assert host_of("localhost:8765") == "localhost"
    assert host_of("[::1]:8765") == "::1"
    assert host_of("LOCALHOST") == "localhost"
    assert host_of("[broken") == ""
