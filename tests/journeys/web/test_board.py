"""From a question to a published page, by three people who sign in, each in a browser of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.web.conftest import DESK, PHONE, TABLET, Server
from tests.journeys.web.test_pages import violations
from tests.replay.openid_provider import CLIENT, SECRET, openid_provider

WORDS = "plum orchard under rain"
PEOPLE = {
    "ann": ("Ann Author", "MD", "author"),
    "rita": ("Rita Reviewer", "MD, cardiology", "reviewer"),
    "ron": ("Ron Reviewer", "MD, general practice", "reviewer"),
    "edith": ("Edith Editor", "MD", "editor"),
    "olga": ("Olga Owner", "", "owner"),
}


class Hospital:
    """A server of its own, the command line beside it, and a browser for whoever comes."""

    def __init__(self, server: Server, visit: Callable[..., Page]) -> None:
        self.server, self.address, self.visit = server, server.address, visit

    def does(self, *arguments: str) -> str:
        """What `probatum` prints, run beside the server."""
        home = self.server.home
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PROBATUM_")}
        places = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"),
                  "XDG_CONFIG_HOME": str(home / "config"), "XDG_CACHE_HOME": str(home / "cache")}  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "probatum", *arguments],
            capture_output=True, text=True, env=clean | places, check=True,
        )  # fmt: skip
        return done.stdout.strip()

    def joins(self, person: str, **how: object) -> Page:
        """The browser of a person who was added and has just used their invitation."""
        name, title, role = PEOPLE[person]
        self.does("people", "add", person, "--name", name, "--title", title, "--role", role)
        code = self.does("people", "invite", person)
        page = self.visit(**how)
        page.goto(f"{self.address}/join?code={code}")
        page.get_by_label("Password").fill(WORDS)
        page.get_by_label("The same again").fill(WORDS)
        page.get_by_role("button", name="Set it and sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()
        return page


@pytest.fixture
def hospital(tmp_path: Path, visit: Callable[..., Page]) -> Iterator[Hospital]:
    server = Server(tmp_path)
    try:
        yield Hospital(server, visit)
    finally:
        server.close()


def say(page: Page, claim: str, decision: str, why: str = "", sentence: str = "") -> None:
    card = page.locator(f"#claim-{claim}")
    card.locator("summary", has_text="Decide").click()
    card.get_by_label("Reason, or question").fill(why)
    if sentence:
        card.get_by_label("Other words, to amend it").fill(sentence)
    card.get_by_role("button", name=decision, exact=True).click()


def sign(page: Page, article: str, interests: str) -> None:
    page.goto(article)
    page.get_by_label("Your conflicts of interest").fill(interests)
    page.get_by_role("button", name=re.compile("^Sign revision")).click()
    page.get_by_text(f"Conflicts of interest: {interests}").wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_three_people_bring_a_question_to_a_published_page(hospital: Hospital, script: bool):
    how = {"java_script_enabled": script}
    ann, rita = hospital.joins("ann", **how), hospital.joins("rita", **how)

    ann.goto(hospital.address)
    ann.get_by_label("Your clinical question").fill("How should hypertension be treated?")
    ann.get_by_role("button", name="Ask", exact=True).click()
    ann.wait_for_url("**/answers/*", wait_until="domcontentloaded")
    ann.get_by_role("button", name="Hand in").click()
    ann.wait_for_url("**/board/*", wait_until="domcontentloaded")
    article = ann.url

    rita.goto(f"{hospital.address}/board")
    rita.get_by_role("link", name=re.compile("ypertension")).click()
    assert rita.url == article
    rita.get_by_role("button", name="Take into review").click()
    rita.get_by_text("Under review · revision 1").wait_for()
    if script:
        assert violations(rita) == []
        rita.locator(".cite").first.click()
        rita.locator("#evidence mark").first.wait_for()

    keys = rita.locator("li[id^='claim-']").evaluate_all("all => all.map(one => one.id.slice(6))")
    card = rita.locator(f"#claim-{keys[0]}")
    card.locator("summary", has_text="Comment").click()
    card.get_by_label("Your comment").fill("Which blood pressure is meant?")
    card.get_by_role("button", name="Comment", exact=True).click()
    rita.get_by_text("Which blood pressure is meant?").first.wait_for()

    say(rita, keys[1], "Amend", "shorter", "Treat it.")
    rita.get_by_text("Under review · revision 2").wait_for()
    amended = rita.locator("li[id^='claim-']", has_text="Treat it.")
    assert amended.locator(".verdict").text_content() != "supported"
    say(rita, amended.get_attribute("id").removeprefix("claim-"), "Strike", "it says nothing")
    rita.get_by_text("Under review · revision 3").wait_for()
    rita.get_by_role("link", name="what changed in revision 3").click()
    assert rita.locator("del").text_content() == "Treat it."
    if script:
        assert violations(rita) == []

    ann.reload()
    ann.locator("summary", has_text="Answer").first.click()
    ann.get_by_label("Your answer").first.fill("That of the office.")
    ann.get_by_role("button", name="Answer").first.click()
    ann.get_by_text("That of the office.").first.wait_for()

    ron = hospital.joins("ron", **how)
    for page, interests in ((rita, "none"), (ron, "A grant in 2019.")):
        page.goto(article)
        for one in page.locator(".gaps a[href^='#claim-']").evaluate_all(
            "all => all.map(one => one.hash.slice(7))"
        ):
            say(page, one, "Accept", "read in the source")
        sign(page, article, interests)
    ron.get_by_text("Approved · revision 3").wait_for()

    edith = hospital.joins("edith", **how)
    edith.goto(article)
    edith.get_by_role("button", name="Publish").click()
    edith.get_by_text("Published · revision 3").wait_for()
    if script:
        assert violations(edith) == []

    edith.get_by_role("link", name="Articles").click()
    edith.get_by_role("link", name=re.compile("ypertension")).first.click()
    edith.get_by_text("Reviewed and signed by Rita Reviewer (MD, cardiology), Ron").wait_for()
    assert "The log holds" in hospital.does("audit", "verify")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_an_owner_lets_people_in_and_lets_them_go(hospital: Hospital, script: bool):
    olga = hospital.joins("olga", java_script_enabled=script)
    olga.goto(f"{hospital.address}/board")
    olga.get_by_role("link", name="People").click()
    olga.get_by_label("Name to sign in with").fill("rita")
    olga.get_by_label("Name, as it is printed").fill("Rita Reviewer")
    olga.get_by_label("Title, printed").fill("MD, cardiology")
    olga.get_by_role("button", name="Add", exact=True).click()
    olga.get_by_role("button", name="Invite").click()
    link = olga.locator(".shown-once code").text_content()

    rita = hospital.visit(java_script_enabled=script)
    rita.goto(link)
    rita.get_by_label("Password").fill(WORDS)
    rita.get_by_label("The same again").fill(WORDS)
    rita.get_by_role("button", name="Set it and sign in").click()
    rita.get_by_role("link", name="Board").click()
    assert rita.get_by_role("link", name="People").count() == 0

    olga.get_by_label("Editor").check()
    olga.get_by_role("button", name="Give these roles").click()
    olga.get_by_text("signs in as rita · editor, reviewer").wait_for()
    olga.get_by_label("Yes, close it for good").check()
    olga.get_by_role("button", name="Close the account").click()
    olga.get_by_role("heading", name="Add somebody").wait_for()
    assert olga.get_by_role("link", name="Rita Reviewer").count() == 0
    rita.reload()
    rita.get_by_text("Your session has ended.").wait_for()
    log = hospital.does("audit", "show")
    for line in ("olga  add person  person rita", "olga  invite  person rita",
                 "olga  give roles  person rita", "olga  close account  person rita"):  # fmt: skip
        assert line in log
    assert "The log holds" in hospital.does("audit", "verify")


def test_what_is_typed_outlives_the_session(hospital: Hospital):
    ann = hospital.joins("ann")
    ann.goto(hospital.address)
    question = "How should hypertension in a woman of 70 be treated?"
    ann.get_by_label("Your clinical question").fill(question)
    hospital.does("people", "sign-out", "ann")
    ann.get_by_role("button", name="Ask", exact=True).click()
    ann.get_by_text("What you typed is kept").wait_for()
    assert violations(ann) == []
    ann.get_by_label("Name").fill("ann")
    ann.get_by_label("Password").fill(WORDS)
    ann.get_by_role("button", name="Sign in", exact=True).click()
    ann.get_by_text(question).wait_for()
    assert violations(ann) == []
    ann.get_by_role("button", name="Send it now").click()
    ann.wait_for_url("**/answers/*", wait_until="domcontentloaded")
    assert question in ann.locator(".asked").first.text_content()


def test_a_browser_goes_to_the_provider_and_comes_back(tmp_path: Path, visit):
    with openid_provider() as provider:
        (tmp_path / "config" / "probatum").mkdir(parents=True)
        (tmp_path / "config" / "probatum" / "probatum.toml").write_text(
            f'[openid]\nissuer = "{provider.issuer}"\nclient = "{CLIENT}"\n'
            f'secret = "{SECRET}"\nname = "St. Elsewhere"\n'
        )
        server = Server(tmp_path)
        try:
            here = Hospital(server, visit)
            here.does("people", "add", "ann", "--name", "Ann Author", "--role", "author")
            page = visit()
            page.goto(f"{here.address}/join?code={here.does('people', 'invite', 'ann')}")
            page.get_by_role("button", name="Join with St. Elsewhere").click()
            page.get_by_role("button", name="Sign out").click()
            page.get_by_role("button", name="Sign in with St. Elsewhere").click()
            page.get_by_role("link", name="Ann Author").wait_for()
            assert len(provider.asked) == 2
        finally:
            server.close()


def test_who_comes_late_or_without_a_right_is_told_and_loses_nothing(hospital: Hospital):
    ann, rita = hospital.joins("ann"), hospital.joins("rita")
    hospital.does("ask", "How should hypertension be treated?")
    article = hospital.does("review", "submit", "--as", "ann").split()[0]
    hospital.does("review", "take", article, "--as", "rita")
    place = f"{hospital.address}/board/{article}"

    rita.goto(place)
    key = rita.locator("li[id^='claim-']").first.get_attribute("id").removeprefix("claim-")
    hospital.does("review", "strike", article, key, "--why", "was quicker", "--as", "rita")
    say(rita, key, "Amend", "my reason", "My words for it.")
    rita.get_by_text("Somebody else was quicker.").wait_for()
    assert rita.get_by_label("The sentence you wrote").input_value() == "My words for it."
    assert rita.get_by_label("Your reason").input_value() == "my reason"
    assert violations(rita) == []

    for address in (f"/board/people/{name}" for name in ("ann", "nobody")):
        rita.goto(hospital.address + address)
        assert rita.locator("h1").text_content() == "This is not yours to do"
        assert rita.get_by_text("is for: owner").count() == 1
        assert violations(rita) == []

    ann.goto(place)
    ann.get_by_label("Your comment").last.fill("A comment of some length.")
    hospital.does("people", "sign-out", "ann")
    ann.get_by_role("button", name="Comment", exact=True).last.click()
    ann.get_by_text("What you typed is kept").wait_for()
    ann.get_by_text("A comment of some length.").wait_for()
    ann.goto(place)
    ann.get_by_text("Your session has ended.").wait_for()
    assert "hypertension" not in ann.locator("main").text_content().lower()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_pages_of_the_board_have_no_barrier_and_fit_every_width(
    hospital: Hospital, colours: str
):
    hospital.joins("ann").close()
    hospital.does("ask", "How should hypertension be treated?")
    article = hospital.does("review", "submit", "--as", "ann").split()[0]
    olga = hospital.joins("olga", viewport=PHONE, color_scheme=colours)

    def is_whole(address: str) -> None:
        assert violations(olga) == [], address
        for size in (DESK, TABLET, PHONE):
            olga.set_viewport_size(size)
            width = olga.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], (address, size)

    for place in ("/account", "/board/people/ann"):
        olga.goto(hospital.address + place)
        olga.get_by_label("What it is for").fill("A nightly export of everything")
        olga.get_by_role("button", name="Make a token").click()
        olga.get_by_text("shown this once").wait_for()
        is_whole(f"{place} with a token")
    olga.get_by_role("button", name="Reset the password").click()
    olga.get_by_text("shown this once").wait_for()
    is_whole("a link")
    for address in (
        "/board", "/board/policy", "/board/people", "/board/people/ann", "/board/people/olga",
        "/board/people/nobody", "/board/summaries", "/account", "/board/unknown",
        f"/board/{article}", f"/board/{article}/difference", f"/board/{article}/evidence/1",
    ):  # fmt: skip
        lost = address in ("/board/people/nobody", "/board/unknown")
        assert olga.goto(hospital.address + address).status == (404 if lost else 200)
        is_whole(address)
    olga.get_by_role("button", name="Sign out").click()
    for address in ("/sign-in", "/join", "/sign-in?onward=/board"):
        olga.goto(hospital.address + address)
        is_whole(address)
