"""``probatum ask``: answer a clinical question."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import click

from probatum.errors import RecordsUnusable, UsageError
from probatum.evidence.answer import Answer
from probatum.evidence.question import Asker, ReaderKind
from probatum.interfaces.cli.acting import VIA
from probatum.interfaces.cli.explain import explanation
from probatum.interfaces.cli.live import look_up
from probatum.interfaces.cli.privacy import agrees, warning
from probatum.interfaces.cli.terminal import printable
from probatum.settings import Settings, settings
from probatum.wiring import answers, answers_beside, library_to_ask, method, publisher
from probatum.workflows.ask import Inquiry
from probatum.workflows.ask import ask as answer_question

STARTER = (
    "Answered from the starter library: practical summaries for trying the software, not reviewed "
    "by a medical board. Add your own sources with 'probatum library add PATH'."
)


@click.command()
@click.argument("question")
@click.option(
    "--format",
    "form",
    type=click.Choice(
        ["text", "markdown", "json", "html", "ris", "bibtex", "csl", "nbib", "ama", "vancouver"]
    ),
    default="text",
    show_default=True,
)
@click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the library [default: PROBATUM_LIBRARY or the user's data folder].",
)
@click.option(
    "--reader",
    type=click.Choice([kind.value for kind in ReaderKind]),
    default=ReaderKind.CLINICIAN.value,
    show_default=True,
    help="Who reads the answer.",
)
@click.option(
    "--composer",
    "composing",
    type=click.Choice(["quoting", "writing"]),
    help="Who writes: 'writing' lets your language model reword quotes, each sentence checked "
    "[default: PROBATUM_COMPOSER, or quoting].",
)
@click.option("--explain", is_flag=True, help="Also show what was understood, searched and found.")
@click.option(
    "--live",
    is_flag=True,
    help="Ask PubMed, Europe PMC and ClinicalTrials.gov first and keep what they hold "
    "[default: PROBATUM_LIVE].",
)
@click.option(
    "--continue",
    "continued",
    is_flag=True,
    help="Go on from the last answer: its patient and condition are carried over, and shown.",
)
def ask(
    question: str,
    form: str,
    folder: Path | None,
    reader: str,
    composing: str | None,
    **switches: bool,
) -> None:
    """Answer a clinical QUESTION from the library, every sentence with its source.

    Answers are kept beside the library, readable by you alone, for --continue and the page; where
    there is a board, in its records, and its log says that and when one was given.

    With --live, names and terms of medicine that the question holds, and no other word of it, are
    sent to PubMed, Europe PMC and ClinicalTrials.gov; of Crossref is asked by DOI whether what they
    gave still stands. 'probatum settings' shows who they are told is asking.

    Exit codes: 0 an answer, 2 a wrong call or no question, 3 not a clinical question, 4 no usable
    library, 6 the library holds nothing on it.
    """
    chosen = settings(folder)
    explain = switches["explain"]
    writer, aid = method(composing or chosen.composer, chosen, agrees)
    earlier = _last(chosen) if switches["continued"] else None
    if held := warning(question, chosen):
        click.echo(printable(held), err=True)
    inquiry = Inquiry(text=question, follows=earlier.question if earlier else None)
    if switches["live"] or chosen.live:
        look_up(inquiry, chosen, explain=explain)
    index, starter = library_to_ask(chosen)
    try:
        asker = Asker(reader=ReaderKind(reader), jurisdiction=chosen.jurisdiction)
        asked = answer_question(inquiry, index, writer, asker, datetime.now(UTC), aid)
    finally:
        index.close()
    _keep(asked.answer, chosen)
    if starter:
        click.echo(STARTER, err=True)
    if form == "text":
        width = min(100, shutil.get_terminal_size((96, 24)).columns)
        click.echo(printable(publisher(form)(asked.answer, width)), nl=False)
    else:
        click.echo(publisher(form)(asked.answer), nl=False)
    if explain:
        click.echo(printable("\n".join(explanation(asked))), err=form != "text")
    if not asked.answer.claims():
        raise SystemExit(6)


def _last(chosen: Settings) -> Answer:
    with answers(chosen, VIA, chosen.me) as shelf:
        last = shelf.last()
    if last is None:
        raise UsageError(
            "there is no answer to go on from; ask a first question without --continue"
        )
    return last.answer


def _keep(answer: Answer, chosen: Settings) -> None:
    """Whoever asks is not kept waiting for records that are out of reach."""
    try:
        with answers(chosen, VIA, chosen.me) as shelf:
            shelf.keep(answer)
    except RecordsUnusable as error:
        answers_beside(chosen).keep(answer)
        kept = "the answer is kept beside the library and entered on the board when it can be"
        click.echo(printable(f"probatum: {error}; {kept}"), err=True)
