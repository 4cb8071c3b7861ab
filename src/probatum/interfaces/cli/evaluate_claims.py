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
from probatum.evaluation.table import put_into
from probatum.wiring import entailment


@click.command()
@click.option(
    "--suite",
    "suites",
    type=click.Choice(list(SUITES)),
    multiple=True,
    help="Which benchmark; may be given more than once [default: all].",
)
@click.option("--sample", type=click.IntRange(1), help="Judge this many of each, drawn by seed.")
@click.option("--no-model", is_flag=True, help="Judge by words and rules alone.")
@click.pass_obj
def claims(
    given: tuple[Path | None, Path | None],
    suites: tuple[str, ...],
    sample: int | None,
    no_model: bool,
) -> None:
    """Judge claims that people judged, by words, by rules, by the model and by all together.

    With --into, the tables go to claims.md and the calibration to claims-calibration.svg.
    """
    folder, into = data_folder(given[0]), given[1]
    model = None if no_model else entailment()
    if model is None and not no_model:
        click.echo("No model: install probatum[entailment] to judge with it.", err=True)
    bins: dict[str, list[Bin]] = {}
    for name in suites or tuple(SUITES):
        items = SUITES[name](folder)
        said = judge(items if sample is None else sampled(items, sample), model)
        text = suite_tables(name, said)
        click.echo(f"{text}\n")
        if into is not None:
            put_into(into / "claims.md", name, text)
        if "model alone" in said:
            bins[name] = calibration(said["model alone"])
    if into is not None and bins:
        (into / "claims-calibration.svg").write_text(calibration_svg(bins), encoding="utf-8")
