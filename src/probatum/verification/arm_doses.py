"""Doses, times and ways by which the words of an arm give a treatment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isclose
from typing import NamedTuple

from probatum.verification.route import routes
from probatum.verification.schedule import Schedule, schedules
from probatum.verification.treatment_kinds import Treatment, treatments
from probatum.verification.units import converted, is_time, table, unit_name, unit_pattern

_AMOUNT = re.compile(
    rf"(?<![\w.,-])(?P<value>\d[\d,]*(?:\.\d+)?)\s?-?(?P<unit>{unit_pattern()})", re.I
)
_PARTS = re.compile(r"\n|;\s|(?<=[a-z)\d%])\.\s+(?=[A-Z])")
_BETWEEN = re.compile(
    r"\b(?:and|plus|with|followed by|in combination|combined|as well as|then)\b|[,+&]", re.I
)
_CYCLE = re.compile(
    r"\b(?P<n>\d+|three|four)[ -](?P<unit>day|week|wk)s?\b(?=[ -](?:treatment |dosing |long )?"
    r"(?:cycles?|courses?))|(?:cycles?|courses?) (?:repeats? |is |are |= ?|of |lasting )?"
    r"(?:every )?\(?(?P<m>\d+) ?(?P<munit>day|week)s?|"
    r"repeats? every (?P<k>\d+) (?P<kunit>day|week)s?",
    re.I,
)
_A_DAY = re.compile(r"\s?(?:per|a|/) ?day\b", re.I)
_SPELT = {"three": 3, "four": 4}
_NO_DOSE = {"percent", "person", "point", "fold", "time_or_times", "trial", "dose", "cycle"}
_WAYS = (
    (re.compile(r"\b(?:by|via|through|an?|given|over|as)? ?IV\b|\b(?:by|into a|in the) veins?\b|"
                r"intraveinous\w*|\binfusions?\b", re.I), " intravenously "),
    (re.compile(r"\borally|\bby mouth|\bP\.?O\.?\b|\bpills?\b|\btablets?\b|\bcapsules?\b", re.I),
     " orally "),
    (re.compile(r"\bs\.?c\.?(?= injection|\)| on|,)|\bsubcutaneous\w*|\bsubq\b", re.I),
     " subcutaneously "),
    (re.compile(r"\bintramuscular\w*|\binto (?:the|a) muscles?|\bI\.?M\.?(?=[ ,;)]|$)"),
     " intramuscularly "),
    (re.compile(r"\b(?:cream|gel|ointment|lotion|topical\w*|patch(?:es)?)\b", re.I), " topical "),
)  # fmt: skip


class Amount(NamedTuple):
    """So much of a unit, as written."""

    value: float
    unit: str
    written: str
    start: int
    a_day: bool = False

    def equals(self, other: Amount) -> bool | None:
        """Whether both are as much; None where their units cannot be compared."""
        value = self.in_unit(other.unit)
        if value is None or self.a_day != other.a_day:
            return None
        return isclose(value, other.value, rel_tol=1e-3)

    def in_unit(self, unit: str) -> float | None:
        """The value in another unit, None where that is of something else."""
        parts = {*self.unit.split("/"), *unit.split("/")}
        return converted(self.value, self.unit, unit) if parts <= set(table()) else None


def plain(text: str) -> str:
    """With units written in one way."""
    text = re.sub(r"\bm ?(?:\^ ?2|2)\b|\bm¬¨‚â§", "m²", text)
    text = re.sub(r"\bIUs\b", "IU", re.sub(r"(?<=\d)\s(?=000\b)", "", text))
    return re.sub(r"\b(milligrams?|micrograms?|grams?) \((?:mg|mcg|g)\)", r"\1", text)


def amounts(text: str) -> tuple[Amount, ...]:
    """Every dose of the text; times are none."""
    return tuple(each for each in _amounts(text) if not is_time(each.unit))


def times(text: str) -> tuple[Amount, ...]:
    """Every length of time of the text."""
    return tuple(each for each in _amounts(text) if is_time(each.unit))


def _amounts(text: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        written = match["unit"]
        unit = unit_name(written if unit_name(written) in table() else written.lower())
        if unit not in _NO_DOSE:
            value, bare = float(match["value"].replace(",", "")), unit.removesuffix("/day")
            a_day = unit != bare or bool(_A_DAY.match(text, match.end()))
            yield Amount(value, bare, match[0].strip(), match.start(), a_day)


def cycles(text: str) -> frozenset[float]:
    """Lengths of cycles, in days."""
    found = set()
    for match in _CYCLE.finditer(text):
        written = match["n"] or match["m"] or match["k"]
        unit = match["unit"] or match["munit"] or match["kunit"]
        number = float(_SPELT.get(written.lower(), 0) or written)
        found.add(number * (1 if unit.lower() == "day" else 7))
    return frozenset(found)


def ways(text: str) -> frozenset[str]:
    """Routes that the text names, also in short."""
    for pattern, words in _WAYS:
        text = pattern.sub(words, text)
    return routes(text)


def parts_on(treatment: Treatment, text: str) -> tuple[str, ...]:
    """The parts of the text that give this treatment: from its name to the next treatment's."""
    found: list[str] = []
    for part in _PARTS.split(plain(text)):
        named = [t for t in treatments(part) if not treatment.known_as.search(t.name)]
        for match in treatment.known_as.finditer(part):
            before = [t.end for t in named if t.end <= match.start()]
            after = [t.start for t in named if t.start >= match.end()]
            start = max(before, default=0)
            end = min(after, default=len(part))
            joined = [m.end() for m in _BETWEEN.finditer(part, start, match.start())]
            if before and joined:
                start = joined[-1]
            joined = [m.start() for m in _BETWEEN.finditer(part, match.end(), end)]
            if after and joined:
                end = joined[-1]
            found.append(part[start:end])
    return tuple(found)


def doses_of(treatment: Treatment, text: str) -> tuple[Amount, ...]:
    """Every dose of the treatment that the text gives, each once."""
    found: dict[tuple[float, str], Amount] = {}
    for part in parts_on(treatment, text):
        for amount in amounts(part):
            found.setdefault((amount.value, amount.unit), amount)
    return tuple(found.values())


def times_of_giving(treatment: Treatment, text: str) -> tuple[Schedule, ...]:
    """How often the text gives the treatment."""
    return tuple(s for part in parts_on(treatment, text) for s in schedules(part))


def ways_of(treatment: Treatment, text: str) -> frozenset[str]:
    """By which ways the text gives the treatment."""
    return frozenset(way for part in parts_on(treatment, text) for way in ways(part))
