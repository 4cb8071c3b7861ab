"""Published articles as a folder of pages that any web server can host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from probatum.evidence.published import Published
from probatum.publishing.addresses import Addresses
from probatum.publishing.article_page import article_page
from probatum.publishing.editorial import DISCLAIMER, POLICY, Editorial
from probatum.publishing.feed import feed, sitemap
from probatum.publishing.forms import ALWAYS
from probatum.publishing.html import page

_REFERENCES = tuple(form.ending for form in ALWAYS)


def site(
    pages: Sequence[Published],
    editorial: Editorial,
    address: str | None = None,
    more: Sequence[str] = (),
) -> Iterator[tuple[str, str]]:
    """Each file's name and text. The feed and the sitemap need the address it will have.

    `more` are endings of files that stand beside each article and are made elsewhere.
    """
    yield from _around(pages, editorial, with_feed=address is not None)
    for one in pages:
        name = f"articles/{one.article}"
        yield f"{name}.html", article_page(one, (*_REFERENCES, *more), address)
        yield from ((f"{name}.{form.ending}", form.make(one).decode()) for form in ALWAYS)
    if address:
        addresses = Addresses(address, files=True)
        yield "feed.xml", feed(pages, addresses)
        yield "sitemap.xml", sitemap(pages, addresses)


def by_topic(pages: Iterable[Published]) -> list[tuple[str, list[Published]]]:
    """Each topic with its articles by title."""
    ordered = sorted(pages, key=lambda one: (one.topic.lower(), one.answer.title, one.article))
    return [(topic, list(some)) for topic, some in groupby(ordered, lambda one: one.topic)]


def _around(
    pages: Sequence[Published], editorial: Editorial, *, with_feed: bool
) -> Iterator[tuple[str, str]]:
    """The list of articles, and what the board says of itself."""
    common = {"with_feed": with_feed, "today": editorial.on.isoformat()}
    yield (
        "index.html",
        page(
            "site.html",
            title="Articles",
            prose=None,
            topics=by_topic(pages),
            address_of=lambda one: f"articles/{one.article}.html",
            **common,
        ),
    )
    written = ((editorial.policy_page(), editorial.rules), (editorial.disclaimer_page(), ()))
    for name, (prose, rules) in zip((POLICY, DISCLAIMER), written, strict=True):
        shown = page("site.html", title=prose.title, prose=prose.body, rules=rules, **common)
        yield f"{name}.html", shown
    yield f"{POLICY}.md", editorial.policy_in_markdown()
