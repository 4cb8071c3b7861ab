"""How far collecting has come, on the error stream of a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from probatum.workflows.collect import Progress


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None]]:
    """Files, documents, rate and time left; nothing where nobody looks."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[files]}/{task.fields[total_files]} files,"),
        TextColumn("{task.fields[documents]:,} documents, {task.fields[rate]:,.0f}/s,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    console = Console(stderr=True)
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("Adding", total=None, files=0, total_files="?", documents=0, rate=0.0)

        def report(progress: Progress) -> None:
            elapsed = bar.tasks[0].elapsed or 0.001
            bar.update(
                task,
                total=1.0,
                completed=1 - progress.left,
                files=progress.files,
                total_files=progress.total,
                documents=progress.documents,
                rate=progress.documents / elapsed,
            )

        yield report
