"""What the commands of ``probatum evaluate`` share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from probatum.errors import UsageError

libraries = click.option(
    "--libraries",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to keep the libraries in that are built, for the next run.",
)


def suites(names: Iterable[str]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option that chooses among suites of these names."""
    return click.option(
        "--suite",
        "suites",
        type=click.Choice(list(names)),
        multiple=True,
        help="Which questions, repeatable [default: all].",
    )


@contextmanager
def evaluation_extra() -> Iterator[None]:
    """For imports that need the extra; raises `UsageError` where it is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is not installed; run: pip install 'probatum[evaluation]'"
        ) from error
