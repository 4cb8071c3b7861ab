"""``probatum review``: the board, from a submitted answer to a published article."""

from __future__ import annotations

import click

from probatum.errors import UsageError
from probatum.interfaces.cli.acting import VIA, Desk, acting
from probatum.interfaces.cli.article import article_lines, difference_lines
from probatum.interfaces.cli.policy import policy
from probatum.interfaces.cli.review_claims import accept, amend, ask, strike
from probatum.interfaces.cli.review_queue import assign, due, queue, release
from probatum.interfaces.cli.review_steps import (
    publish,
    reopen,
    request_changes,
    retire,
    sign,
    take,
    withdraw,
)
from probatum.interfaces.cli.terminal import printable
from probatum.records.records import Said
from probatum.review.rights import Right, require
from probatum.review.stages import Move
from probatum.wiring import shelf
from probatum.workflows.policy import policy_of
from probatum.workflows.review import comment as say
from probatum.workflows.review import known, move
from probatum.workflows.review import submit as hand_in


@click.group()
def review() -> None:
    """Review answers as a board: submit, take, decide sentence by sentence, sign, publish.

    Exit codes: 2 a wrong call, 4 no such article or person, 9 the rules of review, your role or
    somebody else's change forbids it; then nothing was changed.
    """


for command in (accept, amend, strike, ask, take, request_changes, sign, publish, retire):
    review.add_command(command)
for command in (reopen, withdraw, policy, queue, assign, release, due):
    review.add_command(command)


@review.command()
@click.argument("name", metavar="[ANSWER]", required=False)
@click.option("--why", default="", help="What the reviewers should know.")
@acting
def submit(name: str | None, why: str, here: Desk) -> None:
    """Hand in a kept ANSWER, by default the one asked last; or an article after its changes."""
    act = here.act(why)
    if name and here.records.named(name):
        article = move(here.records, known(here.records, name), Move.SUBMIT, act)
    else:
        kept = shelf(here.settings, here.records, here.by.id, VIA)
        last = next(kept.recent(1), None) if name is None else None
        if name is None and last is None:
            raise UsageError("there is no answer to hand in; ask a question first")
        chosen = last.id if last else str(name)
        article = hand_in(here.records, chosen, kept.get(chosen), act)
    click.echo(printable(f"{article.id}  {article.stage}  {article.current.answer.title}"))


@review.command()
@click.argument("article")
@acting
def show(article: str, here: Desk) -> None:
    """Show an article: its sentences with keys, verdicts and quotes, signatures and comments."""
    require(here.by, Right.SEE)
    found = here.records.article(known(here.records, article))
    comments = here.records.comments(found.id)
    lines = article_lines(found, policy_of(here.records), here.by, comments)
    click.echo(printable("\n".join(lines)))


@review.command()
@click.argument("article")
@click.argument("text")
@click.option("--claim", help="The key of the sentence it is on.")
@click.option("--answers", type=int, help="The number of the comment it answers.")
@acting
def comment(
    article: str,
    text: str,
    claim: str | None,
    answers: int | None,
    here: Desk,
) -> None:
    """Say TEXT on an article, on one of its sentences, or in answer to a comment."""
    if not text.strip() or len(text) > 20_000:
        raise UsageError("a comment has between 1 and 20,000 characters")
    said = Said(article=known(here.records, article), text=text, claim=claim, answers=answers)
    kept = say(here.records, said, here.act())
    click.echo(f"comment {kept.id}")


@review.command()
@click.argument("article")
@click.argument("before", type=int, required=False)
@click.argument("after", type=int, required=False)
@acting
def difference(article: str, before: int | None, after: int | None, here: Desk) -> None:
    """Show what changed, word by word: [-taken out-] {+put in+}.

    By default between the last revision and the one before.
    """
    require(here.by, Right.SEE)
    found = here.records.article(known(here.records, article))
    last = found.current.number
    new = after or last
    old = before or max(1, new - 1)
    if not (1 <= old <= last and 1 <= new <= last):
        raise UsageError(f"{found.id} has the revisions 1 to {last}")
    lines = difference_lines(found.revisions[old - 1], found.revisions[new - 1])
    click.echo(printable("\n".join(lines)))
