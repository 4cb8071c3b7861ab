"""Collecting NCI's PDQ summaries for health professionals from cancer.gov."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from probatum.errors import SourceError
from probatum.library.origins import OriginState, moment
from probatum.sources import sitemap
from probatum.workflows.collect import Progress
from probatum.workflows.pages import PagesCollected, Shelf, Wanted, collect_pages

COLLECTOR = "pdq"
_FOR_PROFESSIONALS = re.compile(
    r"/(?!espanol/)(?:[\w-]+/)*(?:hp/[\w-]+|hp-[\w-]+(?:/[\w-]+)?|[\w-]+-hp-pdq)"
    r"|/publications/pdq/(?:levels-evidence|information-summaries/genetics)/[\w-]+"
)
_NOT_LISTED = "is no longer in the site's list of pages"


def collect_pdq(
    site: str,
    shelf: Shelf,
    report: Callable[[Progress], None] = lambda _: None,
    at_most: int | None = None,
) -> PagesCollected:
    """Bring the library to what the site at the address ``site`` lists now.

    Summaries that the list no longer names are marked as gone and kept.

    Raises `SourceUnavailable` when the list cannot be had, `SourceError` when it is none or names
    no summary.
    """
    wanted = summaries(site, shelf)
    collected = collect_pages(wanted, COLLECTOR, shelf, report, at_most)
    listed = {page.address for page in wanted}
    gone = [
        origin.model_copy(
            update={"state": OriginState.GONE, "reason": _NOT_LISTED, "checked": moment()}
        )
        for address, origin in shelf.origins.of(COLLECTOR).items()
        if address not in listed and origin.state is OriginState.HELD
    ]
    for origin in gone:
        shelf.origins.enter(origin)
    return collected.model_copy(update={"gone": (*collected.gone, *gone)})


def summaries(site: str, shelf: Shelf) -> list[Wanted]:
    """The pages of the site's list that are summaries for health professionals."""
    host = urlsplit(site).netloc
    found: dict[str, Wanted] = {}
    lists = shelf.reader.lists(site)
    for address, changed in sitemap.pages(lists, shelf.reader.list):
        place = urlsplit(address)
        if place.netloc == host and _FOR_PROFESSIONALS.fullmatch(place.path.rstrip("/")):
            found[address] = Wanted(address, changed)
    if not found:
        raise SourceError(site, "lists no PDQ summary; nothing in the library was changed")
    return list(found.values())
