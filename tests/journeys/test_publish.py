"""Published articles become pages, and only they do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from tests.journeys.board_by_command import Commands, board

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    return board(tmp_path_factory.mktemp("publish"))


def test_an_article_is_published_marked_and_retired(run: Commands, tmp_path: Path) -> None:
    site = tmp_path / "site"
    run.does("publish", str(site))
    assert "Nothing has been published yet" in (site / "index.html").read_text()
    run.does("people", "add", "eve", "--name", "</script><b>Eve & Co", "--role", "reviewer")
    run.does("review", "policy", "--approvals", "3", "--as", "olga")
    article = run.does("review", "submit", "--as", "ann").split()[0]
    assert not (site / "articles").exists()
    run.does("review", "take", article, "--as", "rita")
    for by in ("rita", "ron", "eve"):
        run.does(
            *("review", "sign", article, "--revision", "1", "--interests", "<i>none", "--as", by)
        )
    assert "0 articles" in run.does("publish", str(site)), "approved is not published"
    run.does("review", "publish", article, "--as", "edith")
    run.does("publish", str(site), "--address", "https://board.example.org/")

    page = (site / "articles" / f"{article}.html").read_text()
    assert "Drugone 5 mg is recommended as first-line treatment of asthma in adults." in page
    assert "Rita, MD, signed revision 1 on" in page
    assert "&lt;i&gt;none" in page
    assert "<b>Eve" not in page
    assert "treatment of asthma in adults?" not in page, "the words of the question stay inside"
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    described = json.loads(data)
    assert described["@type"] == "MedicalWebPage"
    assert [one["name"] for one in described["reviewedBy"]][-1] == "</script><b>Eve & Co"
    assert described["url"] == f"https://board.example.org/articles/{article}.html"
    assert "3 reviewers" in (site / "policy.html").read_text()
    assert "- An answer is approved when 3 reviewers" in (site / "policy.md").read_text()
    assert article in (site / "index.html").read_text()
    assert (site / "articles" / f"{article}.ris").read_text().startswith("TY  - ")
    feed = etree.parse(site / "feed.xml")
    assert feed.xpath("string(//a:entry/a:link/@href)", namespaces=ATOM) == described["url"]
    assert described["url"] in (site / "sitemap.xml").read_text()
    again = run.does("publish", str(site), "--address", "https://board.example.org/")
    assert " 0 files written" in again

    run.does("review", "reopen", article, "--why", "A new trial.", "--as", "ron")
    run.does("publish", str(site))
    page = (site / "articles" / f"{article}.html").read_text()
    assert "Evidence has changed since it was reviewed: A new trial." in page
    assert not (site / "feed.xml").exists()
    made = run.does("publish", str(site), "--form", "all")
    assert "unchanged" in made
    for ending, begins in (
        ("pdf", b"%PDF-"),
        ("docx", b"PK"),
        ("md", b"# Asthma"),
        ("nbib", b"DP  - "),
        ("ama.txt", b"1. "),
        ("vancouver.txt", b"1. "),
    ):
        file = site / "articles" / f"{article}.{ending}"
        assert file.read_bytes().startswith(begins)
        assert f'href="{article}.{ending}"' in page or ending in {"pdf", "ama.txt", "vancouver.txt"}
    assert " 0 files written" in run.does("publish", str(site), "--form", "all")
    (site / "mine.txt").write_text("left alone")
    run.does("review", "retire", article, "--why", "replaced", "--as", "edith")
    assert "10 removed" in run.does("publish", str(site))
    assert not (site / "articles" / f"{article}.html").exists()
    assert (site / "mine.txt").read_text() == "left alone"


def test_a_folder_of_others_is_left_alone(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert "empty or new" in run.refused(2, "publish", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
