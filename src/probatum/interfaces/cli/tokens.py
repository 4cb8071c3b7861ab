"""``probatum people token``: tokens with which programs act for a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from probatum.access.lifetimes import LONGEST_TOKEN, TOKEN, token_holds
from probatum.evidence.sign_in import Scope, Token
from probatum.interfaces.cli.acting import operators_desk
from probatum.interfaces.cli.terminal import printable
from probatum.workflows.people import person_of
from probatum.workflows.tokens import Wish, make_token, revoke_token

_SCOPE = click.Choice([scope.value for scope in Scope])


@click.group()
def token() -> None:
    """Let programs act for a person, within scopes and for a while."""


@token.command()
@click.argument("person")
@click.option("--name", required=True, help="What it is for.")
@click.option("--scope", "scopes", type=_SCOPE, multiple=True, required=True, help="Repeatable.")
@click.option(
    "--days", default=TOKEN.days, show_default=True, type=click.IntRange(1, LONGEST_TOKEN.days)
)
@click.pass_obj
def make(folder: Path | None, person: str, name: str, scopes: tuple[str, ...], days: int) -> None:
    """Make a token for PERSON and print it, this once; only its hash is kept.

    A program sends it as "Authorization: Bearer TOKEN". It never does more than the person may, and
    never signs.
    """
    wish = Wish(name, frozenset(map(Scope, scopes)), timedelta(days=days))
    with operators_desk(folder) as desk:
        made, text = make_token(desk.board.keys, person_of(desk.records, person), wish, desk.act())
    click.echo(text)
    click.echo(printable(_line(made)), err=True)


@token.command("list")
@click.argument("person")
@click.pass_obj
def list_tokens(folder: Path | None, person: str) -> None:
    """List the tokens of PERSON, never their secrets."""
    with operators_desk(folder) as desk:
        for one in desk.board.keys.tokens(person_of(desk.records, person).id):
            click.echo(printable(_line(one)))


@token.command()
@click.argument("person")
@click.argument("name", metavar="TOKEN")
@click.pass_obj
def revoke(folder: Path | None, person: str, name: str) -> None:
    """Take a TOKEN of PERSON, named by its id, out of force at once."""
    with operators_desk(folder) as desk:
        whose = person_of(desk.records, person)
        revoked = revoke_token(desk.board.keys, name, whose, desk.act())
    click.echo(printable(f"{revoked.id}  {revoked.name}: revoked"))


def _line(token: Token) -> str:
    used = f"used {token.used_at:%Y-%m-%d}" if token.used_at else "never used"
    until = f"until {token.expires_at:%Y-%m-%d}"
    if token.revoked_at:
        until = f"revoked {token.revoked_at:%Y-%m-%d}"
    elif not token_holds(token, datetime.now(UTC)):
        until = f"expired {token.expires_at:%Y-%m-%d}"
    return f"{token.id}  {token.name}: {', '.join(sorted(token.scopes))}; {until}; {used}"
