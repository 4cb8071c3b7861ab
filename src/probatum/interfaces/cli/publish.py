"""``probatum publish``: pages of published articles for any web server."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from probatum.errors import UsageError
from probatum.interfaces.cli.acting import library_option
from probatum.publishing.forms import FORMS, Form
from probatum.settings import settings
from probatum.wiring import records
from probatum.workflows.editorial import editorial
from probatum.workflows.publish import publish as write_pages


@click.command()
@click.argument("site", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--form",
    "names",
    type=click.Choice([*FORMS, "all"]),
    multiple=True,
    help="A form of each article beside its page, repeated  [default: markdown, docx, nbib].",
)
@click.option("--address", help="Where it will stand, https://…; for the feed and the sitemap.")
@library_option
def publish(site: Path, names: tuple[str, ...], address: str | None, folder: Path | None) -> None:
    """Write a page for each published article into FOLDER, with an index and the editorial policy.

    Only revisions that were signed and published are shown, with who signed them; while one is
    reviewed again its page says so. The words of the question are left out: they may speak of a
    patient. Run it again after every change: pages of retired articles go. The policy and the
    disclaimer are policy.md and disclaimer.md beside your settings file, where you wrote them.

    References stand beside each page as RIS, BibTeX and CSL-JSON. pdf, and the reference lists in
    the styles ama and vancouver, need the extra: pip install "probatum[publishing]".
    """
    if address and not address.startswith(("https://", "http://")):
        raise UsageError("--address begins with https:// or http://")
    here = settings(folder)
    with records(here) as opened:
        said = editorial(opened, here.pages, datetime.now(UTC).date())
        base = address.rstrip("/") if address else None
        done = write_pages(opened, site, said, base, _forms(names))
    click.echo(
        f"{done.articles:,} articles; {done.written:,} files written, {done.unchanged:,} "
        f"unchanged, {done.removed:,} removed"
    )
    if not address:
        click.echo("No feed and no sitemap: they need --address.", err=True)


def _forms(names: tuple[str, ...]) -> tuple[Form, ...]:
    if "all" in names:
        return tuple(FORMS.values())
    usual = (name for name, form in FORMS.items() if not form.needs_extra)
    return tuple(FORMS[name] for name in dict.fromkeys(names or usual))
