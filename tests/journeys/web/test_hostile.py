"""Documents and questions that were written to do harm are shown as text, and do none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.journeys.web.conftest import PHONE, Server

WORD = "x" * 100_000
TAGS = (
    "<script>alert('ran')</script><img src=x onerror=alert('ran')>"
    "<svg onload=alert('ran')><a href=javascript:alert('ran')>here</a>"
    '"><iframe src=//elsewhere.example></iframe>{{ 7 * 7 }}'
)
OVERRIDE = "\u202egm 5.0\u202c"
GUIDELINE = f"""---
id: hostile
title: "Asthma <script>alert('ran')</script> {OVERRIDE}"
condition: asthma
kind: guideline
publisher: "<b onmouseover=alert('ran')>House</b>"
updated: 2026-01-02
---
# Asthma <img src=x onerror=alert('ran')>

## Treatment <img src=x onerror=alert('ran')>

Drugone {OVERRIDE} is recommended as first-line treatment of asthma in adults <script>alert('ran')</script>.

[Drugtwo](javascript:alert('ran')) is recommended as second-line treatment of asthma in adults, as in <javascript:alert('ran')>.

Drugthree is recommended as third-line treatment of asthma in adults <img src=x onerror=alert('ran')> (HR, 0.50; 95% CI, 0.25–1.00).

{WORD}

## {"y" * 3_000}

Drugfive is not recommended for asthma in adults who take drugone.[^1]

## References

[^1]: {TAGS}. J Harm. 2020. https://elsewhere.example/"onmouseover="alert('ran')
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("hostile"))
    yield server
    server.close()


class Watched:
    """A page of a phone; dialogs and requests to anywhere but the server are remembered."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        self.harm: list[str] = []
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def _dialog(self, dialog: object) -> None:
        self.harm.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, request: object) -> None:
        parts = urlsplit(request.url)
        here = f"{parts.scheme}://{parts.netloc}" == self.server.address
        if (not here and parts.scheme != "data") or parts.path.endswith("/x"):
            self.harm.append(f"request {request.url[:200]}")

    def unharmed(self, name: str) -> None:
        """Every element is hovered and focused in vain; nothing is wider than the phone."""
        self.page.evaluate(
            """() => { for (const e of document.querySelectorAll('*')) {
                 e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
                 e.dispatchEvent(new MouseEvent('mouseenter')); } }"""
        )
        found = self.page.evaluate(
            """() => [...document.querySelectorAll('main *')].flatMap(e => [
                 ...(['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED'].includes(e.tagName) ? [e.outerHTML] : []),
                 ...[...e.attributes].filter(a => /^on/i.test(a.name)
                    || /^\\s*javascript:/i.test(a.value)).map(a => a.name + '=' + a.value)])"""
        )
        assert found == [], name
        assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
        assert not any(mark in self.page.locator("main").inner_text() for mark in "\u202e\u202c"), (
            name
        )
        assert self.harm == [], name


def test_hostile_documents_and_questions_are_shown_as_text(
    hostile: Server, tmp_path: Path, visit
) -> None:
    file = tmp_path / "a<img src=x onerror=alert('ran')>.md"
    file.write_text(GUIDELINE, encoding="utf-8")
    page: Page = visit(viewport=PHONE)
    watched = Watched(page, hostile)
    page.goto(f"{hostile.address}/library/add")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("#outcomes .taken").wait_for()
    watched.unharmed("adding")

    page.goto(hostile.address)
    page.get_by_label("Your clinical question").fill(f"treatment of asthma? {TAGS} {OVERRIDE}")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/answers/*")
    assert page.get_by_text("<script>alert('ran')</script>").first.is_visible()
    assert page.get_by_text("[U+202E]gm 5.0[U+202C]").first.is_visible()
    assert page.locator(".strip").get_by_text("HR 0.50").is_visible()
    watched.unharmed("answer")
    for cite in page.locator(".cite").all():
        cite.click()
        page.locator(
            f"#evidence [data-number='{cite.get_attribute('id').split('-')[1]}']"
        ).wait_for()
        watched.unharmed("evidence")

    pages = {
        "home": "/", "answers": "/answers", "library": "/library?words=drugone",
        "document": "/library/documents/file:hostile", "topics": "/topics",
        "topic": "/topics/asthma", "lacking": "/library/lacking",
        "search": "/articles?words=" + "z" * 6_000, "nowhere": "/" + "w" * 3_000,
        "words": "/library?words=%22%3E%3Cscript%3Ealert('ran')%3C/script%3E",
    }  # fmt: skip
    for name, address in pages.items():
        page.goto(hostile.address + address)
        watched.unharmed(name)
    assert page.goto(f"{hostile.address}/library/documents/file:hostile").ok
    assert page.get_by_text("alert('ran')").first.is_visible()


def test_a_hostile_page_is_checked_without_harm(hostile: Server, visit) -> None:
    page: Page = visit(viewport=PHONE)
    watched = Watched(page, hostile)
    page.goto(f"{hostile.address}/check")
    page.get_by_label("The page, as Markdown").fill(
        f"# Asthma {TAGS}\n\nDrugone is recommended {TAGS} {OVERRIDE} for asthma [1].\n\n{WORD}\n\n"
        f"## References\n\n1. {TAGS} {WORD[:5000]} javascript:alert('ran')\n"
    )
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("heading", name="Sentence by sentence").wait_for()
    watched.unharmed("report")


def test_a_word_without_end_is_no_question_and_breaks_no_page(hostile: Server, visit) -> None:
    page: Page = visit(viewport=PHONE)
    watched = Watched(page, hostile)
    page.goto(hostile.address)
    box = page.get_by_label("Your clinical question")
    box.evaluate("box => { box.removeAttribute('maxlength') }")
    box.fill(f"asthma {WORD}")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url(lambda url: "/answers/" in url or "/asking/" in url or url.endswith("/ask"))
    page.locator("h1").wait_for()
    watched.unharmed("a word without end")
