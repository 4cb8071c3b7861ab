"""Pictures of every page at three widths, for docs/page: the same again from any copy.

    python -m scripts.screenshots [--folder docs/page] [--only answer,article]

Fills a folder of its own: questions asked of the starter library, one answer signed and published
by people who do not exist. Starts ``probatum serve`` over it and takes each page in Debian's
Chromium (PROBATUM_CHROMIUM), cut after two screens, in few colours.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("PROBATUM_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
WIDTHS = (390, 768, 1280)
SCREEN, MOST = 900, 1700
COLOURS = 24
QUESTION = (
    "Management of a patient with rectal adenocarcinoma after abdominoperineal resection and "
    "chemoradiation, now with skeletal, retroperitoneal and inguinal metastases?"
)
WORDS = "plum orchard under rain"
PASTED = """# Colorectal cancer

FOLFOX or FOLFIRI is acceptable as first-line chemotherapy. Median overall survival was 49.5 months
with bevacizumab. Panitumumab helps patients whose tumours are KRAS mutated.
"""


class Shot(NamedTuple):
    """A page by its path, and what is done there before the picture; `dark` takes it so too."""

    path: str
    do: Callable[[Page], None] = lambda page: None
    dark: bool = False
    who: str = ""
    """Whoever of the board opens it."""
    kept: Path | None = None
    """What their browser keeps."""


class Site:
    """The server, and what was put there to be seen."""

    def __init__(self, home: Path) -> None:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PROBATUM_")}
        self._home = home
        self._environment = clean | {
            "HOME": str(home),
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_CACHE_HOME": f"{home}/cache",
            "PYTHONUNBUFFERED": "1",
        }

    def run(self, *arguments: str) -> str:
        """What a command prints."""
        command = [sys.executable, "-m", "probatum", *arguments]
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def publish(self) -> None:
        """One article, signed by two who do not exist."""
        people = {
            "ann": "author", "rita": "reviewer", "ron": "reviewer", "edith": "editor",
            "olga": "owner",
        }  # fmt: skip
        for name, role in people.items():
            title = ("--title", "MD, example")
            self.run(
                "people", "add", name, "--name", f"{name.title()} Example", *title, "--role", role
            )
        self.run("ask", "First-line treatment of metastatic rectal cancer?")
        article = self.run("review", "submit", "--as", "ann").split()[0]
        self.run("review", "take", article, "--as", "rita")
        for name in ("rita", "ron"):
            sign = ("review", "sign", article, "--revision", "1", "--interests", "none")
            self.run(*sign, "--as", name)
        self.run("review", "publish", article, "--as", "edith")

    def review(self) -> str:
        """Another article, in the midst of its review: its id."""
        self.run("ask", "How should hypertension be treated?")
        article = self.run("review", "submit", "--as", "ann").split()[0]
        self.run("review", "take", article, "--as", "rita")
        self.run("review", "assign", article, "ron", "--as", "edith")
        shown = self.run("review", "show", article, "--as", "rita")
        first, second, third, *_ = dict.fromkeys(re.findall(r"^  ([0-9a-f]{16})  ", shown, re.M))
        said = ("review", "comment", article, "Which dose, and for how long?", "--claim", first)
        self.run(*said, "--as", "ron")
        words = ("review", "amend", article, second, "Lower it slowly.", "--why", "shorter")
        self.run(*words, "--as", "rita")
        self.run("review", "ask", article, third, "--question", "In twins too?", "--as", "rita")
        self.run("ask", "How is asthma treated in adults?")
        self.run("review", "submit", "--as", "ann")
        return article

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address, for the time of the block."""
        command = [sys.executable, "-m", "probatum", "serve", "--port", "0"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=self._environment)
        assert server.stdout is not None
        found = re.search(r"http://[\d.:]+", server.stdout.readline())
        assert found
        try:
            yield found.group()
        finally:
            server.terminate()
            server.wait(20)


def asked(page: Page, address: str, question: str, reader: str = "clinician") -> str:
    """The path of the answer to a question."""
    page.goto(address)
    page.get_by_label("Your clinical question").fill(question)
    page.locator("#reader").select_option(reader)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/answers/*")
    return page.url.removeprefix(address)


def on_its_way(page: Page) -> None:
    """A question being answered; the page does not hear of the end, and stands still."""
    page.add_init_script(
        "document.addEventListener('finished', (event) => event.stopImmediatePropagation(), true)"
    )
    page.reload()
    page.get_by_label("Your clinical question").fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator(".steps .done").nth(3).wait_for()


def open_evidence(page: Page) -> None:
    """The second citation, in the pane."""
    page.locator(".cite").nth(1).click()
    page.locator("#evidence mark").first.wait_for()


def check(page: Page) -> None:
    """A pasted page, compared."""
    page.get_by_label("The page, as Markdown").fill(PASTED)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("heading", name="Sentence by sentence").wait_for()


def figures(page: Page) -> None:
    """The drawings, at the top of the screen."""
    page.evaluate("document.querySelector('.figures').scrollIntoView()")


def shots(page: Page, address: str) -> dict[str, Shot]:
    """Every kind of page."""
    first = asked(page, address, QUESTION)
    page.get_by_label("About the same patient").fill("and if she is MSI-high?")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/answers/" in url and not url.endswith(first))
    further = page.url.removeprefix(address)
    patient = asked(page, address, "How is asthma treated?", "patient")
    page.goto(f"{address}/articles")
    article = page.locator(".by-topic a").first.get_attribute("href") or ""
    return {
        "ask": Shot("/", dark=True),
        "asking": Shot("/", on_its_way),
        "answer": Shot(first, dark=True),
        "evidence": Shot(first, open_evidence),
        "evidence-page": Shot(f"{first}/evidence/2"),
        "figures": Shot(first, figures, dark=True),
        "follow-up": Shot(further),
        "patient": Shot(patient),
        "answers": Shot("/answers"),
        "delete": Shot(f"{first}/forget"),
        "articles": Shot("/articles"),
        "search": Shot("/articles?words=rectal"),
        "article": Shot(article),
        "topics": Shot("/topics"),
        "topic": Shot("/topics/rectal-cancer"),
        "library": Shot("/library?words=survival"),
        "document": Shot("/library/documents/summary:asthma-adults?from=0&to=121"),
        "add": Shot("/library/add"),
        "lacking": Shot("/library/lacking"),
        "check": Shot("/check"),
        "report": Shot("/check", check, dark=True),
        "policy": Shot("/policy"),
        "disclaimer": Shot("/disclaimer"),
        "unknown-address": Shot("/nowhere"),
        "vanished-answer": Shot(f"/answers/{'0' * 24}"),
        "long-ago": Shot("/asking/000000"),
    }


def joined(site: Site, browser: Browser, address: str, folder: Path) -> dict[str, Path]:
    """Who signed in, each with a file of what their browser keeps."""
    kept = {}
    for name in ("ann", "rita", "olga"):
        code = site.run("people", "invite", name).strip()
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/join?code={code}")
        page.get_by_label("Password").fill(WORDS)
        page.get_by_label("The same again").fill(WORDS)
        page.get_by_role("button", name="Set it and sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()
        kept[name] = folder / f"{name}.json"
        context.storage_state(path=kept[name])
        context.close()
    return kept


def reset(page: Page) -> None:
    """A link that is shown once."""
    page.get_by_role("button", name="Reset the password").click()
    page.get_by_text("shown this once").wait_for()


def board_shots(site: Site, article: str) -> dict[str, Shot]:
    """The pages of those who signed in."""
    code = site.run("people", "invite", "edith").strip()
    return {
        "sign-in": Shot("/sign-in"),
        "join": Shot(f"/join?code={code}"),
        "board": Shot("/board?by=risk", who="rita"),
        "review": Shot(f"/board/{article}", who="rita", dark=True),
        "difference": Shot(f"/board/{article}/difference", who="rita"),
        "summaries": Shot("/board/summaries", who="ann"),
        "rules": Shot("/board/policy", who="olga"),
        "people": Shot("/board/people", who="olga"),
        "person": Shot("/board/people/rita", reset, who="olga"),
        "account": Shot("/account", who="olga"),
        "not-yours": Shot("/board/people", who="rita"),
    }


def take(browser: Browser, address: str, name: str, shot: Shot, folder: Path) -> None:
    """Pictures of one page."""
    for width in WIDTHS:
        for colours in ("light", "dark") if shot.dark and width != WIDTHS[1] else ("light",):
            size = {"width": width, "height": SCREEN}
            context = browser.new_context(
                viewport=size, color_scheme=colours, storage_state=shot.kept
            )  # type: ignore[arg-type]
            page = context.new_page()
            page.set_default_timeout(90_000)
            page.goto(address + shot.path)
            shot.do(page)
            page.wait_for_timeout(200)
            still = shot.do in {open_evidence, figures}  # the pane and the place belong to a screen
            height = page.evaluate("document.documentElement.scrollHeight")
            picture = (
                page.screenshot()
                if still
                else page.screenshot(
                    full_page=True,
                    clip={"x": 0, "y": 0, "width": width, "height": min(height, MOST)},
                )
            )
            suffix = "-dark" if colours == "dark" else ""
            save(picture, folder / f"{name}-{width}{suffix}.png")
            context.close()


def save(picture: bytes, path: Path) -> None:
    """As a palette PNG of few colours."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Take the pictures, and say how much they weigh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("docs/page"))
    parser.add_argument("--only", default="", help="names of pages, parted by commas")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        site = Site(Path(home))
        site.publish()
        with site.served() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            preparing = browser.new_page()
            preparing.set_default_timeout(90_000)
            found = shots(preparing, address)
            wanted = options.only.split(",") if options.only else None
            for name, shot in found.items():
                if wanted is None or name in wanted:
                    take(browser, address, name, shot, options.folder)
            # Last: from the first invitation on, the page is for those who signed in.
            article = site.review()
            kept = joined(site, browser, address, Path(home))
            for name, shot in board_shots(site, article).items():
                if wanted is None or name in wanted:
                    shot = shot._replace(kept=kept.get(shot.who))
                    take(browser, address, name, shot, options.folder)
            browser.close()
    pictures = sorted(options.folder.glob("*.png"))
    print(f"{len(pictures)} pictures, {sum(p.stat().st_size for p in pictures):,} bytes")


if __name__ == "__main__":
    main()
