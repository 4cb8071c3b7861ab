"""Who acts on the board from the command line, and the records they act on.

Whoever may run commands on this machine is trusted to say who they are; the audit log therefore
says "the command line" with everything done here.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from probatum.errors import UsageError
from probatum.evidence.article import Person, Role
from probatum.records.board import Board
from probatum.records.records import Records
from probatum.review.stages import Act
from probatum.settings import Settings, settings
from probatum.wiring import board
from probatum.workflows.people import OPERATOR, person_of

VIA = "the command line"

library_option = click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the library [default: PROBATUM_LIBRARY or the user's data folder].",
)


@dataclass(frozen=True)
class Desk:
    """The records and whoever acts on them."""

    board: Board
    settings: Settings
    by: Person

    @property
    def records(self) -> Records:
        """Of the board."""
        return self.board.records

    def act(self, why: str = "", interests: str = "") -> Act:
        """What this person does now."""
        return Act(by=self.by, at=datetime.now(UTC), why=why, interests=interests, via=VIA)


def acting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options that say who acts on which records, and hands the command its `Desk`."""

    @library_option
    @click.option(
        "--as", "me", metavar="PERSON", help="Who you are on the board [default: PROBATUM_ME]."
    )
    @wraps(command)
    def with_desk(*given: Any, folder: Path | None, me: str | None, **named: Any) -> Any:
        with desk(folder, me) as here:
            return command(*given, here=here, **named)

    return with_desk


@contextmanager
def desk(folder: Path | None, me: str | None) -> Iterator[Desk]:
    """The records, for the time of the block, with the person who acts."""
    chosen = settings(folder)
    name = me or chosen.me
    if not name:
        raise UsageError("say who you are: --as PERSON, PROBATUM_ME, or 'me' under [board]")
    with board(chosen) as opened:
        yield Desk(opened, chosen, person_of(opened.records, name))


@contextmanager
def operators_desk(folder: Path | None) -> Iterator[Desk]:
    """The same for whoever runs this machine: an owner by having its files."""
    chosen = settings(folder)
    operator = Person(id=OPERATOR, name=getpass.getuser(), roles=frozenset({Role.OWNER}))
    with board(chosen) as opened:
        yield Desk(opened, chosen, operator)
