"""``probatum library``: keep the library of evidence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from probatum.evidence.document import Document, DocumentKind
from probatum.interfaces.cli.collect import collect as collect_in_bulk
from probatum.interfaces.cli.collect_services import labels, trials
from probatum.interfaces.cli.entering import CHANGING, enter_change
from probatum.interfaces.cli.progress import progress_bar
from probatum.interfaces.cli.status import notices, status, supersede
from probatum.interfaces.cli.terminal import printable
from probatum.interfaces.cli.update import update
from probatum.interfaces.cli.vectors import vectors
from probatum.interfaces.cli.vocabulary import vocabulary
from probatum.interfaces.cli.watch import watch
from probatum.library.embedded import EmbeddedIndex
from probatum.settings import settings
from probatum.wiring import open_library, reranker, sources
from probatum.workflows.collect import collect
from probatum.workflows.looking_up import look_up


@click.group()
@click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the library [default: PROBATUM_LIBRARY or the user's data folder].",
)
@click.pass_context
def library(context: click.Context, folder: Path | None) -> None:
    """Keep the library of evidence that answers are taken from."""
    context.obj = folder
    if context.invoked_subcommand in CHANGING:
        context.call_on_close(partial(enter_change, folder))


collect_in_bulk.add_command(trials)
collect_in_bulk.add_command(labels)
library.add_command(collect_in_bulk)
library.add_command(status)
library.add_command(notices)
library.add_command(supersede)
library.add_command(update)
library.add_command(vectors)
library.add_command(vocabulary)
library.add_command(watch)


@contextmanager
def _opened(folder: Path | None, *, create: bool = False) -> Iterator[EmbeddedIndex]:
    index = open_library(settings(folder), create=create)
    try:
        yield index
    finally:
        index.close()


@library.command()
@click.argument("paths", nargs=-1, required=True)
@click.pass_obj
def add(folder: Path | None, paths: tuple[str, ...]) -> None:
    """Add files, folders, globs and archives. The same file twice changes nothing.

    Exit code 5 when any file was refused; everything else is stored all the same.
    """
    with _opened(folder, create=True) as index, progress_bar() as report:
        collected = collect(paths, index, sources(), report)
    for refused in collected.refused:
        click.echo(printable(f"refused {refused.path}: {refused.reason}"), err=True)
    change = collected.change
    click.echo(
        f"{change.added} added, {change.replaced} replaced, {change.unchanged} unchanged, "
        f"{len(collected.refused)} files refused"
    )
    if collected.refused:
        sys.exit(5)


@library.command("list")
@click.option("--kind", type=click.Choice([str(kind) for kind in DocumentKind]))
@click.option("--about", help="Only documents about this condition.")
@click.pass_obj
def list_documents(folder: Path | None, kind: str | None, about: str | None) -> None:
    """List the documents of the library."""
    table = Table(box=None, pad_edge=False)
    for heading in ("document", "kind", "year", "status", "title"):
        table.add_column(heading, overflow="fold")
    with _opened(folder) as index:
        for summary in index.summaries():
            if kind and summary.kind != kind:
                continue
            if about and not any(about.lower() in topic for topic in summary.topics):
                continue
            row = (summary.id, summary.kind, str(summary.year or ""), summary.status, summary.title)
            table.add_row(*(escape(printable(cell)) for cell in row))
    Console().print(table)


@library.command()
@click.argument("document")
@click.option("--version", help="The beginning of a version's hash.")
@click.pass_obj
def show(folder: Path | None, document: str, version: str | None) -> None:
    """Show one document: what is known of it, its versions and its text."""
    with _opened(folder) as index:
        found = index.document(document, version)
        versions = index.versions(document)
    click.echo(printable("\n".join(_description(found))))
    click.echo("versions:  " + ", ".join(hash_[:12] for hash_ in versions) + "\n")
    heading: tuple[str, ...] = ()
    for block in found.blocks:
        if block.heading != heading:
            heading = block.heading
            click.echo(printable("\n## " + " › ".join(heading)))
        click.echo(printable(found.text[block.start : block.end]))


def _description(document: Document) -> Iterator[str]:
    yield document.title
    facts = {
        "document": document.id,
        "kind": document.kind,
        "design": document.design,
        "publisher": document.publisher or document.journal,
        "published": document.published,
        "updated": document.updated,
        "review due": document.review_due,
        "status": document.status,
        "audience": document.audience,
        "access": document.access,
        "licence": document.licence,
        "reading": document.reading,
        "topics": ", ".join(document.topics),
        "pmid": document.identifiers.pmid,
        "doi": document.identifiers.doi,
        "url": document.identifiers.url,
    }
    for name, fact in facts.items():
        if fact:
            yield f"{name + ':':<11}{fact}"


@library.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.pass_obj
def search(folder: Path | None, words: tuple[str, ...], limit: int) -> None:
    """Search the passages: a plain question, words, a "quoted phrase", a PMID, DOI or PMCID."""
    # The shell has taken the quotation marks off a phrase.
    typed = " ".join(f'"{word}"' if " " in word and len(words) > 1 else word for word in words)
    second_look = reranker(settings(folder))
    with _opened(folder) as index:
        hits = look_up(typed, index, limit=limit, reranker=second_look)
        trouble = index.vector_trouble
    if trouble:
        click.echo(printable(f"By words alone: {trouble}"), err=True)
    for hit in hits:
        passage = hit.passage
        click.echo(printable(f"{hit.score:7.2f}  {passage.id}  {' › '.join(passage.heading)}"))
        click.echo(printable(f"         {passage.text[:240]}\n"))
    if not hits:
        click.echo("No passage holds these words.")


@library.command()
@click.argument("document")
@click.pass_obj
def remove(folder: Path | None, document: str) -> None:
    """Take a document out of the library; its versions stay readable by their hash."""
    with _opened(folder) as index:
        index.remove(document)
    click.echo(printable(f"removed {document}"))


@library.command()
@click.pass_obj
def verify(folder: Path | None) -> None:
    """Read everything again and compare it with its hashes and with search."""
    with _opened(folder) as index:
        problems = index.verify()
        count = index.stats().documents
    for problem in problems:
        click.echo(printable(f"{problem.document}: {problem.text}"), err=True)
    click.echo(f"{count} documents read again, {len(problems)} problems")
    if problems:
        sys.exit(4)


@library.command()
@click.pass_obj
def stats(folder: Path | None) -> None:
    """Say how large the library is."""
    with _opened(folder) as index:
        found = index.stats()
    click.echo(f"documents  {found.documents:,}")
    for kind, number in found.kinds:
        click.echo(f"  {kind}: {number:,}")
    click.echo(f"passages   {found.passages:,}")
    click.echo(f"versions   {found.versions:,}")
    click.echo(f"characters {found.characters:,}")
    click.echo(f"on disk    {found.bytes_on_disk / 1e6:,.1f} MB")
    click.echo(f"snapshot   {found.snapshot}")
