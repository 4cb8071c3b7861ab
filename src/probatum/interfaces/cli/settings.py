"""``probatum settings``: what is in force, and who said so."""

from __future__ import annotations

from collections.abc import Iterator

import click

from probatum.interfaces.cli.terminal import printable
from probatum.settings import Settings
from probatum.settings import settings as assembled
from probatum.settings.file import settings_file
from probatum.settings.in_force import InForce, in_force
from probatum.settings.sample import sample


@click.command()
@click.option("--sample", "as_file", is_flag=True, help="Print a settings file to begin with.")
def settings(as_file: bool) -> None:
    """Show every setting in force and where it comes from. Keys of services are never shown.

    The environment comes before the settings file, and a call before both.
    """
    if as_file:
        click.echo(sample(), nl=False)
        return
    # Assembled first, so that whatever is wrong is said before anything is shown.
    for line in _lines(assembled()):
        click.echo(printable(line))


def _lines(found: Settings) -> Iterator[str]:
    folders = {"library.folder": str(found.library), "sources.cache_folder": str(found.cache)}
    path = settings_file()
    yield f"Settings file: {path}{'' if path.exists() else ' (there is none)'}"
    table = ""
    for each in in_force({}).values():
        if each.setting.table != table:
            table = each.setting.table
            yield f"\n[{table}]"
        shown = folders.get(each.setting.key) or _shown(each)
        yield f"{each.setting.name:<22}{shown}  ({each.origin})"


def _shown(each: InForce) -> str:
    if each.value is None or each.value == ():
        return "not set"
    if each.setting.secret:
        return "set"
    if isinstance(each.value, bool):
        return "true" if each.value else "false"
    if isinstance(each.value, tuple):
        return ", ".join(each.value)
    return f"{each.value:g}" if isinstance(each.value, float) else str(each.value)
