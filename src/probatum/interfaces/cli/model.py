"""``probatum model``: does the language model of the settings do what is asked of it."""

from __future__ import annotations

import json

import click

from probatum.interfaces.cli.terminal import printable
from probatum.language_model.model import Prompt
from probatum.settings import settings
from probatum.wiring import model as configured_model

_RULES = "Answer with JSON of the given schema alone: the number in the data, and its double."
_SCHEMA = {
    "type": "object",
    "properties": {"number": {"type": "integer"}, "double": {"type": "integer"}},
    "required": ["number", "double"],
    "additionalProperties": False,
}


@click.group()
def model() -> None:
    """Try the language model that the settings name."""


@model.command()
def check() -> None:
    """Ask the model one small thing: does it answer, keep a schema, and how fast.

    Nothing of your questions or your library is sent.

    Exit codes: 0 it can write, 2 none is configured or it may not be asked, 5 it gives no usable
    answer.
    """
    chosen = settings()
    asked = configured_model(chosen)
    where = "on this machine" if chosen.model.is_local() else "on another machine"
    click.echo(printable(f"Model {asked.name} at {chosen.model.address}, {where}."))
    answer = asked.complete(Prompt(_RULES, "<data>\n21\n</data>"), _SCHEMA)
    rate = f"{answer.seconds:.1f} seconds, {answer.tokens} tokens in and out"
    click.echo(f"It answers: {rate}.")
    if not _keeps_schema(answer.text):
        click.echo("It does not keep the schema, so that it cannot write: quotes will stand.")
        raise SystemExit(5)
    click.echo("It keeps the schema.")


def _keeps_schema(text: str) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(found, dict) or found.keys() != {"number", "double"}:
        return False
    return all(type(value) is int for value in found.values())
