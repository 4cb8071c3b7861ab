"""``probatum evaluate enough``: whether gaps are said where the answer is not there."""

from __future__ import annotations

from pathlib import Path

import click

from probatum.interfaces.cli import evaluating as shared

OWN_WORDS = ("bioasq", "pdq", "medquad")
PLAN, STATED = "plan", "stated"
SUITES = (*OWN_WORDS, PLAN, STATED)


@click.command()
@shared.suites(SUITES)
@click.option(
    "--questions", type=click.IntRange(1), default=100, show_default=True, help="Of each suite."
)
@shared.libraries
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
    out. `plan` asks the parts of a plan ("Prognosis") with the sections of that heading taken out,
    its questions are summaries; `stated` all other parts ("Surgery") with what states them taken
    out, its questions are diseases. With --into, tables go to enough.md, calibrations beside it.
    """
    with shared.evaluation_extra():
        from probatum.evaluation import enough as figures
        from probatum.evaluation.retrieval import suite
    from probatum.evaluation.answerable import cases
    from probatum.evaluation.data import data_folder
    from probatum.evaluation.plan_parts import part_cases
    from probatum.evaluation.stated_parts import stated_cases
    from probatum.evaluation.table import put_into

    folder, into = data_folder(given[0]), given[1]
    chosen = suites or SUITES
    asked = {
        name: list(cases(suite(name, folder), questions, libraries))
        for name in OWN_WORDS
        if name in chosen
    }
    groups = {"enough": {**asked, "together": [case for of in asked.values() for case in of]}}
    if PLAN in chosen:
        groups[PLAN] = {PLAN: list(part_cases(folder, questions, libraries))}
    if STATED in chosen:
        groups[STATED] = {STATED: list(stated_cases(folder, questions, libraries))}
    for group, of in groups.items():
        last = [*of.values()][-1]
        if not last:
            continue
        tables = (figures.suite_table(name, each) for name, each in of.items())
        text = "\n\n".join((*tables, figures.calibration_table(last)))
        click.echo(text)
        if fit and (weights := figures.fitted(last)):
            click.echo(f"\nfitted: bias and weights {', '.join(f'{w:.2f}' for w in weights)}")
            click.echo(f"threshold, by the weights in use: {figures.best_threshold(last):.2f}")
        if into is not None:
            put_into(into / "enough.md", group, text)
            drawing = figures.calibration_drawing(of)
            (into / f"{group}-calibration.svg").write_text(drawing, encoding="utf-8")
