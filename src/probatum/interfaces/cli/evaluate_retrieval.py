"""``probatum evaluate retrieval``: whether search finds what is known to be right."""

from __future__ import annotations

from pathlib import Path

import click

from probatum.errors import UsageError
from probatum.interfaces.cli import evaluating as shared

SUITES = ("bioasq", "cohen2006", "medquad", "pubmedqa", "pdq")
SYSTEMS = ("words", "+ rarity", "+ presence", "+ subject", "+ names", "+ headings", "whole")


@click.command()
@shared.suites(SUITES)
@shared.libraries
@click.option(
    "--vectors",
    is_flag=True,
    help="Give the libraries vectors, and measure search by words and vectors too.",
)
@click.option(
    "--questions",
    type=click.IntRange(1),
    help="Ask only so many of each suite, of the documents judged for them [default: all].",
)
@click.option(
    "--system",
    "only",
    type=click.Choice(SYSTEMS),
    multiple=True,
    help="Which of our ways of searching, repeatable [default: all, each with one part more].",
)
@click.pass_obj
def retrieval(  # noqa: PLR0913 - what can be chosen
    chosen: tuple[Path | None, Path | None],
    suites: tuple[str, ...],
    libraries: Path | None,
    vectors: bool,
    questions: int | None,
    only: tuple[str, ...],
) -> None:
    """Measure search beside BM25 of another engine (bm25s) on the same passages in the same run.

    Questions are parted by a hash of their ids: settings were chosen on one half, the other is held
    out. p: paired randomisation test against the baseline, corrected after Holm.
    """
    with shared.evaluation_extra():
        from probatum.evaluation import plot, report
        from probatum.evaluation import retrieval as bench
    from probatum.evaluation.data import data_folder
    from probatum.evaluation.sampled import sampled
    from probatum.evaluation.table import put_into
    from probatum.wiring import sentence_encoder

    encoder = sentence_encoder() if vectors else None
    if vectors and encoder is None:
        raise UsageError("--vectors needs the extra; run: pip install 'probatum[dense]'")
    ours = {name: bench.SYSTEMS[name] for name in only or SYSTEMS}
    systems = {**ours, **(bench.WITH_VECTORS if encoder else {})}
    data, into = chosen
    folder = data_folder(data)
    held_out: dict[str, dict[str, float]] = {}
    for name in suites or SUITES:
        suite = bench.suite(name, folder)
        if questions:
            suite = sampled(suite, questions)
        outcomes = bench.measure(suite, systems, libraries, encoder)
        text = report.outcomes_table(suite, outcomes)
        click.echo(f"{text}\n")
        held_out[f"{name} ({suite.measures[0]})"] = bench.held_out(suite, outcomes)
        if into:
            put_into(into / "retrieval.md", name, text)
    if into:
        plot.bars(into / "retrieval.svg", "Held-out questions", held_out)
