"""Limits of what is measured before people may take part: platelets, heart function, age.

Read as ranges from sentences and from criteria, and compared as ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

_MEASURES = {
    "platelets": r"platelets?|PLT|thrombocytes?",
    "neutrophils": r"ANC|AGC|(?:absolute )?neutrophils?|granulocytes?",
    "white cells": r"WBC|white blood cells?|leu[ck]ocytes?",
    "haemoglobin": r"ha?emoglobin|Hgb|Hb",
    "bilirubin": r"bilirubin",
    "creatinine clearance": r"creatinine clearance|CrCl|(?:e?GFR)",
    "creatinine": r"creatinine(?! clearance)",
    "ALT": r"ALT|SGPT|alanine (?:amino)?transaminase|alanine aminotransferase",
    "AST": r"AST|SGOT|aspartate (?:amino)?transaminase|aspartate aminotransferase",
    "alkaline phosphatase": r"alkaline phosphatase|ALP",
    "ejection fraction": r"LVEF|ejection fraction",
    "Karnofsky status": r"Karnofsky|KPS",
    "life expectancy": r"life expectancy|expected (?:to live|survival)",
    "body mass index": r"BMI|body mass index",
    "albumin": r"albumin",
    "age": r"ages?|aged",
}
_MEASURE = re.compile(
    r"\b(?:" + "|".join(f"(?P<m{at}>{w})" for at, w in enumerate(_MEASURES.values())) + r")\b", re.I
)
_SIGNS = (
    (">=", r">\s?/?\s?=|≥|=\s?>|at least|greater (?:than )?or equal(?: to)?|(?:no|not) less than|"
           r"minimum(?: of)?|more than or equal(?: to)?|equal to or (?:greater|more) than"),
    ("<=", r"<\s?/?\s?=|≤|=\s?<|at most|(?:less|lower) (?:than )?or equal(?: to)?|up to|"
           r"(?:no|not) (?:more|greater) than|maximum(?: of)?|equal to or less than|"
           r"not exceed(?:ing)?"),
    (">", r">(?:\s?than)?|greater than|more than|above|over|exceed(?:s|ing)|higher than|older than|"
          r"longer than"),
    ("<", r"<(?:\s?than)?|less than|below|under|lower than|younger than|shorter than|fewer than"),
)  # fmt: skip
_SIGN = "|".join(f"(?P<s{at}>{words})" for at, (_, words) in enumerate(_SIGNS))
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_LIMIT = re.compile(
    r"^(?P<between>(?:\s|\(|[a-z]|[:,](?!\s\d)|/|-(?!\d)){0,45}?)"
    rf"(?:(?:{_SIGN})\s*(?:or equal to\s)?(?:a |an |the (?:age|ages) of )?|"
    r"(?:of|is|was|=|at|:|between|from)\s*(?:the ages of )?|\s)"
    rf"(?P<value>{_NUMBER})(?:(?:\s?/\s?mm3|\s?%|\s?g/dL)?\s?(?:-|–|to|and)\s?(?P<to>{_NUMBER}))?"
    r"(?P<unit>\s?(?:times|x) (?:the )?(?:institutional )?upper|"
    r"[^.;,\d]{0,3}(?:10\s?[\^*]?\s?[39]\s?/?\s?(?:L|l|mm|ul|µl)?|x?\s?ULN|[a-zA-Zµμ/%^]+\d?))?",
    re.I,
)
_NOT_BETWEEN = re.compile(r"\b(?:and|or|but|with|a|nor)\b", re.I)
_OR_OLDER = re.compile(
    r"^\W*(?:years?|yrs?)?(?: of age)?(?: old)?,? (?:or|and) (?:older|over|above|more)", re.I
)
_OR_YOUNGER = re.compile(
    r"^\W*(?:years?|yrs?)?(?: of age)?(?: old)?,? (?:or|and) (?:younger|under|less)", re.I
)
_AGED = re.compile(
    r"\b(?:(?P<over>>=?|≥|over|older than|above|at least)|"
    r"(?P<under><=?|≤|under|younger than|below))\s(?:the age of\s)?(?P<value>\d\d)"
    r"(?=\s?(?:years?|yrs?|y/o)\b|\s?$|[.,;]|\s(?:are|is|who|with|can|may|to)\b)"
    r"(?! (?:before|prior|ago|from|after))",
    re.I,
)  # fmt: skip
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}
_WORD_BEFORE_TIME = re.compile(rf"\b(?:{'|'.join(_WORDS)})(?= (?:weeks?|months?|years?)\b)", re.I)
_ROUNDED = 0.1
_TIME = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}


class Range(NamedTuple):
    """What a text says of a measure: from `low` to `high`, in a unit, in the words `said`."""

    measure: str
    low: float
    high: float
    unit: str
    said: str

    def within(self, other: Range) -> bool:
        """Whether all of it lies in the other; 12 weeks are 3 months."""
        slack = _ROUNDED if self.measure == "life expectancy" else 1e-9
        low = self.low >= other.low - slack * abs(other.low) if other.low > -inf else True
        return low and (self.high <= other.high * (1 + slack) if other.high < inf else True)

    def apart(self, other: Range) -> bool:
        """Whether none of it lies in the other."""
        return self.high < other.low - 1e-9 or self.low > other.high + 1e-9


def ranges(text: str) -> Iterator[Range]:
    """Every measure of the text with the limits next to it."""
    text = re.sub(r"(?<=\d) ?[x×] ?(?=10)", " x ", in_figures(text))
    for match in _MEASURE.finditer(text):
        name = list(_MEASURES)[int(match.lastgroup[1:])] if match.lastgroup else ""
        found = _LIMIT.match(text[match.end() :])
        if found is None or _NOT_BETWEEN.search(found["between"]):
            continue
        after = text[match.end() + found.end("value") :]
        if (read := _range(name, found, after)) is not None:
            yield read
    for aged in _AGED.finditer(text):
        value = float(aged["value"])
        low, high = (value, inf) if aged["over"] else (-inf, value)
        yield Range("age", low, high, "year", aged[0])


def in_figures(text: str) -> str:
    """Lengths of time in figures: "half a year", "six months"."""
    text = re.sub(r"\bhalf a year\b", "6 months", text, flags=re.I)
    text = re.sub(r"\ba (?=year\b)", "1 ", text)
    return _WORD_BEFORE_TIME.sub(lambda match: str(_WORDS[match[0].lower()]), text)


def _range(name: str, found: re.Match[str], after: str) -> Range | None:
    value, unit = float(found["value"].replace(",", "")), (found["unit"] or "").strip().lower()
    sign = next((s for at, (s, _) in enumerate(_SIGNS) if found[f"s{at}"]), "")
    factor, plain = _unit(name, unit)
    if plain is None:
        return None
    if found["to"]:
        low, high = value, float(found["to"].replace(",", ""))
    elif sign.startswith(">") or _OR_OLDER.match(after):
        low, high = value, inf
    elif sign.startswith("<") or _OR_YOUNGER.match(after):
        low, high = -inf, value
    else:
        low = high = value
    # "Over" and "under" leave the limit itself out.
    step = 0.0 if name == "life expectancy" else 1e-6 * max(1.0, abs(value))
    low, high = (low + step if sign == ">" else low), (high - step if sign == "<" else high)
    return Range(name, low * factor, high * factor, plain, found[0].strip())


def _unit(name: str, written: str) -> tuple[float, str | None]:
    """The factor to a unit in which the measure is compared, and that unit; None for an unknown."""
    if name in {"platelets", "neutrophils", "white cells"}:
        if re.search(r"10\s?[\^*]?\s?9", written):
            return 1000.0, "/mm3"
        if re.search(r"10\s?[\^*]?\s?3|^k\b", written):
            return 1000.0, "/mm3"
        return (1.0, "/mm3") if re.search(r"mm|[uµμ]l|mcl|micro|^$|cell", written) else (1.0, None)
    if re.search(r"uln|upper", written):
        return 1.0, "ULN"
    if name == "life expectancy":
        for unit, days in _TIME.items():
            if unit in written:
                return days, "day"
        return 1.0, None
    if name == "age":
        return (1.0, "year") if not written or re.match(r"y", written) else (1.0, None)
    if name in {"ejection fraction", "Karnofsky status", "body mass index"}:
        return 1.0, ""
    return (1.0, written) if re.search(r"g/d?l|mol|ml/min", written) else (1.0, None)


def _is_limit(read: Range) -> bool:
    """A single figure without a sign may have lost it: "bilirubin 1.5 x ULN"."""
    return read.low < read.high or read.measure in {"age", "Karnofsky status"}


def named_in(measure: str, text: str) -> bool:
    """Whether the text has the measure under any of its names."""
    return bool(re.search(rf"\b(?:{_MEASURES[measure]})\b", text, re.I))


def without_measures(text: str) -> str:
    """The text without the names of what is measured."""
    return _MEASURE.sub(" ", text)


def admitted(inclusion: Sequence[str], exclusion: Sequence[str]) -> list[tuple[Range, str]]:
    """The ranges that people must have to take part, each with its criterion."""
    found = [(each, line) for line in inclusion for each in ranges(line) if _is_limit(each)]
    for line in exclusion:
        for each in ranges(line):
            if each.low == -inf:
                found.append((each._replace(low=each.high, high=inf), line))
            elif each.high == inf:
                found.append((each._replace(low=-inf, high=each.low), line))
    return found
