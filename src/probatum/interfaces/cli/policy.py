"""``probatum review policy``: the rules in force, in words."""

from __future__ import annotations

from pathlib import Path

import click

from probatum.interfaces.cli.acting import desk, library_option
from probatum.review.policy import in_words
from probatum.settings import settings
from probatum.wiring import records
from probatum.workflows.review import policy_of, set_policy


@click.command()
@click.option("--approvals", type=click.IntRange(1, 20), help="Signatures that a revision needs.")
@click.option(
    "--every-claim/--no-every-claim",
    default=None,
    help="Whether each sentence must be accepted by itself.",
)
@click.option("--review-every", type=click.IntRange(1, 120), metavar="MONTHS")
@click.option("--as", "me", metavar="PERSON", help="An owner, to change a rule.")
@library_option
def policy(me: str | None, folder: Path | None, **rules: int | bool | None) -> None:
    """Print the editorial policy in force; with an option, change it first. The log keeps both."""
    names = {"review_every": "review_every_months"}
    changes = {names.get(key, key): value for key, value in rules.items() if value is not None}
    if changes:
        with desk(folder, me) as here:
            new = policy_of(here.records).model_copy(update=changes)
            set_policy(here.records, new, here.act())
    with records(settings(folder)) as opened:
        for sentence in in_words(policy_of(opened)):
            click.echo(f"- {sentence}")
