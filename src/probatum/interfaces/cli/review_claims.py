"""``probatum review accept``, ``amend``, ``strike`` and ``ask``: one sentence at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from probatum.evidence.article import Decision
from probatum.interfaces.cli.acting import Desk, acting
from probatum.interfaces.cli.article import claim_lines
from probatum.interfaces.cli.terminal import printable
from probatum.wiring import library_to_ask
from probatum.workflows.review import Ruling, known, rule


def _named(command: Callable[..., Any]) -> Callable[..., Any]:
    claim = click.argument("claim")
    return click.argument("article")(claim(acting(command)))


@click.command()
@click.option("--why", default="", help="Needed when the sentence is not fully supported.")
@_named
def accept(article: str, claim: str, why: str, here: Desk) -> None:
    """Accept a sentence, named by its key, for as long as its words and quotes stay the same."""
    _rule(here, article, Ruling(claim=claim, decision=Decision.ACCEPT), why)


@click.command()
@click.argument("article")
@click.argument("claim")
@click.argument("sentence")
@click.option("--why", required=True, help="The reason, kept with the new revision.")
@acting
def amend(article: str, claim: str, sentence: str, why: str, here: Desk) -> None:
    """Put SENTENCE in the place of another. It is verified against the same quotes at once."""
    ruling = Ruling(claim=claim, decision=Decision.AMEND, sentence=sentence)
    _rule(here, article, ruling, why)


@click.command()
@click.option("--why", required=True, help="The reason, kept with the new revision.")
@_named
def strike(article: str, claim: str, why: str, here: Desk) -> None:
    """Take a sentence out. It stays readable in the revision before."""
    _rule(here, article, Ruling(claim=claim, decision=Decision.STRIKE), why)


@click.command()
@click.option("--why", "--question", "why", required=True, help="What you ask.")
@_named
def ask(article: str, claim: str, why: str, here: Desk) -> None:
    """Ask about a sentence; until it is accepted, amended or struck, nothing is approved."""
    _rule(here, article, Ruling(claim=claim, decision=Decision.ASK), why)


def _rule(here: Desk, article: str, ruling: Ruling, why: str) -> None:
    index, _ = library_to_ask(here.settings)
    try:
        name = known(here.records, article)
        before = here.records.article(name).current.answer.claims()
        after = rule(here.records, name, ruling, here.act(why), index)
    finally:
        index.close()
    click.echo(printable(f"{after.id}  {ruling.decision}: revision {after.current.number}"))
    for new in after.current.answer.claims():
        if new not in before:
            click.echo(printable("\n".join(claim_lines(new))))
            break
