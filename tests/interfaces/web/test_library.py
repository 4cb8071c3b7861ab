from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from starlette.testclient import TestClient

from probatum.interfaces.web.adding import safe_name
from probatum.interfaces.web.app import make_app
from tests.interfaces.web.conftest import HERE, ask, text_of

HOSTILE = """---
id: house-hostile
title: "Asthma <script>alert(1)</script> \u202egm 5\u202c"
condition: asthma
updated: 2026-01-02
---
# Asthma

## Treatment <img src=x onerror=alert(1)>

Drugone is recommended as first-line treatment of asthma in adults <svg onload=alert(1)>.
""" + ("a" * 100_000 + "\n")


def add(client: TestClient, *files: tuple[str, bytes]) -> str:
    sent = client.post(
        "/library/add",
        files=[("file", (name, BytesIO(body), "text/plain")) for name, body in files],
    )
    assert sent.status_code == 200, sent.text
    return sent.text


def guideline(name: str, text: str, **facts: str) -> bytes:
    lines = "".join(f"{key}: {value}\n" for key, value in facts.items())
    head = f"---\nid: {name}\ntitle: {name} guideline\ncondition: asthma\n{lines}---\n"
    return f"{head}# Guideline\n\n## Treatment\n\n{text}\n".encode()


def test_the_starter_library_is_listed_searched_and_read(client: TestClient):
    page = text_of(client.get("/library").text)
    assert "starter library" in page
    assert "Hypertension" in page or "More" in page
    found = client.get("/library", params={"words": 'cetuximab "overall survival"'}).text
    assert "Metastatic rectal cancer" in found
    address = found.split('<li><a href="')[1].split('"')[0].replace("&amp;", "&")
    opened = client.get(address).text
    assert '<mark id="marked">' in opened
    assert "Versions" in opened


def test_the_list_is_filtered_and_turned_over(client: TestClient):
    assert "Asthma" in client.get("/library").text
    assert "No document fits" in client.get("/library", params={"kind": "label"}).text
    assert "No document fits" in client.get("/library", params={"until": "1999"}).text
    assert "No document fits" in client.get("/library", params={"design": "cohort"}).text
    assert "No document fits" in client.get("/library", params={"status": "retracted"}).text
    assert "Asthma" in client.get("/library", params={"kind": "nonsense", "since": "x"}).text
    second = client.get("/library", params={"page": "1"}).text
    assert "Previous" in second
    assert "Asthma" not in second


def test_files_are_added_or_refused_with_the_reason(client: TestClient):
    word = BytesIO()
    made = WordDocument()
    made.add_heading("House protocol on asthma", 0)
    made.add_paragraph("Drugone is recommended as first-line treatment of asthma in adults.")
    made.save(word)
    page = text_of(
        add(
            client,
            ("house.docx", word.getvalue()),
            ("broken.xml", b"<PubmedArticleSet><Pub"),
            ("nothing.md", b""),
            ("all.zip", b"PK"),
        )
    )
    assert "house.docx added 1 document" in page
    assert "broken.xml refused" in page
    assert "nothing.md refused is empty" in page
    assert "all.zip refused is packed" in page
    assert "House protocol on asthma" in client.get("/library").text
    assert "starter library" not in text_of(client.get("/").text)
    assert "known already" in text_of(add(client, ("house.docx", word.getvalue())))
    answer = client.get(ask(client, "treatment of asthma?"))
    assert "Drugone is recommended" in answer.text


def test_a_part_alone_is_sent_to_the_script_of_the_page(client: TestClient):
    files = [("file", ("a.md", BytesIO(guideline("a", "Drugone is given.")), "text/plain"))]
    sent = client.post("/library/add", files=files, headers={"hx-request": "true"})
    assert sent.text.strip().startswith("<li")
    assert "<html" not in sent.text


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\guide line.PDF", "guide-line.pdf"),
        (".htaccess", "file.htaccess"),
        ("a\x00b\u202e.md", "a-b.md"),
        ("", "file"),
        ("Leitlinie Mäuse.docx", "Leitlinie-Mäuse.docx"),
        ("x" * 300 + ".md", "x" * 80 + ".md"),
    ],
)
def test_the_name_of_a_sent_file_is_never_trusted(sent: str, kept: str):
    assert safe_name(sent) == kept


def test_hostile_text_in_a_document_stays_text(client: TestClient):
    add(client, ("hostile.md", HOSTILE.encode()))
    answer = ask(client, "treatment of asthma?")
    for address in (
        "/library",
        "/library?words=Drugone",
        "/library/documents/file:house-hostile",
        answer,
        f"{answer}/evidence/1",
    ):
        page = client.get(address)
        assert page.status_code == 200
        for markup in ("<script>alert", "<img src=x", "<svg onload", "\u202e", 'href="javascript:'):
            assert markup not in page.text, (address, markup)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(answer).text


def test_the_words_behind_an_answer_are_found_after_their_document_changed(client: TestClient):
    old = guideline("house", "Drugone is recommended as first-line treatment of asthma in adults.")
    add(client, ("house.md", old))
    answer = ask(client, "treatment of asthma?")
    assert "older version" not in client.get(f"{answer}/evidence/1").text
    new = guideline("house", "Drugtwo is now recommended as first-line treatment of asthma.")
    add(client, ("house.md", new))
    page = client.get(f"{answer}/evidence/1").text
    assert "stand in an older version" in page
    assert "<mark>Drugone is recommended" in page
    address = page.split('<a href="/library/documents/')[1].split('"')[0].replace("&amp;", "&")
    opened = client.get(f"/library/documents/{address}").text
    assert "Drugone" in opened
    assert "This is version" in opened


def test_gaps_of_recent_questions_are_counted_once_a_question(client: TestClient):
    assert "No question has met a gap yet" in client.get("/library/lacking").text
    for question in ("treatment of leprosy?", "Treatment of  leprosy?", "drugs for leprosy?"):
        ask(client, question)
    ask(client, "How should asthma be treated?")
    page = text_of(client.get("/library/lacking").text)
    assert "no condition recognised Asked directly (leprosy) 2" in page
    assert "asthma Prevention 1" in page


def test_nothing_is_added_where_that_is_switched_off(places):
    app = make_app(places, frozenset({"127.0.0.1"}), uploads=False, private=True)
    with TestClient(app, base_url=HERE) as client:
        assert "switched off" in client.get("/library/add").text
        files = [("file", ("a.md", BytesIO(b"# A"), "text/plain"))]
        assert client.post("/library/add", files=files).status_code == 403
        assert not Path(places.library / "documents.sqlite").exists()


def test_a_library_that_another_program_writes_to_is_said_to_be_busy(client: TestClient, places):
    from filelock import FileLock

    add(client, ("a.md", guideline("a", "Drugone is given.")))
    with FileLock(places.library / "lock"):
        page = add(client, ("b.md", guideline("b", "Drugtwo is given.")))
        assert "another process is writing" in page
        assert client.get("/library").status_code == 200
    assert "added" in text_of(add(client, ("b.md", guideline("b", "Drugtwo is given."))))


def test_an_unknown_document_or_version_says_so(client: TestClient):
    for address in ("/library/documents/file:nothing", "/library/documents/x?version=zz"):
        assert client.get(address).status_code == 404
    known = "/library/documents/summary:asthma-adults"
    assert client.get(known).status_code == 200
    assert client.get(known, params={"version": "zz"}).status_code == 404
    assert client.get(known, params={"from": "999999999", "at": "99999999"}).status_code == 200
