"""A record of a trial, read line by line: counts of events by group, and who may take part.

Records of ClinicalTrials.gov are written in two ways: as rows that name their group ("Serious
adverse event: Anaemia; Group: Drugone; Participants: 7 of 199"), as our library keeps them, and as
lists under headings ("Adverse Events 1:", "Anaemia 7/199 (3.52%)").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from probatum.verification.trial_arms import TrialArm, trial_arms
from probatum.verification.trial_outcomes import Outcome, trial_outcomes

_HEADED = re.compile(r"^\s*adverse events (?P<group>\d+)\s*:?\s*$", re.I)
_LISTED = re.compile(
    r"^\s*(?P<term>.*?[^\d\s*].*?)\s?(?:[*†‡]|\s*\[\d+\]|\s\d(?=\s*\[))*(?:\s*:?\s|(?<=[a-z)*†‡\]]))"
    r"(?P<affected>\d+)\s?/\s?(?P<at_risk>\d+)(?:\s?\(|$)"
)
_ROW = re.compile(
    r"^Serious adverse event: (?P<term>[^;]+);.*?\bGroup: (?P<group>[^;]+);"
    r".*?\bParticipants: (?P<affected>\d+) of (?P<at_risk>\d+)"
)
_TOTAL = re.compile(
    r"^Group: (?P<group>[^;]+);.*?\bWith any serious adverse event: (?P<affected>\d+) of "
    r"(?P<at_risk>\d+)"
)
_GIVEN = re.compile(r"^\W*(?:intervention \d+|arms and interventions)\s*:?\s*$", re.I)
_ELSEWHERE = re.compile(
    r"^\W*(?:outcomes?|outcome measurement|results|results \d+|participant flow|references|"
    r"serious adverse events)\s*:?\s*$",
    re.I,
)
_REGISTERED = re.compile(r"^Outcome: (?P<title>[^;]+)")
_BARE_TOTAL = re.compile(r"^\s*Total: (?P<affected>\d+)\s*$", re.I)
_CRITERIA = re.compile(
    r"^\W*(?:(?:key|main|major) )?(?P<side>inclusion|exclusion)\b"
    r"(?:.{0,30}?(?:criteria)?|\scriteria\b[^:;]{0,60}):?\s*$",
    re.I,
)
_ELIGIBILITY = re.compile(
    r"^\W*(?:eligibility(?: criteria)?|(?:disease|patient) characteristics|"
    r"prior concurrent therapy)\s*:?\s*$",
    re.I,
)


class Count(NamedTuple):
    """Of one group, how many of how many had an event; the term is "" for any event at all."""

    term: str
    group: str
    affected: int
    at_risk: int


class TrialRecord(NamedTuple):
    """What a record states: counts in the order of their groups, and its criteria.

    `name`: how a sentence calls the trial, "" where it is the only one. `serious_only`: whether the
    events that are counted are the serious ones alone. `registered`: titles of outcomes, also of
    those without values.
    """

    name: str
    counts: tuple[Count, ...] = ()
    inclusion: tuple[str, ...] = ()
    exclusion: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    serious_only: bool = False
    outcomes: tuple[Outcome, ...] = ()
    arms: tuple[TrialArm, ...] = ()
    registered: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups, in order."""
        return tuple(dict.fromkeys(count.group for count in self.counts))


def trial_record(name: str, lines: Iterable[str]) -> TrialRecord:
    """The record that the lines hold; empty where they are of something else."""
    counts: list[Count] = []
    sides: dict[str, list[str]] = {"inclusion": [], "exclusion": [], "given": []}
    side, group, serious = "", "", False
    lines = list(lines)
    for line in lines:
        if heading := _CRITERIA.match(line):
            side = heading["side"].lower()
        elif _ELIGIBILITY.match(line):
            side = "inclusion"
        elif _ELSEWHERE.match(line):
            side, group = "", ""
        elif _GIVEN.match(line):
            side = "given"
        elif headed := _HEADED.match(line):
            group, side = headed["group"], ""
        elif (row := _ROW.match(line) or _TOTAL.match(line)) or (
            group and (row := _LISTED.match(line))
        ):
            counts.append(_count(row, group))
            serious = serious or not group
        elif group and (bare := _BARE_TOTAL.match(line)):
            counts.append(Count("", group, int(bare["affected"]), 0))
        elif side and line.strip():
            sides[side].append(line.strip())
    inclusion, exclusion, given = map(tuple, sides.values())
    counted = tuple(_with_people(counts))
    outcomes, arms = trial_outcomes(lines), trial_arms(lines)
    titles = (found["title"].strip() for line in lines if (found := _REGISTERED.match(line)))
    return TrialRecord(
        name,
        counted,
        inclusion,
        exclusion,
        given,
        serious,
        outcomes,
        arms,
        tuple(dict.fromkeys(titles)),
    )


def _with_people(counts: list[Count]) -> Iterable[Count]:
    """A total that does not say of how many is of as many as the other events of its group."""
    people = {count.group: count.at_risk for count in counts if count.at_risk}
    return (count._replace(at_risk=count.at_risk or people.get(count.group, 0)) for count in counts)


def _count(row: re.Match[str], group: str) -> Count:
    found = row.groupdict()
    term = (found.get("term") or "").strip(" *:")
    term = "" if term.lower() == "total" else term
    named = (found.get("group") or group).strip()
    return Count(term, named, int(found["affected"]), int(found["at_risk"]))
