"""Asking, reading, and opening the evidence."""

from __future__ import annotations

import json
import re
from urllib.request import urlopen

from tests.journeys.test_ask import MISSION
from tests.journeys.web.conftest import PHONE, ask, ask_and_stay, begin_and_stay, hurry


def kept(address: str) -> dict:
    """The stored answer, wherever it lies: beside the library or, once there is a board, with it."""
    with urlopen(f"{address}/export/json", timeout=60) as told:
        return json.load(told)


def claims(answer: dict) -> list[dict]:
    sections = [claim for section in answer["sections"] for claim in section["claims"]]
    return [*answer["bottom_line"], *sections, *answer["pitfalls"], *answer["algorithm"]]


def stored_text(server, document: str) -> str:
    """The text of a document as the library holds it."""
    from probatum.library.embedded import EmbeddedIndex

    (folder,) = server.home.glob("cache/probatum/starter-*")
    index = EmbeddedIndex(folder)
    try:
        return index.document(document).text
    finally:
        index.close()


def test_the_question_of_the_mission_is_answered_with_its_evidence(server, mission, visit):
    page = visit()
    page.goto(mission)
    for words in ("Bottom line", "Pitfalls", "Algorithm", "Not in the library", "References",
                  "no person has reviewed it", "not reviewed by a medical board"):  # fmt: skip
        assert page.get_by_text(words).first.is_visible(), words
    citations = [c for claim in claims(kept(mission)) for c in claim["citations"]]
    assert page.locator(".cite").count() == len(citations)
    for place in (0, len(citations) // 2, len(citations) - 1):
        citation = citations[place]
        page.locator(".cite").nth(place).click()
        page.locator(f"#evidence [data-number='{place + 1}']").wait_for()
        marked = "".join(page.locator("#evidence mark").all_text_contents())
        text = stored_text(server, citation["document"])[citation["start"] : citation["end"]]
        assert re.sub(r"\s+", " ", marked) == re.sub(r"\s+", " ", text)
        assert page.locator("#evidence .path").inner_text() == " › ".join(citation["heading"])


def test_the_link_to_an_answer_opens_the_stored_one(server, mission, visit):
    page = visit()
    page.goto(mission)
    first = page.locator("main").inner_html()
    page.goto(server.address)
    page.goto(mission)
    assert page.locator("main").inner_html() == first


def test_by_keyboard_alone_a_question_is_asked_and_a_citation_opened_and_closed(server, visit):
    page = visit()
    page.goto(server.address)
    assert page.evaluate("document.activeElement.id") == "question"
    page.keyboard.type("How should hypertension be treated?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answers/*")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.cite')"):
            break
    here = page.evaluate("document.activeElement.id")
    assert here == "cite-1"
    page.keyboard.press("Enter")
    page.locator("#evidence-title:focus").wait_for()
    assert page.locator("#evidence mark").first.is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == here


def test_hovering_shows_the_words_and_leaves_the_focus(mission, visit):
    page = visit()
    page.goto(mission)
    page.locator("#cite-2").hover()
    page.locator("#evidence [data-number='2'] mark").first.wait_for()
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_without_a_script_one_asks_reads_and_opens_the_evidence(server, visit):
    page = visit(java_script_enabled=False)
    page.goto(server.address)
    page.get_by_label("Your clinical question").fill(MISSION)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/answers/*")
    assert page.get_by_role("button", name="Print").count() == 0
    page.locator(".cite").first.click()
    page.wait_for_url("**/evidence/1")
    assert page.locator("mark").first.is_visible()
    page.get_by_role("link", name="Back to the answer").click()
    page.wait_for_url("**/answers/*#cite-1")
    page.locator(".chip", has_text="inguinal lymph nodes").first.get_by_role("button").click()
    page.wait_for_url("**/answers/*")
    assert page.get_by_text("You left out:").is_visible()


def test_on_a_phone_in_the_dark_nothing_hangs_over_the_edge(server, visit):
    page = visit(viewport=PHONE, color_scheme="dark")
    ask(page, server, MISSION)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator(".cite").nth(1).click()
    page.locator("#evidence [data-number='2']").wait_for()
    box = page.locator("#evidence").bounding_box()
    assert box is not None
    assert box["y"] > PHONE["height"] * 0.2
    page.get_by_role("button", name="Close the evidence").click()
    assert not page.locator("#evidence").is_visible()


def test_a_question_is_stopped_and_stays_in_the_box(server, visit):
    page = visit()
    begin_and_stay(page, server, MISSION)
    hurry(page)
    page.get_by_role("button", name="Stop").click()
    stopped = page.get_by_role("heading", name="You stopped this question")
    stopped.or_(page.locator(".bottom")).first.wait_for()  # the answer may have been quicker
    if "/asking/" in page.url:
        assert page.get_by_text("You stopped this question").is_visible()
        assert page.get_by_label("Your clinical question").input_value() == MISSION


def test_the_reading_is_changed_before_the_answer_is_there(server, visit):
    page = visit()
    ask_and_stay(page, server, MISSION)
    chip = page.locator("#understood .chip", has_text="inguinal lymph nodes").first
    hurry(page)
    chip.get_by_role("button").click()
    page.wait_for_url("**/answers/*")
    assert page.get_by_text("You left out:").is_visible()


def test_one_goes_on_asking_twice_and_then_reads_as_a_patient(server, visit):
    page = visit()
    ask(page, server, "management of rectal cancer with bone metastases?")
    for further in ("and if she is MSI-high?", "what follow-up does she need?"):
        before = page.url
        box = page.get_by_label("About the same patient and condition")
        box.fill(further)
        box.press("Enter")
        page.wait_for_url(
            lambda url, before=before: "/answers/" in url and url != before,
            wait_until="domcontentloaded",
        )
        assert page.locator(".standing .asked").inner_text() == further
        assert page.get_by_text("Goes on from").is_visible()
        assert page.locator(".chip", has_text="rectal cancer").first.is_visible()
    page.get_by_role("button", name="Patient or carer").click()
    page.locator(".standing .meta", has_text="for patients").wait_for()
    assert page.locator(".standing .asked").inner_text() == "what follow-up does she need?"
    assert page.get_by_text("talk to your doctor").first.is_visible()
