"""``probatum evaluate claims``: how well claims are judged against their sources."""

from __future__ import annotations

from pathlib import Path

import click

from probatum.evaluation.calibration_plot import calibration_svg
from probatum.evaluation.claim_figures import Bin, calibration
from probatum.evaluation.claim_suites import SUITES, sampled
from probatum.evaluation.claim_tables import suite_tables
from probatum.evaluation.claims import judge
from probatum.evaluation.data import data_folder
from probatum.evaluation.planted import SENTENCES, planted_tables, sentences
from probatum.evaluation.table import put_into
from probatum.wiring import entailment

PLANTED = "planted"


@click.command()
@click.option(
    "--suite",
    "suites",
    type=click.Choice([*SUITES, PLANTED]),
    multiple=True,
    help="Which benchmark; may be given more than once [default: all].",
)
@click.option("--sample", type=click.IntRange(1), help="Judge this many of each, drawn by seed.")
@click.option("--seed", type=int, default=47, show_default=True, help="Of the planted errors.")
@click.option("--no-model", is_flag=True, help="Judge by words and rules alone.")
@click.pass_obj
def claims(
    given: tuple[Path | None, Path | None],
    suites: tuple[str, ...],
    sample: int | None,
    seed: int,
    no_model: bool,
) -> None:
    """Judge claims that people judged, by words, by rules, by the model and by all together.

    The suite "planted" takes true sentences of guidelines, plants an error of each kind and counts
    what checking catches, and its false alarms. With --into, the tables go to claims.md and the
    calibration to claims-calibration.svg: of the model, or of the share of words without one.
    """
    folder, into = data_folder(given[0]), given[1]
    model = None if no_model else entailment()
    if model is None and not no_model:
        click.echo("No model is in the package: judging by words and rules.", err=True)
    bins: dict[str, list[Bin]] = {}
    for name in suites or (*SUITES, PLANTED):
        if name == PLANTED:
            text = planted_tables(sentences(folder, seed, sample or SENTENCES), seed, model)
            click.echo(f"{text}\n")
            if into is not None:
                put_into(into / "claims.md", name, text)
            continue
        items = SUITES[name](folder)
        said = judge(items if sample is None else sampled(items, sample), model)
        text = suite_tables(name, said)
        click.echo(f"{text}\n")
        if into is not None:
            put_into(into / "claims.md", name, text)
        if found := calibration(said["model alone" if "model alone" in said else "shared words"]):
            bins[name] = found
    if into is not None and bins:
        (into / "claims-calibration.svg").write_text(calibration_svg(bins), encoding="utf-8")
