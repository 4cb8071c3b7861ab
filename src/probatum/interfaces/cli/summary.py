"""``probatum summary``: guidelines on one page, for review and then as sources."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from probatum.interfaces.cli.acting import VIA, library_option
from probatum.interfaces.cli.terminal import printable
from probatum.settings import settings
from probatum.wiring import answers, library_to_ask, open_library, publisher, records
from probatum.workflows.summary import draft_summary, keep_summaries


@click.group()
def summary() -> None:
    """Draft one-page summaries of guidelines, and keep the published ones as sources."""


@summary.command()
@click.argument("document")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    show_default=True,
)
@library_option
def draft(document: str, form: str, folder: Path | None) -> None:
    """Draft a summary of DOCUMENT, a guideline of the library, in its own words.

    It holds for whom the guideline is, what it recommends with the grades it states, and what
    changed against the edition before, where the library holds that. 'probatum review submit' hands
    it in.
    """
    chosen = settings(folder)
    index, _ = library_to_ask(chosen)
    with closing(index):
        made = draft_summary(index, document, datetime.now(UTC))
    with answers(chosen, VIA, chosen.me) as shelf:
        shelf.keep(made)
    click.echo(
        printable(publisher(form)(made)) if form == "text" else publisher(form)(made), nl=False
    )
    if not made.claims():
        raise SystemExit(6)


@summary.command()
@library_option
def keep(folder: Path | None) -> None:
    """Bring published summaries into the library, and take out those that are reviewed again.

    There they are secondary sources: what is quoted from one leads on to its guideline, and says
    who signed it. 'probatum watch' takes out by itself what went back to review.
    """
    chosen = settings(folder)
    with closing(open_library(chosen)) as index, records(chosen) as opened:
        done = keep_summaries(opened, index)
    for name in done.kept:
        click.echo(f"kept {name}")
    for name in done.taken_out:
        click.echo(f"taken out {name}")
    if not (done.kept or done.taken_out):
        click.echo("No summary is published.")
