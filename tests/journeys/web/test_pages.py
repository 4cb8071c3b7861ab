"""Every page for everybody: without barriers, at every width, in light and dark, and on paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.journeys.web.conftest import DESK, PHONE, TABLET, House, Server, ask_and_stay

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
PAGES = {
    "ask": "/",
    "answers": "/answers",
    "answer": "{mission}",
    "evidence": "{mission}/evidence/1",
    "deleting": "{mission}/forget",
    "library": "/library?words=survival",
    "document": "/library/documents/summary:asthma-adults?from=0&to=80",
    "adding": "/library/add",
    "lacking": "/library/lacking",
    "check": "/check",
    "articles": "/articles",
    "search": "/articles?words=metastatic",
    "article": "{article}",
    "article's evidence": "{article}/evidence/1",
    "topics": "/topics",
    "topic": "/topics/rectal-cancer",
    "policy": "/policy",
    "disclaimer": "/disclaimer",
    "unknown address": "/nowhere",
    "vanished answer": "/answers/000000000000000000000000",
}


@pytest.fixture(scope="session")
def addresses(server: Server, mission: str, house: House) -> dict[str, str]:
    """Every kind of page, by name."""
    places = {
        name: path.format(mission=mission, article=house.article) for name, path in PAGES.items()
    }
    return {
        name: place if place.startswith("http") else server.address + place
        for name, place in places.items()
    }


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert len(found["passes"]) > 10, "the rules were not applied"
    return [
        f"{rule['id']}: {json.dumps([node['html'][:160] for node in rule['nodes'][:3]])}"
        for rule in found["violations"]
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_page_has_a_barrier(addresses, visit, colours: str):
    page = visit(color_scheme=colours)
    for name, address in addresses.items():
        page.goto(address)
        assert violations(page) == [], name


def test_the_pane_the_report_and_the_opened_parts_have_no_barrier(server, mission, visit):
    page = visit(viewport=PHONE)
    page.goto(mission)
    for part in page.locator("main details").all():
        part.locator("summary").click()
    page.locator(".cite").first.click()
    page.locator("#evidence mark").first.wait_for()
    assert violations(page) == []
    page.goto(f"{server.address}/check")
    page.get_by_label("The page, as Markdown").fill(
        "# Colorectal cancer\n\nFOLFOX or FOLFIRI is acceptable as first-line chemotherapy. "
        "Median overall survival was 49.5 months with bevacizumab."
    )
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("heading", name="Sentence by sentence").wait_for()
    assert page.locator(".checked > li").count() == 2
    assert violations(page) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_question_on_its_way_has_no_barrier_and_fits_a_phone(server, visit, colours: str):
    page = visit(viewport=PHONE, color_scheme=colours)
    ask_and_stay(page, server, "management of rectal cancer with bone metastases?")
    page.locator(".steps .done").nth(3).wait_for()
    for part in page.locator("#understood details").all():
        part.locator("summary").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_nothing_hangs_over_the_edge(addresses, visit, size: dict[str, int]):
    page = visit(viewport=size)
    for name, address in addresses.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name


def test_what_is_pointed_at_is_large_enough_for_a_finger(server, mission, visit):
    page = visit(viewport=PHONE)
    page.goto(mission)
    small = page.evaluate(
        """[...document.querySelectorAll('button, summary, .cite, nav a')]
           .filter(e => e.offsetParent && !e.closest('details:not([open]) > :not(summary)'))
           .filter(e => { const box = e.getBoundingClientRect(); return box.width < 24 || box.height < 24 })
           .map(e => e.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_an_answer_is_printed_with_its_references_and_without_the_frame(mission, visit):
    page = visit()
    page.goto(mission)
    paper = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
    try:
        pages = [paper[number].get_textpage().get_text_bounded() for number in range(len(paper))]
    finally:
        paper.close()
    text = " ".join(" ".join(pages).split())
    assert 2 <= len(pages) <= 12
    for words in ("Bottom line", "FOLFOX or FOLFIRI", "[1]", "Not in the library", "References",
                  "no person has reviewed it", "For health professionals"):  # fmt: skip
        assert words in text, words
    for words in ("Copy link", "Articles", "Choose a number"):
        assert words not in text, words


def test_what_is_copied_takes_its_references_along(mission, visit):
    page = visit()
    page.goto(mission)
    page.evaluate(
        """() => { window.taken = '';
          document.addEventListener('copy', event => { taken = event.clipboardData.getData('text/plain') });
          getSelection().selectAllChildren(document.querySelector('.bottom')) }"""
    )
    page.keyboard.press("Control+c")
    taken: str = page.evaluate("taken")
    assert "FOLFOX or FOLFIRI is acceptable" in taken
    assert "References\n[1] Practical summary. Metastatic rectal cancer" in taken


@pytest.mark.parametrize(
    ("form", "start"),
    [("Markdown", "# "), ("JSON", "{"), ("References: RIS", "TY  - "),
     ("References: BibTeX", "@techreport{"), ("References: CSL-JSON", "[")],
)  # fmt: skip
def test_an_answer_is_taken_home_in_other_forms(mission, visit: Callable[..., Page], form, start):
    page = visit()
    page.goto(mission)
    page.locator(".menu summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name=form, exact=True).click()
    assert waiting.value.path().read_text(encoding="utf-8").startswith(start)
