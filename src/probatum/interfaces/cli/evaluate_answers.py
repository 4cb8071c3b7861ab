"""``probatum evaluate answers``: how complete answers are, and how well they are cited."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from probatum.composition.composer import Composer
from probatum.evaluation.answer_suites import SUITES, drawn
from probatum.evaluation.answer_tables import answers_table
from probatum.evaluation.answers import Outcome, answered, outcome
from probatum.evaluation.built_library import built_library
from probatum.evaluation.data import data_folder
from probatum.evaluation.table import put_into
from probatum.interfaces.cli import evaluating as shared
from probatum.settings import Settings, settings
from probatum.wiring import entailment
from probatum.wiring.answering import composer
from probatum.wiring.answering import model as language_model


@click.command()
@shared.suites(SUITES)
@click.option(
    "--composer",
    "composing",
    type=click.Choice(["quoting", "writing"]),
    default="quoting",
    show_default=True,
    help="'writing' is measured beside 'quoting', on the same questions.",
)
@click.option("--model", help="Ask the model's server for this one; implies --composer writing.")
@click.option("--sample", type=click.IntRange(1), help="Ask this many of each, drawn by seed.")
@click.option("--seed", type=int, default=0, show_default=True)
@shared.libraries
@click.pass_obj
def answers(
    given: tuple[Path | None, Path | None],
    /,
    suites: tuple[str, ...],
    composing: str,
    model: str | None,
    libraries: Path | None,
    **drawing: int,
) -> None:
    """Ask questions whose answers people wrote, of a library that holds what answers them.

    Complete: the share of people's statements that the answer carries. Citation recall and
    precision are ALCE's, with our own check as judge. With --into, the tables go to answers.md.
    """
    folder, into, seed = data_folder(given[0]), given[1], drawing["seed"]
    chosen = settings()
    if model:
        chosen = chosen.model_copy(
            update={"model": chosen.model.model_copy(update={"name": model})}
        )
    composers = _composers(chosen, writing=composing == "writing" or model is not None)
    judge = entailment()
    by = "words, rules and the entailment model" if judge else "words and rules"
    for name in suites or tuple(SUITES):
        suite = SUITES[name](folder)
        questions = drawn(suite.questions, drawing["sample"], seed)
        outcomes: dict[str, Outcome] = {}
        with built_library(f"answers-{name}", suite.documents(), libraries) as index:
            for label, make in composers.items():
                said = answered(questions, index, make, judge)
                with click.progressbar(
                    said, len(questions), f"{name}, {label}", file=sys.stderr
                ) as bar:
                    outcomes[label] = outcome(list(bar))
        text = answers_table(suite, outcomes, seed, by)
        click.echo(f"{text}\n")
        if into is not None:
            put_into(into / "answers.md", name, text)


def _composers(chosen: Settings, *, writing: bool) -> dict[str, Callable[[], Composer]]:
    """By the name of their row; each question has a composer, and a budget, of its own.

    Raises `UsageError` when a model is to write and may not be asked.
    """
    made: dict[str, Callable[[], Composer]] = {"quoting": partial(composer, "quoting")}
    if writing:
        language_model(chosen)
        made[f"writing ({chosen.model.name})"] = partial(composer, "writing", chosen)
    return made
