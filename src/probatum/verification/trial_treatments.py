"""Sentences on what the arms of a trial are given, against what its record says of each arm.

Each clause that is understood is compared: what is given or not, how much, how often and by which
way; which arm gets a placebo; how many arms there are. A word that is left leaves the clause open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.arm_doses import plain
from probatum.verification.arm_given import Part, together
from probatum.verification.arm_kinds import CONTROLS, NUMBER, UNSAID, controls, numbers, unsaid
from probatum.verification.arm_places import placed_arms
from probatum.verification.treatment_clause import Clause, given
from probatum.verification.treatment_comparison import COMPARES, compared
from probatum.verification.treatment_kinds import treatments
from probatum.verification.trial_record import TrialRecord
from probatum.verification.words import stems

CHECK = "treatments"
_CLAUSES = re.compile(
    r"\s*;\s*|(?<=[a-z)])\.\s+(?=[A-Z@])|,?\s+(?:whereas|while(?! \w+ing)|but|however|although|"
    r"in con?trast|on the other hand)[,\s]+|(?<!@\d),\s+(?=(?:\w+ ){0,2}@)|"
    r",\s+(?=this is |the \w+ of @)|"
    r",?\s+and\s+(?=(?:is |are |was |were )?(?:both |only )?"
    r"(?:used|given|received|administered|testing)\b)|"
    r"(?<!@\d),?\s+and\s+(?=(?:only |neither )?@\d+\s(?:\w+ ){0,2}?"
    r"(?:receiv|reciev|use|utili|is|are|was|undergo|get|take|must))",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:this|these|it|them)\b", re.I)
_ELLIPTIC = re.compile(
    r"^\s*(?:is |are |was |were )?(?:not|only|both|used|given|received|administered)\b", re.I
)
_UNLIKE = re.compile(r",?\s*\bunlike (?:in )?(?P<mark>@\d+),?", re.I)
_NAME = re.compile(r"^(?P<name>[A-Za-z][\w®™ -]{3,40}?)(?:®|™)?\s?:\s")
_PIECES = re.compile(r"\s*(?:\+|/|,|\band\b|\bplus\b|\bfollowed by\b|:|\(|\)|\bwith\b)\s*", re.I)
_NO_NAME = stems(
    "arm cohort group phase part dose escalation treatment intervention patient control placebo "
    "standard care experimental low high single initial study therapy all usual no a b c i ii iii "
    "stage trial day week cycle combination safety expansion active prior drug test loading "
    "description line first second"
)


def check_treatments(claim: str, records: Sequence[TrialRecord]) -> Reason | None:
    """Supported or contradicted by the arms; None where a word is not understood."""
    if not records or not all(record.arms for record in records):
        return None
    text, places = placed_arms(plain(" ".join(claim.strip().rstrip(".").split())), records)
    if not places:
        return None
    text = re.sub(r"(\bunlike (?:in )?@\d+)\s*,", r"\1", text, flags=re.I)
    names = tuple(dict.fromkeys(n for r in records for arm in r.arms for n in _names(arm.lines)))
    parts: list[Part | None] = []
    before: tuple[int, ...] = ()
    subject: list[str] = []
    for words in _CLAUSES.split(text):
        if not words.strip():
            continue
        marks = tuple(int(mark) for mark in re.findall(r"@(\d+)", words)) or before
        before = marks
        clause = Clause(words, tuple(places[mark] for mark in marks), names)
        named = [t.name for t in treatments(words, names)]
        if subject and not named:
            clause = clause._replace(words=_with_subject(words, subject))
        subject = named or subject
        parts.append(_weighed(clause))
    found = [part for part in parts if part is not None]
    wrong = [part.said for part in found if not part.holds]
    if wrong:
        return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text="; ".join(wrong))
    if not found or len(found) < len(parts):
        return None
    said = "; ".join(dict.fromkeys(part.said for part in found))
    return Reason(check=CHECK, verdict=Verdict.SUPPORTED, text=said)


def _with_subject(words: str, subject: Sequence[str]) -> str:
    """With what was named before: "this is not used", "but not at all in the trial"."""
    named = ", ".join(subject)
    if _PRONOUN.search(words):
        return _PRONOUN.sub(named, words, count=1)
    return f"{named} {words}" if _ELLIPTIC.match(words) else words


def _weighed(clause: Clause) -> Part | None:
    """The clause by its kind; of those that are unlike the others it must not hold."""
    unlike = _UNLIKE.search(clause.words)
    if unlike is None:
        return _by_kind(clause)
    marks = re.findall(r"@\d+", clause.words)
    at = marks.index(unlike["mark"])
    words = _UNLIKE.sub(" ", clause.words)
    mark = next((m for m in marks if m != unlike["mark"]), "")
    rest = tuple(place for n, place in enumerate(clause.places) if n != at)
    other = _by_kind(
        Clause(words.replace(mark, unlike["mark"]), (clause.places[at],), clause.names)
    )
    turned = other._replace(holds=not other.holds) if other else None
    return together([_by_kind(clause._replace(words=words, places=rest)), turned])


def _by_kind(clause: Clause) -> Part | None:
    for pattern, weigh in _KINDS:
        if pattern.search(clause.words):
            return weigh(clause)
    return given(clause)


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Clause], Part | None]], ...] = (
    (NUMBER, numbers),
    (CONTROLS, controls),
    (UNSAID, unsaid),
    (COMPARES, compared),
)


def _names(lines: Sequence[str]) -> list[str]:
    """What a record calls what it gives: names before a colon, and the parts of an arm's name."""
    found = [match["name"] for line in lines[1:] if (match := _NAME.match(line))]
    found += _PIECES.split(lines[0])
    cleaned = (re.sub(r"\b\d[\d.,]*\s?(?:m?c?g|mg/\S+|%)?(?!\w)", " ", name) for name in found)
    names = (" ".join(name.split()).strip(" -") for name in cleaned)
    return [name for name in names if len(name) > 3 and stems(name) - _NO_NAME]
