"""Of which trial and which of its groups a sentence speaks: "cohort 2 of the primary trial"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from probatum.verification.trial_record import Count, TrialRecord

_PEOPLE = r"(?:patients|participants|population|subjects|people)"
_GROUP = r"(?:cohorts?|arms?|groups?)"

_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4"}


class Place(NamedTuple):
    """A group of people as a sentence names it, with all that is counted of them."""

    name: str
    counts: tuple[Count, ...]

    def of(self, terms: frozenset[str]) -> tuple[int, int]:
        """How many had any of the events, added up, and how many people there are."""
        affected = sum(count.affected for count in self.counts if count.term in terms)
        at_risk = {count.group: count.at_risk for count in self.counts}
        return affected, sum(at_risk.values())

    @property
    def terms(self) -> tuple[str, ...]:
        """Every event that is listed."""
        return tuple(dict.fromkeys(count.term for count in self.counts if count.term))


def placed(sentence: str, records: Sequence[TrialRecord]) -> tuple[str, list[Place]]:
    """The sentence with each place as "@0", "@1" …, and the places."""
    places: list[Place] = []
    pattern = _pattern(records)
    last: list[TrialRecord] = [] if len(records) > 1 else list(records)

    def marked(match: re.Match[str]) -> str:
        named = (match["trial"] or match["within"] or "").lower()
        chosen = [r for r in records if r.name.lower() == named] if named else last
        if len(chosen) != 1:
            return match[0]
        last[:] = chosen  # "cohort 1" after "cohort 2 of the primary trial" is of the same
        places.append(_place(match, chosen[0]))
        return f"@{len(places) - 1}"

    return pattern.sub(marked, sentence), places


def _pattern(records: Sequence[TrialRecord]) -> re.Pattern[str]:
    trials = "|".join(re.escape(r.name) for r in records if r.name) or "(?!)"
    named = sorted({g for r in records for g in r.groups if not g.isdigit()}, key=len, reverse=True)
    titles = "|".join(re.escape(name) for name in named) or "(?!)"
    trial = (
        rf"(?:the (?:entire |whole )?(?:{_PEOPLE} |patient cohort )?(?:of )?)?(?:the )?"
        rf"(?P<trial>{trials})"
    )
    within = trial.replace("trial>", "within>")
    group = rf"(?:the |both |each )?{_GROUP} (?P<one>\d|one|two|three|four)"
    group += rf"(?:,? (?:and|&|or) (?:{_GROUP} )?(?P<two>\d|one|two|three|four))?\b"
    title = rf"(?:the )?(?P<title>{titles})(?: {_GROUP})?"
    return re.compile(
        rf"\b(?:(?:{group}|{title})(?: {_PEOPLE})?(?:,?(?: (?:of|in|from))? {within})?"
        rf"|{trial})(?:'s)?(?: {_PEOPLE}\b)?",
        re.I,
    )


def _place(match: re.Match[str], record: TrialRecord) -> Place:
    written = ((match[name] or "").lower() for name in ("one", "two"))
    numbers = {_NUMBERS.get(number, number) for number in written} - {""}
    title = (match["title"] or "").lower()
    wanted = {
        group
        for at, group in enumerate(record.groups, 1)
        if not (numbers or title) or str(at) in numbers or group.lower() == title
    }
    return Place(match[0].strip(), tuple(c for c in record.counts if c.group in wanted))
