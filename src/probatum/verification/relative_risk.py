"""Ratios told in words: "26% lower risk" of a hazard ratio of 0.74, "doubled" of 2.0.

A hazard ratio or a relative risk tells of risk; an odds ratio tells of odds alone, which are not
risk. Davies HTO, et al. When can odds ratios mislead? BMJ 1998;316:989-91. PMID 9550961.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.clauses import nearest
from probatum.verification.quantities import Quantity, quantities
from probatum.verification.words import stems

CHECK = "relative risk"
_RATIOS = {"hazard ratio", "odds ratio", "relative risk"}
_EVENT = (
    r"(?:risks?|hazards?|odds|likelihood|chances?|probability|incidence|mortality|deaths?|"
    r"rates? of \w+)"
)
_DOWN = r"(?:lower\w*|reduc\w+|decreas\w+|less(?:er)?|smaller|declin\w+|fewer|cut|drop\w*)"
_UP = r"(?:higher|increas\w+|greater|more|rais\w+|elevat\w+|larger|ris(?:e|es|en|ing)|rose)"
_PERCENT = r"(?P<{0}>\d+(?:\.\d+)?)\s?(?:%|percent\b)"
_BEFORE = re.compile(
    _PERCENT.format("amount") + rf"\s(?:relative\s)?(?:(?P<down>{_DOWN})|(?P<up>{_UP}))\b"
    rf"(?:\s(?!points?)\S+){{0,5}}?\s(?P<event>{_EVENT})\b",
    re.I,
)
_BY = re.compile(
    rf"\b(?:(?P<down>{_DOWN})|(?P<up>{_UP}))\b(?P<between>(?:\s\S+){{0,8}}?)\sby\s"
    r"(?:about |nearly |approximately )?" + _PERCENT.format("amount"),
    re.I,
)
_FOLD = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "halv": 0.5, "twice": 2.0,
         "half": 0.5}  # fmt: skip
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_TIMES = re.compile(
    rf"\b(?:(?P<word>doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|trebl(?:e[sd]?|ing)|quadrupl(?:e[sd]?|"
    rf"ing)|halv(?:e[sd]?|ing)|twice|half)|(?P<n>\d+(?:\.\d+)?|{'|'.join(_COUNTS)})"
    rf"(?:[ -]?fold|\stimes))\b(?:\s\S+){{0,3}}?\s(?P<event>{_EVENT})\b",
    re.I,
)
_COMPARED = re.compile(r"\b(?:than|compared (?:to|with)|versus|vs\.?|relative to)(?!\w)", re.I)
_ABOUT = re.compile(r"\b(?:about|nearly|almost|approximately|around|roughly|some)\s*$", re.I)
_POINT, _ROUNDED, _ROUGHLY, _ALIKE = 0.0051, 0.05, 0.12, 0.7


class Told(NamedTuple):
    """A ratio in words; `odds` where it is said of odds, `event` what it is the risk of."""

    factor: float
    slack: float
    odds: bool
    event: str
    written: str


@lru_cache(maxsize=8192)
def told(sentence: str) -> tuple[Told, ...]:
    """Every ratio that the sentence tells in words."""
    found = []
    for match in (*_BEFORE.finditer(sentence), *_BY.finditer(sentence)):
        amount = float(match["amount"]) / 100
        if match.re is _BY and not re.search(_EVENT, match["between"], re.I):
            continue  # by so much of a value, not of a risk
        named = match["event"] if match.re is _BEFORE else match["between"]
        factor = 1 - amount if match["down"] else 1 + amount
        odds = bool(re.search(r"\bodds\b", named, re.I))
        after = sentence[match.end() :] if match.re is _BEFORE else match["between"]
        figure = re.search(r"\d+(?:\.\d+)?\s?(?:%|percent)", match[0])
        found.append(Told(factor, _POINT, odds, _event(after), figure[0] if figure else match[0]))
    for match in _TIMES.finditer(sentence):
        factor = _factor(match)
        rough = _ABOUT.search(sentence[: match.start()])
        slack = factor * (_ROUGHLY if rough else _ROUNDED)
        odds = match["event"].lower() == "odds"
        written = match["word"] or match[0].partition(" ")[0]
        found.append(Told(factor, slack, odds, _event(sentence[match.end() :]), written))
    return tuple(found)


def _factor(match: re.Match[str]) -> float:
    if word := (match["word"] or "").lower():
        return next(factor for start, factor in _FOLD.items() if word.startswith(start))
    return float(_COUNTS.get(match["n"].lower()) or match["n"])


def _event(words: str) -> str:
    """What it is the risk of: the words after "of", to the next preposition or break."""
    found = re.search(
        r"\b(?:of|for)\s(?:an?\s|the\s)?(?P<event>.+?)"
        r"(?=\s(?:in|among|with|than|compared|versus|by|at|after|over|when|for|from|and|during)\b"
        r"|[,.;(]|$)",
        words,
        re.I,
    )
    return found["event"] if found else ""


def check_relative_risk(claim: str, source: str) -> Reason | None:
    """Supported when a ratio of the source says it, contradicted when each says otherwise."""
    ours = told(claim)
    if not ours:
        return None
    source = nearest(claim, source)
    given = ratios_of(source)
    found = [_compared(each, given, claim, source) for each in ours]
    raised = [reason for reason in found if reason is not None]
    gravest = [reason for reason in raised if reason.verdict is Verdict.CONTRADICTED]
    weaker = [reason for reason in raised if reason.verdict is Verdict.PARTLY]
    return next(iter((*gravest, *weaker, *raised)), None)


def ratios_of(source: str) -> list[Quantity]:
    """The ratios that a source gives in figures."""
    return [q for q in quantities(source) if q.label in _RATIOS and not q.unit]


def carried(claim: str, source: str) -> frozenset[str]:
    """Figures of the claim, as written, that are compared with the source's ratios here."""
    if not ratios_of(source):
        return frozenset()
    return frozenset(each.written for each in told(claim))


def answered_by_ratio(claim: str, source: str) -> tuple[str, ...]:
    """Figures of the claim that a ratio of the source gives."""
    given = ratios_of(source)
    return tuple(e.written for e in told(claim) if any(_says(e, ratio) for ratio in given))


def _says(ours: Told, ratio: Quantity) -> bool:
    return ours.odds == (ratio.label == "odds ratio") and _fits(ours, ratio)


def _fits(ours: Told, ratio: Quantity) -> bool:
    return abs(ratio.value - ours.factor) <= ours.slack


def _is_turned(ours: Told, ratio: Quantity) -> bool:
    """Whether it compares the groups the other way round: 35% more is 0.74 turned."""
    return ratio.value > 0 and abs(1 / ratio.value - ours.factor) <= max(ours.slack, _ROUNDED / 2)


def _compared(ours: Told, given: list[Quantity], claim: str, source: str) -> Reason | None:
    if not given:
        return _without_ratio(ours, source)
    fitting = [ratio for ratio in given if _fits(ours, ratio)]
    of_the_kind = [r for r in given if (r.label == "odds ratio") == ours.odds]
    listed = ", ".join(f"{r.label} of {r.value:g}" for r in given)
    verdict = Verdict.PARTLY
    if any(_says(ours, ratio) for ratio in fitting):
        event = stems(ours.event)
        if len(event & stems(source)) < len(event) / 2:
            text = f"the ratio of the source is not said of “{ours.event}”"
        else:
            text, verdict = f"“{ours.written}” follows from the {listed}", Verdict.SUPPORTED
    elif fitting or not of_the_kind:
        said = "odds" if ours.odds else "risk"
        text = (
            f"“{ours.written}” is said of {said}, the source gives the {listed}: odds are no risk"
        )
    elif _gives(ours, source):
        return None
    elif _COMPARED.search(claim) and any(_is_turned(ours, ratio) for ratio in of_the_kind):
        text = f"“{ours.written}” turns the source's {listed} round: check which group is meant"
    else:
        text = f"“{ours.written}” does not fit the source's {listed}"
        verdict = Verdict.CONTRADICTED if _alike(claim, source) else Verdict.PARTLY
    return Reason(check=CHECK, verdict=verdict, text=text, words=source)


def _without_ratio(ours: Told, source: str) -> Reason | None:
    """A factor that the source gives neither in words nor in two figures is the claim's own."""
    if re.match(r"\d", ours.written) and "fold" not in ours.written.lower():
        return None  # a percentage is compared with those of the source
    if _gives(ours, source):
        return None
    text = f"nothing in the source says “{ours.written}”"
    return Reason(check=CHECK, verdict=Verdict.PARTLY, text=text, words=source)


def _gives(ours: Told, source: str) -> bool:
    """Whether the source says it in words, as a figure, or by two figures of one unit."""
    if any(abs(each.factor - ours.factor) <= ours.slack for each in told(source)):
        return True
    if ours.written.lower() in source.lower():
        return True
    if re.search(rf"(?<![\d.]){ours.factor:g}(?:[ -]?fold|\stimes)", source):
        return True
    figures = [q for q in quantities(source) if q.value > 0 and q.label != "confidence interval"]
    pairs = ((a, b) for a in figures for b in figures if a is not b and a.unit == b.unit)
    near = ours.factor * _ROUGHLY
    return any(abs(a.value / b.value - ours.factor) <= near for a, b in pairs)


def _alike(claim: str, source: str) -> bool:
    ours = stems(claim)
    return len(ours & stems(source)) >= _ALIKE * len(ours)
