from __future__ import annotations

from io import BytesIO

from starlette.testclient import TestClient

from tests.interfaces.web.conftest import ask, text_of

PAGE = """# Rectal cancer, metastatic

FOLFOX or FOLFIRI is acceptable as first-line chemotherapy for metastatic colorectal cancer [1].
Median overall survival was 49.5 months with bevacizumab <script>alert(1)</script> [1].

## References

1. Metastatic rectal cancer: systemic therapy. Probatum. 2026.
"""


def test_a_pasted_page_comes_back_with_a_verdict_for_each_sentence(client: TestClient):
    page = client.post("/check", data={"text": PAGE})
    assert page.status_code == 200
    seen = text_of(page.text)
    assert "2 sentences and 1 reference compared" in seen
    assert "supported FOLFOX or FOLFIRI is acceptable" in seen
    assert "contradicted Median overall survival was 49.5 months" in seen
    assert "<script>alert" not in page.text


def test_a_page_can_be_sent_as_a_file(client: TestClient):
    files = {"file": ("page.md", BytesIO(PAGE.encode()), "text/markdown")}
    assert "Rectal cancer, metastatic" in client.post("/check", files=files).text


def test_what_cannot_be_checked_says_what_to_do(client: TestClient):
    for sent in (
        {"data": {"text": "  "}},
        {"files": {"file": ("page.md", BytesIO(b"\xe9\xff"), "text/markdown")}},
        {"files": {"file": ("page.exe", BytesIO(b"MZ\0"), "text/markdown")}},
        {"data": {"text": '{"no": "answer"}'}},
    ):
        page = client.post("/check", **sent)
        assert page.status_code == 400
        assert "That did not work" in page.text


def test_an_answer_of_ours_is_verified_again(client: TestClient):
    address = ask(client, "How should hypertension be treated?")
    answer = client.get(f"{address}/export/json").text
    seen = text_of(client.post("/check", data={"text": answer}).text)
    assert "0 contradicted" in seen
    assert "0 not found" in seen
