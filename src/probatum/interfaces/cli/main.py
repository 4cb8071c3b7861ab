"""The ``probatum`` command. Sub-commands load when called, so that ``--help`` is quick."""

from __future__ import annotations

import importlib
import sys
from typing import ClassVar

import click

from probatum import __version__
from probatum.errors import ProbatumError


class LazyGroup(click.Group):
    """A group that imports a sub-command only when it is named."""

    commands_by_name: ClassVar[dict[str, tuple[str, str]]] = {
        "ask": ("probatum.interfaces.cli.ask:ask", "Answer a clinical question."),
        "check": ("probatum.interfaces.cli.check:check", "Check an answer written elsewhere."),
        "library": ("probatum.interfaces.cli.library:library", "Keep the library of evidence."),
        "schema": ("probatum.interfaces.cli.schema:schema", "Print the JSON schema of an answer."),
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order they are shown."""
        return list(self.commands_by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now."""
        if cmd_name not in self.commands_by_name:
            return None
        module, _, name = self.commands_by_name[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.commands_by_name.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="probatum")
def cli() -> None:
    """Clinical answers you can check."""


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
