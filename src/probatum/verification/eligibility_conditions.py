"""Whether patients with a condition, or of a sex, may take part, by the criteria that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from probatum.verification.arm_doses import times
from probatum.verification.patient_words import Named, conditions_in
from probatum.verification.trial_record import TrialRecord
from probatum.verification.words import stems

PARTS = re.compile(r";\s|(?<=[a-z)])\.\s+(?=[A-Z])|\n")
_NOT = re.compile(
    r"\b(?:no|not|without|absence of|free of|never|must not|cannot|none|negative)\b", re.I
)
_EXCEPT = re.compile(
    r"\b(?:except(?:ion of|ing|ed)?(?: for)?|other than|apart from|with the exception of|"
    r"excluding|unless|but not)\b",
    re.I,
)
_ADMITS = re.compile(
    r"\b(?:(?<!not )(?<!not be )(?:allowed|permitted|eligible|acceptable)|"
    r"may (?:be|have|participate)|are not excluded)\b",
    re.I,
)
_REFUSES = re.compile(
    r"\b(?:not (?:be )?(?:allowed|permitted|eligible|acceptable)|ineligible|excluded|prohibited)\b",
    re.I,
)
_HEDGED = re.compile(
    r"\b(?:uncontrolled|symptomatic|active|untreated|unstable|severe|significant|known|clinically|"
    r"requiring|grade|class|if|stable|controlled|treated|recent|hypersensitiv\w*|allerg\w*|family|"
    r"planned|intoleran\w*|contraindicat\w*|risk|"
    r"(?:cohort|arm|phase|group|part) (?:\d|[A-D]|I+))\b",
    re.I,
)
_ABLE = re.compile(r"\b(?:able|ability) to\b", re.I)
_GRADED = re.compile(r"\bgrades?\b|[<>≤≥]|\bCTC", re.I)
_FOR = re.compile(r"^\W*(?:\w+ )?(?:for|in the|from|to the|to)\s(?P<what>(?:\w+\s?){1,3})", re.I)
_FEW = 45
_WITHIN = re.compile(r"\b(?:within|in|during|over|for|less than|<|≤)\b[^.;]{0,25}$", re.I)
_RECENT = re.compile(r"\brecent(?:ly)?\b", re.I)
_LONG_AGO = re.compile(r"\b(?:over|more than|at least|>|≥) $", re.I)
_MEN = re.compile(r"\b(?:m[ae]n|males?)\b", re.I)
_WOMEN = re.compile(r"\b(?:wom[ae]n|females?)\b", re.I)
_BOTH = re.compile(r"\b(?:both sexes|either sex|any gender|both genders|regardless of sex)\b", re.I)


class Standing(StrEnum):
    """How the criteria stand to patients with a condition."""

    OUT = "keeps out"
    IN = "lets in"
    OPEN = "leaves open"


class Found(NamedTuple):
    """How a criterion stands to what was named, and its words."""

    standing: Standing
    line: str


def standings(clause: str, record: TrialRecord) -> Iterator[tuple[Named, Found | None]]:
    """Each condition that the clause names, and how the criteria stand to it."""
    for named in conditions_in(clause):
        yield named, _standing(named, clause, record)


def _standing(named: Named, clause: str, record: TrialRecord) -> Found | None:
    """What all criteria that name it say; where they differ it is open."""
    found = [
        Found(_of_part(named, clause, part, excludes=excludes), line)
        for excludes, lines in ((False, record.inclusion), (True, record.exclusion))
        for line in lines
        for part in PARTS.split(line)
        if named.known_as.search(part)
    ]
    sorts = {each.standing for each in found}
    if not found:
        return None
    return found[0] if len(sorts) == 1 else Found(Standing.OPEN, found[0].line)


def _of_part(named: Named, clause: str, part: str, *, excludes: bool) -> Standing:
    match = named.known_as.search(part)
    if match is None:
        return Standing.OPEN
    before, after = part[: match.start()], part[match.end() :]
    if re.match(r"^\W*or\b", part, re.I) or _GRADED.search(part) or _GRADED.search(clause):
        return Standing.OPEN
    if (exception := _EXCEPT.search(before)) and _named_fully(named, part[exception.end() :]):
        return Standing.IN if not re.search(r"\bunless\b", before, re.I) else Standing.OPEN
    if _REFUSES.search(part):
        return Standing.OUT
    if _ADMITS.search(part):
        return Standing.IN
    later = re.search(r"\b(?:unless|if|except\w*)\b(?P<what>.*)", after, re.I)
    if later and (later[0][0] in "iIuU" or _is_among(named.name, later["what"])):
        return Standing.OPEN
    if _narrower(before, after[: later.start()] if later else after, clause):
        return Standing.OPEN
    unable = re.search(r"dysphag|swallow|unable", named.name, re.I) and _ABLE.search(before)
    turned = bool(_NOT.search(before)) or bool(unable)
    out = excludes or turned
    if excludes and turned and not re.match(r"^\W*no\b", part, re.I):
        return Standing.OPEN
    if not out:
        return Standing.OPEN if _NOT.search(after) or re.search(r"\bor\b", part) else Standing.IN
    return Standing.OUT if _in_time(named, clause, part) else Standing.OPEN


def narrowing(text: str) -> frozenset[str]:
    """Words that make a condition a narrower one: "uncontrolled", "active"."""
    return frozenset(match[0].lower() for match in _HEDGED.finditer(text)) - {"known"}


def _is_among(name: str, exceptions: str) -> bool:
    """Whether what is excepted may be this: they share a word beside "cancer"."""
    return bool((stems(name) - stems("cancer carcinoma cancers")) & stems(exceptions))


def _named_fully(named: Named, part: str) -> bool:
    return bool(named.known_as.search(part))


def _narrower(before: str, after: str, clause: str) -> bool:
    """Words that narrow the criterion and that the sentence does not say."""
    if narrowing(f"{before[-60:]} {after[:_FEW]}") - narrowing(clause):
        return True
    purpose = _FOR.match(after)
    return purpose is not None and not stems(purpose["what"]) <= stems(clause)


def _in_time(named: Named, clause: str, part: str) -> bool:
    """Whether what the sentence says of the time lies within what the criterion says."""
    theirs = [t for t in times(part) if _WITHIN.search(part[: t.start])]
    ours = [
        t for t in times(clause) if t.unit not in {"year"} or "old" not in clause[t.start :][:20]
    ]
    if not theirs:
        return True
    if not ours:
        return bool(_RECENT.search(clause))
    if _LONG_AGO.search(clause[: ours[0].start]):
        return False
    length, limit = ours[0].in_unit("day"), theirs[0].in_unit("day")
    return length is not None and limit is not None and length <= limit * 1.02


def sexes(record: TrialRecord) -> tuple[frozenset[str], str]:
    """Who may take part, "men" and "women", and the words that say so; none where unsaid."""
    found: set[str] = set()
    said = ""
    for line in record.inclusion:
        if _BOTH.search(line):
            return frozenset(["men", "women"]), line
        for sex, pattern in (("men", _MEN), ("women", _WOMEN)):
            if pattern.search(line) and not _REFUSES.search(line):
                found.add(sex)
                said = said or line
    return frozenset(found), said


def sexes_in(text: str) -> frozenset[str]:
    """The sexes that a text names."""
    return frozenset(
        sex for sex, pattern in (("men", _MEN), ("women", _WOMEN)) if pattern.search(text)
    )
