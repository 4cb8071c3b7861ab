"""``probatum library update``: look again at what is stale."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import click

from probatum.interfaces.cli.collect_pages import opened_shelf
from probatum.interfaces.cli.progress import progress_bar
from probatum.interfaces.cli.terminal import printable
from probatum.library.origins import Origins
from probatum.settings import settings
from probatum.wiring import open_library, refreshers
from probatum.workflows.guidelines import listed_hosts
from probatum.workflows.update import Policy, Updated
from probatum.workflows.update import update as refresh

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SHOWN = 50


class Duration(click.ParamType[timedelta]):
    """A length of time as people write it: "30d", "12h"."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        """Raises ``click.BadParameter``."""
        if isinstance(value, timedelta):
            return value
        match = re.fullmatch(r"(\d{1,5})\s*([smhdw])", str(value).strip().lower())
        if not match:
            self.fail(f"{value!r} is no time; write a number with s, m, h, d or w: 30d", param, ctx)
        return timedelta(**{_UNITS[match[2]]: int(match[1])})


@click.command()
@click.option(
    "--older-than",
    type=Duration(),
    help="Look at what was not looked at for so long (30d, 12h) [default: PDQ 7d, all else 30d].",
)
@click.option(
    "--at-most",
    type=click.IntRange(1),
    default=2000,
    show_default=True,
    help="Documents or pages of each kind to look at this time.",
)
@click.pass_obj
def update(folder: Path | None, older_than: timedelta | None, at_most: int) -> None:
    """Look again at documents with a known way back, the longest unseen first.

    Records of PubMed are fetched anew, Crossref is asked for notices on works with a DOI, and
    cancer.gov and the pages of guideline lists are asked whether they changed. Says what was
    retracted, put under concern, corrected, superseded or revised, and what is no longer there;
    nothing is removed. Stop it at any moment and call it again: it goes on.

    Exit code 5 when a service or page could not be asked.
    """
    place = settings(folder)
    open_library(place).close()  # one that is not there is an error, and is not made
    with closing(Origins(place.library)) as origins:
        hosts = listed_hosts(origins)
    with (
        opened_shelf(place, hosts) as shelf,
        refreshers(place) as services,
        progress_bar() as report,
    ):
        policy = Policy(older_than, at_most)
        found = refresh(shelf, services, place.web.cancer_gov, policy, report)
    tell(found)


def tell(found: Updated) -> None:
    """Say what changed; leave with exit code 5 when something could not be asked."""
    for look in found.looks:
        left = f", {look.left} left" if look.left else ""
        click.echo(f"{look.name}: {look.looked_at} looked at, {len(look.revised)} changed{left}")
        if look.unavailable:
            click.echo(printable(f"  {look.unavailable}"), err=True)
    for turn in found.turns:
        click.echo(printable(f"{turn.after + ':':<14}{turn.document}  (was {turn.before})"))
    turned = {turn.document for turn in found.turns}
    revised = dict.fromkeys(
        name for look in found.looks for name in look.revised if name not in turned
    )
    for line in _some([f"{'revised:':<14}{name}" for name in revised]):
        click.echo(printable(line))
    unreachable = [pair for look in found.looks for pair in look.unreachable]
    for line in _some([f"{'unreachable:':<14}{name}  {reason}" for name, reason in unreachable]):
        click.echo(printable(line), err=True)
    if unreachable or any(look.unavailable for look in found.looks):
        sys.exit(5)


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"and {len(lines) - _SHOWN:,} more; 'probatum library status' shows them"
