"""``probatum model``: does the language model of the settings do what is asked of it."""

from __future__ import annotations

import json
import time

import click

from probatum.errors import ModelFailed
from probatum.interfaces.cli.terminal import printable
from probatum.language_model.model import Completion, Model, Prompt
from probatum.settings import settings
from probatum.wiring import model as configured_model

_PROMPT = Prompt(
    "Answer with JSON of the given schema alone: the number in the data, and its double.",
    "<data>\n21\n</data>",
)
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
    by = chosen.model.provider
    click.echo(printable(f"Model {asked.name} ({by}) at {chosen.model.address}, {where}."))
    first, answer = _timed(asked)
    click.echo(_speed(first, answer))
    click.echo(_tokens(asked, answer))
    if not _keeps_schema(answer.text):
        click.echo("It does not keep the schema, so that it cannot write: quotes will stand.")
        raise SystemExit(5)
    click.echo("It keeps the schema.")


def _timed(asked: Model) -> tuple[float, Completion]:
    """Seconds to the first words, and the whole answer."""
    began, first = time.monotonic(), None
    writing = asked.stream(_PROMPT, _SCHEMA)
    while True:
        try:
            if next(writing).strip() and first is None:
                first = time.monotonic() - began
        except StopIteration as end:
            answer: Completion = end.value
            return first or answer.seconds, answer


def _speed(first: float, answer: Completion) -> str:
    rate = answer.usage.written / max(answer.seconds, 0.001)
    about = "" if answer.counted else "about "
    return (
        f"It answers: first words after {first:.1f} seconds, all after {answer.seconds:.1f}, "
        f"{about}{rate:.0f} tokens a second."
    )


def _tokens(asked: Model, answer: Completion) -> str:
    by = "by its own count" if answer.counted else "by our estimate: its server counts none"
    cost = (
        f"{asked.price.of(answer.usage):.2g} {asked.price.currency}"
        if asked.price
        else "a cost unknown, since model.price_sent and model.price_written are not set"
    )
    try:
        beforehand = asked.count_tokens(_PROMPT)
        known = "counted by it" if beforehand.exact else "estimated by us"
    except ModelFailed as error:
        known = f"not to be had ({error})"
    return (
        f"It took {answer.usage.tokens} tokens in and out {by}, {cost}. "
        f"How many a question will take is {known}."
    )


def _keeps_schema(text: str) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(found, dict) or found.keys() != {"number", "double"}:
        return False
    return all(type(value) is int for value in found.values())
