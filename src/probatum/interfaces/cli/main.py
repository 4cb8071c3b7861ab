"""The ``probatum`` command. Sub-commands load when called, so that ``--help`` is quick."""

from __future__ import annotations

import os
import sys

import click

from probatum import __version__
from probatum.errors import ProbatumError
from probatum.interfaces.cli.lazy import LazyGroup

COMMANDS = {
    "ask": ("probatum.interfaces.cli.ask:ask", "Answer a clinical question."),
    "check": ("probatum.interfaces.cli.check:check", "Check an answer written elsewhere."),
    "library": ("probatum.interfaces.cli.library:library", "Keep the library of evidence."),
    "review": ("probatum.interfaces.cli.review:review", "Review answers as a board."),
    "policy": ("probatum.interfaces.cli.policy:policy", "Print the rules of the board."),
    "people": ("probatum.interfaces.cli.people:people", "Say who belongs to the board."),
    "summary": ("probatum.interfaces.cli.summary:summary", "Summarise guidelines on one page."),
    "publish": ("probatum.interfaces.cli.publish:publish", "Write pages of published articles."),
    "watch": (
        "probatum.interfaces.cli.watch_evidence:watch",
        "Send articles back whose evidence has changed.",
    ),
    "audit": ("probatum.interfaces.cli.audit:audit", "Prove what was done on the board."),
    "records": ("probatum.interfaces.cli.records:records", "Back up articles and people."),
    "privacy": (
        "probatum.interfaces.cli.privacy:privacy",
        "Show what of a text would not be sent.",
    ),
    "evaluate": ("probatum.interfaces.cli.evaluate:evaluate", "Measure on known answers."),
    "model": ("probatum.interfaces.cli.model:model", "Try the language model of the settings."),
    "settings": ("probatum.interfaces.cli.settings:settings", "Show the settings in force."),
    "serve": ("probatum.interfaces.cli.serve:serve", "Open the web page on this machine."),
    "schema": ("probatum.interfaces.cli.schema:schema", "Print the JSON schema of an answer."),
}


@click.command(
    cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="probatum")
@click.option(
    "--config",
    type=click.Path(dir_okay=False, exists=True, resolve_path=True),
    help="Settings file [default: PROBATUM_CONFIG or probatum.toml in your settings folder].",
)
def cli(config: str | None) -> None:
    """Clinical answers you can check."""
    if config:
        # In the environment, so that every process that the call starts has it too.
        os.environ["PROBATUM_CONFIG"] = config


def main() -> None:
    """Run the command; a known error is shown in one line and gives its exit code."""
    try:
        cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except ProbatumError as error:
        click.echo(f"probatum: {error}", err=True)
        sys.exit(error.exit_code)
