"""``probatum library collect``: fill the library with a publisher's own files."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

import click

from probatum.interfaces.cli.progress import progress_bar
from probatum.interfaces.cli.terminal import printable
from probatum.library.ledger import Ledger
from probatum.settings import settings
from probatum.wiring import open_library
from probatum.workflows.bulk import Reading, collect_pubmed
from probatum.workflows.years import Years

_READERS = os.cpu_count() or 1


@click.group()
def collect() -> None:
    """Fill the library with a publisher's own files, in bulk."""


@collect.command()
@click.argument("source", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--years", default="", help="Only works published then: 2015-, -2010, 2010-2015.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=_READERS,
    show_default="one for each core",
    help="Processes that read files beside the one that adds.",
)
@click.pass_obj
def pubmed(folder: Path | None, source: Path, years: str, workers: int) -> None:
    """Add PubMed's baseline and update files (pubmed….xml.gz) that lie in FOLDER.

    Files are added in the order of their names; revised records replace older ones and deleted
    ones are taken out. A file is checked against the .md5 beside it. Stop it at any moment and
    call it again: it goes on with the first file that is not done.

    Exit code 5 when any file was refused; everything else is stored all the same.
    """
    wanted = Years.of(years)
    place = settings(folder)
    with (
        closing(open_library(place, create=True)) as index,
        closing(Ledger(place.library)) as ledger,
        progress_bar() as report,
    ):
        reading = Reading(spool=place.library / "collecting", years=wanted, workers=workers)
        outcome = collect_pubmed(source, index, ledger, reading, report)
    for warning in outcome.warnings:
        click.echo(printable(f"warning: {warning}"), err=True)
    for refused in outcome.refused:
        click.echo(printable(f"refused {refused.path}: {refused.reason}"), err=True)
    change = outcome.change
    click.echo(
        f"{outcome.files} files taken, {outcome.done_before} done before, "
        f"{len(outcome.refused)} refused; {change.added:,} records added, "
        f"{change.replaced:,} replaced, {change.unchanged:,} unchanged, {outcome.removed:,} removed"
    )
    if outcome.refused:
        sys.exit(5)
