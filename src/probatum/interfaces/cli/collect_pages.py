"""``probatum library collect pdq`` and ``guidelines``: pages of the network."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from probatum.interfaces.cli.progress import progress_bar
from probatum.interfaces.cli.terminal import printable
from probatum.library.origins import Origins
from probatum.settings import Settings, settings
from probatum.wiring import open_library, page_reader, sources
from probatum.workflows.pages import PagesCollected, Shelf

at_most = click.option(
    "--at-most", type=click.IntRange(1), help="Make at most so many requests for pages this time."
)


@click.command()
@at_most
@click.pass_obj
def pdq(folder: Path | None, at_most: int | None) -> None:
    """Add NCI's PDQ summaries for health professionals from cancer.gov.

    The site's list of pages is read first; a page that it says has not changed is not fetched
    again. robots.txt and its delays are kept. Stop it at any moment and call it again: it goes on.
    Summaries that the site lists no longer are reported and kept.

    Exit code 5 when any page was refused; everything else is stored all the same.
    """
    from probatum.workflows.pdq import collect_pdq

    place = settings(folder)
    with opened_shelf(place) as shelf, progress_bar() as report:
        outcome = collect_pdq(place.web.cancer_gov, shelf, report, at_most)
    tell(outcome)


@click.command()
@click.argument("list_", metavar="LIST", type=click.Path(path_type=Path, dir_okay=False))
@at_most
@click.pass_obj
def guidelines(folder: Path | None, list_: Path, at_most: int | None) -> None:
    """Add the guidelines whose addresses stand in LIST (.txt, .csv or .yaml).

    Web pages, PDF, Word and JATS files are fetched one at a time, as robots.txt allows, and only
    from hosts that the list names. What the list states of a guideline (title, publisher, date,
    updated, review_due, jurisdiction, kind, condition, language, licence, own) wins over what the
    page says. Addresses of your own network are asked only when PROBATUM_PRIVATE_HOSTS names them.

    Exit code 5 when any page was refused; everything else is stored all the same.
    """
    from probatum.sources.guideline_list import guidelines as listed
    from probatum.sources.web_settings import host_of
    from probatum.workflows.guidelines import collect_guidelines

    entries = listed(list_)
    hosts = {host_of(entry.address) for entry in entries}
    with opened_shelf(settings(folder), hosts) as shelf, progress_bar() as report:
        outcome = collect_guidelines(entries, shelf, report, at_most)
    tell(outcome)


@contextmanager
def opened_shelf(place: Settings, hosts: Iterable[str] = ()) -> Iterator[Shelf]:
    """The library with its origins and a reader of pages."""
    with (
        closing(open_library(place, create=True)) as index,
        closing(Origins(place.library)) as origins,
        page_reader(place, hosts) as reader,
    ):
        yield Shelf(index, origins, sources(), reader)


def tell(outcome: PagesCollected) -> None:
    """Say what was collected; leave with exit code 5 when anything was refused."""
    for refused in outcome.refused:
        click.echo(printable(f"refused {refused.path}: {refused.reason}"), err=True)
    for origin in outcome.gone:
        kept = ", ".join(origin.documents) or "nothing"
        click.echo(printable(f"gone {origin.address}: {origin.reason}; kept: {kept}"), err=True)
    for document in outcome.revised:
        click.echo(printable(f"revised {document}"))
    change = outcome.change
    known = outcome.not_fetched + outcome.not_changed + change.unchanged
    click.echo(
        f"{change.added} added, {change.replaced} replaced, {known} unchanged, "
        f"{len(outcome.gone)} gone, {len(outcome.refused)} pages refused"
        + (f", {outcome.left} left for the next time" if outcome.left else "")
    )
    if outcome.refused:
        sys.exit(5)
