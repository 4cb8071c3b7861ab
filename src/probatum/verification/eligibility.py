"""Sentences on who may take part in a trial, against its criteria.

The criterion that has most words of what the sentence speaks of decides: on which side it stands,
and whether it is turned round there ("no prior chemotherapy" among those that admit). Ages, sex and
performance status are read as ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.evidence.markers import markers
from probatum.verification.eligibility_limits import admitted, ranges, without_measures
from probatum.verification.trial_record import TrialRecord
from probatum.verification.words import stems

CHECK = "eligibility"
_FEWEST_LETTERS, _MOSTLY = 8, 0.7
_NOT = r"(?:not|n't|cannot|never)"
_OUT = re.compile(
    rf"\b(?:excluded?s?|ineligible|prohibited|disqualif\w+|barred|must not|must have no|"
    rf"must be free|cannot (?:have|be|participate)|{_NOT} (?:allow|permit|accept|admit|includ)\w*|"
    rf"{_NOT} (?:be )?(?:eligible|accepted|admitted|enroll?ed|included|permitted|allowed|"
    r"able|take part|participate|suitable))\b",
    re.I,
)
_MUST = re.compile(
    r"\b(?:must|required?|requires|necessary|needed?|needs|have to|mandatory|"
    r"only (?:patients|women|men|people|participants)|"
    r"(?:all|any|every) (?:\w+ ){0,3}?(?:patients|participants))\b",
    re.I,
)
_IN = re.compile(
    r"\b(?:eligible|accepted|permitted|allowed|admitted|suitable|not prevent|not excluded?|"
    r"(?:can|may) (?:participate|take part|be|join|enter))\b",
    re.I,
)
_ADMITTED = re.compile(
    r"\b(?:not|n't) (?:be )?(?:prevent\w*|exclud\w*|disqualif\w*|barred)\b", re.I
)
_TURNED = re.compile(
    r"\b(?:no|not|without|absence of|free of|negative for|never|must not|excluded|ineligible|"
    r"may not|cannot|none)\b",
    re.I,
)
_OPEN = re.compile(r"\b(?:unless|except|other than|allowed|permitted|may (?:be|have))\b", re.I)
_EITHER = re.compile(r"\bor\b|/", re.I)
_COMPARED = re.compile(
    r"[<>≤≥%]|\b\d+(?:\.\d+)? ?(?:years?|months?|weeks?|days?|cm|mm|mg|times)\b", re.I
)
_STAGE = re.compile(
    r"\bstages?\s(?P<first>IV|I{1,3}|[0-4])[A-C]?(?P<more>(?:\s?(?:,|-|–|to|through|and|or|/|and/or)\s?"
    r"(?:IV|I{1,3}|[0-4])[A-C]?)*)\b",
    re.I,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NAMELESS = stems(
    "patient patients participant participants women woman men man people trial the primary "
    "secondary study eligible eligibility ineligible excluded exclude excludes included permitted "
    "allowed accept accepted must have required require necessary only all any every in order take "
    "part participate participating enter entry diagnosed diagnosis confirmed history currently "
    "current undergoing ongoing treatment treatments treated being with who wanting candidates "
    "candidate disease known documented status least prevent prevented from for if they will can "
    "able has had cancer breast"
)
_OF_LIMITS = stems(
    "years year old age aged over under above below least most more less than greater equal "
    "between months weeks days count level levels female male is are be to and or of a x uln upper "
    "limit normal would considered also both either status score she he they"
)
_PERSON = re.compile(r"^\s*[A-Z][a-z]+ is (?=an?\b|\d)")
_LEFT = 0.25
"""Part of the words of a clause that may stay unread."""
_AGE = re.compile(
    r"\b(?P<age>\d{1,3})[- ]?(?:years?|yrs?)?[- ]old (?P<sex>woman|man|female|male)?", re.I
)
_YEARS = r"(\d{1,3})\s*(?:years?|yrs?|y/o)"
_AGED = tuple(
    (re.compile(pattern, re.I), sign)
    for pattern, sign in (
        (r"minimum age: (\d{1,3})\s*years", "≥"),
        (r"maximum age: (\d{1,3})\s*years", "≤"),
        (rf"(?:>=|≥|at least|minimum(?: of)?|\bfrom)\s*{_YEARS}\b", "≥"),
        (rf"{_YEARS}(?: of age)?(?: old)?,? (?:or|and) (?:older|over|above)", "≥"),
        (rf"(?:>|older than|over)\s*{_YEARS}\b", ">"),
        (rf"(?:<=|≤|up to|maximum(?: of)?)\s*{_YEARS}\b", "≤"),
        (rf"{_YEARS}(?: of age)? (?:or|and) (?:younger|under)", "≤"),
        (rf"(?:<|younger than|under)\s*{_YEARS}\b", "<"),
    )
)
_BETWEEN = re.compile(r"\b(\d{1,3})\s*(?:-|–|to|and)\s*(\d{1,3})\s*(?:years?|yrs?)\b", re.I)
_ADULT = re.compile(r"\badults?\b", re.I)
_WOMEN = re.compile(r"\b(?:wom[ae]n|females?)\b", re.I)
_MEN = re.compile(r"\b(?:m[ae]n|males?)\b", re.I)
_ECOG = re.compile(
    r"\b(?:ECOG|Zubrod|WHO performance|performance status)\b[^.;\d<>≤≥]{0,60}?"
    r"(?P<sign><=|>=|<|>|≤|≥|below|under|above|over)?\s*(?P<from>[0-5])(?P<more>(?:\s*(?:,|-|–|or|to|and)\s*[0-5])*)",
    re.I,
)


class Side(StrEnum):
    """What a sentence says of those it speaks of."""

    OUT = "excluded"
    MUST = "required"
    IN = "admitted"


class Criterion(NamedTuple):
    """A criterion, and whether it keeps out those that it speaks of."""

    text: str
    excludes: bool
    open: bool


def check_eligibility(claim: str, records: Sequence[TrialRecord]) -> Reason | None:
    """Supported or contradicted by the criteria; None where they do not clearly say."""
    found = [
        reason
        for clause, record in _clauses(claim, records)
        if (record.inclusion or record.exclusion)
        and (reason := _of_clause(clause, record)) is not None
    ]
    wrong = [reason for reason in found if reason.verdict is Verdict.CONTRADICTED]
    if wrong:
        return wrong[0]
    whole = len(found) == len(list(_clauses(claim, records)))
    return found[0] if found and whole else None


def _clauses(claim: str, records: Sequence[TrialRecord]) -> Iterator[tuple[str, TrialRecord]]:
    """Each clause with each record that it names; without a name, that of the one there is."""
    before: list[TrialRecord] = []
    for clause in re.split(r",?\s+(?:but|whereas|while|however)\s+|;\s+", claim):
        named = [r for r in records if r.name and r.name.lower() in clause.lower()]
        chosen = named or before or (list(records) if len(records) == 1 else [])
        before = chosen
        for record in chosen:
            yield re.sub(rf"\b{re.escape(record.name)}\b", " ", clause, flags=re.I), record


def _of_clause(clause: str, record: TrialRecord) -> Reason | None:
    """What all that is asked together comes to.

    One criterion that is not met keeps people out; to be admitted they must meet each.
    """
    side = _side(clause)
    if side is None:
        return None
    found = [*_by_limits(clause, record, side)]
    for judge in (_by_age, _by_performance, _by_stage, _by_marker, _by_words):
        if (judged := judge(clause, record, side)) is not None:
            found.append(judged)
    if not found:
        return None
    decides = (
        side is Side.OUT
    )  # one that holds is enough to be kept out, one that fails to be let in
    telling = [words for holds, words in found if holds is decides]
    if not telling and _unread(clause, [words for _, words in found]):
        return None
    holds = decides if telling else not decides
    words = telling[0] if telling else found[0][1]
    verdict = Verdict.SUPPORTED if holds else Verdict.CONTRADICTED
    agrees = "as the sentence says" if holds else "otherwise than the sentence says"
    text = f"the criteria of the trial say, {agrees}: “{words}”"
    return Reason(check=CHECK, verdict=verdict, text=text, words=words)


def _unread(clause: str, criteria: Sequence[str]) -> bool:
    """Whether the clause asks more than these criteria speak of."""
    clause = _PERSON.sub(" ", clause)
    clause = without_measures(clause)
    plain = _AGE.sub(" ", _ECOG.sub(" ", _STAGE.sub(" ", _OUT.sub(" ", clause))))
    left = stems(_spelt_out(plain)) - _NAMELESS - _OF_LIMITS
    return len(left - stems(" ".join(map(_spelt_out, criteria)))) > _LEFT * max(1, len(left))


def _by_limits(clause: str, record: TrialRecord, side: Side) -> Iterator[tuple[bool, str]]:
    """Whether what is measured lies within the limits."""
    theirs = admitted(record.inclusion, record.exclusion)
    for ours in ranges(_OUT.sub(" ", clause)):
        for limit, line in theirs:
            if limit.measure != ours.measure or limit.unit != ours.unit:
                continue
            if side is Side.MUST:
                yield limit.within(ours), line
            elif ours.within(limit):
                yield side is Side.IN, line
            elif ours.apart(limit):
                yield side is Side.OUT, line
            break


def _side(clause: str) -> Side | None:
    if _ADMITTED.search(clause):
        return Side.IN
    if _OUT.search(clause):
        return Side.OUT
    if _MUST.search(clause):
        return Side.MUST
    return Side.IN if _IN.search(clause) else None


def _by_age(clause: str, record: TrialRecord, side: Side) -> tuple[bool, str] | None:
    """Whether people of an age and sex may take part."""
    people = list(_AGE.finditer(clause))
    if not people or side is Side.MUST:
        return None
    words, fits = "", True
    for line in record.inclusion:
        limits = list(_limits(line))
        for person in people:
            age = int(person["age"])
            if limits and not all(_within(age, sign, limit) for sign, limit in limits):
                fits, words = False, line
            male = (person["sex"] or "").lower() in {"man", "male"}
            if male and _WOMEN.search(line) and not _MEN.search(line):
                fits, words = False, line
        words = words or (line if limits else "")
    if not words:
        return None
    return fits == (side is Side.IN), words


def _limits(line: str) -> Iterator[tuple[str, int]]:
    if between := _BETWEEN.search(line):
        yield "≥", int(between[1])
        yield "≤", int(between[2])
        return
    for pattern, sign in _AGED:
        if match := pattern.search(line):
            yield sign, int(match[1])


def _within(age: int, sign: str, limit: int) -> bool:
    return {"≥": age >= limit, ">": age > limit, "≤": age <= limit, "<": age < limit}[sign]


def _by_performance(clause: str, record: TrialRecord, side: Side) -> tuple[bool, str] | None:
    """Whether the performance status that the sentence names is the one asked for."""
    ours = _scores(clause)
    if ours is None:
        return None
    for line in record.inclusion:
        if (theirs := _scores(line)) is not None:
            holds = ours == theirs if side is Side.MUST else bool(ours & theirs)
            return (not holds if side is Side.OUT else holds), line
    return None


def _scores(text: str) -> frozenset[int] | None:
    match = _ECOG.search(text)
    if match is None:
        return None
    first = int(match["from"])
    more = [int(figure) for figure in re.findall(r"\d", match["more"])]
    if re.search(r"[-–]|to", match["more"]) and more:
        return frozenset(range(first, more[-1] + 1))
    worded = {"below": "<", "under": "<", "above": ">", "over": ">"}
    sign = worded.get((match["sign"] or "").lower(), match["sign"])
    ranges = {"<": range(first), "<=": range(first + 1), "≤": range(first + 1),
              ">": range(first + 1, 6), ">=": range(first, 6), "≥": range(first, 6)}  # fmt: skip
    return frozenset(ranges[sign]) if sign else frozenset([first, *more])


def _by_stage(clause: str, record: TrialRecord, side: Side) -> tuple[bool, str] | None:
    """Whether the stages that the sentence names are among those that are admitted."""
    ours = _stages(clause)
    if not ours:
        return None
    for line in record.inclusion:
        theirs = frozenset() if _TURNED.search(line) else _stages(line)
        if theirs:
            if side is Side.OUT:
                return not ours & theirs, line
            return (ours == theirs if side is Side.MUST else ours <= theirs), line
    return None


def _stages(text: str) -> frozenset[int]:
    found: set[int] = set()
    for match in _STAGE.finditer(text):
        named = [_stage(n) for n in re.findall(r"IV|I{1,3}|[0-4]", match[0][5:], re.I)]
        ranged = re.search(r"[-–]|\bto\b|through", match["more"])
        found |= set(range(named[0], named[-1] + 1)) if ranged else set(named)
    return frozenset(found)


def _stage(written: str) -> int:
    return _ROMAN.get(written.lower()) or int(written)


def _by_marker(clause: str, record: TrialRecord, side: Side) -> tuple[bool, str] | None:
    """Whether a marker must be positive or negative."""
    ours = markers(_spelt_out(clause))
    if not ours or side is not Side.MUST:
        return None
    for line in record.inclusion:
        theirs = markers(_spelt_out(line))
        for marker, values in ours.items():
            if marker in theirs and len(theirs[marker]) == 1 == len(values):
                return values == theirs[marker], line
    return None


def _spelt_out(text: str) -> str:
    """In words, what is written "HER2+" and "HER2-"."""
    for sign, word in (("+", "positive"), ("-", "negative")):
        text = re.sub(rf"\b(HER-?2|ER|PR|HR)\s?[{sign}](?:ve)?(?=[\s,.;)]|$)", rf"\1-{word}", text)
    return re.sub(r"\)(?=\w)", ") ", text)


def _by_words(clause: str, record: TrialRecord, side: Side) -> tuple[bool, str] | None:
    """By the criterion that has nearly all words of those that the sentence speaks of."""
    wanted = stems(_OUT.sub(" ", clause)) - _NAMELESS
    if len(" ".join(wanted)) < _FEWEST_LETTERS or _COMPARED.search(clause):
        return None
    if markers(_spelt_out(clause)):
        return None
    rest = _ADMITTED.sub(" ", _OUT.sub(" ", clause))
    if _TURNED.search(rest):
        return None
    ranked = sorted(_criteria(record), key=lambda c: (-len(wanted & stems(c.text)), len(c.text)))
    if not ranked or len(wanted & stems(ranked[0].text)) < _MOSTLY * len(wanted):
        return None
    best = ranked[0]
    if best.open or (side is Side.MUST and not best.excludes and _EITHER.search(best.text)):
        return None
    if side is Side.OUT:
        return best.excludes, best.text
    return not best.excludes, best.text


def _criteria(record: TrialRecord) -> Iterator[Criterion]:
    for line in record.inclusion:
        yield Criterion(line, bool(_TURNED.search(line)), bool(_OPEN.search(line)))
    for line in record.exclusion:
        yield Criterion(line, excludes=True, open=bool(_OPEN.search(line)))
