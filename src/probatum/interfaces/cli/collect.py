"""``probatum library collect``: fill the library with a publisher's own files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import click

from probatum.errors import UsageError
from probatum.interfaces.cli.collect_pages import guidelines, pdq
from probatum.interfaces.cli.progress import progress_bar
from probatum.interfaces.cli.terminal import printable
from probatum.library.ledger import Ledger
from probatum.settings import Settings, settings
from probatum.wiring import open_library, publisher_files
from probatum.workflows.bulk import PUBMED, BulkCollected, collect_pubmed
from probatum.workflows.delivery import Delivery, Series
from probatum.workflows.folder import Folder
from probatum.workflows.packages import PMC, collect_packages
from probatum.workflows.read_ahead import Reading
from probatum.workflows.years import Years

_READERS = max(1, (os.cpu_count() or 1) - 1)  # the one that adds takes a core
_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
_YEARS = click.option(
    "--years", default="", help="Only works published then: 2015-, -2010, 2010-2015."
)
_KEEP = click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Fetch into this folder and leave the files there.",
)
_WORKERS = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=_READERS,
    show_default="one for each core but one",
    help="Processes that read files beside the one that adds.",
)


@click.group()
def collect() -> None:
    """Fill the library with a publisher's own files, in bulk."""


collect.add_command(pdq)
collect.add_command(guidelines)


@collect.command()
@click.argument("source", metavar="[FOLDER]", required=False, type=_FOLDER)
@_YEARS
@_KEEP
@_WORKERS
@click.pass_obj
def pubmed(
    folder: Path | None, source: Path | None, years: str, keep: Path | None, workers: int
) -> None:
    """Add PubMed's baseline and update files (pubmed….xml.gz).

    They are taken from FOLDER and the folders in it. Without FOLDER they are fetched from NLM, one
    at a time and a few ahead of those being read, and deleted once they are taken;
    PROBATUM_PUBMED_FILES_URL names a mirror.

    Files are added in the order of their names; revised records replace older ones and deleted
    ones are taken out. A file is checked against its .md5. Stop it at any moment and call it
    again: it goes on with the first file that is not done.

    Exit code 5 when any file was refused or NLM cannot be asked; everything else is stored all
    the same.
    """
    wanted = Years.of(years)
    place = settings(folder)
    base = place.web.pubmed_files.rstrip("/")
    addresses = [f"{base}/baseline", f"{base}/updatefiles"]
    with (
        _delivery(place, source, addresses, PUBMED, keep) as delivery,
        closing(open_library(place, create=True)) as index,
        closing(Ledger(place.library)) as ledger,
        progress_bar() as report,
    ):
        reading = Reading(spool=place.library / "collecting", years=wanted, workers=workers)
        outcome = collect_pubmed(delivery, index, ledger, reading, report)
    _tell(outcome, "records")


@collect.command()
@click.argument("source", metavar="[FOLDER]", required=False, type=_FOLDER)
@click.option(
    "--group",
    "groups",
    multiple=True,
    default=["oa_comm"],
    show_default=True,
    type=click.Choice(["oa_comm", "oa_noncomm", "oa_other"]),
    help="Which articles to fetch, by what their licences allow; give it again for more.",
)
@_YEARS
@_KEEP
@_WORKERS
def pmc(
    source: Path | None, groups: tuple[str, ...], years: str, keep: Path | None, workers: int
) -> None:
    """Add packages of open-access articles in full text, as PMC gives them (….tar.gz).

    They are taken from FOLDER and the folders in it. Without FOLDER they are fetched from PMC, one
    at a time, and deleted once they are taken; PROBATUM_PMC_FILES_URL names a mirror. oa_comm are
    articles whose licence allows any use, oa_noncomm those for non-commercial use, oa_other those
    of other terms; the licence of each article is kept with it.

    What the ….filelist.csv beside a package marks as retracted is marked so. Stop it at any moment
    and call it again: it goes on within the package.

    Exit code 5 when any package was refused or PMC cannot be asked; everything else is stored all
    the same.
    """
    wanted = Years.of(years)
    place = settings(click.get_current_context().obj)
    base = place.web.pmc_files.rstrip("/")
    addresses = [f"{base}/{group}/xml" for group in groups]
    reading = Reading(spool=place.library / "collecting", years=wanted, workers=workers)
    with (
        _delivery(place, source, addresses, PMC, keep) as delivery,
        closing(open_library(place, create=True)) as index,
        closing(Ledger(place.library / "packages")) as ledger,
        progress_bar() as report,
    ):
        outcome = collect_packages(delivery, index, ledger, reading, report)
    _tell(outcome, "articles")


@contextmanager
def _delivery(
    place: Settings,
    source: Path | None,
    addresses: Sequence[str],
    series: Series,
    keep: Path | None,
) -> Iterator[Delivery]:
    if source is not None:
        if keep:
            raise UsageError("--keep is for files that are fetched; those in FOLDER stay anyway")
        yield Folder(source, series)
        return
    where = f"into {keep}" if keep else "a few at a time"
    click.echo(printable(f"Fetching from {addresses[0]} and beside it, {where}."), err=True)
    if not place.web.email:
        click.echo(
            "PROBATUM_EMAIL is not set; publishers ask for an address to write to.", err=True
        )
    with publisher_files(place, addresses, series, keep) as delivery:
        yield delivery


def _tell(outcome: BulkCollected, things: str) -> None:
    for warning in outcome.warnings:
        click.echo(printable(f"warning: {warning}"), err=True)
    for refused in outcome.refused:
        click.echo(printable(f"refused {refused.path}: {refused.reason}"), err=True)
    change = outcome.change
    click.echo(
        f"{outcome.files} files taken, {outcome.done_before} done before, "
        f"{len(outcome.refused)} refused; {change.added:,} {things} added, "
        f"{change.replaced:,} replaced, {change.unchanged:,} unchanged, {outcome.removed:,} removed"
    )
    if outcome.stopped:
        words = f"{outcome.stopped}. What was taken stays; call it again to go on."
        click.echo(printable(f"probatum: {words}"), err=True)
    if outcome.refused or outcome.stopped:
        sys.exit(5)
