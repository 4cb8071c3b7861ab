"""Sentences on which outcome a trial measured, within what time and in which unit.

The kinds of outcomes that are known are in ``outcome_kinds.txt``. A record lists each outcome that
was registered or has results, so that a kind that no title names was not measured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.arm_doses import times
from probatum.verification.arm_given import Part, together
from probatum.verification.trial_record import TrialRecord
from probatum.verification.words import stems

CHECK = "outcomes measured"
_CLAUSES = re.compile(
    r"\s*;\s*|,?\s+(?:whereas|while|but|however|although)[,\s]+|,?\s+and\s+(?=(?:both )?uses? )|"
    r",\s+(?=@\d+ )|,\s+which is different from\s|,\s+and\s+(?!@)|"
    r",?\s+using\s+(?=the same|different)|\s+and (?=the same units?)",
    re.I,
)
_MEASURES = re.compile(
    r"\b(?:measur\w+|evaluat\w+|stud(?:y|ies|ied|ying)|investigat\w+|assess\w*|tests?(?:ing)? for|"
    r"uses?|using|employ\w*|outcome)\b",
    re.I,
)
_DENIED = re.compile(r"\b(?:no|not|n't|neither|nor|never|none)\b", re.I)
_FRAME = re.compile(r"\btime ?frames?\b", re.I)
_UNIT = re.compile(r"\bunits? of measure\w*\b", re.I)
_METRICS = re.compile(r"\b(?:outcome measure\w*|outcomes|metrics|results)\b", re.I)
_ALIKE = re.compile(
    r"\b(?P<same>same|identical|similar|comparable)\b|\b(?P<other>differ\w*)\b", re.I
)
_DEFINED = re.compile(r"\b(?:as )?(?:determined|defined|measured) (?:by|as)\b.*", re.I)
_NON = re.compile(r"\bnon[- ]?comparable\b|\bnot (?:directly )?comparable\b", re.I)
_UNDERSTOOD = stems(
    "measure measures measured measuring measurement measurements evaluate evaluates evaluated "
    "evaluating evaluation study studies studied studying investigate investigates investigating "
    "investigated assess assesses test testing tests use uses used using employ employs outcome "
    "outcomes metric metrics the a of in its their as to for both either neither nor or and not do "
    "does did is are rate rates patient patients participant participants primary endpoint trial "
    "impact effect effects intervention interventions change changes performance cohort cohorts "
    "respective same different comparable identical unit units time frame frames timeframe they "
    "number percentage results result have having directly therefore"
)


def check_outcomes_measured(claim: str, records: Sequence[TrialRecord]) -> Reason | None:
    """Supported or contradicted by the titles; None where the sentence is of something else."""
    if not records or not all(record.outcomes for record in records):
        return None
    text = " ".join(claim.strip().rstrip(".").split())
    for at, record in enumerate(records):
        name = re.escape(record.name) if record.name else r"(?<=the )(?:trial|study)"
        text = re.sub(rf"\b(?:the )?{name}\b(?:'s)?", f"@{at}", text, flags=re.I)
    parts: list[Part | None] = []
    before: list[int] = []
    for words in _CLAUSES.split(text):
        marks = [int(mark) for mark in re.findall(r"@(\d+)", words)] or before
        before = marks
        parts.append(_read(words, [records[mark] for mark in marks]) if marks else None)
    found = together(parts)
    if found is None:
        return None
    verdict = Verdict.SUPPORTED if found.holds else Verdict.CONTRADICTED
    return Reason(check=CHECK, verdict=verdict, text=found.said)


def _read(words: str, records: Sequence[TrialRecord]) -> Part | None:
    words = _DEFINED.sub(" ", re.sub(r"@\d+", " ", words))
    kinds = [kind for kind in _kinds_in(words) if kind[0]]
    if _FRAME.search(words) and not kinds:
        return _frames(words, records)
    if _UNIT.search(words) and not kinds:
        return _units(words, records)
    if not kinds and _METRICS.search(words) and (_ALIKE.search(words) or _NON.search(words)):
        return _alike(words, records)
    if not kinds or not _MEASURES.search(words) or _left(words, kinds, records):
        return _unmeasured(words, kinds, records)
    denied = bool(_DENIED.search(words))
    if len(kinds) > 1 and re.search(r"\bor\b", words) and not denied:
        return None
    parts = [_measured(r, kind, denied=denied) for r in records for kind in kinds]
    if denied and re.search(r"\bboth\b", words):
        return Part(any(part.holds for part in parts), "; ".join(part.said for part in parts))
    return together(parts)


def _unmeasured(
    words: str, kinds: Sequence[tuple[str, re.Pattern[str]]], records: Sequence[TrialRecord]
) -> Part | None:
    """A result of an outcome that a trial did not measure is none of that trial."""
    if _DENIED.search(words) or _ALIKE.search(words):
        return None
    lacking = (_measured(record, kind, denied=False) for record in records for kind in kinds)
    return next((part for part in lacking if not part.holds), None)


def _left(
    words: str, kinds: Sequence[tuple[str, re.Pattern[str]]], records: Sequence[TrialRecord]
) -> bool:
    """Whether words are left that neither are understood nor stand in the outcomes."""
    if re.search(r"\d", re.sub(r"\b[A-Za-z-]+\d+", " ", words)):
        return True
    for name, _ in kinds:
        words = words.replace(name, " ")
    known = " ".join(
        f"{o.title} {o.told} {' '.join(o.groups)}" for r in records for o in r.outcomes
    )
    return bool(stems(words) - _UNDERSTOOD - stems(known))


def _measured(record: TrialRecord, kind: tuple[str, re.Pattern[str]], *, denied: bool) -> Part:
    name, title = kind
    titles = tuple(dict.fromkeys((*(o.title for o in record.outcomes), *record.registered)))
    found = [each for each in titles if title.search(each)]
    found = found or [o.title for o in record.outcomes if title.search(o.told)]
    others = "; ".join(titles[:3])
    said = found[0] if found else f"no {name}, but {others}"
    return Part(bool(found) != denied, f"{record.name or 'the trial'} measured: {said}")


def _frames(words: str, records: Sequence[TrialRecord]) -> Part | None:
    """The time within which it was measured, of a length or the same in two trials."""
    frames = [[o.frame for o in record.outcomes if o.frame] for record in records]
    if not all(frames) or any(len(each) > 1 for each in frames):
        return None
    said = "; ".join(each[0] for each in frames)
    asked = times(words.replace("-", " "))
    if asked:
        holds = [any(t.equals(asked[0]) for t in times(each[0])) for each in frames]
        return Part(all(holds), said) if all(times(each[0]) for each in frames) else None
    alike = _ALIKE.search(_NON.sub(" ", words))
    if alike is None or len(frames) != 2:
        return None
    same = frames[0][0].lower() == frames[1][0].lower()
    lengths = [{t.in_unit("day") for t in times(each[0])} for each in frames]
    if not same and (not all(lengths) or lengths[0] & lengths[1]):
        return None
    return Part((same == bool(alike["same"])) != bool(_DENIED.search(words)), said)


def _units(words: str, records: Sequence[TrialRecord]) -> Part | None:
    alike = _ALIKE.search(words)
    if alike is None or len(records) != 2 or any(len(r.outcomes) != 1 for r in records):
        return None
    one, other = (record.outcomes[0].unit.strip().lower() for record in records)
    same = one == other
    return Part((same == bool(alike["same"])) != bool(_DENIED.search(words)), f"{one}; {other}")


def _alike(words: str, records: Sequence[TrialRecord]) -> Part | None:
    """Whether two trials measured outcomes of the same kinds."""
    if len(records) != 2 or stems(_NON.sub(" ", words)) - _UNDERSTOOD - stems("non similar"):
        return None
    one, other = ({title.pattern for o in r.outcomes for _, title in _known()
                   if title.search(o.title)} for r in records)  # fmt: skip
    if not one or not other or (one != other and one & other):
        return None
    alike = _ALIKE.search(_NON.sub(" ", words))
    wanted = not _NON.search(words) and bool(alike and alike["same"]) != bool(_DENIED.search(words))
    said = "; ".join(record.outcomes[0].title for record in records)
    return Part((one == other) == wanted, said)


def _kinds_in(text: str) -> list[tuple[str, re.Pattern[str]]]:
    """Each kind that the text names, the longest names chosen, with the pattern of its titles."""
    matches = [(match, title) for name, title in _known() for match in name.finditer(text)]
    found: list[tuple[int, int, str, re.Pattern[str]]] = []
    for match, title in sorted(matches, key=lambda each: each[0].start() - each[0].end()):
        if not any(start < match.end() and match.start() < end for start, end, *_ in found):
            found.append((*match.span(), match[0], title))
    return [(name, title) for *_, name, title in sorted(found, key=lambda each: each[0])]


@cache
def _known() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    text = (files("probatum.verification") / "outcome_kinds.txt").read_text(encoding="utf-8")
    rows = (line.split(" : ", 1) for line in text.splitlines() if line and line[0] != "#")
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{name})(?![\w-])", re.I), re.compile(title, re.I))
        for name, title in rows
    )
