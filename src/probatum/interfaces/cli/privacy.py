"""``probatum privacy``: what in a text may tell who somebody is."""

from __future__ import annotations

import sys

import click

from probatum.errors import UsageError
from probatum.interfaces.cli.terminal import printable
from probatum.privacy.identifier import Identifier
from probatum.privacy.recogniser import recogniser
from probatum.privacy.screen import identifiers, quoted, without
from probatum.settings import Settings, settings


@click.group()
def privacy() -> None:
    """See what would be taken out of a text before it leaves this machine."""


@privacy.command()
@click.argument("text")
def check(text: str) -> None:
    """Show TEXT without its identifiers, and each of them. "-" reads the standard input.

    Nothing is kept or sent. Rules, and what privacy.recogniser adds, find what is written as an
    identifier usually is; read the text yourself before it goes anywhere. Exit codes: 0 nothing was
    found, 7 something was.
    """
    try:
        words = sys.stdin.read() if text == "-" else text
    except UnicodeDecodeError as error:
        raise UsageError(f"the standard input is no UTF-8 text ({error.reason})") from error
    if not words.strip():
        raise UsageError("there is no text to look through")
    chosen = settings()
    found = identifiers(words, recogniser(chosen.recogniser, chosen.names_model))
    click.echo(printable(without(words, found)).rstrip("\n"))
    if not found:
        click.echo("Nothing was found that may tell who somebody is.", err=True)
        return
    for each in found:
        click.echo(printable(f"  {each.start}-{each.end}  {each.kind}: {each.text}"), err=True)
    raise SystemExit(7)


def warning(text: str, chosen: Settings) -> str:
    """One line on the identifiers that a question holds; "" when it holds none."""
    more = recogniser(chosen.recogniser, chosen.names_model)
    held = quoted(identifiers(text, more))
    return held and (
        f"The question seems to hold {held}. It is kept with its answer on this machine; where it "
        "is sent to a model or a service without that, the answer says so."
    )


def agrees(clean: str, found: tuple[Identifier, ...]) -> bool:
    """Ask at the terminal whether a text may go without its identifiers; no terminal, no."""
    if not sys.stdin.isatty():
        return False
    shown = printable(f"Without {quoted(found)}, this would be sent:\n{clean}\nSend it?")
    return click.confirm(shown, err=True)
