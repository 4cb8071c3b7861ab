"""Pages that the owner writes in Markdown: the editorial policy, the disclaimer.

What is written comes out as text, lists, tables and links, and as nothing that runs or is fetched:
HTML is shown as it is written, images are left out, and links lead to the web, to mail or within
the site.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_SCHEMES = frozenset({"", "https", "http", "mailto"})


class Prose(NamedTuple):
    """A heading of the first level at the beginning is the title; `body` is HTML that is safe."""

    title: str
    body: Markup


def prose(markdown: str, title: str) -> Prose:
    """Markdown (CommonMark with tables) as HTML; `title` when it begins with none of its own."""
    tokens = _parser().parse(markdown)
    if _begins_with_title(tokens):
        title, tokens = tokens[1].content, tokens[3:]
    return Prose(title, Markup(_parser().renderer.render(tokens, _parser().options, {})))  # noqa: S704


def _begins_with_title(tokens: list[Token]) -> bool:
    return bool(tokens) and tokens[0].type == "heading_open" and tokens[0].tag == "h1"


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  # the library's name
        try:
            return urlsplit(url.strip()).scheme.lower() in _SCHEMES
        except ValueError:
            return False


@cache
def _parser() -> MarkdownIt:
    return _Parser("commonmark", {"html": False}).enable("table").disable("image")
