"""Pages in Markdown by the owner: formatted, and harmless whatever is written."""

from __future__ import annotations

import pytest
from lxml import html

from probatum.publishing.prose import prose


def test_the_first_heading_is_the_title() -> None:
    page = prose("# Our *policy*\n\nWe read.\n\n## Who", "Policy")
    assert page.title == "Our *policy*"
    assert "<h1" not in page.body
    assert prose("We read.", "Policy").title == "Policy"


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![picture](https://elsewhere.example/x.png)",
        "[go](javascript:alert(1))",
        "[go](JaVaScRiPt:alert(1))",
        "[go](&#106;avascript:alert(1))",
        "[go](data:text/html,x)",
        "[go](vbscript:x)",
        "<javascript:alert(1)>",
        "[go][a]\n\n[a]: javascript:alert(1)",
        '[go](https://a.example "x\\" onmouseover=alert(1)")',
    ],
)
def test_nothing_runs_and_nothing_is_fetched(written: str) -> None:
    tree = html.fragment_fromstring(prose(written, "t").body, create_parent="div")
    assert {element.tag for element in tree.iter()} <= {"div", "p", "a"}
    for element in tree.iter("a"):
        assert set(element.attrib) <= {"href", "title"}
        assert element.get("href", "").startswith("https://")


def test_links_lists_and_tables_are_kept() -> None:
    body = prose("- [a](/disclaimer)\n- <b@example.org>\n\n| a |\n|---|\n| 1 |", "t").body
    assert '<a href="/disclaimer">' in body
    assert '<a href="mailto:b@example.org">' in body
    assert "<td>1</td>" in body
