"""``probatum evaluate enough``: whether gaps are said where the answer is not there."""

from __future__ import annotations

from pathlib import Path

import click

from probatum.errors import UsageError

SUITES = ("bioasq", "pdq", "medquad")


@click.command()
@click.option(
    "--suite",
    "suites",
    type=click.Choice(SUITES),
    multiple=True,
    help="Which questions, repeatable [default: all].",
)
@click.option(
    "--questions", type=click.IntRange(1), default=100, show_default=True, help="Of each suite."
)
@click.option(
    "--libraries",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to keep the libraries in that are built, for the next run.",
)
@click.option("--fit", is_flag=True, help="Fit the formula anew, and say its weights.")
@click.pass_obj
def enough(
    given: tuple[Path | None, Path | None],
    suites: tuple[str, ...],
    questions: int,
    libraries: Path | None,
    fit: bool,
) -> None:
    """Ask with the answer in the library and with it taken out; count what is taken for enough.

    Precision and recall: of the decision that one of the first five passages answers, against what
    is known to be right. Weights are chosen on one half, by a hash of the ids; the other is held
    out. With --into, the tables go to enough.md and the calibration to enough-calibration.svg.
    """
    try:
        from probatum.evaluation import enough as figures
        from probatum.evaluation.retrieval import suite
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is not installed; run: pip install 'probatum[evaluation]'"
        ) from error
    from probatum.evaluation.answerable import cases
    from probatum.evaluation.data import data_folder
    from probatum.evaluation.suite import CHOSEN_ON
    from probatum.evaluation.table import put_into

    folder, into = data_folder(given[0]), given[1]
    asked = {
        name: list(cases(suite(name, folder), questions, libraries)) for name in suites or SUITES
    }
    every = [case for of in asked.values() for case in of]
    tables = [figures.suite_table(name, of) for name, of in (*asked.items(), ("together", every))]
    text = "\n\n".join((*tables, figures.calibration_table(every)))
    click.echo(text)
    if fit and any(case.half == CHOSEN_ON and case.features for case in every):
        weights = ", ".join(f"{weight:.2f}" for weight in figures.fitted(every))
        click.echo(f"\nfitted: bias and weights {weights}")
        click.echo(f"threshold, by the weights in use: {figures.best_threshold(every):.2f}")
    if into is not None:
        put_into(into / "enough.md", "enough", text)
        drawing = figures.calibration_drawing({**asked, "together": every})
        (into / "enough-calibration.svg").write_text(drawing, encoding="utf-8")
