"""``probatum watch``: articles whose evidence changed go back to review, and the owner is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from probatum.errors import ProbatumError
from probatum.interfaces.cli.acting import VIA, library_option
from probatum.interfaces.cli.article import change_lines
from probatum.interfaces.cli.repeating import until_told
from probatum.interfaces.cli.terminal import printable
from probatum.interfaces.cli.update import Duration
from probatum.settings import Settings, settings
from probatum.wiring import channels, library_to_ask, records
from probatum.workflows.changed_evidence import Watched
from probatum.workflows.changed_evidence import watch as look
from probatum.workflows.library_log import enter_library
from probatum.workflows.reporting import Reported, begin_reporting, report
from probatum.workflows.summary import take_back_summaries

_MARKED, _NOT_DELIVERED = 11, 5


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--every", type=Duration(), help="Go on, with a look so often: 10m, 12h.")
@library_option
def watch(form: str, every: timedelta | None, folder: Path | None) -> None:
    """Compare all that articles cite with the library; run it after each 'library update'.

    Where a cited document was retracted, is of concern, was corrected or replaced, the reference is
    marked; where clearly stronger newer evidence on the same part of the question came into the
    library, it is shown beside the words that are cited. An approved or published article goes back
    to review with the reason. Running it again changes nothing.

    What was marked is told by mail and by webhook, where 'probatum settings' says so: each mark
    once, and what could not be delivered with the next run.

    Exit code 11 when something was marked, 5 when a report could not be delivered.
    """
    chosen = settings(folder)
    if every is None:
        code = _look(chosen, form)
    else:
        with until_told() as stop:
            while True:
                code = _one_of_many(chosen, form)
                if stop.wait(every.total_seconds()):
                    break
    if code:
        raise SystemExit(code)


def _one_of_many(chosen: Settings, form: str) -> int:
    """What goes wrong with one look is told, and the next one comes all the same."""
    try:
        return _look(chosen, form)
    except ProbatumError as error:
        click.echo(printable(f"probatum: {error}"), err=True)
        return error.exit_code


def _look(chosen: Settings, form: str) -> int:
    now, ways = datetime.now(UTC), channels(chosen)
    index, starter = library_to_ask(chosen)
    with closing(index), records(chosen) as opened, opened.alone("watch"):
        begin_reporting(opened, ways, now)
        if not starter:
            enter_library(opened, index, VIA, now)
        found = look(opened, index, now)
        if not starter:
            take_back_summaries(opened, index)
        reported = report(opened, ways, now, chosen.address)
    if form == "json":
        click.echo(found.model_dump_json(indent=2))
    else:
        click.echo(printable("\n".join(_lines(found))))
    for one in reported:
        click.echo(printable(_told(one)), err=True)
    if any(one.failed for one in reported):
        return _NOT_DELIVERED
    return _MARKED if found.marked else 0


def _told(one: Reported) -> str:
    told = f"{one.channel}: told of {one.articles:,} articles"
    return f"{told}; not delivered, the next run tries again: {one.failed}" if one.failed else told


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
