"""Sentences on who may take part in a trial, against its criteria.

The criterion that has most words of what the sentence speaks of decides: on which side it stands,
and whether it is turned round there ("no prior chemotherapy" among those that admit). Ages, sex and
performance status are read as ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.evidence.markers import markers
from probatum.verification.eligibility_age import AGE, FOR_AGE, by_age
from probatum.verification.eligibility_conditions import PARTS, Standing, narrowing, standings
from probatum.verification.eligibility_general import NEED_NOT, by_criteria_as_a_whole
from probatum.verification.eligibility_judges import (
    by_condition,
    by_extent,
    by_marker,
    by_sex,
    spelt_out,
)
from probatum.verification.eligibility_limits import (
    admitted,
    in_figures,
    named_in,
    ranges,
    without_measures,
)
from probatum.verification.eligibility_sides import ADMITTED, OUT, Side, side_of
from probatum.verification.patient_words import conditions_in
from probatum.verification.performance_status import scored
from probatum.verification.trial_record import TrialRecord
from probatum.verification.tumour_extent import extent, without_extent
from probatum.verification.words import stems

CHECK = "eligibility"
_FEWEST_LETTERS, _MOSTLY = 8, 0.7
_TURNED = re.compile(
    r"\b(?:no|not|without|absence of|free of|negative for|never|must not|excluded|ineligible|"
    r"may not|cannot|none)\b",
    re.I,
)
_CONDITIONAL = re.compile(r"\b(?:unless|even if|except|only eligible)\b", re.I)
_REASON = re.compile(
    r"\b(?:because|due to|since|as (?:it|they|this|these|she|he)|as \w+ \w+ (?:is|are))\b", re.I
)
_OPEN = re.compile(r"\b(?:unless|except|other than|allowed|permitted|may (?:be|have))\b", re.I)
_ALTERNATIVE = re.compile(r"^\W*or\b|\b(?:cohort|arm|phase|part) (?:\d|[A-D]|I+)\b", re.I)
_MORE_THAN = re.compile(r"\b(?:more|greater|less|fewer) than\b|[<>≤≥]", re.I)
_EITHER = re.compile(r"\bor\b|/", re.I)
_COMPARED = re.compile(
    r"[<>≤≥%]|\b\d+(?:\.\d+)? ?(?:years?|months?|weeks?|days?|cm|mm|mg|(?:x )?ULN|times|"
    r"(?:centi|milli)met(?:er|re)s?)\b",
    re.I,
)
_STAGE = re.compile(
    r"\bstages?\s(?P<first>IV|I{1,3}|[0-4])[A-C]?(?P<more>(?:\s?(?:,|-|–|to|through|and|or|/|"
    r"and/or)\s?"
    r"(?:IV|I{1,3}|[0-4])[A-C]?)*)\b",
    re.I,
)
_ANY_STAGE = re.compile(r"\b(?:all|any) (?:\w+ )?stages?\b(?! [0-4I])", re.I)
_METASTATIC = re.compile(r"\bmetastatic (?:breast )?(?:cancer|disease|carcinoma)\b", re.I)
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
_SPLIT = re.compile(
    r",\s+(?=there (?:is|are)\b)|,?\s+and\s+(?=must\b|may still\b|can still\b)|,?\s+(?:but|whereas|"
    r"while|however)\s+|;\s+|(?<=[a-z])\.\s+however,?\s+",
    re.I,
)
_ANY_SIDE = re.compile(
    rf"(?:\b(?:are|is|be|may|can|will|would|still|also)\s)*(?:{OUT.pattern}|\beligible\b|"
    rf"\badmitted\b|"
    r"\bincluded\b)",
    re.I,
)
_OF_SIDES = stems(
    "still always also from included entered not both it may this these that those condition "
    "conditions requirement requirements specified explicitly necessary required requires"
)
_LEFT = 0.25
"""Part of the words of a clause that may stay unread."""
_ECOG = re.compile(
    r"\b(?:ECOG|Zubrod|WHO performance|performance status)\b[^.;\d<>≤≥]{0,60}?"
    r"(?P<sign><=|>=|<|>|≤|≥|below|under|above|over)?\s*(?P<from>[0-5])(?P<more>(?:\s*(?:,|-|–|or|"
    r"to|and)\s*[0-5])*)",
    re.I,
)


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
    """Each clause with each record that it names; without a name, that of the one there is.

    "… excluded from the one trial, but not from the other": the other admits the same patients.
    """
    before: list[TrialRecord] = []
    last = ""
    for clause in _SPLIT.split(claim):
        named = [r for r in records if r.name and r.name.lower() in clause.lower()]
        chosen = named or before or (list(records) if len(records) == 1 else [])
        before = chosen
        plain = clause
        for record in records:
            if record.name:
                plain = re.sub(rf"\b{re.escape(record.name)}\b", " ", plain, flags=re.I)
        if last and not stems(OUT.sub(" ", plain)) - _NAMELESS - _OF_SIDES:
            plain = _turned_to(plain, last)
        last = plain
        for record in chosen:
            yield plain, record


def _turned_to(clause: str, before: str) -> str:
    """What was said before, with what the clause says of it; a bare "not" turns it round."""
    side, was = side_of(clause), side_of(before)
    if side is None and re.match(r"\W*not\b", clause, re.I) and was in (Side.IN, Side.OUT):
        side = Side.OUT if was is Side.IN else Side.IN
    bare = _ANY_SIDE.sub(" ", before)
    if NEED_NOT.search(clause) and was is Side.MUST:
        return f"{before} not required"
    return f"{bare} are {side.value}" if side in (Side.IN, Side.OUT) else clause


def _of_clause(clause: str, record: TrialRecord) -> Reason | None:
    """What all that is asked together comes to.

    One criterion that is not met keeps people out; to be admitted they must meet each.
    """
    for holds, words in by_criteria_as_a_whole(clause, record):
        return _reason(holds=holds, words=words)
    if NEED_NOT.search(clause):
        return _turned(_of_clause(NEED_NOT.sub("required", clause), record))
    if FOR_AGE.search(clause):
        aged = by_age(clause, record, Side.OUT)
        return _reason(holds=aged[0], words=aged[1]) if aged else None
    side = side_of(clause)
    clause = in_figures(scored(clause))
    if side is None or _CONDITIONAL.search(clause):
        return None
    return _by_judges(clause, record, side)


def _turned(asked: Reason | None) -> Reason | None:
    """What is said of a requirement turned to one that it is none."""
    if asked is None:
        return None
    return _reason(holds=asked.verdict is Verdict.CONTRADICTED, words=asked.words)


def _by_judges(clause: str, record: TrialRecord, side: Side) -> Reason | None:
    """What each judge says of those that the clause speaks of, taken together."""
    found = [*_by_limits(clause, record, side)]
    for several in (by_condition, by_sex, by_extent, by_marker):
        found += several(clause, record, side)
    for judge in (by_age, _by_performance, _by_stage, _by_words):
        if (judged := judge(clause, record, side)) is not None:
            found.append(judged)
    if not found:
        return None
    # One that holds is enough to be kept out, one that fails not to be let in.
    decides = side is Side.OUT
    telling = [words for holds, words in found if holds is decides]
    if not telling and _unread(clause, [words for _, words in found], record):
        return None
    if (
        telling
        and decides
        and (_REASON.search(clause) or _several(clause, [w for _, w in found], record))
    ):
        return None  # that they are kept out may be right, and the reason or the rest wrong
    if not telling and _left_open(clause, record, [words for _, words in found]):
        return None
    holds = decides if telling else not decides
    words = telling[0] if telling else found[0][1]
    return _reason(holds=holds, words=words)


def _reason(*, holds: bool, words: str) -> Reason:
    verdict = Verdict.SUPPORTED if holds else Verdict.CONTRADICTED
    agrees = "as the sentence says" if holds else "otherwise than the sentence says"
    text = f"the criteria of the trial say, {agrees}: “{words}”"
    return Reason(check=CHECK, verdict=verdict, text=text, words=words)


def _left_open(clause: str, record: TrialRecord, criteria: Sequence[str]) -> bool:
    """Whether a condition or a figure of the clause is one that no criterion told of."""
    if any(f is None or f.standing is Standing.OPEN for _, f in standings(clause, record)):
        return True
    plain = _STAGE.sub(" ", _ECOG.sub(" ", AGE.sub(" ", clause)))
    for measured in ranges(clause):
        if any(limit.measure == measured.measure for line in criteria for limit in ranges(line)):
            plain = plain.replace(measured.said, " ")
    known = " ".join(criteria)
    figures = re.findall(r"(?<![A-Za-z\d.])\d[\d.,]*(?=[\s+%/]|$)", plain)
    return any(figure.rstrip(".,") not in known for figure in figures)


def _several(clause: str, criteria: Sequence[str], record: TrialRecord) -> bool:
    """Whether the clause lists more than these criteria speak of."""
    return bool(re.search(r",\s|\b(?:or|and)\b", clause)) and _unread(clause, criteria, record)


def _unread(clause: str, criteria: Sequence[str], record: TrialRecord) -> bool:
    """Whether the clause asks more than these criteria speak of."""
    clause = _PERSON.sub(" ", clause)
    clause = without_extent(without_measures(clause))
    for named in reversed(conditions_in(clause)):
        clause = f"{clause[: named.start]} {clause[named.end :]}"
    told = " ".join(line for line in record.inclusion if not _TURNED.search(line))
    plain = AGE.sub(" ", _ECOG.sub(" ", _STAGE.sub(" ", OUT.sub(" ", clause))))
    left = stems(spelt_out(plain)) - _NAMELESS - _OF_LIMITS
    left_out = left - stems(" ".join(map(spelt_out, (*criteria, told))))
    return len(left_out) > _LEFT * max(1, len(left))


def _by_limits(clause: str, record: TrialRecord, side: Side) -> Iterator[tuple[bool, str]]:
    """Whether what is measured lies within the limits."""
    theirs = admitted(record.inclusion, record.exclusion)
    named = {limit.measure for limit, _ in theirs}
    for ours in ranges(OUT.sub(" ", clause)):
        if side is Side.MUST and ours.measure not in named and not _speaks_of(ours.measure, record):
            yield False, f"no criterion names {ours.measure}"
        for limit, line in theirs:
            if limit.measure != ours.measure or limit.unit != ours.unit:
                continue
            if side is Side.MUST:
                yield limit.within(ours), line
            elif ours.within(limit):
                yield side is Side.IN, line
            elif ours.apart(limit):
                yield side is Side.OUT, line
            elif ours.low < ours.high and ours.measure != "age":
                yield False, line  # of those that are meant some may take part and some may not
            break


def _speaks_of(measure: str, record: TrialRecord) -> bool:
    """Whether any criterion has the measure, though no limit of it was read."""
    if measure == "age":
        return True
    return any(named_in(measure, line) for line in (*record.inclusion, *record.exclusion))


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
    ours = frozenset(range(5)) if _ANY_STAGE.search(clause) else _stages(clause)
    if not ours or extent(clause):
        return None  # "stage II (T2 N2)" is told by more than the stage
    lines = [line for line in record.inclusion if not _TURNED.search(line) and _stages(line)]
    theirs = frozenset(stage for line in lines for stage in _stages(line))
    if not theirs:
        return None
    if side is Side.OUT:
        return not ours & theirs, lines[0]
    return (ours == theirs if side is Side.MUST else ours <= theirs), lines[0]


def _stages(text: str) -> frozenset[int]:
    found: set[int] = set()
    for match in _STAGE.finditer(text):
        named = [_stage(n) for n in re.findall(r"IV|I{1,3}|[0-4]", match[0][5:], re.I)]
        ranged = re.search(r"[-–]|\bto\b|through", match["more"])
        found |= set(range(named[0], named[-1] + 1)) if ranged else set(named)
    if not found and _METASTATIC.search(text):
        found.add(4)
    return frozenset(found)


def _stage(written: str) -> int:
    return _ROMAN.get(written.lower()) or int(written)


def _by_words(clause: str, record: TrialRecord, side: Side) -> tuple[bool, str] | None:
    """By the criterion that has nearly all words of those that the sentence speaks of."""
    wanted = stems(OUT.sub(" ", clause)) - _NAMELESS
    if len(" ".join(wanted)) < _FEWEST_LETTERS or _COMPARED.search(clause):
        return None
    if markers(spelt_out(clause)) or extent(clause) or _stages(clause):
        return None
    rest = ADMITTED.sub(" ", OUT.sub(" ", clause))
    if _TURNED.search(rest):
        return None
    ranked = sorted(_criteria(record), key=lambda c: (-len(wanted & stems(c.text)), len(c.text)))
    if not ranked or len(wanted & stems(ranked[0].text)) < _MOSTLY * len(wanted):
        return None
    best = ranked[0]
    if best.excludes and narrowing(best.text) - narrowing(clause):
        return None  # uncontrolled hypertension is not hypertension
    if best.open or (side is Side.MUST and not best.excludes and _EITHER.search(best.text)):
        return None
    if side is Side.OUT:
        return best.excludes, best.text
    return not best.excludes, best.text


def _criteria(record: TrialRecord) -> Iterator[Criterion]:
    for excludes, lines in ((False, record.inclusion), (True, record.exclusion)):
        for line in lines:
            for part in PARTS.split(line):
                out = excludes or bool(_TURNED.search(part))
                vague = bool(_OPEN.search(part) or (out and _MORE_THAN.search(part)))
                yield Criterion(part, out, vague or bool(_ALTERNATIVE.match(part)))
