"""``probatum evaluate``: measure on questions whose answers are known."""

from __future__ import annotations

from pathlib import Path

import click

from probatum.interfaces.cli.lazy import LazyGroup

COMMANDS = {
    "answers": (
        "probatum.interfaces.cli.evaluate_answers:answers",
        "Are answers complete, and well cited?",
    ),
    "claims": (
        "probatum.interfaces.cli.evaluate_claims:claims",
        "Are claims judged as people judge them?",
    ),
    "enough": (
        "probatum.interfaces.cli.evaluate_enough:enough",
        "Are gaps said where the answer is not there?",
    ),
    "retrieval": (
        "probatum.interfaces.cli.evaluate_retrieval:retrieval",
        "Does search find what is known to be right?",
    ),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder with bench/ and corpus/ [default: PROBATUM_SHARED_DATA].",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of pages whose tables the run replaces: docs/benchmarks.",
)
@click.pass_context
def evaluate(context: click.Context, data: Path | None, into: Path | None) -> None:
    """Measure on questions whose answers are known. The data is yours; none comes with it."""
    context.obj = data, into
