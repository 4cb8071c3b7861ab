"""A library of one's own, filled and read in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.library.embedded import EmbeddedIndex
from tests.journeys.test_ask import MISSION
from tests.journeys.web.conftest import Server, ask
from tests.journeys.web.test_answer import claims, kept
from tests.sources.pdf_by_hand import pdf, text

GUIDELINE = pdf(
    [
        [
            text(72, 780, "House guideline on asthma", size=20, bold=True),
            text(72, 740, "Treatment", size=14, bold=True),
            text(72, 715, "Drugone is recommended as first-line treatment of asthma in adults."),
            text(72, 690, "Drugtwo 5 mg once daily is given when asthma is not controlled."),
        ]
    ],
    info="/Title (House guideline on asthma) /CreationDate (D:20260102)",
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    server.close()


def test_a_guideline_is_dropped_read_and_answers_the_next_question(empty, tmp_path, visit):
    (tmp_path / "asthma.pdf").write_bytes(GUIDELINE)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    page = visit()
    page.goto(f"{empty.address}/library/add")
    assert page.get_by_text("you get a library of your own").is_visible()
    page.locator("#file").set_input_files([tmp_path / "asthma.pdf", tmp_path / "broken.pdf"])
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("#outcomes .taken", has_text="asthma.pdf").wait_for()
    refused = page.locator("#outcomes .refused", has_text="broken.pdf")
    refused.wait_for()
    assert len(refused.inner_text()) > len("broken.pdf refused ") + 5
    page.goto(f"{empty.address}/library?words=Drugtwo")
    page.get_by_role("link", name="House guideline on asthma").click()
    assert page.locator("mark#marked").is_visible()
    ask(page, empty, "treatment of asthma?")
    page.locator(".cite").first.click()
    page.locator("#evidence mark").first.wait_for()
    assert "Drug" in page.locator("#evidence mark").first.inner_text()
    page.get_by_role("link", name="Read on in the document").click()
    page.wait_for_url("**/library/documents/**")
    assert page.get_by_text("5 mg once daily").first.is_visible()


def test_files_are_added_and_pages_checked_without_a_script(empty, tmp_path, visit):
    (tmp_path / "asthma.pdf").write_bytes(GUIDELINE)
    page = visit(java_script_enabled=False)
    page.goto(f"{empty.address}/library/add")
    page.locator("#file").set_input_files(tmp_path / "asthma.pdf")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator(".outcomes .taken", has_text="asthma.pdf").wait_for()
    page.goto(f"{empty.address}/check")
    page.get_by_label("The page, as Markdown").fill(
        "# Asthma\n\nDrugtwo 50 mg once daily is given when asthma is not controlled."
    )
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text("Sentence by sentence").wait_for()
    assert page.locator(".checked .bad").count() == 1
    assert "50 mg" in page.locator(".checked .bad").inner_text()


def test_the_question_of_the_mission_over_pdq(tmp_path, shared_data, visit):
    library = tmp_path / "pdq"
    server = Server(tmp_path, "--library", str(library))
    try:
        page = visit()
        page.goto(server.address)
        assert page.get_by_text("The library is not where it should be").is_visible()
        page.goto(f"{server.address}/library/add")
        pages = sorted((shared_data / "corpus" / "pdq").glob("*-rectal-treatment-pdq.md"))
        page.locator("#file").set_input_files(pages)
        page.get_by_role("button", name="Add", exact=True).click()
        page.locator("#outcomes .taken").wait_for()
        address = ask(page, server, MISSION)
        citations = [c for claim in claims(kept(address)) for c in claim["citations"]]
        assert page.locator(".cite").count() == len(citations) > 10
        index = EmbeddedIndex(library)
        try:
            for place in (0, 5, len(citations) - 1):
                citation = citations[place]
                page.locator(".cite").nth(place).click()
                page.locator(f"#evidence [data-number='{place + 1}'] mark").first.wait_for()
                marked = " ".join(page.locator("#evidence mark").all_text_contents())
                stored = index.document(citation["document"]).text
                quote = stored[citation["start"] : citation["end"]]
                assert re.sub(r"\s+", " ", marked) == re.sub(r"\s+", " ", quote)
        finally:
            index.close()
        primary = next(n for n, citation in enumerate(citations) if citation["primary"])
        page.locator(".cite").nth(primary).click()
        link = page.locator("#evidence").get_by_role("link", name=re.compile("^PMID")).first
        assert link.get_attribute("href").startswith("https://pubmed.ncbi.nlm.nih.gov/")
    finally:
        server.close()
