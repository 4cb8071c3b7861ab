"""``probatum library vectors``: make what search by meaning needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from probatum.evidence.document import DocumentKind
from probatum.interfaces.cli.terminal import printable
from probatum.library.vector_filling import Filled
from probatum.settings import settings
from probatum.wiring import open_library


@click.command()
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([str(kind) for kind in DocumentKind]),
    multiple=True,
    help="Only documents of this kind, repeatable [default: every kind].",
)
@click.pass_obj
def vectors(folder: Path | None, kinds: tuple[str, ...]) -> None:
    """Make the vectors that the library lacks, so that search also finds other words.

    Needs the extra: pip install 'probatum[dense]'. A hundred passages take about ten seconds.
    It may be ended at any time and goes on from there; call it again when documents have changed.
    """
    done = Filled(0, 0, 0)
    with closing(open_library(settings(folder))) as index, _bar() as report:
        for done in index.fill_vectors(map(DocumentKind, kinds)):
            report(done)
        standing = index.vectors()
        documents = index.stats().documents
    if done.anew:
        click.echo(printable(f"made anew, since {done.anew}"))
    click.echo(
        f"{done.documents:,} documents given vectors ({done.passages:,} passages), "
        f"{done.taken_out:,} old ones deleted"
    )
    if standing:
        click.echo(f"{standing.documents:,} of {documents:,} documents have vectors now")


@contextmanager
def _bar() -> Iterator[Callable[[Filled], None]]:
    """Passages, rate and time left; nothing where nobody looks."""
    columns = (
        TextColumn("Encoding"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} passages,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=0)

        def report(filled: Filled) -> None:
            bar.update(task, total=filled.of, completed=filled.passages)

        yield report
