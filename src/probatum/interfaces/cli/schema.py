"""``probatum schema``."""

from __future__ import annotations

import click

from probatum.evidence.schema import answer_schema


@click.command()
def schema() -> None:
    """Print the JSON schema of an answer (draft 2020-12)."""
    click.echo(answer_schema(), nl=False)
