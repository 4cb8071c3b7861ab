"""What criteria say of the condition, sex, tumour, marker and state of those a sentence speaks of.

Each judge tells whether what the sentence says of taking part holds, and by which criterion; it
tells nothing where the criteria do not speak of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from probatum.evidence.markers import markers
from probatum.verification.eligibility_conditions import Standing, sexes, sexes_in, standings
from probatum.verification.eligibility_sides import Side
from probatum.verification.trial_record import TrialRecord
from probatum.verification.tumour_extent import extent, lies_within

_EITHER = re.compile(r"\b(?:or|both|regardless|either|and)\b|/", re.I)
_HE = re.compile(r"\b(?:he|his|him)\b", re.I)
_ONLY_SEX = re.compile(
    r"\bonly (?:patients who identify as )?(?P<sex>m[ae]n|males?|wom[ae]n|females?)\b"
    r"(?P<bare> (?:are|can|may))?",
    re.I,
)
_BARE_SEX = re.compile(r"^\W*(?:the )?(?:all )?(?:m[ae]n|males?|male patients)\b", re.I)
_TURNED = re.compile(r"\b(?:no|not|without|negative for|except|ineligible|excluded)\b", re.I)
_DENIED = re.compile(
    r"\b(?:no|not|without|never|n't|free of)\s(?:(?!are\b|is\b|have\b|may\b|who\b)[\w-]+\s){0,9}$",
    re.I,
)
_WRITTEN = (
    (re.compile(r"\bhuman epidermal growth factor receptor[- ]?(?:type )?2\b(?:\s*\(HER-? ?2(?:/? "
                r"?neu)?\))?",
                re.I), "HER2"),
    (re.compile(r"\b(?:HER-? ?2(?:(?:/|-| )? ?neu)?|c?-?ERB-? ?B-?2)\b", re.I), "HER2"),
    (re.compile(r"\bPgR\b"), "PR"),
    (re.compile(r"\bHER2[- ](?:(?:gene|protein)[- ])?(?:is )?(?:over-?express(?:ing|ion|ed|ive)?|"
                r"amplifi\w+)\b",
                re.I), "HER2-positive"),
    (re.compile(r"\bHER2 3\+", re.I), "HER2-positive"),
    (re.compile(r"\bover-?expressing HER2\b", re.I), "HER2-positive"),
    (re.compile(r"\b(?:IHC|immuno-?histo-?chemistry)(?: \(IHC\))? (?:test )?(?:result )?(?:of "
                r")?3\+", re.I),
     "HER2-positive"),
    (re.compile(r"\bFISH(?:[- ](?:positive|amplified)|\+)|\bpositive "
                r"FISH\b", re.I), "HER2-positive"),
)  # fmt: skip
_METHOD = re.compile(
    r"\b(?:by|using|as determined|confirmed|defined|either by)\b.*|\([^()]*\)", re.I
)
_SAID = {"triple status": "a triple-negative tumour"}
Judged = tuple[bool, str]


def by_condition(clause: str, record: TrialRecord, side: Side) -> Iterator[Judged]:
    """Conditions that the sentence names, by the criteria that name them."""
    for named, found in standings(clause, record):
        if found is None or found.standing is Standing.OPEN:
            continue
        if _DENIED.search(clause[: named.start]):
            continue  # who is free of it is not kept out by it, and not let in for that alone
        out = found.standing is Standing.OUT
        if side is Side.MUST:
            if out or not _EITHER.search(found.line):
                yield not out, found.line
        else:
            yield out == (side is Side.OUT), found.line


def by_sex(clause: str, record: TrialRecord, side: Side) -> Iterator[Judged]:
    """Men and women, where the criteria name either."""
    theirs, line = sexes(record)
    if not theirs:
        return
    if only := _ONLY_SEX.search(clause):
        asked = sexes_in(only["sex"])
        if asked != theirs or only["bare"]:
            yield asked == theirs, line
        return
    men = bool(_HE.search(clause)) or sexes_in(clause) == {"men"}
    if men and side is Side.IN and "men" not in theirs:
        yield False, line
    elif _BARE_SEX.search(clause) and side is Side.OUT and sexes_in(clause) == {"men"}:
        yield "men" not in theirs, line


def by_extent(clause: str, record: TrialRecord, side: Side) -> Iterator[Judged]:
    """T, N and M of the tumour."""
    ours = extent(clause)
    if not ours or side is Side.MUST:
        return
    found = lies_within(ours, record.inclusion)
    if found is not None:
        fits, line = found
        yield fits == (side is Side.IN), line


def by_marker(clause: str, record: TrialRecord, side: Side) -> Iterator[Judged]:
    """Markers that must be positive or negative."""
    for marker, values in markers(spelt_out(clause)).items():
        if len(values) > 1:
            continue
        if side is Side.MUST and not _names(marker, record):
            yield False, f"no criterion names {_SAID.get(marker, marker)}"
        for excludes, lines in ((False, record.inclusion), (True, record.exclusion)):
            for line in lines:
                theirs = markers(spelt_out(line)).get(marker, frozenset())
                plain = _METHOD.sub(" ", line)
                if len(theirs) != 1 or _EITHER.search(plain) or _TURNED.search(plain):
                    continue
                same = values == theirs
                if side is Side.MUST:
                    if not excludes or same:
                        yield same and not excludes, line
                elif same or not excludes:
                    yield (same != excludes) == (side is Side.IN), line


def _names(marker: str, record: TrialRecord) -> bool:
    """Whether any criterion names the marker, or a receptor or triple status that may be of it."""
    named = re.compile(rf"\b{re.escape(marker)}\b|receptor|triple|estrogen|hormon|\b[EPH]R\b", re.I)
    named = re.compile(r"\bHER2\b|triple|receptor 2", re.I) if marker == "HER2" else named
    return any(named.search(spelt_out(line)) for line in (*record.inclusion, *record.exclusion))


def spelt_out(text: str) -> str:
    """In words and by one name, what is written "HER2+", "ERBB2+", "IHC 3+" and "PgR-"."""
    for pattern, words in _WRITTEN:
        text = pattern.sub(words, text)
    for sign, word in (("+", "positive"), ("-", "negative")):
        text = re.sub(rf"\b(HER2|ER|PR|HR) ?[{sign}](?:ve)?(?=[\s,.;)]|$)", rf"\1-{word}", text)
    return re.sub(r"\)(?=\w)", ") ", text)
