"""Published articles as pages: what is signed is shown, under one address, and nothing else is."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
from lxml import etree
from starlette.testclient import TestClient

from probatum.interfaces.web.app import make_app
from probatum.settings import settings
from tests.interfaces.web.conftest import HERE, text_of
from tests.journeys.board_by_command import Commands, board, published, submitted

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def run(tmp_path: Path) -> Commands:
    return board(tmp_path)


@pytest.fixture
def reader(run: Commands) -> Iterator[TestClient]:
    usual = settings(run.folder / "library")
    here = usual.model_copy(update={"cache": run.folder / "cache", "pages": run.folder})
    with TestClient(
        make_app(here, frozenset({"127.0.0.1"}), uploads=True, private=True), base_url=HERE
    ) as client:
        yield client


def first_link(reader: TestClient) -> str:
    found = re.search(r'href="(/articles/[^"]+)"', reader.get("/articles").text)
    assert found
    return found.group(1)


def test_what_is_not_published_is_not_there(run: Commands, reader: TestClient) -> None:
    article = submitted(run)
    assert "Nothing has been published yet" in reader.get("/articles").text
    assert reader.get(f"/articles/asthma-{article}").status_code == 404
    assert "There is no such article" in reader.get("/articles/asthma-000000000000").text


def test_an_article_is_read_found_described_and_withdrawn(
    run: Commands, reader: TestClient
) -> None:
    article = published(run)
    address = first_link(reader)
    assert address == f"/articles/asthma-management-{article}"
    page = reader.get(address)
    shown = text_of(page.text)
    assert "Drugone 5 mg is recommended as first-line treatment of asthma in adults." in shown
    assert "Rita, MD, signed revision 1 on" in shown
    assert "treatment of asthma in adults?" not in shown, "the words of the question stay inside"
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.S)
    described = json.loads(data)
    assert described["@type"] == "MedicalWebPage"
    assert described["url"] == HERE + address
    assert f'<link rel="canonical" href="{HERE}{address}">' in page.text
    evidence = text_of(reader.get(f"{address}/evidence/1").text)
    assert "Back to the article" in evidence
    assert "Drugone 5 mg is recommended" in evidence
    assert reader.get(f"{address}/references.ris").text.startswith("TY  - ")
    assert reader.get(f"{address}/references.exe").status_code == 404
    run.does("review", "retire", article, "--why", "replaced", "--as", "edith")
    gone = reader.get(address)
    assert gone.status_code == 410
    assert "This article was withdrawn" in gone.text
    assert "Nothing has been published yet" in reader.get("/articles").text


FORMS = {
    "article.pdf": b"%PDF-", "article.docx": b"PK", "article.md": b"# ",
    "references.ris": b"TY  - ", "references.bib": b"@", "references.csl.json": b"[",
    "references.nbib": b"DP  - ", "references.ama.txt": b"1. ", "references.vancouver.txt": b"1. ",
}  # fmt: skip


def text_in(name: str, body: bytes) -> str:
    if name.endswith("pdf"):
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    if name.endswith("docx"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return text_of(archive.read("word/document.xml").decode())
    return body.decode()


def test_an_article_is_taken_home_in_every_form_with_who_signed_it_and_when(
    run: Commands, reader: TestClient
) -> None:
    article = published(run)
    address = first_link(reader)
    offered = re.findall(rf'href="{address}/([\w.]+)" download', reader.get(address).text)
    assert set(offered) == set(FORMS)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    for name, begins in FORMS.items():
        taken = reader.get(f"{address}/{name}")
        assert taken.content.startswith(begins), name
        assert f'-{article}.{name.partition(".")[2]}"' in taken.headers["content-disposition"]
        said = " ".join(text_in(name, taken.content).split())
        for words in ("Rita", "Ron", today):
            assert words in said, (name, words)
        assert "treatment of asthma in adults?" not in said, "the question may speak of a patient"
    for wrong in ("article.ris", "references.pdf", "article.exe"):
        assert reader.get(f"{address}/{wrong}").status_code == 404
    run.does("review", "reopen", article, "--why", "a new trial", "--as", "rita")
    for name in FORMS:
        said = " ".join(text_in(name, reader.get(f"{address}/{name}").content).split())
        assert "a new trial" in said, name


def test_what_is_not_published_is_given_in_no_form(run: Commands, reader: TestClient) -> None:
    article = submitted(run)
    for name in FORMS:
        assert reader.get(f"/articles/asthma-{article}/{name}").status_code == 404
    run.does("review", "withdraw", article, "--as", "ann")


def test_an_old_name_of_an_article_leads_to_the_new_one(run: Commands, reader: TestClient) -> None:
    article = published(run)
    moved = reader.get(f"/articles/an-older-title-{article}", follow_redirects=False)
    assert moved.status_code == 301
    assert moved.headers["location"] == first_link(reader)


def test_the_site_is_searched_by_stems_and_not_by_the_words_of_the_question(
    run: Commands, reader: TestClient
) -> None:
    article = published(run)
    for words in ("drugones recommend", "ASTHMA"):
        assert article in reader.get("/articles", params={"words": words}).text, words
    missed = reader.get("/articles", params={"words": "drugone warfarin"}).text
    assert article not in missed
    assert "0 articles and 0 topics hold all of these words" in missed
    assert "/topics/asthma" in reader.get("/articles", params={"words": "asthma"}).text


def test_feed_sitemap_and_robots_name_the_pages_that_are_for_everybody(
    run: Commands, reader: TestClient
) -> None:
    published(run)
    address = HERE + first_link(reader)
    feed = etree.fromstring(reader.get("/feed.xml").content)
    assert feed.xpath("string(//a:entry/a:link/@href)", namespaces=ATOM) == address
    sitemap = reader.get("/sitemap.xml").text
    assert f"<loc>{address}</loc>" in sitemap
    assert f"<loc>{HERE}/topics/asthma</loc>" in sitemap
    assert "/answers" not in sitemap
    robots = reader.get("/robots.txt").text
    assert "Disallow: /answers" in robots
    assert f"Sitemap: {HERE}/sitemap.xml" in robots


def test_the_owner_writes_the_policy_and_the_rules_in_force_stand_below_it(
    run: Commands, reader: TestClient
) -> None:
    assert "Editorial policy" in reader.get("/policy").text
    (run.folder / "policy.md").write_text(
        "# How we work\n\nWe **read** [all](https://a.example).\n"
    )
    page = reader.get("/policy").text
    assert "<h1>How we work</h1>" in page
    assert "We <strong>read</strong>" in page
    assert "An answer is approved when 2 reviewers" in page
    (run.folder / "disclaimer.md").write_bytes(b"\xff\xfe broken")
    broken = reader.get("/disclaimer")
    assert broken.status_code == 400
    assert "no UTF-8 text" in broken.text


def test_a_topic_quotes_its_guideline_with_a_way_to_each_place(reader: TestClient) -> None:
    assert "/topics/asthma" in reader.get("/topics").text
    page = reader.get("/topics/asthma").text
    assert "Drugone 5 mg is recommended as first-line treatment of asthma in adults." in page
    place = re.search(r'href="(/library/documents/[^"]+from=(\d+)&amp;to=(\d+))#marked"', page)
    assert place
    marked = reader.get(place.group(1).replace("&amp;", "&")).text
    assert '<mark id="marked">Drugone 5 mg is recommended' in marked
    assert reader.get("/topics/gout").status_code == 404
    assert reader.get("/topics/asthma?guideline=house-gout").status_code == 404
