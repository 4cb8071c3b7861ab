"""``probatum check``: an answer written elsewhere, sentence by sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
from pydantic import ValidationError

from probatum.errors import UsageError
from probatum.evidence.answer import Answer
from probatum.evidence.checked import ForeignPage, Report
from probatum.evidence.claim import Verdict
from probatum.interfaces.cli.privacy import agrees
from probatum.interfaces.cli.terminal import printable
from probatum.library.index import Index
from probatum.publishing.report import report_to_text
from probatum.publishing.report_html import report_to_html
from probatum.settings import Settings, settings
from probatum.verification.entailment import Entailment
from probatum.wiring import entailment, library_to_ask, reference_lookups, sources
from probatum.workflows.check import check_page
from probatum.workflows.foreign_page import foreign_page
from probatum.workflows.reverify import reverify


@click.command()
@click.argument("page", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text")
@click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the library [default: PROBATUM_LIBRARY or the user's data folder].",
)
@click.option(
    "--live",
    is_flag=True,
    help="Look references that the library does not hold up in PubMed and Crossref.",
)
@click.option(
    "--publisher", default="", help="Who put the page up, to tell citations of itself by."
)
@click.option("--no-model", is_flag=True, help="Check by rules alone, without the small model.")
def check(  # noqa: PLR0913 - one parameter an option
    page: Path, form: str, folder: Path | None, live: bool, publisher: str, no_model: bool
) -> None:
    """Check the answer in PAGE against the library: its references and each of its sentences.

    PAGE is Markdown, plain text, HTML, PDF, Word (.docx) or our own JSON. By rules: shared words,
    numbers with units, names, negation, direction, comparison, population and strength. A small
    model that comes along reads which way an effect went; it lifts no objection of a rule.
    Only reference entries are sent with --live. Exit codes: 0 every sentence is supported and
    nothing else is wrong, 7 something is not supported, 8 something is contradicted.
    """
    settled = settings(folder)
    index, _ = library_to_ask(settled)
    try:
        if page.suffix.lower() == ".json":
            report = reverify(_answer(page), index)
        else:
            model = None if no_model else entailment()
            report = _report(_foreign(page, publisher), index, settled, model, live=live)
    finally:
        index.close()
    if form == "json":
        click.echo(report.model_dump_json(indent=2))
    elif form == "html":
        click.echo(report_to_html(report), nl=False)
    else:
        width = min(100, shutil.get_terminal_size((96, 24)).columns)
        click.echo(printable(report_to_text(report, width)), nl=False)
    raise SystemExit(_exit_code(report))


def _foreign(path: Path, publisher: str) -> ForeignPage:
    page = foreign_page(path, sources())
    return page.model_copy(update={"publisher": publisher}) if publisher else page


def _report(
    page: ForeignPage, index: Index, settled: Settings, model: Entailment | None, *, live: bool
) -> Report:
    if not live:
        return check_page(page, index, model=model)
    with reference_lookups(settled, _say, agrees) as lookups:
        return check_page(page, index, lookups, model)


def _say(line: str) -> None:
    click.echo(printable(line), err=True)


def _exit_code(report: Report) -> int:
    verdicts = {checked.verdict for checked in report.claims}
    if Verdict.CONTRADICTED in verdicts:
        return 8
    sound = not report.findings and not any(resolved.problems for resolved in report.references)
    return 0 if verdicts == {Verdict.SUPPORTED} and sound else 7


def _answer(page: Path) -> Answer:
    try:
        return Answer.model_validate_json(page.read_bytes())
    except ValidationError as error:
        faults = error.error_count()
        raise UsageError(
            f"{page} is not an answer of 'probatum ask --format json' ({faults} faults)"
        ) from error
