"""``probatum people invite``, ``reset`` and ``sign-out``: who may sign in on the page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from probatum.interfaces.cli.acting import Desk, operators_desk
from probatum.workflows.inviting import invite as invited
from probatum.workflows.inviting import reset as given_anew
from probatum.workflows.people import person_of
from probatum.workflows.signing_in import sign_out_everywhere


@click.command()
@click.argument("person")
@click.option("--days", default=7, show_default=True, type=click.IntRange(1, 60))
@click.pass_obj
def invite(folder: Path | None, person: str, days: int) -> None:
    """Let PERSON sign in on the page: prints a link with which they set a password, once.

    Another invitation takes the place of the one before. Send the link to nobody else.
    """
    with operators_desk(folder) as desk:
        code = invited(desk.board, person, desk.act(), timedelta(days=days))
        _tell(desk, person, code, f"{days} days")


@click.command()
@click.argument("person")
@click.option("--hours", default=24, show_default=True, type=click.IntRange(1, 24 * 14))
@click.pass_obj
def reset(folder: Path | None, person: str, hours: int) -> None:
    """Let PERSON set another password: prints a link for it, to be used once.

    The password of before holds until the link is used; then every session of theirs ends.
    """
    with operators_desk(folder) as desk:
        code = given_anew(desk.board, person, desk.act(), timedelta(hours=hours))
        _tell(desk, person, code, f"{hours} hours")


@click.command("sign-out")
@click.argument("person")
@click.pass_obj
def sign_out(folder: Path | None, person: str) -> None:
    """End every session of PERSON on the page, at once."""
    with operators_desk(folder) as desk:
        name = person_of(desk.records, person).id
        ended = sign_out_everywhere(desk.board.keys, name, desk.act())
    click.echo(f"{ended} sessions ended")


def _tell(desk: Desk, person: str, code: str, lasting: str) -> None:
    """The code alone on standard output, so that a script can take it."""
    address = desk.settings.address
    click.echo(f"{address}/join?code={code}" if address else code)
    how = "" if address else "Open /join on the page and enter it there. "
    click.echo(f"For {person} alone. {how}It can be used once, within {lasting}.", err=True)
