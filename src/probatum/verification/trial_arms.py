"""The arms of a trial, read line by line from its record: their names and what each is given.

Written in two ways, as the rest of a record: as rows that name the arm ("Arm: Drugone
(Experimental); Description: …"), as our library keeps them, and as lists under "Intervention 1:".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_LISTED = re.compile(r"^\W*intervention \d+\s*:?\s*$", re.I)
_ENDS = re.compile(
    r"^\W*(?:eligibility|inclusion|exclusion|outcomes?|outcome measurement|results|adverse events|"
    r"participant flow|references)\b[^.;]{0,20}:?\s*$",
    re.I,
)
_ROW = re.compile(
    r"^Arm: (?P<name>[^;]+?)(?: \((?:experimental|other|no intervention|(?:active|placebo|sham) "
    r"comparator)\))?(?P<rest>;.*)?$",
    re.I,
)
_GIVEN = re.compile(r"^Intervention: (?P<name>[^;]+?)(?: \([A-Z][^()]*\))?(?P<rest>;.*)?$")
_UNSAID = re.compile(r"\[?not specified\]?", re.I)


class TrialArm(NamedTuple):
    """An arm: its name, and the lines on what it is given, the name being the first."""

    name: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that is said of the arm."""
        return "\n".join(self.lines)

    @property
    def specified(self) -> bool:
        """Whether more than a name is said."""
        return len(self.lines) > 1 and not _UNSAID.search(self.text)


def trial_arms(lines: Iterable[str]) -> tuple[TrialArm, ...]:
    """The arms that the lines tell of, in order."""
    listed: list[list[str]] = []
    rows: list[tuple[str, str]] = []
    given: list[tuple[str, str]] = []
    within = False
    for line in lines:
        if _LISTED.match(line):
            listed.append([])
            within = True
        elif _ENDS.match(line):
            within = False
        elif row := _ROW.match(line):
            rows.append((row["name"].strip(), line.strip()))
        elif row := _GIVEN.match(line):
            given.append((row["name"].strip(), line.strip()))
        elif within and line.strip():
            listed[-1].append(line.strip())
    arms = [TrialArm(held[0].rstrip(":"), tuple(held)) for held in listed if held]
    for name, told in rows:
        own = (line for drug, line in given if drug.lower() in told.lower())
        arms.append(TrialArm(name, (name, told, *own)))
    return tuple(arms)
