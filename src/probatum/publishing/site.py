"""Published articles as a folder of pages that any web server can host."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from probatum.evidence.published import Published
from probatum.publishing.article_page import article_page
from probatum.publishing.bibtex import to_bibtex
from probatum.publishing.csl import to_csl
from probatum.publishing.feed import feed, sitemap
from probatum.publishing.html import page
from probatum.publishing.ris import to_ris

_REFERENCES = {"ris": to_ris, "bib": to_bibtex, "csl.json": to_csl}


def site(
    pages: Sequence[Published], rules: Sequence[str], today: date, address: str | None = None
) -> Iterator[tuple[str, str]]:
    """Each file's name and text. The feed and the sitemap need the address it will have."""
    ordered = sorted(pages, key=lambda one: (one.topic.lower(), one.answer.title, one.article))
    topics = [(topic, list(some)) for topic, some in groupby(ordered, lambda one: one.topic)]
    common = {"with_feed": address is not None, "today": today.isoformat()}
    yield "index.html", page("site.html", title="Articles", topics=topics, rules=(), **common)
    yield (
        "policy.html",
        page("site.html", title="Editorial policy", topics=(), rules=rules, **common),
    )
    yield "policy.md", policy_in_markdown(rules, today)
    for one in ordered:
        name = f"articles/{one.article}"
        yield f"{name}.html", article_page(one, tuple(_REFERENCES), address)
        yield from ((f"{name}.{form}", to(one.answer)) for form, to in _REFERENCES.items())
    if address:
        yield "feed.xml", feed(pages, address)
        yield "sitemap.xml", sitemap(pages, address)


def policy_in_markdown(rules: Sequence[str], today: date) -> str:
    """The editorial policy as a page of Markdown."""
    lines = "\n".join(f"- {rule}" for rule in rules)
    return f"# Editorial policy\n\nThe rules in force on {today.isoformat()}.\n\n{lines}\n"
