"""Ways of answering that are chosen on the page: services asked first, a model that edits quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.library.embedded import EmbeddedIndex
from tests.evidence_by_hand import document
from tests.interfaces.web.conftest import text_of
from tests.journeys.web.conftest import Server, ask
from tests.journeys.web.test_pages import violations
from tests.replay.model import serving as serving_model
from tests.replay.model import writes
from tests.replay.server import Replay, broken, too_many
from tests.replay.server import serving as serving_services

ADVICE = "The drugone is recommended as the first-line treatment of asthma in adults."
QUESTION = "treatment of asthma for Mrs Jane Example, born 1.2.1950?"


@pytest.fixture
def services():
    with serving_services() as replay:
        yield replay


def at(home: Path, services: Replay, **more: str) -> Server:
    keys = {"PROBATUM_NCBI_KEY": "replay", "PROBATUM_EMAIL": "librarian@example.org"}
    return Server(home, **services.environment, **keys, **more)


def library(folder: Path) -> Path:
    """A library with one guideline."""
    index = EmbeddedIndex(folder / "library", create=True)
    index.add([document(ADVICE, topics=("asthma",))])
    index.close()
    return folder / "library"


def test_services_are_asked_when_chosen_and_the_reader_sees_what_was_sent(
    tmp_path, services, visit
) -> None:
    server = at(tmp_path, services)
    try:
        page = visit()
        page.goto(server.address)
        choice = page.get_by_label("Look in PubMed, Europe PMC and ClinicalTrials.gov first")
        assert not choice.is_checked(), "nothing leaves unless it is chosen"
        ask(page, server, "how is hypertension treated?")
        assert services.asked == []
        page.goto(server.address)
        choice.check()
        page.get_by_label("Your clinical question").fill(QUESTION)
        page.get_by_role("button", name="Ask", exact=True).click()
        page.wait_for_url("**/answers/*")
        made = text_of(page.locator(".made").inner_html())
        assert "Sent to services: asthma" in made
        assert "PubMed, Europe PMC and ClinicalTrials.gov gave 5 works" in made
        assert "Your library was made for them" in made
        assert "Not sent: a name and a date" in made
        assert page.locator(".cite").first.is_visible()
        sent = " ".join(str(asked.parameters) for asked in services.asked)
        assert "Jane" not in sent
        assert "1950" not in sent
        assert violations(page) == []
    finally:
        server.close()


def test_a_service_that_fails_is_named_and_the_answer_comes_all_the_same(
    tmp_path, services, visit
) -> None:
    services.next("esearch.fcgi", *(broken() for _ in range(20)))
    server = at(tmp_path, services, PROBATUM_LIVE="1")
    try:
        page = visit()
        page.goto(server.address)
        assert page.get_by_label("Look in PubMed").is_checked(), "as it is set"
        ask(page, server, "treatment of asthma?")
        assert "Not all was looked up" in page.locator(".made").inner_text()
        assert page.locator(".cite").first.is_visible()
    finally:
        server.close()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_no_other_service_is_waited_for_once_it_is_enough(
    tmp_path, services, visit, script: bool
) -> None:
    services.next("esearch.fcgi", too_many("6"))  # the first service asks to be waited for
    server = at(tmp_path, services, PROBATUM_LIVE="1")
    try:
        page = visit(java_script_enabled=script)
        page.goto(server.address)
        page.get_by_label("Your clinical question").fill("treatment of asthma?")
        page.get_by_role("button", name="Ask", exact=True).click()
        page.get_by_role("button", name="Answer from what is there").click()
        page.wait_for_url("**/answers/*")
        assert page.locator(".cite").first.is_visible()
        assert "Sent to services: asthma" in text_of(page.locator(".made").inner_html())
        paths = " ".join(asked.path for asked in services.asked)
        assert "esearch.fcgi" in paths
        assert "/europepmc/" not in paths
        assert "/trials/" not in paths
    finally:
        server.close()


def test_a_model_edits_quotes_when_chosen_and_the_answer_says_so(tmp_path, visit) -> None:
    with serving_model() as model:
        model.play = writes(lambda text: text.replace("as the first-line", "as first-line"))
        at_model = {"PROBATUM_MODEL_ADDRESS": model.address, "PROBATUM_MODEL_NAME": "little"}
        server = Server(tmp_path, "--library", str(library(tmp_path)), **at_model)
        try:
            page = visit()
            ask(page, server, "treatment of asthma in adults?")
            assert "quoting composer" in page.locator(".made").inner_text()
            page.goto(server.address)
            page.get_by_label("Written by").select_option("writing")
            page.get_by_label("Your clinical question").fill("treatment of asthma in adults?")
            page.get_by_role("button", name="Ask", exact=True).click()
            page.wait_for_url("**/answers/*")
            made = page.locator(".made").inner_text()
            assert "Written in part by a language model, little" in made
            assert "recommended as first-line treatment" in page.locator(".bottom").inner_text()
        finally:
            server.close()


def test_an_answer_is_deleted_only_when_asked_twice(server: Server, visit) -> None:
    page = visit()
    address = ask(page, server, "how is gout treated?")
    page.get_by_role("link", name="Delete this answer").click()
    assert page.get_by_text("gone for good").is_visible()
    page.get_by_role("link", name="Keep it").click()
    assert page.url == address
    page.get_by_role("link", name="Delete this answer").click()
    page.get_by_role("button", name="Delete it").click()
    page.wait_for_url("**/answers")
    page.goto(address)
    assert page.get_by_text("This answer is not here").is_visible()
