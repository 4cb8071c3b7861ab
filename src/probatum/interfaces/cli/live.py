"""``probatum ask --live``: services are asked before the library answers."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from probatum.interfaces.cli.terminal import printable
from probatum.settings import Settings
from probatum.wiring import live_places
from probatum.workflows.ask import Inquiry
from probatum.workflows.asking_services import Progress, Sent, Told, ask_services


def look_up(inquiry: Inquiry, settings: Settings, *, explain: bool) -> None:
    """Fetch what the services hold on the question into the owner's library, saying so.

    Without a network it is said in one line, and nothing changes.
    """
    for step in ask_services(inquiry, live_places(settings), datetime.now(UTC).year):
        match step:
            case Told():
                _say(step.line)
            case Sent() if explain:
                _say(f"Looking for {step.query.kind}: {step.words}")
            case Sent() | Progress():
                pass


def _say(line: str) -> None:
    click.echo(printable(line), err=True)
