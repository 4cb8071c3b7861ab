"""``probatum publish``: pages of published articles for any web server."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from probatum.errors import UsageError
from probatum.interfaces.cli.acting import library_option
from probatum.settings import settings
from probatum.wiring import records
from probatum.workflows.editorial import editorial
from probatum.workflows.publish import publish as write_pages


@click.command()
@click.argument("site", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--address", help="Where it will stand, https://…; for the feed and the sitemap.")
@library_option
def publish(site: Path, address: str | None, folder: Path | None) -> None:
    """Write a page for each published article into FOLDER, with an index and the editorial policy.

    Only revisions that were signed and published are shown, with who signed them; while one is
    reviewed again its page says so. The words of the question are left out: they may speak of a
    patient. Run it again after every change: pages of retired articles go. The policy and the
    disclaimer are policy.md and disclaimer.md beside your settings file, where you wrote them.
    """
    if address and not address.startswith(("https://", "http://")):
        raise UsageError("--address begins with https:// or http://")
    here = settings(folder)
    with records(here) as opened:
        said = editorial(opened, here.pages, datetime.now(UTC).date())
        done = write_pages(opened, site, said, address.rstrip("/") if address else None)
    click.echo(
        f"{done.articles:,} articles; {done.written:,} files written, {done.unchanged:,} "
        f"unchanged, {done.removed:,} removed"
    )
    if not address:
        click.echo("No feed and no sitemap: they need --address.", err=True)
