"""Collecting the guidelines that a list of the owner's names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from probatum.evidence.document import Document
from probatum.library.origins import Origins
from probatum.sources.guideline_list import ListedGuideline, as_listed
from probatum.sources.page_reader import Page
from probatum.sources.web_settings import host_of
from probatum.workflows.collect import Progress
from probatum.workflows.pages import PagesCollected, Shelf, Wanted, collect_pages

COLLECTOR = "guidelines"


def collect_guidelines(
    listed: Sequence[ListedGuideline],
    shelf: Shelf,
    report: Callable[[Progress], None] = lambda _: None,
    at_most: int | None = None,
) -> PagesCollected:
    """Fetch what is new or has changed; what the list states wins over what is found."""
    wanted = [Wanted(entry.address, stated=entry.stated) for entry in listed]
    return collect_pages(wanted, COLLECTOR, replace(shelf, shape=_shape), report, at_most)


def listed_hosts(origins: Origins) -> frozenset[str]:
    """The hosts of every guideline that a list has named so far."""
    return frozenset(map(host_of, origins.of(COLLECTOR)))


def _shape(document: Document, _page: Page, wanted: Wanted) -> Document:
    return as_listed(document, ListedGuideline(wanted.address, wanted.stated))
