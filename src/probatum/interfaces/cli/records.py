"""``probatum records``: keep a copy of articles, people and the audit log."""

from __future__ import annotations

from pathlib import Path

import click

from probatum.errors import UsageError
from probatum.interfaces.cli.acting import library_option, operators_desk
from probatum.settings import settings
from probatum.wiring import back_up_records, restore_records
from probatum.workflows.audit import audited

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
@library_option
@click.pass_context
def records(context: click.Context, folder: Path | None) -> None:
    """Keep copies of articles, people and the audit log, and take them back in."""
    context.obj = folder


@records.command()
@click.argument("file", type=_FILE)
@click.pass_obj
def backup(folder: Path | None, file: Path) -> None:
    """Write everything as of this moment to FILE, as JSON lines, while others go on working.

    It is taken back by SQLite and by PostgreSQL, whichever it came from. Only you can read it:
    articles may speak of patients.
    """
    if file.exists():
        raise UsageError(f"{file} is there already; name another")
    if not file.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {file.absolute().parent}; make it first")
    click.echo(f"{back_up_records(settings(folder), file):,} rows in {file}")


@records.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_obj
def restore(folder: Path | None, file: Path) -> None:
    """Take a backup into empty records, all of it or nothing, and verify the audit log."""
    rows = restore_records(settings(folder), file)
    with operators_desk(folder) as desk:
        sound = audited(desk.records)
    click.echo(f"{rows:,} rows; the audit log holds. Last entry:\n{sound.entries}:{sound.hash}")
