"""How often something is given: "every 2 weeks", "q14d", "biweekly" with its two meanings."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isclose
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict

CHECK = "schedule"
_DAYS = {"h": 1 / 24, "hour": 1 / 24, "d": 1.0, "day": 1.0, "w": 7.0, "wk": 7.0, "week": 7.0,
         "month": 30.4375, "year": 365.25, "dai": 1.0, "nightly": 1.0}  # fmt: skip
_COUNT = {"once": 1, "one": 1, "twice": 2, "two": 2, "thrice": 3, "three": 3, "four": 4, "five": 5,
          "six": 6, "other": 2, "second": 2, "third": 3, "fourth": 4, "": 1}  # fmt: skip
_LATIN = {"qd": 1.0, "od": 1.0, "bid": 1 / 2, "bd": 1 / 2, "tid": 1 / 3, "tds": 1 / 3, "qid": 1 / 4,
          "qds": 1 / 4, "qod": 2.0}  # fmt: skip
_TWO_MEANINGS = {
    "biweekly": (3.5, 14.0),
    "bi-weekly": (3.5, 14.0),
    "bimonthly": (15.21875, 60.875),
    "bi-monthly": (15.21875, 60.875),
}
_ALONE = {"daily": 1.0, "nightly": 1.0, "weekly": 7.0, "fortnightly": 14.0, "monthly": 30.4375,
          "quarterly": 91.3125, "yearly": 365.25, "annually": 365.25, "hourly": 1 / 24}  # fmt: skip
_N = r"\d+(?:\.\d+)?|once|one|twice|two|thrice|three|four|five|six|other|second|third|fourth"
_PERIOD = r"hours?|days?|weeks?|months?|years?"
_PATTERNS = re.compile(
    rf"\bevery\s+(?:(?P<every>{_N})[\s-]+)?(?P<unit>{_PERIOD})\b"
    r"|\bq\s?(?P<q>\d+)\s?(?P<qunit>h|d|wk|w)(?:ks?|rs?)?\b"
    rf"|\b(?P<nly>{_N})[\s-](?P<nlyunit>week|month|hour)ly\b(?<!once weekly)(?<!once monthly)"
    rf"|\b(?P<times>{_N})(?:\s+times)?\s*(?:(?:a|an|per|each|every)\s+"
    r"(?P<per>day|week|month|year)|(?P<ly>daily|weekly|monthly|yearly))\b"
    r"|\b(?P<latin>q\.?d|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d|q\.?o\.?d|bd|od|tds|qds)\b\.?"
    rf"|\b(?P<two>{'|'.join(_TWO_MEANINGS)})\b"
    rf"|\b(?P<alone>{'|'.join(_ALONE)})\b",
    re.I,
)
_SAME, _NEAR = 0.01, 0.10


class Schedule(NamedTuple):
    """Days from one time to the next: one value, or each that an ambiguous word may mean."""

    days: tuple[float, ...]
    written: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def schedules(text: str) -> tuple[Schedule, ...]:
    """Every schedule of the text, in order."""
    return tuple(
        Schedule(days, match[0].strip(), match.start(), match.end())
        for match in _PATTERNS.finditer(text)
        if (days := _days(match))
    )


def _days(match: re.Match[str]) -> tuple[float, ...]:
    if match["two"]:
        return _TWO_MEANINGS[match["two"].lower()]
    if match["alone"]:
        return (_ALONE[match["alone"].lower()],)
    if match["latin"]:
        return (_LATIN[match["latin"].lower().replace(".", "")],)
    if match["times"]:
        named = match["per"] or match["ly"]
        whole = _ALONE.get(named.lower()) or _DAYS[named.lower()]
        times = _number(match["times"])
        return (whole / times,) if times else ()  # "0 times a day" is no schedule
    count = match["every"] or match["q"] or match["nly"] or ""
    unit = (match["unit"] or match["qunit"] or match["nlyunit"]).lower()
    days = _DAYS.get(unit) or _DAYS[unit.removesuffix("s")]
    return (days * _number(count),)


def _number(word: str) -> float:
    return float(word) if word[:1].isdigit() else _COUNT[word.lower()]


def check_schedule(claim: str, source: str) -> Reason | None:
    """Contradicted by another schedule; partly where a word of two meanings leaves it open."""
    ours, theirs = schedules(claim), schedules(source)
    if not ours or not theirs:
        return None
    for schedule in ours:
        if reason := _objection(schedule, theirs, source):
            return reason
    return _one_for_another(ours, theirs, source)


def _one_for_another(
    ours: tuple[Schedule, ...], theirs: tuple[Schedule, ...], source: str
) -> Reason | None:
    """One of the source's schedules given twice, in the place of another."""
    left = list(theirs)
    for schedule in ours:
        same = next((s for s in left if s.days == schedule.days), None)
        if same is not None:
            left.remove(same)
        elif len(ours) == len(theirs) and any(s.days == schedule.days for s in theirs):
            text = f"the sentence says {schedule.written} where the source has {left[0].written}"
            return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    return None


def _objection(ours: Schedule, theirs: tuple[Schedule, ...], source: str) -> Reason | None:
    one_meaning = [other for other in theirs if len(other.days) == 1]
    if any(ours.written.lower() == other.written.lower() for other in theirs):
        return None
    if len(ours.days) == 1 and any(
        isclose(ours.days[0], o.days[0], rel_tol=_SAME) for o in one_meaning
    ):
        return None
    written = ", ".join(dict.fromkeys(other.written for other in theirs))
    near = any(isclose(a, b, rel_tol=_NEAR) for a in ours.days for o in theirs for b in o.days)
    open_word = len(ours.days) > 1 or len(one_meaning) < len(theirs)
    if open_word and near:
        text = f"“{ours.written}” and “{written}”: a word with two meanings leaves this open"
        return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=source)
    if near:
        text = f"“{ours.written}” is nearly but not the source's “{written}”"
        return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=source)
    text = f"the sentence says {ours.written}, the source {written}"
    return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
