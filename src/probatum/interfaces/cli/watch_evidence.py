"""``probatum watch``: articles whose evidence has changed go back to review."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from probatum.interfaces.cli.acting import library_option
from probatum.interfaces.cli.article import change_lines
from probatum.interfaces.cli.terminal import printable
from probatum.settings import settings
from probatum.wiring import library_to_ask, records
from probatum.workflows.changed_evidence import Watched
from probatum.workflows.changed_evidence import watch as look


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@library_option
def watch(form: str, folder: Path | None) -> None:
    """Compare all that articles cite with the library, once; run it after each 'library update'.

    Where a cited document was retracted, is of concern, was corrected or replaced, the reference is
    marked; where clearly stronger newer evidence on the same part of the question came into the
    library, it is shown beside the words that are cited. An approved or published article goes back
    to review with the reason. Running it again changes nothing. Exit code 11 when something was
    marked.
    """
    chosen = settings(folder)
    index, _ = library_to_ask(chosen)
    with closing(index), records(chosen) as opened:
        found = look(opened, index, datetime.now(UTC))
    if form == "json":
        click.echo(found.model_dump_json(indent=2))
    else:
        click.echo(printable("\n".join(_lines(found))))
    if found.marked:
        raise SystemExit(11)


def _lines(found: Watched) -> Iterator[str]:
    reopened = sum(one.reopened for one in found.marked)
    yield (
        f"{found.documents:,} cited documents, {found.studies:,} new studies, "
        f"{len(found.marked):,} articles marked, {reopened:,} of them back to review"
    )
    for one in found.marked:
        yield f"\n{one.article}  {one.title}{'  back to review' if one.reopened else ''}"
        for change in one.changes:
            yield from change_lines(change)
    if found.gone:
        yield "\nCited and no longer in the library"
        yield from (f"  {name}" for name in found.gone)
