"""``probatum audit``: the log of everything that was done on the board."""

from __future__ import annotations

from collections import deque
from contextlib import closing
from pathlib import Path

import click

from probatum.errors import NoLibrary
from probatum.evidence.audit import Entry
from probatum.interfaces.cli.acting import Desk, library_option, operators_desk
from probatum.interfaces.cli.replay import replay
from probatum.interfaces.cli.terminal import printable
from probatum.wiring import open_library
from probatum.workflows.audit import audited
from probatum.workflows.library_log import stood

_QUIET = frozenset({"sealed", "seal", "sha256"})


@click.group()
@library_option
@click.pass_context
def audit(context: click.Context, folder: Path | None) -> None:
    """Read the log of everything that was done on the board, and prove that it holds."""
    context.obj = folder


audit.add_command(replay)


def _kept(
    context: click.Context, option: click.Parameter, value: str | None
) -> tuple[int, str] | None:
    if value is None:
        return None
    number, _, hash_ = value.partition(":")
    if not number.isdecimal() or len(hash_) != 64:
        raise click.BadParameter("give it as 'audit verify' printed it: NUMBER:HASH")
    return int(number), hash_


@audit.command()
@click.option(
    "--kept", metavar="NUMBER:HASH", callback=_kept, help="What it printed before, kept elsewhere."
)
@click.pass_obj
def verify(folder: Path | None, kept: tuple[int, str] | None) -> None:
    """Read the chain and compare each article, comment, person and setting with its last entry.

    Exit code 10 when an entry was edited, removed or moved, or when something differs from what was
    written; the entry is named. Keep the line it prints elsewhere: who can rewrite all of the
    database can also rewrite the log.
    """
    with operators_desk(folder) as desk:
        sound = audited(desk.records, kept)
        held = _library_line(desk)
    if held:
        click.echo(held)
    click.echo("The log holds, and everything reads as it says. Last entry:")
    click.echo(f"{sound.entries}:{sound.hash}")


def _library_line(desk: Desk) -> str:
    """Whether the evidence is what the log says; "" where it says nothing or there is none."""
    entered = stood(desk.records)
    if entered is None:
        return ""
    try:
        with closing(open_library(desk.settings)) as index:
            same = index.snapshot(again=True) == entered.snapshot
    except NoLibrary:
        return "The library that the log speaks of is not here."
    if same:
        return f"The library is the one of the log, entered {entered.at}."
    return (
        f"The library is not the one of the log, entered {entered.at}: something else changed it, "
        "or a command was broken off. 'probatum watch' enters it as it is."
    )


@audit.command()
@click.pass_obj
def export(folder: Path | None) -> None:
    """Print the whole log as JSON lines, oldest first."""
    with operators_desk(folder) as desk:
        for entry in desk.records.entries():
            click.echo(entry.model_dump_json())


@audit.command()
@click.argument("subject", required=False)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1))
@click.pass_obj
def show(folder: Path | None, subject: str | None, limit: int) -> None:
    """Show the last entries, or the last on a SUBJECT: an article, a person, a setting."""
    with operators_desk(folder) as desk:
        found = deque((one for one in desk.records.entries() if _is_on(one, subject)), limit)
    for entry in found:
        click.echo(printable(_line(entry)))


def _is_on(entry: Entry, subject: str | None) -> bool:
    return subject is None or entry.subject.partition(" ")[2].startswith(subject)


def _line(entry: Entry) -> str:
    said = "; ".join(f"{k}: {v}" for k, v in entry.details if v and k not in _QUIET)
    head = f"{entry.number}  {entry.at:%Y-%m-%d %H:%M:%S}  {entry.by}  {entry.action}"
    return f"{head}  {entry.subject}" + (f"  ({said})" if said else "")
