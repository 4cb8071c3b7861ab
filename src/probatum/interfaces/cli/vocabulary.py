"""``probatum library vocabulary``: MeSH and ICD-10-CM, as their publishers give them."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from probatum.interfaces.cli.terminal import printable
from probatum.library.vocabularies import Listed
from probatum.settings import settings
from probatum.wiring import vocabularies
from probatum.workflows.vocabulary import add_vocabulary


@click.group()
def vocabulary() -> None:
    """Vocabularies that you have: what they name is recognised in questions, by all its names.

    Fetch NLM's MeSH descriptors (desc2026.xml or d2026.bin) and the ICD-10-CM tabular list or
    order file from their publishers. They are kept beside the library and sent nowhere.
    """


@vocabulary.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def add(folder: Path | None, file: Path) -> None:
    """Read a vocabulary; it takes the place of an earlier edition of the same."""
    with closing(vocabularies(settings(folder))) as kept:
        told = add_vocabulary(file, kept, datetime.now(UTC))
    click.echo(_line(told))


@vocabulary.command("list")
@click.pass_obj
def list_vocabularies(folder: Path | None) -> None:
    """Say which vocabularies are kept, and how many of their names are held back and why."""
    with closing(vocabularies(settings(folder))) as kept:
        found = kept.listed()
    for told in found:
        click.echo(_line(told))
    if not found:
        click.echo("none; add one with 'probatum library vocabulary add FILE'")


@vocabulary.command()
@click.argument("name")
@click.pass_obj
def remove(folder: Path | None, name: str) -> None:
    """Take a vocabulary away again: MeSH or ICD-10-CM."""
    with closing(vocabularies(settings(folder))) as kept:
        kept.remove(name)
    click.echo(printable(f"removed {name}"))


def _line(told: Listed) -> str:
    held = ", ".join(f"{count:,} {why}" for why, count in told.held_back)
    return printable(
        f"{told.published}: {told.headings:,} conditions and treatments by {told.names:,} names, "
        f"from {told.file}, {told.added}" + (f"; held back: {held}" if held else "")
    )
