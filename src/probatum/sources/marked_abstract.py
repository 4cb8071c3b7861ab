"""Abstracts that a service gives as a fragment of HTML or JATS, with their sections titled."""

from __future__ import annotations

import re

from lxml import html

from probatum.sources.inline_text import inline
from probatum.sources.normalised import TextBuilder

_SAYS_NOTHING = re.compile(r"^(abstract|summary)$", re.I)


def abstract(marked: str, headings: re.Pattern[str], title: str) -> TextBuilder:
    """Sections with their titles; without an abstract the title stands for the text.

    `headings` finds an element that titles a section; its one group is what is in it.
    """
    builder = TextBuilder()
    sections = headings.split(marked)
    for heading, text in zip(["", *sections[1::2]], sections[::2], strict=True):
        named = plain(heading)
        builder.heading(1, "" if _SAYS_NOTHING.match(named) else named)
        builder.block(plain(text))
    if not builder.blocks:
        builder.heading(1, "")
        builder.block(title)
    return builder


def plain(marked: str) -> str:
    """Text of a fragment of HTML or JATS."""
    if not marked.strip():
        return ""
    return inline(html.fragment_fromstring(marked, create_parent="div"))
