"""Outcomes of a trial, read line by line from its record: what was measured, and the values by arm.

Written in two ways, as the rest of a record: as rows that name outcome and group, as our library
keeps them, and as lists under "Outcome Measurement:" and "Results 1:".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

_TITLED = re.compile(r"^\s*outcome measurement\s*:?\s*$", re.I)
_RESULTS = re.compile(r"^\s*results \d+\s*:?\s*$", re.I)
_GROUP = re.compile(r"^\s*arm/group title: (?P<name>.+?)\s*$", re.I)
_PEOPLE = re.compile(r"^\s*overall number of participants analyzed: (?P<count>\d[\d,]*)", re.I)
_MEASURE = re.compile(
    r"^\s*(?:measure type: )?(?P<kind>number|count of \w+|mean|median|(?:geometric |least squares "
    r"|log )?mean)\b(?:\s\([^)]*\))?\s*$",
    re.I,
)
_UNIT = re.compile(r"^\s*unit of measure: (?P<unit>.*?)(?:\s{2,}(?P<rest>.*))?$", re.I)
_NUMBER = r"[-−]?\d[\d,]*(?:\.\d+)?|[-−]?\.\d+"
_VALUE = re.compile(
    rf"^\s*(?:(?P<label>\S.*?):\s*)?(?P<value>{_NUMBER})(?:\s+(?P<percent>\d+(?:\.\d+)?)\s?%)?"
    r"(?:\s+\((?P<spread>[^()]*)\))?\s*$"
)
_PENDING = re.compile(r"^\s*(?P<label>\S.*?): (?P<count>\d+) participants\s*$", re.I)
_RANGE = re.compile(rf"(?P<low>{_NUMBER}) to (?P<high>{_NUMBER})")
_FRAME = re.compile(r"^\s*time frame: (?P<frame>.+?)\s*$", re.I)
_ROW = re.compile(r"^Outcome: (?P<title>.+?); (?P<rest>.*\bGroup: .+)$")
_ANALYSED = re.compile(r"\bGroup: (?P<group>.+?); (?:\w+ )?analysed: (?P<count>\d+)\s*$")
_MEASURED = re.compile(
    r"(?:Time frame: (?P<frame>.+?); )?(?:Category: (?P<label>.+?); )?Group: (?P<group>.+?); "
    rf"(?P<kind>[A-Z][\w ]+): (?P<value>{_NUMBER})(?: (?P<unit>[^;]+))?(?:; (?P<spread>.*))?$"
)
_FULL_RANGE = re.compile(r"\bfull range\b", re.I)


class Value(NamedTuple):
    """What was measured in a group; `label` says of what where there are several."""

    group: str
    label: str
    value: float
    low: float | None = None
    high: float | None = None


class Outcome(NamedTuple):
    """An outcome with its values; `spread` says whether low and high are the least and most."""

    title: str
    unit: str = ""
    kind: str = ""
    frame: str = ""
    people: tuple[tuple[str, int], ...] = ()
    values: tuple[Value, ...] = ()
    told: str = ""
    full_range: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups, in order."""
        return tuple(dict.fromkeys([*(n for n, _ in self.people), *(v.group for v in self.values)]))

    @property
    def counts(self) -> bool:
        """Whether a value is a number of participants."""
        return bool(re.match(r"(?:number of )?(?:participants|patients|subjects|women|people)\b",
                             self.unit, re.I))  # fmt: skip

    @property
    def percents(self) -> bool:
        """Whether a value is a percentage of participants."""
        of_people = re.search(
            r"participants|patients|subjects|women|people|respon", self.unit, re.I
        )
        bare = re.fullmatch(r"\W*(?:percent(?:age)?s?|%)\W*", self.unit, re.I)
        rate = re.search(r"\b(?:rate|participants|patients|subjects)\b", self.title, re.I)
        percent = re.search(r"percent|%", self.unit, re.I)
        return bool(percent and (of_people or (bare and rate))) and not self.changes

    @property
    def changes(self) -> bool:
        """Whether a value is a change from what was before."""
        return bool(re.search(r"\bchange\b", f"{self.unit} {self.title}", re.I))


def trial_outcomes(lines: Iterable[str]) -> tuple[Outcome, ...]:
    """The outcomes that the lines give values of."""
    lines = [line for line in lines if line.strip()]
    return (*_listed(lines), *_rows(lines))


def _listed(lines: list[str]) -> Iterable[Outcome]:
    starts = [at for at, line in enumerate(lines) if _TITLED.match(line)]
    for start, end in pairwise([*starts, len(lines)]):
        if (found := _outcome(lines[start + 1 : end])).values:
            yield found


def _outcome(lines: list[str]) -> Outcome:
    """What stands before the first group tells of the outcome, the rest of its groups."""
    starts = [at for at, line in enumerate(lines) if _RESULTS.match(line)]
    told = lines[1 : starts[0]] if starts else lines[1:]
    frame = next((found["frame"] for line in told if (found := _FRAME.match(line))), "")
    outcome = Outcome(lines[0].strip() if lines else "", frame=frame)
    outcome = outcome._replace(told=" ".join(each.strip() for each in told))
    for start, end in pairwise([*starts, len(lines)]):
        outcome = _with_group(outcome, lines[start + 1 : end])
    return outcome


def _with_group(outcome: Outcome, lines: list[str]) -> Outcome:
    name, people, pending = "", 0, ""
    values: list[Value] = []
    measured = False
    for line in lines:
        if title := _GROUP.match(line):
            known = title["name"] in dict(outcome.people)
            name = f"{title['name']} ({len(outcome.people) + 1})" if known else title["name"]
        elif count := _PEOPLE.match(line):
            people = int(count["count"].replace(",", ""))
        elif not measured and (kind := _MEASURE.match(line)):
            full = bool(_FULL_RANGE.search(line))
            outcome = outcome._replace(kind=kind["kind"].lower(), full_range=full)
        rest = line
        if unit := _UNIT.match(line):
            outcome, measured, rest = outcome._replace(unit=unit["unit"]), True, unit["rest"] or ""
        if measured and (waiting := _PENDING.match(rest)):
            pending = waiting["label"]
        elif measured and (value := _VALUE.match(rest)):
            values.append(_value(name, value["label"] or pending, value["value"], value["spread"]))
            pending = ""
    groups = (*outcome.people, (name, people)) if people else outcome.people
    return outcome._replace(people=groups, values=(*outcome.values, *values))


def _rows(lines: list[str]) -> Iterable[Outcome]:
    found: dict[str, Outcome] = {}
    for line in lines:
        row = _ROW.match(line)
        if row is None:
            continue
        known = found.get(row["title"], Outcome(row["title"]))
        if count := _ANALYSED.search(row["rest"]):
            known = known._replace(people=(*known.people, (count["group"], int(count["count"]))))
        elif each := _MEASURED.match(row["rest"]):
            label = each["label"] or ""
            value = _value(each["group"], label, each["value"], each["spread"])
            known = known._replace(
                unit=each["unit"] or "",
                kind=each["kind"].lower(),
                frame=each["frame"] or "",
                values=(*known.values, value),
                full_range=bool(_FULL_RANGE.search(each["spread"] or "")),
            )
        found[row["title"]] = known
    return [outcome for outcome in found.values() if outcome.values]


def _value(group: str, label: str, value: str, spread: str | None) -> Value:
    bounds = _RANGE.search(spread or "")
    low, high = (_float(bounds["low"]), _float(bounds["high"])) if bounds else (None, None)
    return Value(group, label.strip(), _float(value), low, high)


def _float(written: str) -> float:
    return float(written.replace(",", "").replace("−", "-"))
