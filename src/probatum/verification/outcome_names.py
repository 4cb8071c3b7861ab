"""Outcomes of trials under their usual abbreviations."""

from __future__ import annotations

import re

_SPELT = {
    "pfs": "progression free survival", "os": "overall survival", "dfs": "disease free survival",
    "efs": "event free survival", "rfs": "recurrence free survival", "ttp": "time to progression",
    "orr": "objective overall response rate", "pcr": "pathologic complete response",
    "tpcr": "total pathologic complete response",
    "cr": "complete response", "pr": "partial response", "sd": "stable disease",
    "pd": "progressive disease", "dlt": "dose limiting toxicity", "dlts": "dose limiting toxicity",
    "mtd": "maximum tolerated dose", "cbr": "clinical benefit rate", "bmd": "bone mineral density",
    "dor": "duration of response", "ae": "adverse event", "aes": "adverse event",
    "teae": "treatment emergent adverse event", "sae": "serious adverse event",
    "rp2d": "recommended phase 2 dose",
}  # fmt: skip
_TIME = (
    r"\b(?:length of |period of )?time (?:from|between|since)\b[^.;]{3,120}?"
    r"\b(?:to|until|and|before)\b"
)
_CAUSES = r"(?: (?:from|due to) (?:any|all|cancer)(?: causes?)?)?"
_DEFINED = tuple(
    (re.compile(pattern, re.I), name)
    for pattern, name in (
        (rf"{_TIME}[^.;]{{0,80}}?\bprogression\b[^.;]{{0,40}}?\bor\b[^.;]{{0,20}}?\bdeath\b{_CAUSES}",
         "progression free survival"),
        (rf"{_TIME}[^.;]{{0,30}}?\bdeath\b{_CAUSES}", "overall survival"),
        (rf"{_TIME}[^.;]{{0,60}}?\bprogression\b", "time to progression"),
    )
)  # fmt: skip
_WORD = re.compile(r"\b[A-Za-z0-9]{2,4}(?='s|\b)")
_OBJECTIVE = re.compile(
    r"\b(?:CR|complete response)\b.{0,60}\b(?:PR|partial response)\b|"
    r"\b(?:PR|partial response)\b.{0,60}\b(?:CR|complete response)\b",
    re.I,
)


def spelt_out(text: str) -> str:
    """With what abbreviations stand for; a complete or partial response is an objective one."""
    spelt = _WORD.sub(lambda m: f"{m[0]} {_SPELT.get(m[0].lower(), '')}", text)
    return f"{spelt} objective overall response rate" if _OBJECTIVE.search(text) else spelt


def by_name(text: str) -> str:
    """With the name of an outcome for the words that define it: "time from … to death"."""
    for definition, name in _DEFINED:
        text = definition.sub(name, text)
    return text


def as_objective(text: str) -> str:
    """With "complete or partial response" as the objective response that it is."""
    return _OBJECTIVE.sub("objective response", text)
