"""``probatum review take``, ``sign``, ``publish`` and the other steps of an article as a whole."""

from __future__ import annotations

import click

from probatum.interfaces.cli.acting import Desk, acting
from probatum.interfaces.cli.terminal import printable
from probatum.review.stages import Move, review_of
from probatum.workflows.review import known, move

_reason = click.option("--why", required=True, help="The reason, in a sentence.")


@click.command()
@click.argument("article")
@acting
def take(article: str, here: Desk) -> None:
    """Take an article into review."""
    _step(here, article, Move.TAKE)


@click.command("request-changes")
@click.argument("article")
@_reason
@acting
def request_changes(article: str, why: str, here: Desk) -> None:
    """Give an article back to its author."""
    _step(here, article, Move.REQUEST_CHANGES, why)


@click.command()
@click.argument("article")
@click.option("--revision", type=int, required=True, help="The revision that you have read.")
@click.option(
    "--interests",
    required=True,
    help="Your conflicts of interest in a sentence, or 'none'; kept with the signature.",
)
@acting
def sign(article: str, revision: int, interests: str, here: Desk) -> None:
    """Sign a revision. The last signature that the policy asks for approves it."""
    name = known(here.records, article)
    act = here.act(interests=interests)
    after = move(here.records, name, Move.SIGN, act, revision)
    click.echo(printable(f"{after.id}  {after.stage}  {review_of(after).caution}"))


@click.command()
@click.argument("article")
@acting
def publish(article: str, here: Desk) -> None:
    """Publish an approved article; 'probatum publish FOLDER' then writes its page."""
    _step(here, article, Move.PUBLISH)


@click.command()
@click.argument("article")
@_reason
@acting
def reopen(article: str, why: str, here: Desk) -> None:
    """Send an approved or published article back to review."""
    _step(here, article, Move.REOPEN, why)


@click.command()
@click.argument("article")
@click.option("--why", default="", help="The reason.")
@acting
def withdraw(article: str, why: str, here: Desk) -> None:
    """Take an article back to a draft, as its author or an editor."""
    _step(here, article, Move.WITHDRAW, why)


@click.command()
@click.argument("article")
@_reason
@acting
def retire(article: str, why: str, here: Desk) -> None:
    """Retire an article for good; it stays readable."""
    _step(here, article, Move.RETIRE, why)


def _step(here: Desk, article: str, what: Move, why: str = "") -> None:
    after = move(here.records, known(here.records, article), what, here.act(why))
    click.echo(printable(f"{after.id}  {after.stage}  {review_of(after).caution}"))
