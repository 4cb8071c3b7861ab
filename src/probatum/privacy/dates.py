"""Elements of dates finer than a year, and ages over 89."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:Jan(?:uary|uar)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|März|Apr(?:il)?|May|Mai|June?|Juni|July?|Juli|"
    r"Aug(?:ust)?|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?)\b(?:\.(?=\s?\d))?"
)
_ROMANCE = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|"
    r"febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|"
    r"febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NUMBER_OF_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
# A figure is a dose, a span or a count when one of these follows.
_NO_UNIT = (
    r"(?!\s*(?:[%‰°/.-]\s*\d|%|mg|mcg|µg|μg|ug|g\b|kg|m[lL]\b|L\b|IU|U\b|Gy|mm|cm|mol|units?|days?|"
    r"weeks?|months?|years?|hours?|cycles?|doses?|tablets?|patients?|times|points?|fractions?|be\b))"
)
_EVENT = (
    r"(?:born|birth|dob|d\.o\.b\.?|admitted|admission|discharged?|seen|died|death|operated|surgery|"
    r"visit|geb(?:oren)?\.?|née?|nacid[oa])"
)
_DATES = tuple(
    re.compile(rule)
    for rule in (
        rf"(?<![\d.-]){_YEAR}[-/.](?P<found>{_NUMBER_OF_MONTH}[-/.]{_DAY})(?![\d.-])",
        rf"(?<![\d./-])(?P<found>(?:{_DAY}([/.-]){_NUMBER_OF_MONTH}|{_NUMBER_OF_MONTH}([/.-]){_DAY}))"
        rf"(?:\2|\3|[/.-]){_YEAR}(?![\d/-])",
        rf"(?<![\d./-])(?P<found>(?:{_DAY}/{_NUMBER_OF_MONTH}|{_NUMBER_OF_MONTH}/{_DAY})/\d\d)"
        rf"(?![\d/-]){_NO_UNIT}",
        rf"\b(?P<found>{_DAY}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH})(?!\w)",
        rf"\b(?P<found>{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?)\b(?!\d){_NO_UNIT}",
        rf"\b(?P<found>(?:1er|{_DAY})\s+(?:de\s+)?{_ROMANCE})\b",
        rf"\b(?P<found>{_MONTH}),?\s+(?:of\s+)?{_YEAR}\b",
        rf"\b(?P<found>{_ROMANCE})\s+(?:de\s+)?{_YEAR}\b",
        rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id)[\s-]+(?P<found>{_MONTH})"
        r"(?=[\s,.;?]|$)(?!\s+(?:be|and|or)\b)",
        rf"(?i:\b{_EVENT})\s*(?:date\b|on\b|am\b|le\b|el\b)?\s*[:=]?\s*(?P<found>{_DAY}[/.]{_DAY})\b"
        rf"{_NO_UNIT}",
        r"(?:19|20)\d\d\s?年\s?(?P<found>\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?)",
    )
)
# When a work appeared, or a rule came into force, is no date of a patient.
_OF_A_WORK = re.compile(
    r"(?:publish|updat|guideline|version|edition|issue|approv|releas|review due|accessed|retriev|"
    r"label|search|trial|conference|congress|literature)[^.;]{0,24}$",
    re.I,
)
_OLD = r"(?:9\d|1[0-2]\d)"
_AGES = tuple(
    re.compile(rule, re.I)
    for rule in (
        rf"\b(?P<found>{_OLD})[\s-]*(?:years?|yrs?|y)[\s-]*(?:old|of\s+age)"
        r"(?!\s*(?:or|and)\s+(?:old|ov|ab))",
        rf"\b(?P<found>{_OLD})\s?(?:yo|y/o|y\.o\.)(?!\w)",
        rf"\b(?:aged|age|alter|edad|âge)\s*[:=]?\s*(?P<found>{_OLD})\b"
        r"(?!\s*(?:\+|(?:or|and|to|years (?:or|and))\s))"
        r"(?!\s*[-–]\s*\d)",
        rf"\b(?P<found>{_OLD})\s?[MF]\b(?=\s+(?:with|w/|who|presents|c/o|s/p)|,)",
        rf"\b(?P<found>{_OLD})[\s-]*jährige?[rnms]?\b",
        rf"\bde\s+(?P<found>{_OLD})\s+(?:ans|años|anni)\b",
        rf"(?P<found>{_OLD})\s?[岁歳]",
        rf"(?P<found>{_OLD})\s+(?:عاما|سنة)",
    )
)
_A_GROUP = re.compile(
    r"(?:over|older than|above|beyond|under|below|younger than|up to|least|[<>≥≤]|to|until|"
    r"\d\s*[-–])\s*(?:the age of\s*)?$",
    re.I,
)


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the elements of each date, without its year where it has four figures."""
    for rule in _DATES:
        for match in rule.finditer(text):
            if not _OF_A_WORK.search(text, max(0, match.start() - 60), match.start()):
                yield match.span("found")


def ages(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each person's age over 89; of a group ("over 90 years old") none."""
    for rule in _AGES:
        for match in rule.finditer(text):
            if not _A_GROUP.search(text, max(0, match.start() - 30), match.start()):
                yield match.span("found")
