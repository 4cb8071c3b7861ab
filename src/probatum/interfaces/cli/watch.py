"""``probatum library watch``: follow the files of a folder."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event

import click
from filelock import FileLock, Timeout

from probatum.errors import LibraryBusy
from probatum.interfaces.cli.repeating import until_told
from probatum.interfaces.cli.terminal import printable
from probatum.interfaces.cli.update import Duration
from probatum.library.origins import Origins
from probatum.settings import Settings, settings
from probatum.wiring import open_library, sources
from probatum.workflows.watched import Post, Watched, look_at


@click.command()
@click.argument("watched", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--every", type=Duration(), help="Go on, with a look so often: 60s, 10m.")
@click.pass_obj
def watch(folder: Path | None, watched: Path, every: timedelta | None) -> None:
    """Take new and changed files of FOLDER; once, or again and again until Ctrl-C.

    Files that are still being copied are left for the next look. A file that vanished is reported,
    marked in 'library status', and its documents are kept; one that was only renamed is known again
    by its content. Remove documents with 'library remove'.

    Exit code 5 when a look, the only one, refused any file.
    """
    place = settings(folder)
    with _alone(place, watched), until_told() as stop:
        while True:
            refused = _look(place, watched, stop)
            if every is None or stop.wait(every.total_seconds()):
                break
    if stop.is_set():
        click.echo("Stopped watching.", err=True)
    elif refused:
        sys.exit(5)


def _look(place: Settings, watched: Path, stop: Event) -> bool:
    """One look; whether it refused anything. A library that another process fills can wait."""
    try:
        with (
            closing(open_library(place, create=True)) as index,
            closing(Origins(place.library)) as origins,
        ):
            found = look_at(Post(watched, index, origins, sources()), stopping=stop.is_set)
    except LibraryBusy as error:
        click.echo(printable(f"{error}"), err=True)
        return True
    for line in _lines(found):
        click.echo(printable(line))
    for refused in found.refused:
        click.echo(printable(f"refused {refused.path}: {refused.reason}"), err=True)
    return bool(found.refused)


def _lines(found: Watched) -> Iterator[str]:
    yield from (f"taken {path}" for path in found.taken)
    yield from (f"moved {old} to {new}" for old, new in found.moved)
    yield from (f"still being written {path}" for path in found.unfinished)
    for origin in found.vanished:
        yield f"vanished {origin.address}; kept: {', '.join(origin.documents)}"
    change = found.change
    if found.taken:
        yield f"{change.added} added, {change.replaced} replaced, {change.unchanged} unchanged"


@contextmanager
def _alone(place: Settings, watched: Path) -> Iterator[None]:
    """Nobody else watches this folder for this library."""
    place.library.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(str(watched.resolve()).encode()).hexdigest()[:16]
    lock = FileLock(place.library / f"watch-{name}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryBusy(f"another process watches {watched}; stop it first") from error
    try:
        yield
    finally:
        lock.release()
