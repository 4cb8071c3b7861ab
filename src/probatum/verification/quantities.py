"""Numbers with their signs, units, labels and schedules: "<0.05", "85 mg/m2", "HR 0.62"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from probatum.verification.schedule import Schedule, schedules
from probatum.verification.units import unit_name, unit_pattern

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
          "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
          "thirty": 30}  # fmt: skip
_ONE_IN = re.compile(r"\b(?:1|one) (?:in|out of)(?: every)? (?:\d{1,2}|[a-z]+)\b", re.I)
_DIGITS = r"\d+(?:[,\u202f]\d{3})*(?:\.\d+)?|(?<!\d)\.\d+"
_QUANTITY = re.compile(
    r"(?P<sign>[<>≤≥=±~−-]{0,2})\s?(?P<value>"
    + _DIGITS
    + rf")(?:[\s-]?(?P<unit>{unit_pattern()}))?"
    rf"|\b(?i:(?P<word>{'|'.join(_WORDS)}))[\s-](?P<of>{unit_pattern()})"
)
_NAMES = re.compile(
    r"\b(?:[A-Za-z]+[-–]?\d+[A-Za-z]*\d*|\d+[-–][A-Z]{1,3}\b|CD\d+|HER2|PD-?L?1|"
    r"(?:stage|grade|phase|type|class|level|table|figure|lines?) \w+)\b",
    re.I,
)
_LABELS = (
    ("p value", r"\bp(?:[\s-]?values?)?"),
    ("hazard ratio", r"\b(?:HR|hazard ratios?)\b"),
    ("odds ratio", r"\b(?:OR|odds ratios?)\b"),
    ("relative risk", r"\b(?:RR|relative risks?|risk ratios?|rate ratios?)\b"),
)
_LABELLED = tuple(
    (
        name,
        re.compile(
            rf"(?:{written})(?:\s?\[[A-Z]+\]|\s?\([A-Z]+\))?"
            r"(?:\s(?:for|of|was|is)(?:\s[a-z-]+){0,4}?)?[\s,:;=]*$",
            0 if name == "odds ratio" else re.I,
        ),
    )
    for name, written in _LABELS
)
_BOUND = re.compile(
    r"\bCI\b[\s,:;=\[(]*(?:of |from )?$|confidence interval[\s,:;=\[(]*(?:of |from )?$"
)
_JOINS = re.compile(r"\s?(?:-|–|—|to|or|,)\s?")
_LIMITS = {
    ">": "more than|over|greater than|older than|above|exceeding|longer than",
    "≥": "at least|no less than|not less than|a minimum of|minimum",
    "<": "less than|fewer than|under|younger than|below|shorter than",
    "≤": "at most|up to|no more than|not more than|a maximum of|maximum",
}
_BEFORE = tuple((sign, re.compile(rf"\b(?:{w})\s?$", re.I)) for sign, w in _LIMITS.items())
_FOLLOWING = {
    "≥": "older|more|above|over|greater|longer",
    "≤": "younger|less|below|under|fewer|shorter",
}
_AFTER = tuple(
    (sign, re.compile(rf"^\s?(?:years\s)?(?:of age\s)?(?:or|and)\s(?:{words})\b", re.I))
    for sign, words in _FOLLOWING.items()
)
_SIGN = {">=": "≥", "<=": "≤", "<": "<", ">": ">", "≤": "≤", "≥": "≥"}
_LOOK_BACK, _SCHEDULE_WITHIN = 60, 30


class Quantity(NamedTuple):
    """A number as compared. `period`: days between doses, or 1 for what is given per day."""

    sign: str
    value: float
    unit: str
    written: str
    label: str = ""
    period: float | None = None

    @property
    def decimals(self) -> int:
        """Digits after the point, as written."""
        figure = re.search(r"\.(\d+)", self.written)
        return len(figure[1]) if figure else 0


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of the text that is no part of a name ("HER2", "5-FU") or of a schedule."""
    given = schedules(text)
    taken = [m.span() for pattern in (_NAMES, _ONE_IN) for m in pattern.finditer(text)]
    taken += [(schedule.start, schedule.end) for schedule in given]
    found: list[Quantity] = []
    end = -1
    for match in _QUANTITY.finditer(text):
        place = match.start("value") if match["value"] else match.start("word")
        if any(start <= place < stop for start, stop in taken):
            continue
        quantity = _quantity(match, text, given)
        if found and _JOINS.fullmatch(text[end : match.start()] + (match["sign"] or "")):
            found[-1] = _joined(found[-1], quantity)
            quantity = quantity._replace(label=quantity.label or found[-1].label)
        found.append(quantity)
        end = match.end()
    return tuple(found)


def _quantity(match: re.Match[str], text: str, given: tuple[Schedule, ...]) -> Quantity:
    unit, per, day = unit_name(match["unit"] or match["of"] or "").rpartition("/day")
    unit, period = (unit, 1.0) if per and not day else (unit + per + day, None)
    value, follows = match["value"], _schedule(match.end(), text, given)
    if follows and period is None and len(follows.days) == 1:
        period = follows.days[0]
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    return Quantity(
        sign=_sign(match, before, text[match.end() : match.end() + _LOOK_BACK]),
        value=float(re.sub("[,\u202f]", "", value)) if value else _WORDS[match["word"].lower()],
        unit=unit,
        written=text[match.start() : follows.end if follows else match.end()].strip(" -–"),
        label=_label(before) if value else "",
        period=period,
    )


def _sign(match: re.Match[str], before: str, after: str) -> str:
    written = (match["sign"] or "").replace("−", "-")
    if written in _SIGN:
        return _SIGN[written]
    if written == "-" and not re.search(r"[\w%]\s?$", before):
        return "-"
    for sign, pattern in _BEFORE:
        if pattern.search(before):
            return sign
    return next((sign for sign, pattern in _AFTER if pattern.search(after)), "")


def _label(before: str) -> str:
    if _BOUND.search(before):
        return "confidence interval"
    return next((name for name, pattern in _LABELLED if pattern.search(before)), "")


def _joined(first: Quantity, second: Quantity) -> Quantity:
    """The first of a range has the unit of the second: "20 to 30 mg"."""
    if first.unit or not second.unit:
        return first
    return first._replace(unit=second.unit, period=second.period)


def _schedule(end: int, text: str, given: tuple[Schedule, ...]) -> Schedule | None:
    """The schedule that the number is given by: the next one, in the same part of the sentence."""
    for schedule in given:
        between = text[end : schedule.start]
        if end <= schedule.start <= end + _SCHEDULE_WITHIN and not re.search(r"[\d,;.]", between):
            return schedule
    return None
