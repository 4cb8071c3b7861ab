"""Of which arms of which trial a sentence on treatments speaks: "both cohorts of the trial"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from probatum.verification.trial_arms import TrialArm
from probatum.verification.trial_record import TrialRecord

_PEOPLE = r"(?:(?:patient|study) )?(?:patients?|participants?|pariticpants|subjects?|people|women)"
_KIND = r"(?:(?:patient|study|treatment|intervention) )?(?:cohorts?|arms?|groups?|interventions?)"
_NAMELESS = r"(?:(?<=the )|(?<=this ))(?:trial|study)"
_FEWEST_LETTERS = 4
_EVERY = re.compile(r"(?:the )?(?:both|all|every|each|either|neither|none)\b", re.I)


class ArmPlace(NamedTuple):
    """Arms as a sentence names them together.

    `every`: whether what is said must hold for each; `people`: whether of the people of a trial.
    `others`: the rest of the trial's arms.
    """

    name: str
    trial: str
    arms: tuple[TrialArm, ...]
    others: tuple[TrialArm, ...]
    every: bool
    people: bool


def placed_arms(sentence: str, records: Sequence[TrialRecord]) -> tuple[str, list[ArmPlace]]:
    """The sentence with each place as "@0", "@1" …, and the places; a trial alone is all arms."""
    places: list[ArmPlace] = []
    last = list(records) if len(records) == 1 else []

    def marked(match: re.Match[str]) -> str:
        named = [match[f"trial{at}"] for at in range(5)]
        wanted = {name.lower() for name in named if name}
        wanted = wanted or _named_after(match, records)
        chosen = [r for r in records if r.name.lower() in wanted] or last
        if not chosen:
            return match[0]
        last[:] = chosen
        found = [_place(match, record) for record in chosen]
        if not all(place and place.arms for place in found):
            return match[0]
        places.extend(place for place in found if place is not None)
        lead = "neither " if re.match(r"neither|none", match[0], re.I) else ""
        lead = "only " if re.match(r"only\b", match[0], re.I) else lead
        marks = range(len(places) - len(found), len(places))
        return f"{lead}{' and '.join(f'@{mark}' for mark in marks)} "

    text = _pattern(records).sub(marked, sentence)
    return _without_repeated(" ".join(text.split()), places), places


def _named_after(match: re.Match[str], records: Sequence[TrialRecord]) -> set[str]:
    """The trial that is named behind its group: "cohort 1 is the control in the trial"."""
    rest = re.split(
        rf"[;,]|\b(?:but|while|whereas)\b|{_KIND} \d", match.string[match.end() :], flags=re.I
    )
    names = {record.name.lower() for record in records if record.name}
    found = [
        name for name in names if re.search(rf"\b(?:in|of|for) (?:the )?{name}", rest[0], re.I)
    ]
    return set(found) if len(found) == 1 and len(records) > 1 else set()


def _pattern(records: Sequence[TrialRecord]) -> re.Pattern[str]:
    trials = "|".join(re.escape(r.name) if r.name else _NAMELESS for r in records)
    titles = sorted(
        {a.name for r in records for a in r.arms if len(a.name) >= _FEWEST_LETTERS},
        key=len,
        reverse=True,
    )
    title = "|".join(map(re.escape, titles)) or "(?!)"
    one = rf"(?:the )?(?P<trial0>{trials})(?:(?: and|,? or) (?:the )?(?P<trial1>{trials}))?"
    within = one.replace("trial0", "trial2").replace("trial1", "trial3")
    every = r"(?:the )?(?P<every>both|all|every|each|either|neither|none|(?<=the )(?:two|three))"
    every += r"(?: of)?(?: the)?(?: two| \d)?"
    number = rf"(?:the |both |only |all |each )?{_KIND} ?(?P<one>\d|[A-F]\b)"
    number += rf"(?:,? (?:and|&|or) (?:{_KIND} )?(?P<two>\d|[A-F]\b))?\b"
    group = rf"(?:{number}|{every} {_KIND}|the (?P<title>{title}) {_KIND})"
    whom = r"(?:(?:only|all|every|each|neither|none|any|some)(?: of)? )?(?:the )?"
    whom += rf"(?:{_PEOPLE} )(?:taking part |enrolled )?(?:of|in|from|for|undergoing) "
    return re.compile(
        rf"(?<!\w)(?:{group}(?: {_PEOPLE})?(?:,? (?:of|in|from|for) {within})?"
        rf"|(?P<all>{whom})?{one}(?:'s)?(?P<who> {_PEOPLE}\b)?"
        rf"|(?:(?:all|every|each|both)(?: of)? )?(?:the )?(?P<trial4>{trials}))(?!\w)",
        re.I,
    )


def _place(match: re.Match[str], record: TrialRecord) -> ArmPlace | None:
    numbers = [n for n in (match["one"], match["two"]) if n]
    title = (match["title"] or "").lower()
    own = _chosen(record.arms, numbers, title)
    if numbers and len(own) != len(numbers):
        return None
    every = bool(numbers or title or _EVERY.match(match[0]))
    people = bool(match["all"] or match["who"])
    others = tuple(arm for arm in record.arms if arm not in own)
    return ArmPlace(match[0].strip(), record.name, tuple(own), others, every, people)


def _chosen(arms: Sequence[TrialArm], numbers: Sequence[str], title: str) -> list[TrialArm]:
    if numbers:
        at = [int(n) if n.isdigit() else "abcdef".index(n.lower()) + 1 for n in numbers]
        return [arms[place - 1] for place in at if 0 < place <= len(arms)]
    return [arm for arm in arms if not title or arm.name.lower() == title]


def _without_repeated(text: str, places: list[ArmPlace]) -> str:
    """A trial that is named beside one of its own arms adds nothing: "in @0, @1 receive"."""
    marks = [int(mark) for mark in re.findall(r"@(\d+)", text)]
    for mark in marks:
        whole = places[mark]
        parts = [m for m in marks if m != mark and places[m].trial == whole.trial]
        bare = not (whole.others or whole.every or whole.people)
        if bare and any(places[m].others or places[m].every for m in parts):
            text = re.sub(rf"\b(?:in|of|from|for)\s+@{mark}\b,?", " ", text, flags=re.I)
    return " ".join(text.split())
