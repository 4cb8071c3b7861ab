"""``probatum library status``, ``notices`` and ``supersede``: what still stands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import click

from probatum.errors import UsageError
from probatum.interfaces.cli.terminal import printable
from probatum.library.index import News, VectorStanding
from probatum.library.origins import Origin, Origins, Run
from probatum.settings import Settings, settings
from probatum.wiring import notice_source, open_library, retraction_list
from probatum.workflows.notices import ask_about_all
from probatum.workflows.status import LibraryStatus, Noted, apply_notices, status_of
from probatum.workflows.status import supersede as replace_by

_SHOWN = 20


@click.command()
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Show what changed since this day [default: since the last 'library update'].",
)
@click.option("--all", "everything", is_flag=True, help=f"List all, not only {_SHOWN} of each.")
@click.pass_obj
def status(folder: Path | None, since: datetime | None, everything: bool) -> None:
    """Say what still stands: retracted, of concern, superseded, past its review date."""
    today = datetime.now(UTC).date()
    place = settings(folder)
    with closing(open_library(place)) as index, closing(Origins(place.library)) as origins:
        found = status_of(index, today, since.date() if since else None, origins)
    for line in _lines(found, since.date() if since else None, None if everything else _SHOWN):
        click.echo(printable(line))


def _lines(found: LibraryStatus, since: date | None, most: int | None) -> Iterator[str]:
    for name, number in found.counts:
        yield f"{name + ':':<12}{number:,}"
    if found.vectors:
        yield _vectors(found.vectors, sum(number for _, number in found.counts))
    lists = {
        "Retracted: never taken as evidence": found.retracted,
        "Of concern: marked where cited": found.of_concern,
        "Superseded: ranked low and marked": found.superseded,
        "Past the review date its publisher set": found.review_overdue,
    }
    for heading, documents in lists.items():
        if documents:
            yield f"\n{heading}"
            yield from (f"  {_line(noted)}" for noted in documents[:most])
            yield from _more(len(documents), most)
    if found.gone:
        yield "\nNo longer where they came from: kept as they were"
        yield from (f"  {_gone(origin)}" for origin in found.gone[:most])
        yield from _more(len(found.gone), most)
    if found.news:
        run = found.last_run
        yield f"\nSince {since.isoformat()}" if since else f"\n{_run(run)}" if run else ""
        yield from _news(found.news, most)


def _vectors(standing: VectorStanding, documents: int) -> str:
    if standing.trouble:
        return f"\nSearch goes by words alone: {standing.trouble}"
    more = "" if standing.documents == documents else "; 'probatum library vectors' makes the rest"
    return (
        f"\nSearch also goes by vectors of {standing.model}: "
        f"{standing.documents:,} of {documents:,} documents have them{more}"
    )


def _gone(origin: Origin) -> str:
    return f"{origin.address}: {origin.reason} ({', '.join(origin.documents)})"


def _run(run: Run) -> str:
    unreachable = f", {len(run.unreachable)} unreachable" if run.unreachable else ""
    return f"Since the last update ({run.began}: {run.looked_at:,} looked at{unreachable})"


def _line(noted: Noted) -> str:
    document = noted.summary
    by = f", replaced by {noted.replaced_by}" if noted.replaced_by else ""
    due = f", review due {document.review_due}" if document.review_due else ""
    return f"{document.id}  {document.title}{by}{due}"


def _news(news: News, most: int | None) -> Iterator[str]:
    yield f"  {news.added:,} documents added, {news.replaced:,} changed"
    for turn in news.turns[:most]:
        yield f"  {turn.at}  {turn.document}: {turn.before} → {turn.after}"
    yield from _more(len(news.turns), most)


def _more(number: int, most: int | None) -> Iterator[str]:
    if most is not None and number > most:
        yield f"  and {number - most:,} more; --all lists them"


@click.command()
@click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False, exists=True), required=False
)
@click.option(
    "--retraction-watch", is_flag=True, help="Fetch Retraction Watch's list and apply it."
)
@click.option("--crossref", is_flag=True, help="Ask Crossref about every document with a DOI.")
@click.pass_obj
def notices(folder: Path | None, file: Path | None, retraction_watch: bool, crossref: bool) -> None:
    """Apply a list of retractions and other notices (Retraction Watch CSV in FILE).

    Every notice is remembered, also for documents that come later. --crossref asks of 25 documents
    at a time, about 75 a second: for a large library the list is quicker.
    """
    if sum((file is not None, retraction_watch, crossref)) != 1:
        raise UsageError("name a FILE, or say --retraction-watch or --crossref")
    place = settings(folder)
    if crossref:
        _ask_crossref(place)
    elif file:
        _apply(file, place)
    else:
        with retraction_list(place) as fetched:
            _apply(fetched, place)


def _apply(file: Path, place: Settings) -> None:
    with closing(open_library(place, create=True)) as index:
        applied = apply_notices(file, index)
    click.echo(
        f"{applied.notices:,} notices from {applied.rows:,} rows remembered, "
        f"{applied.changed:,} documents changed, {applied.passed_over:,} rows passed over"
    )


def _ask_crossref(place: Settings) -> None:
    with closing(open_library(place)) as index, notice_source(place) as source:
        asked = ask_about_all(index, source)
    click.echo(
        f"{asked.works:,} documents asked about, {asked.notices:,} notices remembered, "
        f"{asked.changed:,} documents changed"
    )
    if asked.fault:
        click.echo(printable(f"Not all could be asked: {asked.fault}."), err=True)
        sys.exit(5)


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--undo", is_flag=True, help="Take the word back.")
@click.pass_obj
def supersede(folder: Path | None, old: str, new: str, undo: bool) -> None:
    """Say that document NEW replaces document OLD, which then ranks low and is marked."""
    with closing(open_library(settings(folder))) as index:
        changed = replace_by(index, old, new, undo=undo)
    if undo:
        text = f"{old} is no longer replaced by {new}" if changed else "no such word was given"
    else:
        text = f"{old} is replaced by {new}" if changed else "that is known already"
    click.echo(printable(text))
