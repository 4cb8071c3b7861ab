"""Sentences on the criteria as a whole: any age, any origin, consent, what is not asked for.

A record of a registry states all its criteria, so that an age, an origin or a consent of which it
says nothing is none that it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from probatum.verification.eligibility_conditions import sexes
from probatum.verification.eligibility_limits import ranges
from probatum.verification.eligibility_sides import Side, side_of
from probatum.verification.trial_record import TrialRecord

_ANY_AGE = re.compile(
    r"\b(?:of|at) (?:any|all) ages?\b|\bregardless of (?:their )?age\b|\bno (?:\w+ (?:or \w+ "
    r")?)?age "
    r"(?:limit|restriction|criteri|requirement|defined|range)\w*|\bno (?:maximum|minimum|upper|"
    r"lower)"
    r"(?: or (?:maximum|minimum|upper|lower))? age\b",
    re.I,
)
_AGED = re.compile(r"\b(?:years?|yrs?)\b.{0,20}\b(?:old|age|older|over)\b|\badults?\b", re.I)
_PEOPLES = (
    r"(?:black|african|asian|hispanic|latin[oa]|caucasian|white|korean|chinese|japanese|spanish|"
    r"british|english|irish|scottish|french|german|american|jewish|indian)"
)
_OF_ORIGIN = re.compile(
    rf"\b{_PEOPLES} (?:\w+ )?(?:women|men|patients|people|females?|males?|participants)\b|"
    rf"\b(?:be|are|and) {_PEOPLES}\b(?! and)(?=\W*$| to\b| in order\b)|"
    r"\b(?:live|reside|residents?|living) (?:in|of) (?:the )?(?:USA?|UK|United|[A-Z][a-z]+)\b",
    re.I,
)
_RACE = re.compile(r"\b(?:race|racial|ethnic\w*|origin|descent)\b", re.I)
_NO_RACE = re.compile(
    r"\bno (?:\w+ )?(?:racial|ethnic)\w* (?:criteri|requirement|restriction)\w*", re.I
)
_BY_SEX = re.compile(
    r"\b(?:on the basis of|based on|regardless of|because of)\b.{0,20}\b(?:gender|sex)\b", re.I
)
_SEX = re.compile(r"\b(?:gender|sex)\b", re.I)
_CONSENT = re.compile(r"\bconsent\w*", re.I)
_UNWILLING = re.compile(
    r"\b(?:(?:not|un)\s?(?:be )?willing to|refus\w+ to|unable to|do not|without|against their|"
    r"no)\b[^.;]{0,60}"
    r"\bconsent\b|\bforced\b",
    re.I,
)
_OPTIONAL = re.compile(r"\boptional\b", re.I)
_OBLIGATORY = re.compile(r"\b(?:obligatory|mandatory|required|necessary|needed|must)\b", re.I)
NEED_NOT = re.compile(
    r"\b(?:not (?:\w+ )?(?:necessary|required|needed|mandatory|obligatory|a (?:\w+ )?requirement)|"
    r"(?:patients|participants|women|the|they|and)\s+(?:do|does) not (?:need|have to|require)|need "
    r"not|"
    r"optional)\b",
    re.I,
)
Judged = tuple[bool, str]


def by_criteria_as_a_whole(clause: str, record: TrialRecord) -> Iterator[Judged]:
    """Whether what the sentence says of all criteria holds, and the words that show it."""
    lines = (*record.inclusion, *record.exclusion)
    if _ANY_AGE.search(clause):
        aged = next((line for line in lines if _names_age(line)), None)
        if aged is not None or not re.search(r"\.\s+[A-Z]", clause):
            yield aged is None, aged or "no criterion names an age"
    yield from _by_origin(clause, lines)
    asked_of_sex = _BY_SEX.search(clause) or (NEED_NOT.search(clause) and _SEX.search(clause))
    if asked_of_sex and len(sexes(record)[0]) == 1:
        yield False, sexes(record)[1]
    yield from _by_consent(clause, lines)


def _names_age(line: str) -> bool:
    return any(each.measure == "age" for each in ranges(line)) or bool(_AGED.search(line))


def _by_origin(clause: str, lines: tuple[str, ...]) -> Iterator[Judged]:
    side = side_of(clause)
    if any(_RACE.search(line) or re.search(rf"\b{_PEOPLES}\b", line, re.I) for line in lines):
        return
    said = "no criterion names an origin"
    if _NO_RACE.search(clause):
        yield True, said
    elif (_OF_ORIGIN.search(clause) and side is Side.MUST and not NEED_NOT.search(clause)) or (
        side is Side.OUT and _OF_ORIGIN.match(clause.strip()) and _is_bare(clause)
    ):
        yield False, said


def _is_bare(clause: str) -> bool:
    """Whether nothing but the origin is told of the people."""
    return not re.search(r"\b(?:with|who|that|under|over|aged|have|had)\b", clause, re.I)


def _by_consent(clause: str, lines: tuple[str, ...]) -> Iterator[Judged]:
    asked = next((line for line in lines if _CONSENT.search(line)), None)
    if asked is None or not _CONSENT.search(clause):
        return
    side = side_of(clause)
    if _OPTIONAL.search(clause) or NEED_NOT.search(clause):
        yield False, asked
    elif _UNWILLING.search(clause):
        if side is Side.IN:
            yield (
                re.search(r"\bnot\b.{0,20}\b(?:made|included|admitted|take part)", clause, re.I)
                is not None,
                asked,
            )
        elif side is Side.OUT:
            yield True, asked
    elif re.match(
        r"^\W*(?:\w+ )?(?:informed )?consent (?:is|form)\b", clause, re.I
    ) and _OBLIGATORY.search(clause):
        yield True, asked
