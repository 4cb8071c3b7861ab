"""``probatum policy``: the rules in force and those before them, in words."""

from __future__ import annotations

from pathlib import Path

import click

from probatum.interfaces.cli.acting import desk, library_option
from probatum.interfaces.cli.terminal import printable
from probatum.review.policy import enacted_in_words, in_words
from probatum.settings import settings
from probatum.wiring import records
from probatum.workflows.policy import policies_of, policy_at, policy_of, set_policy


@click.command()
@click.option("--approvals", type=click.IntRange(1, 20), help="Signatures that a revision needs.")
@click.option(
    "--every-claim/--no-every-claim",
    default=None,
    help="Whether each sentence must be accepted by itself.",
)
@click.option("--review-every", type=click.IntRange(1, 120), metavar="MONTHS")
@click.option("--why", default="", help="The reason, kept with the new version.")
@click.option("--version", "number", type=int, help="Print that version instead.")
@click.option("--history", is_flag=True, help="List the versions instead.")
@click.option("--as", "me", metavar="PERSON", help="An owner, to change a rule.")
@library_option
def policy(
    me: str | None,
    folder: Path | None,
    why: str,
    number: int | None,
    history: bool,
    **rules: int | bool | None,
) -> None:
    """Print the editorial policy in force; with an option, change it first.

    Each change makes another version, kept with who made it, when and why. A signature names the
    version it was given under.
    """
    names = {"review_every": "review_every_months"}
    changes = {names.get(key, key): value for key, value in rules.items() if value is not None}
    if changes:
        with desk(folder, me) as here:
            set_policy(
                here.records, policy_of(here.records).model_copy(update=changes), here.act(why)
            )
    with records(settings(folder)) as opened:
        versions = policies_of(opened)
        chosen = versions[-1] if number is None else policy_at(opened, number)
    if history:
        click.echo(printable("\n".join(map(enacted_in_words, versions))))
        return
    click.echo(printable(enacted_in_words(chosen)))
    for sentence in in_words(chosen.policy):
        click.echo(f"- {sentence}")
