"""``probatum people``: who belongs to the board."""

from __future__ import annotations

from pathlib import Path

import click

from probatum.errors import UsageError
from probatum.evidence.article import Person, Role
from probatum.interfaces.cli.acting import desk, library_option, operators_desk
from probatum.interfaces.cli.letting_in import invite, reset, sign_out
from probatum.interfaces.cli.terminal import printable
from probatum.interfaces.cli.tokens import token
from probatum.workflows.people import add_person, close_account, give_roles, person_of
from probatum.workflows.people import correct as correct_name

_ROLE = click.Choice([role.value for role in Role])


@click.group()
@library_option
@click.pass_context
def people(context: click.Context, folder: Path | None) -> None:
    """Say who belongs to the board. Done by whoever runs this machine; the audit log says so."""
    context.obj = folder


for command in (invite, reset, sign_out, token):
    people.add_command(command)


@people.command()
@click.argument("person")
@click.option("--name", required=True, help="As it is printed under what they sign.")
@click.option("--title", default="", help='Printed after the name: "MD, medical oncology".')
@click.option("--role", "roles", type=_ROLE, multiple=True, required=True, help="May be repeated.")
@click.pass_obj
def add(folder: Path | None, person: str, name: str, title: str, roles: tuple[str, ...]) -> None:
    """Add PERSON, an id such as jane.doe, who may then act with --as."""
    given = frozenset(map(Role, roles))
    new = Person(id=person, name=name.strip(), title=title.strip(), roles=given)
    with operators_desk(folder) as desk:
        add_person(desk.records, new, desk.act())
    click.echo(printable(_line(new)))


@people.command()
@click.argument("person")
@click.argument("roles", type=_ROLE, nargs=-1)
@click.pass_obj
def role(folder: Path | None, person: str, roles: tuple[str, ...]) -> None:
    """Give PERSON these ROLES and no others; with none, they can only be named."""
    with operators_desk(folder) as desk:
        changed = give_roles(desk.records, person, frozenset(map(Role, roles)), desk.act())
    click.echo(printable(_line(changed)))


@people.command()
@click.argument("person")
@click.option("--name", help="As it is printed under what they sign from now on.")
@click.option("--title", help="Printed after the name; an empty one takes it away.")
@click.option("--as", "me", metavar="PERSON", help="Who you are [default: who runs this machine].")
@click.pass_obj
def correct(
    folder: Path | None, person: str, name: str | None, title: str | None, me: str | None
) -> None:
    """Correct the name or title of PERSON. What they signed keeps those it was signed with.

    With --as, an owner or PERSON does it.
    """
    if name is None and title is None:
        raise UsageError("say what to correct: --name or --title")
    with desk(folder, me) if me else operators_desk(folder) as here:
        now = person_of(here.records, person)
        printed = (now.name if name is None else name, now.title if title is None else title)
        changed = correct_name(here.records, person, printed, here.act())
    click.echo(printable(_line(changed)))


@people.command()
@click.argument("person")
@click.pass_obj
def close(folder: Path | None, person: str) -> None:
    """Close the account of PERSON: nothing lets them in any more. What they signed stays.

    Their id is never given to anybody else.
    """
    with operators_desk(folder) as desk:
        left = close_account(desk.records, person, desk.act())
    click.echo(printable(f"{left.id}  {left.name}: left"))


@people.command("list")
@click.pass_obj
def list_people(folder: Path | None) -> None:
    """List everybody with their roles."""
    with operators_desk(folder) as desk:
        for person in desk.records.people():
            click.echo(printable(_line(person)))


def _line(person: Person) -> str:
    title = f" ({person.title})" if person.title else ""
    roles = ", ".join(sorted(person.roles)) or "no role"
    return f"{person.id}  {person.name}{title}: {roles}"
