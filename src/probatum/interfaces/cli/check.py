"""``probatum check``: an answer written elsewhere, sentence by sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
from pydantic import ValidationError

from probatum.errors import UsageError
from probatum.evidence.answer import Answer
from probatum.evidence.claim import Verdict
from probatum.interfaces.cli.terminal import printable
from probatum.publishing.report import report_to_text
from probatum.settings import settings
from probatum.wiring import library_to_ask
from probatum.workflows.check import check_page
from probatum.workflows.reverify import reverify


@click.command()
@click.argument("page", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the library [default: PROBATUM_LIBRARY or the user's data folder].",
)
def check(page: Path, form: str, folder: Path | None) -> None:
    """Check the answer in PAGE (Markdown, plain text, or our own JSON) against the library.

    Without a model: shared words, numbers with units, drug and gene names, negation, direction and
    strength. Exit codes: 0 every sentence is supported, 7 some are not, 8 some are contradicted.
    """
    try:
        text = page.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{page} is not UTF-8 text; save it as Markdown or plain text") from error
    index, _ = library_to_ask(settings(folder))
    try:
        if page.suffix.lower() == ".json":
            report = reverify(_answer(page, text), index)
        else:
            report = check_page(text, index)
    finally:
        index.close()
    if form == "json":
        click.echo(report.model_dump_json(indent=2))
    else:
        width = min(100, shutil.get_terminal_size((96, 24)).columns)
        click.echo(printable(report_to_text(report, width)), nl=False)
    verdicts = {checked.verdict for checked in report.claims}
    if Verdict.CONTRADICTED in verdicts:
        raise SystemExit(8)
    if verdicts != {Verdict.SUPPORTED}:
        raise SystemExit(7)


def _answer(page: Path, text: str) -> Answer:
    try:
        return Answer.model_validate_json(text)
    except ValidationError as error:
        faults = error.error_count()
        raise UsageError(
            f"{page} is not an answer of 'probatum ask --format json' ({faults} faults)"
        ) from error
