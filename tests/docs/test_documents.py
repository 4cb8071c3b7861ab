"""What is written about Probatum agrees with Probatum."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cogapp import Cog

from probatum.evidence.schema import answer_schema

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(page: Path) -> set[str]:
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", ["cli.md", "settings.md"])
def test_the_generated_references_are_current(page: str) -> None:
    assert Cog().main(["cog", "--check", str(ROOT / "docs" / page)]) == 0, "run 'just docs'"


def test_the_published_schema_is_current() -> None:
    published = (ROOT / "docs" / "schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == json.loads(answer_schema()), "run 'just docs'"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_local_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), f"{named(page)} links to {link}, which is not there"
        assert not anchor or anchor in anchors(target), f"{link} names no heading of {path}"


def test_no_two_decisions_have_one_number() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert len(numbers) == len(set(numbers))
